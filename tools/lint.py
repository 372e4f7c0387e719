#!/usr/bin/env python3
"""Lints the repository's own sources: layout, sizes of files and functions, clang-tidy.

    tools/lint.py                  everything but clang-tidy, clang-format included, and clang-tidy on files that differ from the last commit
    tools/lint.py --all            clang-tidy on every source file (slow)
    tools/lint.py transpiler/cpp   only below these paths

Limits are those of docs/style.md. Prints `file:line: what`; the exit code is 1 if there is anything to print.
"""
import argparse
import ast
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ["transpiler", "pylib", "tests", "tools", "bench", "examples", "templates", "docs"]
CPP = {".cpp", ".hpp"}
LONGEST_LINE = 180
LONGEST_FILE = 800
LONGEST_FUNCTION = 80

# Files that a tool made, or that show something at length, as tests do with tables of cases.
GENERATED = re.compile(r"(_tables|_names)\.(cpp|inc)$|third_party/|tests/(golden|acceptance)/|tests/runtime/traps/name_table_|\.inc$")

TIDY_CHECKS = ",".join([
    "-*", "bugprone-*", "performance-*", "clang-analyzer-*", "misc-unused-*", "modernize-use-override", "modernize-use-nullptr",
    "readability-container-size-empty", "readability-misleading-indentation", "-bugprone-easily-swappable-parameters", "-bugprone-branch-clone",
    "-bugprone-unchecked-optional-access", "-bugprone-exception-escape", "-bugprone-empty-catch", "-bugprone-narrowing-conversions", "-performance-enum-size",
])


def all_files(paths):
    names = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", *paths], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    return sorted(ROOT / name for name in names if name and (ROOT / name).is_file())


def place(file, line, text):
    return f"{file.relative_to(ROOT)}:{line}: {text}"


def check_layout(file, lines):
    for number, line in enumerate(lines, 1):
        if line.rstrip() != line and file.suffix != ".md":
            yield place(file, number, "space at the end of the line")
        if "\t" in line and file.suffix in CPP | {".py"} and not re.search(r"[\"'(].*\t", line):
            yield place(file, number, "a tab")
        if len(line) > LONGEST_LINE and file.suffix in CPP and not GENERATED.search(str(file)) and '"' not in line:
            yield place(file, number, f"{len(line)} columns; the limit is {LONGEST_LINE}")
    if file.suffix == ".hpp" and not any(line.startswith("#pragma once") for line in lines):
        yield place(file, 1, "a header without `#pragma once`")


def check_sizes(file, lines):
    if GENERATED.search(str(file)):
        return
    if file.suffix in CPP | {".py"} and len(lines) > LONGEST_FILE:
        yield place(file, len(lines), f"{len(lines)} lines; the limit is {LONGEST_FILE}")
    functions = cpp_functions(lines) if file.suffix in CPP else python_functions(file) if file.suffix == ".py" else ()
    for first, last in functions:
        if last - first + 1 > LONGEST_FUNCTION:
            yield place(file, first, f"a function of {last - first + 1} lines; the limit is {LONGEST_FUNCTION}")


NOT_A_FUNCTION = re.compile(r"^\s*(namespace|class|struct|enum|union|extern|TEST_CASE|template|#|//|\}|using|switch|for|while|if|static const|constexpr|const std::|inline const)")


def cpp_functions(lines):
    """(first line, last line) of functions, which end where a `}` stands at the indentation of their first line. Test cases are not counted."""
    for number, line in enumerate(lines, 1):
        if not line.endswith("{") or "(" not in line or NOT_A_FUNCTION.match(line) or " = " in line:
            continue
        indent = line[:len(line) - len(line.lstrip())]
        if len(indent) > 2:
            continue
        for end in range(number, len(lines)):
            if lines[end].startswith(indent + "}"):
                yield number, end + 1
                break


def python_functions(file):
    try:
        tree = ast.parse(file.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError):
        return  # tests/reject holds such files on purpose
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.lineno, node.end_lineno


def check_text(file):
    if "tests/reject" in str(file) or "tests/fuzz/corpus" in str(file):
        return  # their layout is what they test
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError:
        return
    if lines[-1] != "" and file.stat().st_size > 0:
        yield place(file, len(lines), "no newline at the end")
    elif lines and lines[-1] == "":
        lines.pop()
    yield from check_layout(file, lines)
    yield from check_sizes(file, lines)


def check_format(files):
    """Places where clang-format would lay out the project's own sources otherwise; those of the output have a check of their own."""
    own = [file for file in files if file.suffix in CPP and file.relative_to(ROOT).parts[0] not in ("bench", "examples") and not GENERATED.search(str(file))]
    for start in range(0, len(own), 50):
        done = subprocess.run(["clang-format-19", "--dry-run", *map(str, own[start:start + 50])], capture_output=True, text=True)
        for where in dict.fromkeys(re.findall(r"^(/.*?:\d+):\d+: warning: code should be clang-formatted", done.stderr, re.MULTILINE)):
            name, line = where.rsplit(":", 1)
            yield place(pathlib.Path(name), line, "clang-format lays this out otherwise")


def changed_files():
    done = subprocess.run(["git", "diff", "--name-only", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    return {ROOT / name for name in done.stdout.split()}


def check_tidy(file, database):
    done = subprocess.run(["clang-tidy-19", "--quiet", f"--checks={TIDY_CHECKS}", f"--header-filter={ROOT}/(transpiler|pylib)/.*", "-p", str(database), str(file)],
                          capture_output=True, text=True)
    found = dict.fromkeys(re.findall(r"^(/.*?:\d+):\d+: (?:warning|error): (.*)$", done.stdout, re.MULTILINE))
    return [f"{pathlib.Path(where).relative_to(ROOT) if where.startswith(str(ROOT)) else where}: {what}" for where, what in found]


def find_database():
    for preset in ("release", "debug", "asan"):
        if (ROOT / "build" / preset / "compile_commands.json").exists():
            return ROOT / "build" / preset
    return None


def tidy(files, everything):
    database = find_database()
    if database is None:
        print("clang-tidy left out: there is no build folder; run `./dev build` first", file=sys.stderr)
        return
    wanted = files if everything else [file for file in files if file in changed_files()]
    sources = [file for file in wanted if file.suffix == ".cpp" and file.relative_to(ROOT).parts[0] in ("transpiler", "pylib")]
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("KRAIT_JOBS", "2"))) as pool:
        seen = set()
        for problems in pool.map(lambda file: check_tidy(file, database), sources):
            for problem in problems:
                if problem not in seen:
                    seen.add(problem)
                    yield problem


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--all", action="store_true", help="clang-tidy on every source file")
    parser.add_argument("--no-tidy", action="store_true", help="no clang-tidy at all")
    options = parser.parse_args()
    files = all_files(options.paths or FOLDERS)
    count = 0
    for file in files:
        for problem in check_text(file):
            print(problem)
            count += 1
    for problem in check_format(files):
        print(problem)
        count += 1
    if not options.no_tidy:
        for problem in tidy(files, options.all):
            print(problem, flush=True)
            count += 1
    print(f"{len(files)} files, {count} problems")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
