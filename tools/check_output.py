#!/usr/bin/env python3
"""Checks emitted C++ against the output contract (docs/style-of-output.md).

    tools/check_output.py program.py program_cpp/     one program and the folder that krait emitted for it
    tools/check_output.py a.py b.py                   emits each into a temporary folder first
    tools/check_output.py --names --format a.py       only these checks

Prints one row per program and, below the table, what is wrong. The exit code is 1 if anything is.
"""
import argparse
import ast
import collections
import io
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import tokenize
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
MAXIMUM_EXPANSION = 2.0
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic"]
LEVELS = ["-O0", "-O2"]

# --- The C++ text


class CppToken:
    def __init__(self, kind, text, line):
        self.kind = kind  # comment, string, number, name, symbol
        self.text = text
        self.line = line


CPP_TOKEN = re.compile(r"""
    (?P<comment>//[^\n]*|/\*.*?\*/)
  | (?P<string>(?:u8|[uUL])?"(?:\\.|[^"\\\n])*"|(?:u8|[uUL])?'(?:\\.|[^'\\\n])+')
  | (?P<number>\.?[0-9](?:[eEpP][+-]|'[0-9A-Za-z]|[0-9A-Za-z_.])*)
  | (?P<name>[^\W\d]\w*)
  | (?P<symbol>::|->|&&|\|\||<<|<=|>=|==|!=|\+=|-=|[^\s\w])
""", re.VERBOSE | re.DOTALL)


def cpp_tokens(text):
    tokens, line, position = [], 1, 0
    for match in CPP_TOKEN.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        tokens.append(CppToken(match.lastgroup, match.group(), line))
    return tokens


def code_tokens(tokens):
    return [token for token in tokens if token.kind != "comment"]


def without_preprocessor(text):
    return re.sub(r"^[ \t]*#[^\n]*", "", text, flags=re.MULTILINE)


# Words that stand before an expression, so that a name behind them is not being declared.
NOT_TYPES = set("return co_return co_yield co_await throw case new delete else goto do using namespace class struct enum typename template "
                "operator sizeof if while for switch not and or public private protected friend default break continue const_cast "
                "static_cast typedef inline static constexpr explicit virtual extern mutable try catch noexcept override final".split())


def is_type_end(tokens, i):
    """Whether a type may end at token i, so that a name after it is a declared one."""
    token = tokens[i]
    if token.kind == "name":
        return token.text not in NOT_TYPES
    if token.text == ">":
        return True
    if token.text in ("&", "&&", "*") and i > 0:
        before = tokens[i - 1]
        return before.text in ("auto", ">", "const") or (before.kind == "name" and i > 1 and tokens[i - 2].text in ("::", "const") and is_parameter_type(tokens, i - 1))
    return False


def is_parameter_type(tokens, i):
    """Whether the (qualified) name that ends at i has `const` before it: `const py::str& text`, but not `py::x & y`."""
    while i > 1 and tokens[i - 1].text == "::":
        i -= 2
    return tokens[i - 1].text == "const"


def declared_names(tokens):
    """(name, line, type text) of what a file declares: variables, parameters, fields, functions, classes, bindings."""
    tokens = code_tokens(tokens)
    for i, token in enumerate(tokens):
        if token.kind != "name" or i == 0 or i + 1 >= len(tokens):
            continue
        before, after = tokens[i - 1], tokens[i + 1]
        if before.text in ("class", "struct", "using") and after.text in ("{", ":", "=", "final", ";"):
            yield token.text, token.line, before.text
        elif after.text in ("=", ";", ",", ")", "(", "{", ":") and before.text not in ("class", "struct", "namespace") and is_type_end(tokens, i - 1):
            if after.text != "(" or before.text in (">", "&", "*") or before.kind == "name":
                yield token.text, token.line, type_before(tokens, i)
    yield from structured_bindings(tokens)


def structured_bindings(tokens):
    for i, token in enumerate(tokens):
        if token.text == "[" and i > 0 and (tokens[i - 1].text == "auto" or (tokens[i - 1].text in ("&", "&&") and tokens[i - 2].text == "auto")):
            j = i + 1
            while j < len(tokens) and tokens[j].text != "]":
                if tokens[j].kind == "name":
                    yield tokens[j].text, tokens[j].line, "auto"
                j += 1


