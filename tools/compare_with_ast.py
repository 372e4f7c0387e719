"""Compares krait's syntax phase with CPython's: the same files accepted, the same trees, the same places.

    python3 tools/compare_with_ast.py path/to/syntax_tool [FILE_OR_FOLDER ...] [--no-spans] [--show N]

Without files, every .py of the installed standard library is compared. Files (by the end of their name) that may
differ stand in tools/ast_exceptions.txt, one a line with the reason behind a `#`. Exit code 1 if anything differs.
"""
import ast
import pathlib
import subprocess
import sys
import sysconfig
import tempfile
import warnings

CONSTANTS = {type(None): "None", int: "Int", float: "Float", complex: "Complex", str: "Str", bytes: "Bytes", type(...): "Ellipsis"}


def quoted(data):
    out = bytearray(b"'")
    for byte in data:
        if byte < 0x20 or byte in (0x7F, 0x27, 0x5C):
            out += b"\\x%02x" % byte
        else:
            out.append(byte)
    return (bytes(out) + b"'").decode("utf-8", "surrogateescape")


class Dump:
    """The dump of krait's syntax phase, from CPython's tree."""

    def __init__(self, source, spans):
        self.lines = []
        self.spans = spans
        self.starts = [0]
        for i, byte in enumerate(source):
            if byte == 10:
                self.starts.append(i + 1)
        self.shift = 3 if source.startswith(b"\xef\xbb\xbf") else 0

    def offset(self, line, column):
        return self.starts[line - 1] + column + (self.shift if line == 1 else 0)

    def place(self, node):
        if not self.spans:
            return ""
        return f" [{self.offset(node.lineno, node.col_offset)}:{self.offset(node.end_lineno, node.end_col_offset)}]"

    def line(self, indent, field, what):
        self.lines.append(" " * indent + (f"{field}: " if field else "") + what)

    def run(self, tree):
        self.line(0, "", "Module")
        self.many("body", tree.body, 1)
        return "\n".join(self.lines) + "\n"

    def many(self, field, nodes, indent):
        for node in nodes:
            self.node(field, node, indent)

    def node(self, field, node, indent):
        if node is None:
            return
        kind = type(node).__name__
        is_async = kind.startswith("Async")
        shown = {"AsyncFunctionDef": "FunctionDef", "AsyncFor": "For", "AsyncWith": "With", "Expr": "ExprStmt", "TryStar": "Try"}.get(kind, kind)
        attributes = self.attributes(node, kind) + (" async" if is_async else "")
        self.line(indent, field, shown + attributes + self.place(node))
        getattr(self, "children_" + shown, self.children)(node, indent + 1)

    def attributes(self, node, kind):
        parts = []
        if kind == "Constant":
            if isinstance(node.value, bool):
                return f" {node.value}"
            parts.append(CONSTANTS[type(node.value)])
            if isinstance(node.value, int):
                parts.append(str(node.value))
            elif isinstance(node.value, float):
                parts.append("%.17g" % node.value)
            elif isinstance(node.value, complex):
                parts.append("%.17g" % node.value.imag)
            elif isinstance(node.value, str):
                parts.append(quoted(node.value.encode("utf-8", "surrogatepass")))
            elif isinstance(node.value, bytes):
                parts.append(quoted(node.value))
        elif kind == "FormattedValue":
            if node.conversion != -1:
                parts.append("!" + chr(node.conversion))
        elif kind == "Compare":
            parts += [type(op).__name__ for op in node.ops]
        elif kind in ("FunctionDef", "AsyncFunctionDef", "ClassDef"):
            parts.append(node.name)
        elif kind in ("Global", "Nonlocal"):
            parts += node.names
        elif kind in ("Import", "ImportFrom"):
            if kind == "ImportFrom":
                parts.append("." * node.level + (node.module or ""))
            parts += [alias.name + (f" as {alias.asname}" if alias.asname else "") for alias in node.names]
        elif kind == "AnnAssign" and node.simple:
            parts.append("simple")
        elif kind == "TryStar":
            parts.append("star")
        elif kind == "MatchSingleton":
            parts.append(str(node.value))
        elif kind == "MatchMapping" and node.rest:
            parts.append("**" + node.rest)
        elif kind == "MatchClass":
            parts += node.kwd_attrs
        elif kind in ("MatchStar", "MatchAs") and node.name:
            parts.append(node.name)
        if kind == "Attribute":
            parts.append(node.attr)
        if kind == "Name":
            parts.append(node.id)
        if hasattr(node, "op"):
            parts.append(type(node.op).__name__)
        if hasattr(node, "ctx"):
            parts.append(type(node.ctx).__name__)
        return "".join(" " + part for part in parts)

    def children(self, node, indent):
        names = {"values": "value", "elts": "elt", "comparators": "comparator", "targets": "target", "patterns": "pattern",
                 "keys": "key", "kwd_patterns": "keyword", "decorator_list": "decorator"}
        for field, value in ast.iter_fields(node):
            field = names.get(field, field)
            if isinstance(value, list) and field == "generators":
                for part in value:
                    self.line(indent, "generator", "async" if part.is_async else "")
                    self.node("target", part.target, indent + 1)
                    self.node("iter", part.iter, indent + 1)
                    self.many("if", part.ifs, indent + 1)
            elif isinstance(value, list):
                if value and isinstance(value[0], ast.AST) and not isinstance(value[0], (ast.cmpop, ast.alias)):
                    self.many(field, value, indent)
            elif isinstance(value, ast.AST) and not isinstance(value, (ast.expr_context, ast.operator, ast.unaryop, ast.boolop)):
                self.node(field, value, indent)

    def children_Dict(self, node, indent):
        for key, value in zip(node.keys, node.values):
            self.node("key", key, indent)
            self.node("value" if key else "unpack", value, indent)

    def keywords(self, node, indent):
        for keyword in node.keywords:
            self.line(indent, "keyword", keyword.arg or "**")
            self.node("value", keyword.value, indent + 1)

    def children_Call(self, node, indent):
        self.node("func", node.func, indent)
        self.many("arg", node.args, indent)
        self.keywords(node, indent)

    def children_ClassDef(self, node, indent):
        self.many("decorator", node.decorator_list, indent)
        self.many("base", node.bases, indent)
        self.keywords(node, indent)
        self.many("body", node.body, indent)

    def parameter(self, field, one, default, indent):
        self.line(indent, field, one.arg)
        self.node("annotation", one.annotation, indent + 1)
        self.node("default", default, indent + 1)

    def parameters(self, args, indent):
        positional = args.posonlyargs + args.args
        defaults = [None] * (len(positional) - len(args.defaults)) + args.defaults
        for i, (one, default) in enumerate(zip(positional, defaults)):
            self.parameter("posonly" if i < len(args.posonlyargs) else "arg", one, default, indent)
        if args.vararg:
            self.parameter("vararg", args.vararg, None, indent)
        for one, default in zip(args.kwonlyargs, args.kw_defaults):
            self.parameter("kwonly", one, default, indent)
        if args.kwarg:
            self.parameter("kwarg", args.kwarg, None, indent)

    def children_FunctionDef(self, node, indent):
        self.many("decorator", node.decorator_list, indent)
        self.parameters(node.args, indent)
        self.node("returns", node.returns, indent)
        self.many("body", node.body, indent)

    def children_Lambda(self, node, indent):
        self.parameters(node.args, indent)
        self.node("body", node.body, indent)

    def children_With(self, node, indent):
        for item in node.items:
            self.node("context", item.context_expr, indent)
            self.node("as", item.optional_vars, indent)
        self.many("body", node.body, indent)

    def children_Match(self, node, indent):
        self.node("subject", node.subject, indent)
        for case in node.cases:
            self.line(indent, "case", "")
            self.node("pattern", case.pattern, indent + 1)
            self.node("guard", case.guard, indent + 1)
            self.many("body", case.body, indent + 1)

    def children_Try(self, node, indent):
        self.many("body", node.body, indent)
        for handler in node.handlers:
            self.line(indent, "handler", (handler.name or "") + self.place(handler))
            self.node("type", handler.type, indent + 1)
            self.many("body", handler.body, indent + 1)
        self.many("orelse", node.orelse, indent)
        self.many("finalbody", node.finalbody, indent)

    def children_JoinedStr(self, node, indent):
        spans, self.spans = self.spans, False  # CPython 3.11 gives no reliable places inside f-strings
        self.many("value", node.values, indent)
        self.spans = spans

    def children_MatchSingleton(self, node, indent):
        pass


