#!/usr/bin/env python3
"""Takes the annotations out of Python files: krait must write the same C++ without them, as what flows decides.

    tools/strip_annotations.py program.py              prints the stripped program
    tools/strip_annotations.py program.py -o out.py    writes it
    tools/strip_annotations.py --compare *.py          emits each with and without, and prints what differs

Kept are the fields of dataclasses and NamedTuples, which say what the class is. Lines and comments stay where they were.
"""
import argparse
import ast
import difflib
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def declares_fields(node):
    """Is a class one whose annotations make its fields?"""
    heads = [d.func if isinstance(d, ast.Call) else d for d in node.decorator_list] + node.bases
    names = {h.id if isinstance(h, ast.Name) else h.attr if isinstance(h, ast.Attribute) else "" for h in heads}
    return bool(names & {"dataclass", "NamedTuple", "TypedDict", "Protocol"})


class Finder(ast.NodeVisitor):
    """Collects the stretches of text to cut, as (begin, end, replacement) in bytes."""

    def __init__(self, text):
        self.lines = text.encode().splitlines(keepends=True)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))
        self.cuts = []
        self.text = text.encode()

    def offset(self, line, column):
        return self.starts[line - 1] + column

    def begin(self, node):
        return self.offset(node.lineno, node.col_offset)

    def end(self, node):
        return self.offset(node.end_lineno, node.end_col_offset)

    def visit_FunctionDef(self, node):
        if node.returns is not None:
            arrow = self.text.rindex(b"->", 0, self.begin(node.returns))
            while self.text[arrow - 1:arrow] == b" ":
                arrow -= 1
            self.cuts.append((arrow, self.end(node.returns), b""))
        for argument in [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]:
            if argument is not None and argument.annotation is not None:
                name_end = self.begin(argument) + len(argument.arg.encode())
                self.cuts.append((name_end, self.end(argument.annotation), b""))
        self.generic_visit(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node):
        for statement in node.body:
            if not (isinstance(statement, ast.AnnAssign) and declares_fields(node)):
                self.visit(statement)

    def visit_AnnAssign(self, node):
        if node.value is not None:
            self.cuts.append((self.end(node.target), self.end(node.annotation), b""))
        elif isinstance(node.target, ast.Name):
            self.cuts.append((self.begin(node), self.end(node), b"pass"))
        self.generic_visit(node)


def strip(text):
    finder = Finder(text)
    finder.visit(ast.parse(text))
    result = text.encode()
    for begin, end, replacement in sorted(finder.cuts, reverse=True):
        result = result[:begin] + replacement + result[end:]
    return result.decode()


def emitted(krait, path, folder):
    done = subprocess.run([krait, "emit", path, "-o", folder], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())
    return {f.name: f.read_text().splitlines() for f in sorted(pathlib.Path(folder).iterdir()) if f.suffix in (".cpp", ".hpp")}


def differences(krait, path):
    """Lines that differ between the C++ of a program with and without its annotations."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "bare").mkdir()
        bare = root / "bare" / path.name
        bare.write_text(strip(path.read_text()))
        with_them = emitted(krait, path, root / "with")
        without = emitted(krait, bare, root / "without")
    result = []
    for name in sorted(with_them.keys() | without.keys()):
        lines = difflib.unified_diff(with_them.get(name, []), without.get(name, []), name, name + " without annotations", lineterm="", n=0)
        result += [line for line in lines if not line.startswith("@@")]
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    parser.add_argument("-o", "--output", type=pathlib.Path)
    parser.add_argument("--compare", action="store_true")
    parser.add_argument("--krait", default=str(ROOT / "build/release/bin/krait"))
    options = parser.parse_args()
    if not options.compare:
        text = strip(options.paths[0].read_text())
        options.output.write_text(text) if options.output else sys.stdout.write(text)
        return 0
    failed = 0
    for path in options.paths:
        lines = differences(options.krait, path)
        failed += bool(lines)
        print(f"{path.name}: {'the same' if not lines else f'{len(lines)} lines differ'}")
        print("".join(f"    {line}\n" for line in lines), end="")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