def type_before(tokens, i):
    """The text of the type in front of the declared name at i, back to where the declaration begins."""
    depth, j = 0, i - 1
    while j >= 0:
        text = tokens[j].text
        depth += {">": 1, "<": -1}.get(text, 0)
        if depth <= 0 and (text in (";", "{", "}", "(", ":", "=", ")") or (text == "," and depth == 0) or depth < 0):
            break
        j -= 1
    return "".join(token.text for token in tokens[j + 1:i])


# --- The Python text


class Module:
    """One Python file with the C++ files that were emitted for it."""

    def __init__(self, path, files):
        self.path = path
        with tokenize.open(path) as file:
            self.text = file.read()
        self.tree = ast.parse(self.text)
        self.tokens = list(tokenize.generate_tokens(io.StringIO(self.text).readline))
        self.files = {file: file.read_text(encoding="utf-8") for file in files}
        self.cpp = {file: cpp_tokens(without_preprocessor(text)) for file, text in self.files.items()}
        self.docstrings = list(docstrings(self.tree))

    def comments(self):
        """(line, text) of comments and of docstring lines, in order."""
        found = []
        for token in self.tokens:
            if token.type == tokenize.COMMENT and not is_directive(token.string, token.start[0]):
                found.append((token.start[0], normal(token.string.lstrip("#"))))
        for node in self.docstrings:
            for number, line in enumerate(node.value.value.splitlines()):
                if line.strip():
                    found.append((node.lineno + number, normal(line)))
        return [(line, text) for line, text in sorted(found) if text]

    def code_lines(self):
        """Numbers of the lines that are neither blank nor comment nor docstring."""
        lines = set()
        skipped = {line for node in self.docstrings for line in range(node.lineno, node.end_lineno + 1)}
        for token in self.tokens:
            if token.type not in (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER):
                lines.update(range(token.start[0], token.end[0] + 1))
        return lines - skipped


def docstrings(tree):
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
                yield first


def is_directive(comment, line):
    """A `#!` or encoding line, which tells the interpreter something and the reader nothing."""
    return (line == 1 and comment.startswith("#!")) or (line <= 2 and re.search(r"coding[:=]\s*[-\w.]+", comment) is not None)


def normal(text):
    return " ".join(text.split())


class Bindings(ast.NodeVisitor):
    """Names that a module binds (with a line), and names that it reads."""

    def __init__(self):
        self.bound = {}
        self.read = set()

    def bind(self, name, node):
        self.bound.setdefault(unicodedata.normalize("NFKC", name), node.lineno)

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Store):
            self.bind(node.id, node)
        else:
            self.read.add(node.id)

    def visit_Attribute(self, node):
        if isinstance(node.ctx, ast.Store):
            self.bind(node.attr, node)
        self.read.add(node.attr)
        self.generic_visit(node)

    def visit_FunctionDef(self, node):
        self.bind(node.name, node)
        self.read.add(node.name)
        self.generic_visit(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node):
        self.bind(node.name, node)
        self.read.add(node.name)
        for statement in node.body:  # a field need not be read to be a field
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                self.read.add(statement.target.id)
        self.generic_visit(node)

    def visit_arg(self, node):
        self.bind(node.arg, node)

    def visit_AnnAssign(self, node):  # annotations steer and are not in the output
        self.visit(node.target)
        if node.value is not None:
            self.visit(node.value)

    def visit_ExceptHandler(self, node):
        if node.name:
            self.bind(node.name, node)
        self.generic_visit(node)

    def visit_MatchAs(self, node):
        if node.name:
            self.bind(node.name, node)
        self.generic_visit(node)

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node):
        if node.rest:
            self.bind(node.rest, node)
        self.generic_visit(node)


def is_dunder(name):
    return len(name) > 4 and name.startswith("__") and name.endswith("__")


def spellings(name):
    """What a Python name may be called in C++, without trailing underscores (docs/style-of-output.md)."""
    name = unicodedata.normalize("NFKC", name)
    squeezed = re.sub("__+", "_", name)
    return {form.rstrip("_") for form in (name, squeezed, name.lstrip("_"), squeezed.lstrip("_"))}


# --- Invented names


