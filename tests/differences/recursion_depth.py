# difference: the depth at which recursion ends
# python: RecursionError comes at 1000 nested calls, or at what sys.setrecursionlimit says.
# krait: RecursionError comes when the stack, which is larger than that, is nearly used up.
# why: counting calls would make recursive functions several times slower (docs/runtime.md, B3).
def depth(n: int) -> int:
    try:
        return depth(n + 1)
    except RecursionError:
        return n


print(depth(1) < 1000)
