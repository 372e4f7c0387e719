# difference: frames of tail calls in tracebacks
# compare: stderr
# python: a traceback shows every function that was active.
# krait: a function whose last act is `return f(x)` may be missing, where the C++ compiler has made a jump of that call and more than one path leads to the frame below.
# why: forbidding the jump makes recursive functions two times slower (docs/runtime.md, A2).
import sys


def fails(n: int) -> int:
    if n > len(sys.argv) - 10:
        raise ValueError("lost " + str(n))
    return n


def left(n: int) -> int:
    return fails(n + 1)


def right(n: int) -> int:
    return fails(n + 2)


def either(n: int) -> int:
    return left(n) if n % 2 else right(n)


either(len(sys.argv))