class Scheme:
    """The table of invented names in docs/style-of-output.md.

    A cell lists alternatives: a word in backquotes is itself; `shared_` + name and name + `_item` stand for a name of the program with
    something before or behind it; several words joined by + for several names.
    """

    TYPES = ("list dict set str tuple int float flag number object value item bytes deque counter iterator range function optional defaultdict "
             "frozenset bytearray complex slice ordereddict chainmap").split()

    def __init__(self):
        text = (ROOT / "docs/style-of-output.md").read_text(encoding="utf-8")
        section = text.split("### Invented names", 1)[1].split("\n## ", 1)[0]
        self.names = set()
        self.patterns = [re.compile(f"(\\w+)_{kind}") for kind in self.TYPES]
        for line in section.splitlines():
            cells = line.split("|")
            if len(cells) < 3 or "`" not in cells[1]:
                continue
            for alternative in cells[1].split(","):
                parts = [part.strip() for part in alternative.split("+")]
                if len(parts) == 1:
                    self.names.update(re.findall(r"`(\w+)`", parts[0]))
                else:
                    self.patterns.append(re.compile("".join(part.strip("`") if part.startswith("`") else r"(\w+)" for part in parts)))

    def admits(self, name, known):
        bare = name.rstrip("_")
        if bare in self.names or name in self.names:
            return True
        for pattern in self.patterns:
            match = pattern.fullmatch(bare) or pattern.fullmatch(name)
            if match and (len(match.groups()) > 1 or match.group(1).rstrip("_") in known or self.admits_part(match.group(1))):
                return True
        return False

    def admits_part(self, name):
        """Names of the table may be retyped too: `result_list`."""
        return name.rstrip("_") in self.names


# --- Checks: each yields problems, one line of text each


def applied_only(tree):
    """Names whose only reads are the argument of `f(x) for x in …`, where C++ passes `f` itself."""
    reads = collections.Counter(node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load))
    applied = collections.Counter()
    for node in ast.walk(tree):
        if isinstance(node, (ast.GeneratorExp, ast.ListComp, ast.SetComp)):
            targets = {clause.target.id for clause in node.generators if isinstance(clause.target, ast.Name)}
            for part in [node.elt, *(test for clause in node.generators for test in clause.ifs)]:
                only = part.args[0] if isinstance(part, ast.Call) and len(part.args) == 1 and not part.keywords else None
                if isinstance(only, ast.Name) and only.id in targets:
                    applied[only.id] += 1
    return {name for name, count in applied.items() if count == reads[name]}


def annotates_only(tree):
    """Names that are read in annotations and nowhere else: C++ has the types themselves."""
    def names(node):
        return collections.Counter(part.id for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load))
    reads, annotated = names(tree), collections.Counter()
    for node in ast.walk(tree):
        for annotation in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            annotated.update(names(annotation) if isinstance(annotation, ast.AST) else ())
    return {name for name, count in annotated.items() if count == reads[name]}


def check_names(module, program):
    bindings = Bindings()
    bindings.visit(module.tree)
    gone = applied_only(module.tree) | annotates_only(module.tree)
    present = {token.text.rstrip("_") for tokens in module.cpp.values() for token in tokens if token.kind == "name"}
    for name, line in sorted(bindings.bound.items(), key=lambda item: item[1]):
        if is_dunder(name) or not name.strip("_") or name in ("self", "cls", "mcs") or name not in bindings.read or name in gone:
            continue
        if not spellings(name) & present:
            yield f"{module.path.name}:{line}: `{name}` is not in the C++"


def keys_of_displays(tree):
    """Constant keys of dict displays: fields of records."""
    keys = (key for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys)
    return {key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str) and key.value.isidentifier()}


def check_invented(module, program):
    known = set()
    for other in program.modules:
        bindings = Bindings()
        bindings.visit(other.tree)
        names = set(bindings.bound) | bindings.read | {alias.asname or alias.name for node in ast.walk(other.tree) if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names}
        names.update(keys_of_displays(other.tree))
        known.update(form for name in names for form in spellings(name))
    for file, tokens in module.cpp.items():
        seen = set()
        for name, line, _ in declared_names(tokens):
            if name in seen or name in ("this", "operator", "auto", "const", "override", "noexcept") or name.startswith("py_"):
                continue
            seen.add(name)
            if name.rstrip("_") in known or program.scheme.admits(name, known):
                continue
            what = "a numbered name" if re.search(r"\d_?$", name) else "neither in the Python nor in the scheme"
            yield f"{file.name}:{line}: `{name}` is {what}"