def hide_fstring_details(text, spans):
    """krait keeps `x=` of `{x=}` beside the field and has exact places inside f-strings: bring both to CPython's form."""
    lines, result, inside = text.split("\n"), [], None
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if inside is not None and indent <= inside:
            inside = None
        if inside is not None:
            if spans and line.endswith("]"):
                line = line[: line.rindex(" [")]
            if ": FormattedValue" in line and " debug=" in line:
                head, debug = line.split(" debug=", 1)
                previous = result[-1] if result else ""
                opening = " " * indent + "value: Constant Str "
                merged = find_previous_constant(result, indent, opening)
                if merged is None:
                    result.append(opening + debug)
                else:
                    result[merged] = result[merged][:-1] + debug[1:]
                line = head
        elif ": JoinedStr" in line:
            inside = indent
        result.append(line)
    return "\n".join(result)


def find_previous_constant(lines, indent, opening):
    """Index of the constant directly before a field at this depth, or None."""
    if lines and lines[-1].startswith(opening):
        return len(lines) - 1
    return None


def expected(path, spans):
    source = path.read_bytes()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, str(path), "exec", dont_inherit=True)
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return f"{type(error).__name__}: {error}", None
    text = source.replace(b"\r\n", b"\r\n")
    if b"\r" in source.replace(b"\r\n", b""):
        text = source.replace(b"\r\n", b"\n\n")  # lone returns: places are not compared
        spans = False
    return None, Dump(text, spans).run(tree)


