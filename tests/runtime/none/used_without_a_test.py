"""Values that may be None, used where Python needs one that is not."""


def numbers(n: int):
    if n > 2:
        return [1, 2, 3]
    return None


def text(n: int):
    return "abc" if n > 2 else None


def table(n: int):
    return {"a": 1} if n > 2 else None


def adder(n: int):
    return (lambda x: x + n) if n > 2 else None


def loop(n: int) -> None:
    try:
        for x in numbers(n):
            print(x, end=" ")
        print([x * 2 for x in numbers(n)], sum(numbers(n)), sorted(numbers(n)), list(numbers(n)))
    except TypeError as error:
        print(error)


def store(n: int) -> None:
    xs = numbers(n)
    try:
        xs[0] = 5
        xs[1] += 5
        del xs[2]
        print(xs[1:], xs)
    except TypeError as error:
        print(error)


def outcome(use) -> None:
    try:
        print(use())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)


print(numbers(3)[0], text(3)[1], table(3)["a"], adder(3)(4))
outcome(lambda: numbers(1)[0])
outcome(lambda: numbers(1)[1:])
outcome(lambda: text(1)[0])
outcome(lambda: table(1)["a"])
outcome(lambda: len(numbers(1)))
outcome(lambda: numbers(1).append(3))
outcome(lambda: [x for x in numbers(1)])
outcome(lambda: 1 in numbers(1))
outcome(lambda: text(1).upper())
outcome(lambda: text(1) + "x")
outcome(lambda: sum(numbers(1)))
outcome(lambda: sorted(numbers(1)))
outcome(lambda: max(numbers(1)))
outcome(lambda: adder(1)(4))
loop(3)
loop(1)
store(3)
store(1)