def check_comments(module, program):
    """Every comment and docstring line as often as in the Python; in each file those found stand in the Python's order."""
    wanted = module.comments()
    positions = collections.defaultdict(list)  # text -> the places where it stands
    for file, tokens in module.cpp.items():
        for number, token in enumerate(t for t in tokens if t.kind == "comment"):
            positions[normal(token.text.lstrip("/").lstrip("<"))].append((file, number, token.line))
    reached = {}
    for line, text in wanted:
        places = positions.get(text)
        if not places:
            yield f"{module.path.name}:{line}: the comment `{text}` is missing"
            continue
        ahead = [place for place in places if place[1] > reached.get(place[0], (-1, 0))[0]]
        place = ahead[0] if ahead else places[0]
        places.remove(place)
        if not ahead:
            yield f"{place[0].name}:{place[2]}: the comment `{text}` stands before one that it follows in the Python"
        else:
            reached[place[0]] = (place[1], line)


def python_functions(tree):
    """(class or "", name, line) of the module's functions and of its classes' methods, in order."""
    for node in tree.body:
        for function in node.body if isinstance(node, ast.ClassDef) else [node]:
            if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)) and not is_dunder(function.name):
                yield node.name if isinstance(node, ast.ClassDef) else "", function.name, function.lineno


CLASS_LINE = re.compile(r"(?:class|struct) (\w+)[^;]*\{$")
FUNCTION_LINE = re.compile(r"(?:[^\s(=].*[ &>*])?(?:(\w+)::)?(\w+)\(")


def cpp_functions(text):
    """(class or "", name, line) of what stands at the margin, and of members directly in a class at the margin, in order."""
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):
        if match := CLASS_LINE.match(line):
            inside = match.group(1)
        elif line.startswith("}"):
            inside = ""
        indent = 2 if inside else 0
        if line[:indent].strip() or line[indent:indent + 1] in ("", " ", "/", "#", "}", ":"):
            continue
        if match := FUNCTION_LINE.match(line[indent:]):
            yield inside or match.group(1) or "", match.group(2), number


def check_order(module, program):
    """In each file the functions, and the methods of each class, follow each other as in the Python. Classes may move: one stands behind
    those that it contains."""
    wanted = {}
    for owner, name, line in python_functions(module.tree):
        for form in spellings(name):
            wanted.setdefault((owner.strip("_"), form), line)
    for file, text in module.files.items():
        reached, seen = {}, set()
        for owner, name, line in cpp_functions(text):
            key = (owner.strip("_"), name.rstrip("_"))
            if key not in wanted or key in seen:
                continue
            seen.add(key)
            last = reached.get(key[0], (0, ""))
            if wanted[key] < last[0]:
                yield f"{file.name}:{line}: `{name}` stands behind `{last[1]}`, which follows it in the Python"
            reached[key[0]] = max(last, (wanted[key], name))


def cpp_number(text):
    """The C++ spellings of a Python number."""
    plain = text.replace("_", "'")
    if re.match(r"0[oO]", plain):
        return {"0" + plain[2:].lstrip("'"), plain}
    if plain[-1] in "jJ":
        plain = plain[:-1]
    forms = {plain}
    if plain.startswith("."):
        forms.add("0" + plain)
    if plain.endswith("."):
        forms.add(plain + "0")
    forms.update({form + suffix for form in list(forms) for suffix in ("L", "U", "UL", "LL", "ULL")})
    if re.fullmatch(r"[0-9']+", plain):
        forms.add(plain + ".0")
    return forms


def check_literals(module, program):
    numbers = {token.text for tokens in module.cpp.values() for token in tokens if token.kind == "number"}
    strings = "\n".join(token.text for tokens in module.cpp.values() for token in tokens if token.kind == "string")
    annotations = annotation_spans(module.tree)
    seen = set()
    for token in module.tokens:
        if token.type != tokenize.NUMBER or token.string in seen or token.string in ("0", "1", "2") or token.start in annotations:
            continue
        seen.add(token.string)
        digits = token.string.replace("_", "")
        if not cpp_number(token.string) & numbers and digits not in strings and token.string not in strings:
            yield f"{module.path.name}:{token.start[0]}: the number {token.string} is not spelled so in the C++"


