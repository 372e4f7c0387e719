"""What is known of ints in loops: values carried from one round to the next, also where they leave 64 bits."""


def power_mod(base, exponent, modulus):
    result = 1
    base %= modulus
    while exponent:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


def doubled(rounds):
    value = 1
    for _ in range(rounds):
        value = value * 2
    return value


def continued(items):
    total = 0
    last = 5
    for item in items:
        if item < 0:
            last = item * 4_000_000_000
            continue
        total += last * 3_000_000_000
        last = 7
    return total, last


def broken(items):
    state = 3
    for item in items:
        state = item
        if item > 100:
            state = item * 10 ** 12
            break
        state = 1
    else:
        state += 2 ** 40
    return state * 2 ** 30


def nested(count):
    outer = 1
    for i in range(count):
        inner = outer
        for j in range(3):
            inner = inner * 1000
            if j == 1:
                outer = inner % 97 + i
        outer += 1
    return outer, inner


def guarded(items):
    seen = 1
    for item in items:
        try:
            seen = seen * int(item)
        except ValueError:
            seen = 2 ** 62
        finally:
            seen += 1
    return seen * 4


def walrus(limit):
    n = 1
    while (n := n * 3) < limit:
        pass
    return n * n


def shrinking(value):
    steps = 0
    while value > 1:
        value //= 2
        steps += 1
    return steps


print(power_mod(3, 1000, 998244353), power_mod(10 ** 9, 3, 2 ** 61 - 1))
print(doubled(10), doubled(62), doubled(63), doubled(64), doubled(130))
print(continued([1, -2, 3, -4]))
print(broken([1, 2, 300]), broken([1, 2]))
print(nested(4), nested(30))
print(guarded(["5", "x", "7", "9", "11"]))
print(walrus(10 ** 9), walrus(10 ** 30))
print(shrinking(10 ** 30), shrinking(1000))
