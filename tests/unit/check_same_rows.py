"""Evaluates the Python side of every SAME("python", "expected", …) row of the given C++ test files."""
import ast
import re
import sys

ROW = re.compile(r'SAME\(("(?:[^"\\]|\\.)*"),\s*("(?:[^"\\]|\\.)*"),')


def text_of(literal):
    return ast.literal_eval("b" + literal).decode() if "\\x" in literal and "\\\\x" not in literal else ast.literal_eval(literal)


def shown(source):
    try:
        return repr(eval(source, {"object_str": "a", "f": lambda x: x}))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def main():
    failures = 0
    rows = 0
    for path in sys.argv[1:]:
        for match in ROW.finditer(open(path, encoding="utf-8").read()):
            rows += 1
            source, expected = text_of(match[1]), text_of(match[2])
            if shown(source) != expected:
                failures += 1
                print(f"{path}: {source}\n  CPython: {shown(source)}\n  test:    {expected}")
    print(rows, "rows,", failures, "wrong")
    sys.exit(failures != 0)


if __name__ == "__main__":
    main()