def annotation_spans(tree):
    """Where constants of annotations begin."""
    roots = []
    for node in ast.walk(tree):
        roots += [getattr(node, field) for field in ("annotation", "returns") if getattr(node, field, None) is not None]
    return {(node.lineno, node.col_offset) for root in roots for node in ast.walk(root) if isinstance(node, ast.Constant)}


def check_size(module, program):
    return ()  # summed over the program: see Program.expansion


def run(command):
    return subprocess.run(command, capture_output=True, text=True)


def check_format(module, program):
    for file in module.files:
        done = run(["clang-format-19", f"--style=file:{ROOT / '.clang-format'}", str(file)])
        if done.returncode != 0:
            yield f"clang-format-19 failed on {file.name}: {done.stderr.strip()[:200]}"
        for number, (ours, theirs) in enumerate(zip(module.files[file].split("\n"), done.stdout.split("\n")), 1):
            if ours != theirs:
                yield f"{file.name}:{number}: clang-format-19 wants `{theirs.strip()}` for `{ours.strip()}`"
                break


def check_tidy(module, program):
    for source in (file for file in module.files if file.suffix == ".cpp"):
        done = run(["clang-tidy-19", "--quiet", f"--config-file={ROOT / '.clang-tidy'}", str(source), "--", "-std=c++20", *program.include_flags()])
        found = set(re.findall(r"^(.*?:\d+:\d+: (?:warning|error): .*)$", done.stdout, re.MULTILINE))
        yield from sorted(line.replace(str(program.folder) + "/", "") for line in found)


def compiler_check(compiler):
    def check(module, program):
        with tempfile.TemporaryDirectory() as folder:
            for source in (file for file in module.files if file.suffix == ".cpp"):
                for level in LEVELS:
                    done = run([compiler, "-std=c++20", level, *WARNINGS, "-ffp-contract=off", *program.include_flags(), "-c", str(source), "-o", f"{folder}/object.o"])
                    lines = re.findall(r"^(.*?:\d+:\d+: (?:warning|error|fatal error): .*)$", done.stderr, re.MULTILINE)
                    yield from (f"{level} {line}".replace(str(program.folder) + "/", "") for line in dict.fromkeys(lines))
                    if done.returncode != 0 and not lines:
                        yield f"{level} {source.name}: {done.stderr.strip()[-200:]}"
                    if done.returncode != 0:
                        break
    return check


def check_dynamic(module, program):
    return ()  # counted, never wrong: see Program.dynamic


DYNAMIC_TYPES = ("py::object", "py::Number", "std::variant")

CHECKS = {
    "names": check_names, "invented": check_invented, "comments": check_comments, "order": check_order, "literals": check_literals, "size": check_size,
    "format": check_format, "tidy": check_tidy, "gcc": compiler_check("g++"), "clang": compiler_check("clang++-19"), "dynamic": check_dynamic,
}

# --- Programs


class Program:
    def __init__(self, path, folder):
        self.path = path
        self.folder = folder
        self.scheme = Scheme()
        self.modules = [Module(source, files) for source, files in self.find_modules()]
        if not self.modules:
            raise FileNotFoundError(f"{folder} holds no C++ for {path.name}")

    def find_modules(self):
        """Pairs of a Python file and its C++ files."""
        for header in sorted(self.folder.rglob("*.hpp")):
            relative = header.relative_to(self.folder).with_suffix("")
            candidates = [self.path.parent / relative.with_suffix(".py"), self.path.parent / relative / "__init__.py"]
            if relative.name in (self.path.stem, "m_" + self.path.stem, self.path.stem + "_") and len(relative.parts) == 1:
                candidates.insert(0, self.path)
            for candidate in candidates:
                if candidate.exists():
                    yield candidate, [file for file in (header, header.with_suffix(".cpp")) if file.exists()]
                    break

    def include_flags(self):
        return ["-isystem", str(ROOT / "pylib/include"), "-I", str(self.folder)]

    def expansion(self):
        """(lines of C++, lines of Python), neither counting blank lines nor comments."""
        ours = theirs = 0
        for module in self.modules:
            theirs += len(module.code_lines())
            for text in module.files.values():
                ours += sum(1 for line in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).splitlines() if line.strip() and not line.strip().startswith("//"))
        return ours, theirs

    def dynamic(self):
        """(declarations of dynamic types, all declarations); of the former file, line, name and type."""
        found, total = [], 0
        for module in self.modules:
            for file, tokens in module.cpp.items():
                for name, line, kind in declared_names(tokens):
                    total += 1
                    if any(dynamic in kind for dynamic in DYNAMIC_TYPES):
                        found.append(f"{file.name}:{line}: {name} is {kind}")
        return found, total


