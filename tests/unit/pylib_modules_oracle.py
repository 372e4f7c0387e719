"""Prints what CPython gives for many calls of math, random, heapq and bisect, for pylib_modules_math.cpp and pylib_modules_random.cpp.

Run with PYTHONHASHSEED=0: python3 tests/unit/pylib_modules_oracle.py math > tests/unit/pylib_modules_math.inc
"""

import bisect
import heapq
import math
import random
import sys


def literal(x):
    """A double as a C++ expression."""
    if math.isnan(x):
        return "not_a_number"
    if math.isinf(x):
        return "infinity" if x > 0 else "-infinity"
    return x.hex()


def outcome(f, *arguments):
    """Result and kind: 0 a value, 1 ValueError, 2 OverflowError."""
    try:
        return literal(f(*arguments)), 0
    except ValueError:
        return "0", 1
    except OverflowError:
        return "0", 2


def math_rows():
    rng = random.Random(20)
    special = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, 3.0, 10.0, -10.0, 1e-300, 5e-324, 1e300, -1e300, 1.7976931348623157e308, math.inf, -math.inf, math.nan, 171.0,
               171.7, 172.5, -170.5, -200.5, -1.5, 1e-21, -1e-21, 23.0, 24.0, 0.1, 1e16, 709.0, 710.0, -745.2, -746.0]
    one = ["acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "cos", "cosh", "degrees", "erf", "erfc", "exp", "exp2", "expm1", "fabs", "gamma", "lgamma",
           "log", "log10", "log1p", "log2", "radians", "sin", "sinh", "sqrt", "tan", "tanh", "ulp"]
    for name in one:
        f = getattr(math, name)
        values = special + [rng.uniform(-1, 1) for _ in range(8)] + [rng.uniform(-30, 30) for _ in range(10)] + [rng.uniform(0, 200) for _ in range(6)]
        for x in values:
            result, kind = outcome(f, x)
            print(f'ONE({name}, {literal(x)}, {result}, {kind})')
    for name in ["atan2", "copysign", "fmod", "pow", "remainder", "nextafter", "hypot"]:
        f = getattr(math, name)
        pairs = [(a, b) for a in special[:18] for b in special[:18]] + [(rng.uniform(-50, 50), rng.uniform(-9, 9)) for _ in range(60)]
        for a, b in pairs:
            result, kind = outcome(f, a, b)
            print(f'TWO({name}, {literal(a)}, {literal(b)}, {result}, {kind})')
    for _ in range(150):
        count = rng.randint(3, 6)
        scale = 10.0 ** rng.randint(-200, 200)
        values = [rng.uniform(-1, 1) * scale * 10.0 ** rng.randint(-3, 3) for _ in range(count)]
        print(f'HYPOT(({{{", ".join(map(literal, values))}}}), {literal(math.hypot(*values))})')
    for _ in range(150):
        values = [rng.uniform(-1, 1) * 10.0 ** rng.randint(-20, 20) for _ in range(rng.randint(0, 40))]
        values += [-v for v in values[::3]]
        rng.shuffle(values)
        print(f'FSUM(({{{", ".join(map(literal, values))}}}), {literal(math.fsum(values))})')
    for _ in range(120):
        n = rng.getrandbits(rng.choice([20, 62, 64, 200, 1023, 1024, 1025, 2000, 5000])) + 1
        for name in ("log", "log2", "log10"):
            print(f'BIGLOG({name}, "{n}", {literal(getattr(math, name)(n))})')
    for n in list(range(0, 25)) + [50, 100]:
        print(f'INTEGER(factorial, (Int({n})), "{math.factorial(n)}")')
        for k in (0, 1, 2, n // 2, n, n + 1):
            print(f'INTEGER(comb, (Int({n}), Int({k})), "{math.comb(n, k)}")')
            print(f'INTEGER(perm, (Int({n}), Int({k})), "{math.perm(n, k)}")')
    for _ in range(40):
        a, b, c = (rng.getrandbits(rng.choice([3, 10, 63, 64, 130])) * rng.choice([1, -1]) for _ in range(3))
        arguments = ", ".join(f'Int::literal("{x}")' for x in (a, b, c))
        print(f'INTEGER(gcd, ({arguments}), "{math.gcd(a, b, c)}")')
        print(f'INTEGER(lcm, ({arguments}), "{math.lcm(a, b, c)}")')
        print(f'INTEGER(isqrt, (Int::literal("{abs(a)}")), "{math.isqrt(abs(a))}")')


def random_rows():
    for seed in [0, 1, 42, -7, 2**31, 2**64 + 5, 12345678901234567890123, "krait", "", "ä€", 1.5, b"bytes"]:
        rng = random.Random(seed)
        text = {int: lambda s: f'Int::literal("{s}")', str: lambda s: f'str("{s}")', float: repr, bytes: lambda s: 'bytes("bytes")'}[type(seed)](seed)
        print(f"SEED({text})")
        for _ in range(3):
            print(f"DRAW(random(), {literal(rng.random())})")
        for expression in ["randint(1, 6)", "randint(-5, 5)", "randrange(10)", "randrange(0, 100, 7)", "randrange(10, 0, -3)", "getrandbits(5)", "getrandbits(32)", "getrandbits(33)",
                           "getrandbits(64)", "getrandbits(200)", "uniform(1, 10)", "gauss(0, 1)", "gauss(0, 1)", "gauss(5, 2)", "normalvariate(0, 1)", "expovariate(1.5)",
                           "lognormvariate(0, 0.25)", "triangular(0, 10, 3)", "triangular(0, 1)", "betavariate(2, 3)", "gammavariate(0.5, 2)", "gammavariate(1.0, 2)", "gammavariate(3, 2)",
                           "paretovariate(3)", "weibullvariate(1, 1.5)", "vonmisesvariate(0, 4)", "vonmisesvariate(1, 0)"]:
            result = eval("rng." + expression)
            print(f"DRAW({expression}, {literal(result) if isinstance(result, float) else chr(34) + str(result) + chr(34)})")
        numbers = list(range(20))
        for expression in ["choice(numbers)", "sample(numbers, 5)", "sample(numbers, 20)", "sample(thousand, 6)", "choices(numbers, k=4)", "choices(four, weights, k=8)",
                           "sample(four, 5, counts=[2, 3, 1, 4])", 'choice("hello")', 'sample("abcdef", 3)']:
            result = eval("rng." + expression, {"rng": rng, "numbers": numbers, "thousand": range(1000), "four": list("wxyz"), "weights": [1, 2.5, 3, 0.5]})
            tagged = expression.replace("k=", "py::k = ").replace("counts=[2, 3, 1, 4]", "py::counts = (vector<std::int64_t>{2, 3, 1, 4})")
            print(f"DRAW({tagged}, {cpp_string(repr(result))})")
        rng.shuffle(numbers)
        print(f'SHUFFLE("{numbers}")')


def heap_rows():
    """Heaps of items that are ordered by `key` only: the order of the ids shows every comparison's effect."""

    class Item:
        def __init__(self, key, number):
            self.key, self.number = key, number

        def __lt__(self, other):
            return self.key < other.key

    rng = random.Random(7)
    for _ in range(60):
        keys = [rng.randint(0, 6) for _ in range(rng.randint(0, 40))]
        items = [Item(key, number) for number, key in enumerate(keys)]
        heap = list(items)
        heapq.heapify(heap)
        pushed = []
        for item in items:
            heapq.heappush(pushed, item)
        mixed = list(heap)
        seen = []
        for item in items[:10]:
            seen.append(heapq.heappushpop(mixed, item))
            seen.append(heapq.heapreplace(mixed, item))
        popped = [heapq.heappop(pushed) for _ in range(len(pushed))]
        n = rng.choice([0, 1, 3, 10, 50])
        small = heapq.nsmallest(n, items)
        large = heapq.nlargest(n, iter(items))
        merged = list(heapq.merge(sorted(items[::2]), sorted(items[1::2]), sorted(items[::3])))
        parts = [[item.number for item in part] for part in (heap, popped, seen, mixed, small, large, merged)]
        print(f'HEAP(({{{", ".join(map(str, keys))}}}), {n}, "{" ".join(map(str, parts))}")')
        values = sorted(keys)
        probes = [(bisect.bisect_left(values, x), bisect.bisect_right(values, x), bisect.bisect_left(values, x, key=lambda v: v // 2), bisect.bisect(values, x, 1)) for x in range(-1, 8)]
        print(f'BISECT(({{{", ".join(map(str, values))}}}), "{probes}")')


def cpp_string(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


{"math": math_rows, "random": random_rows, "heap": heap_rows}[sys.argv[1]]()
