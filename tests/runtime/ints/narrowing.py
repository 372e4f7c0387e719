"""What a test, an index or a length says of an int, and what it does not."""


def roots(limit):
    flags = [True] * (limit + 1)
    found = []
    p = 2
    while p * p <= limit:
        if flags[p]:
            found.append(p)
            for multiple in range(p * p, limit + 1, p):
                flags[multiple] = False
        p += 1
    return found, p


def repeated(n):
    try:
        return len([] * n), len("" * n)
    except (OverflowError, MemoryError) as error:
        return type(error).__name__


def element(xs, i):
    try:
        return xs[i], i + 1
    except IndexError:
        return i + 1


def stepping(start, stop):
    out = []
    for i in range(start, stop, 7):
        out.append(i)
        out.append(i + 2 ** 62)
    return out


def last_first(n):
    for i in reversed(range(n)):
        return i * 1000, i - 5
    return None


def stop_moves(n):
    seen = []
    for i in range(n):
        seen.append((i, n % 3, i % n if n else -1))
        n -= 4
    return seen


def chained(x):
    if 0 <= x < 256:
        return x << 55, x >> 3, x // 7
    if not x < 0:
        return x * x
    return -x, abs(x), ~x


def masks(x):
    return x & 0xFF, x & -256, (x | 1) % 10, (x ^ -1) >> 2, x >> 70


def conditional(x):
    y = x if x < 10 else 9
    z = max(min(x, 100), -100)
    return y * 2 ** 60, z * 2 ** 56


print(roots(60))
print(repeated(3), repeated(-10), repeated(2 ** 40))
print(element([1, 2, 3], 1), element([1, 2, 3], -4), element([5], 2 ** 70), element("ab", -2))
print(stepping(2 ** 62, 2 ** 62 + 20), stepping(-10, 0))
print(last_first(10 ** 17), last_first(3), last_first(0))
print(stop_moves(6), stop_moves(0))
for x in (0, 7, 255, 256, -1, -2 ** 63, 2 ** 63, 2 ** 80, -2 ** 80):
    print(chained(x), masks(x), conditional(x))