def examine(program, checks):
    """name of the check -> (cell of the table, problems)."""
    results = {}
    for name in checks:
        problems = [problem for module in program.modules for problem in CHECKS[name](module, program)]
        cell = str(len(problems)) if problems else "ok"
        if name == "size":
            ours, theirs = program.expansion()
            cell = f"{ours / theirs:.2f}" if theirs else "-"
            if ours > MAXIMUM_EXPANSION * theirs:
                problems = [f"{ours} lines of C++ for {theirs} of Python: {ours / theirs:.2f}, the limit is {MAXIMUM_EXPANSION}"]
        elif name == "dynamic":
            found, total = program.dynamic()
            cell = f"{len(found)} of {total}"
        results[name] = (cell, problems)
    return results


def emitted(path, krait, folder):
    done = run([str(krait), "emit", str(path), "-o", str(folder)])
    if done.returncode != 0:
        raise RuntimeError("krait emit failed: " + (done.stderr.strip().splitlines() or ["no message"])[0])
    return folder


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=pathlib.Path, help="Python files; after the only one, its emitted folder")
    parser.add_argument("--krait", type=pathlib.Path, default=ROOT / "build/release/bin/krait", help="the krait that emits")
    parser.add_argument("--most", type=int, default=10, help="problems printed per check and program (default 10)")
    for name in CHECKS:
        parser.add_argument("--" + name, action="append_const", const=name, dest="checks", help=argparse.SUPPRESS)
    parser.add_argument("--warnings", action="store_true", help="both compilers: --gcc --clang")
    options = parser.parse_args()
    if options.warnings:
        options.checks = [*(options.checks or []), "gcc", "clang"]
    folders = [path for path in options.paths if path.is_dir()]
    programs = [path for path in options.paths if not path.is_dir()]
    if folders and (len(folders) > 1 or len(programs) != 1):
        parser.error("a folder goes with exactly one Python file")
    missing = [path for path in programs if not path.is_file()]
    if missing:
        parser.error(f"{missing[0]} is not there")
    return options, programs, folders[0] if folders else None


def print_table(rows, checks):
    heads = ["program", *checks]
    lines = [heads] + [[name, *[results[check][0] for check in checks]] if results else [name, "not emitted"] for name, results in rows]
    widths = [max([len(line[i]) for line in lines if i < len(line)] or [0]) for i in range(len(heads))]
    for line in lines:
        print("  ".join(cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(line, widths))).rstrip())


def main():
    options, paths, given = parse_options()
    checks = [name for name in CHECKS if options.checks is None or name in options.checks]
    rows, details, wrong = [], [], 0
    with tempfile.TemporaryDirectory() as temporary:
        for number, path in enumerate(paths):
            path = path.resolve()
            try:
                folder = given.resolve() if given else emitted(path, options.krait, pathlib.Path(temporary) / str(number))
                results = examine(Program(path, folder), checks)
            except (RuntimeError, OSError, SyntaxError) as error:
                rows.append((path.name, None))
                details.append(f"\n{path.name}\n  {error}")
                wrong += 1
                continue
            rows.append((path.name, results))
            for check in checks:
                problems = results[check][1]
                wrong += len(problems)
                if problems:
                    more = len(problems) - options.most
                    shown = "".join(f"\n  {problem}" for problem in problems[:options.most])
                    details.append(f"\n{path.name}, {check}: {len(problems)}{shown}" + (f"\n  … and {more} more" if more > 0 else ""))
    print_table(rows, checks)
    print("\n".join(details))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
