"""Ends with SystemExit raised deep inside: what was printed before stays, every finally runs, the exit code is 7."""
import sys


class Stop(SystemExit):
    pass


def cleanup(name):
    print("cleanup", name)


def level(n):
    try:
        if n == 0:
            raise Stop(7)
        level(n - 1)
    finally:
        cleanup(n)


for code in (None, 0, 3, True):
    try:
        sys.exit(code)
    except SystemExit as error:
        print(repr(error), error.code)
try:
    level(2)
except Exception:
    print("never: SystemExit is no Exception")
except BaseException as error:
    print("first time caught", type(error).__name__, error.code)
sys.stdout.write("no newline at the end")
level(1)
print("never")
