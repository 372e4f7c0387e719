"""The family `stability`: what must not change the C++ or the facts.

A program gives the same bytes when it is translated twice, from another folder, and without its annotations; the same code when its
names are spelled otherwise; and the same facts when functions that stand side by side change places (docs/analysis.md, 6).
"""
import ast
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import renamed  # noqa: E402
import strip_annotations  # noqa: E402


def first_line(node):
    return min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])


def permuted(text):
    """The program with each run of neighbouring top-level functions in reverse order."""
    lines = text.splitlines(keepends=True)
    body = ast.parse(text).body
    result, run, position = [], [], 0

    def flush():
        nonlocal run
        result.extend(line for piece in reversed(run) for line in piece)
        run = []

    for index, statement in enumerate(body):
        end = first_line(body[index + 1]) - 1 if index + 1 < len(body) and isinstance(body[index + 1], ast.FunctionDef | ast.ClassDef) else (
            body[index + 1].lineno - 1 if index + 1 < len(body) else len(lines))
        plain = isinstance(statement, ast.FunctionDef) and not statement.decorator_list and not statement.args.defaults and not statement.args.kw_defaults
        piece = lines[position:end]
        if plain:
            run.append(piece)
        else:
            flush()
            result.extend(piece)
        position = end
    flush()
    return "".join(line if line.endswith("\n") else line + "\n" for line in result)


def facts(krait, program):
    done = subprocess.run([krait, "check", "--dump=types", program], capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())
    return sorted(done.stdout.splitlines())


def check(krait, program):
    """What is wrong, or None."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory(prefix="other_") as other:
        folders = pathlib.Path(one), pathlib.Path(other)
        first = strip_annotations.emitted(krait, program, folders[0] / "cpp")
        copy = folders[1] / program.name
        copy.write_bytes(program.read_bytes())
        if strip_annotations.emitted(krait, copy, folders[1] / "cpp") != first:
            return "another folder gives other C++"
        shuffled = folders[0] / program.name
        shuffled.write_text(permuted(program.read_text(encoding="utf-8")), encoding="utf-8")
        before, after = facts(krait, program), facts(krait, shuffled)
        if before != after:
            return "other facts when functions change places:\n" + "\n".join(sorted(set(before) ^ set(after))[:20])
    lines = strip_annotations.differences(krait, program)
    return None if not lines else "other C++ without annotations:\n" + "\n".join(lines[:40])


def tests(krait, selected):
    for program in sorted((ROOT / "bench/programs").glob("*.py")):
        name = f"stability/{program.stem}"
        if selected(name):
            yield name, lambda p=program: check(krait, p)
        name = f"stability/names/{program.stem}"
        if selected(name):
            yield name, lambda p=program: renamed.check(krait, p)
