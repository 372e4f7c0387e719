"""`//=` and `%=` in place, asserts that compare, functions that call themselves applied to each element."""
def half(n: int) -> int:
    steps = 0
    while n > 1:
        n //= 2
        n %= 1000
        steps += 1
    return steps


def neg(n: int, m: int) -> int:
    n //= m
    n %= 7
    return n


def check(a: int, b: float, c: str) -> None:
    assert a == 1
    assert b == 2.5, "b"
    assert c == "x"
    assert [a] == [1]


def down(n: int) -> int:
    return 0 if n == 0 else 1 + down(n - 1)


print(half(5000), neg(-9, 2), neg(9, -2), [down(n) for n in range(4)], sum(down(n) for n in (1, 2)))
for args in ((1, 2.5, "x"), (1, float("nan"), "x"), (2, 1.0, ""), (1, 2.5, "y")):
    try:
        check(*args)
        print("ok")
    except AssertionError as error:
        print("failed", args, error)