def read_results(tool, paths, spans):
    """Runs the tool over the files and yields each result as it comes, so that memory stays small."""
    with tempfile.TemporaryFile() as names:
        names.write(("\n".join(map(str, paths)) + "\n").encode())
        names.seek(0)
        count = 0
        with subprocess.Popen([tool] + (["--spans"] if spans else []), stdin=names, stdout=subprocess.PIPE) as run:
            while header := run.stdout.readline():
                _, verdict, size, name = header.decode().rstrip("\n").split(" ", 3)
                text = run.stdout.read(int(size)).decode("utf-8", "surrogateescape")
                count += 1
                yield pathlib.Path(name), verdict == "accepted", text
    if run.returncode or count != len(paths):
        sys.exit(f"{tool} ended with {run.returncode} after {count} of {len(paths)} files")


def first_difference(got, want):
    for i, (a, b) in enumerate(zip(got.split("\n"), want.split("\n"))):
        if a != b:
            return f"  line {i + 1} of the dump\n  krait:   {a.strip()}\n  CPython: {b.strip()}"
    return "  one dump is longer"


def read_exceptions():
    path = pathlib.Path(__file__).with_name("ast_exceptions.txt")
    lines = path.read_text().splitlines() if path.exists() else []
    return [line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()]


def main():
    sys.setrecursionlimit(20000)
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    spans = "--no-spans" not in sys.argv
    show = int(sys.argv[sys.argv.index("--show") + 1]) if "--show" in sys.argv else 40
    if "--show" in sys.argv:
        arguments.remove(str(show))
    roots = [pathlib.Path(a) for a in arguments[1:]] or [pathlib.Path(sysconfig.get_paths()["stdlib"])]
    paths = sorted(p for root in roots for p in (root.rglob("*.py") if root.is_dir() else [root]))
    exceptions = read_exceptions()
    different = skipped = 0
    for path, accepted, text in read_results(arguments[0], paths, spans):
        if any(str(path).endswith(name) for name in exceptions):
            skipped += 1
            continue
        error, want = expected(path, spans)
        problem = ""
        if accepted and error:
            problem = f"accepted, but CPython: {error}"
        elif not accepted and not error:
            problem = "rejected:\n" + text
        elif accepted:
            got = hide_fstring_details(text, spans)
            if not spans or " [" not in want:
                got = got if not spans else "\n".join(l[: l.rindex(" [")] if l.endswith("]") else l for l in got.split("\n"))
            if got != want:
                problem = "another tree:\n" + first_difference(got, want)
        if problem:
            different += 1
            if different <= show:
                print(f"{path}: {problem}")
    print(f"{len(paths)} files, {different} differ, {skipped} named exceptions")
    sys.exit(1 if different else 0)


main()
