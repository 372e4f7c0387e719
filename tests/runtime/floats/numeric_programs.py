"""Statistics, root finding, fractions and simulations of ints and floats."""
# numeric code mixing int and float, statistics, simulation
import math
def mean(xs): return sum(xs) / len(xs)
def median(xs):
    s = sorted(xs); n = len(s); m = n // 2
    return s[m] if n % 2 else (s[m - 1] + s[m]) / 2
def mode(xs):
    best = max(set(xs), key=xs.count)
    return best
def variance(xs, sample=True):
    mu = mean(xs)
    return sum((x - mu) ** 2 for x in xs) / (len(xs) - (1 if sample else 0))
data = [2, 4, 4, 5, 7, 9, 11]
print(mean(data), median(data), median(data[:-1]), mode(data), variance(data), round(math.sqrt(variance(data, False)), 3), median([1.5, 2]), mean([1, 2.5]))
def newton(f, df, x, eps=1e-9, n=0):
    while abs(f(x)) > eps and n < 50:
        x, n = x - f(x) / df(x), n + 1
    return x, n
print(newton(lambda x: x * x - 2, lambda x: 2 * x, 1), newton(lambda x: x - 3, lambda x: 1, 3))
def bisect(f, lo, hi, tol=1e-6):
    if f(lo) * f(hi) > 0: raise ValueError("no sign change")
    while hi - lo > tol:
        mid = (lo + hi) / 2
        if f(lo) * f(mid) <= 0: hi = mid
        else: lo = mid
    return (lo + hi) / 2
print(round(bisect(lambda x: x ** 3 - x - 2, 1, 2), 4))
try: bisect(lambda x: x * x + 1, 0, 1)
except ValueError as e: print(e)
def integrate(f, a, b, n=100):
    h = (b - a) / n
    return h * (f(a) / 2 + sum(f(a + i * h) for i in range(1, n)) + f(b) / 2)
print(round(integrate(math.sin, 0, math.pi), 5), integrate(lambda x: x, 0, 2), integrate(lambda x: 3, 0, 1, 4))
def gcd(a, b):
    while b: a, b = b, a % b
    return a
class Fraction:
    def __init__(self, n, d=1):
        if d == 0: raise ZeroDivisionError("Fraction(%d, 0)" % n)
        if d < 0: n, d = -n, -d
        g = gcd(abs(n), d)
        self.n, self.d = n // g, d // g
    def __add__(self, o):
        o = o if isinstance(o, Fraction) else Fraction(o)
        return Fraction(self.n * o.d + o.n * self.d, self.d * o.d)
    __radd__ = __add__
    def __sub__(self, o): return self + (-o)
    def __neg__(self): return Fraction(-self.n, self.d)
    def __mul__(self, o):
        if isinstance(o, int): o = Fraction(o)
        return Fraction(self.n * o.n, self.d * o.d)
    def __truediv__(self, o): return Fraction(self.n * o.d, self.d * o.n)
    def __pow__(self, k): return Fraction(self.n ** k, self.d ** k) if k >= 0 else Fraction(self.d ** -k, self.n ** -k)
    def __eq__(self, o): return isinstance(o, Fraction) and (self.n, self.d) == (o.n, o.d) or isinstance(o, int) and self.d == 1 and self.n == o
    def __lt__(self, o): return self.n * o.d < o.n * self.d
    def __float__(self): return self.n / self.d
    def __repr__(self): return f"{self.n}/{self.d}" if self.d != 1 else str(self.n)
    def __hash__(self): return hash((self.n, self.d))
    def __abs__(self): return Fraction(abs(self.n), self.d)
    def __bool__(self): return self.n != 0
a, b = Fraction(1, 2), Fraction(-3, 4)
print(a + b, a - b, a * b, a / b, a + 1, 2 + a, a ** 3, a ** -2, abs(b), float(b), a == Fraction(2, 4), a < b, sorted([a, b, Fraction(0)]), sum([a, a]), bool(a - a), a * 4 == 2, {a: 1}[Fraction(3, 6)])
try: Fraction(1, 0)
except ZeroDivisionError as e: print(e)
def compound(p, r, years, per=12):
    for y in range(1, years + 1):
        yield y, round(p * (1 + r / per) ** (per * y), 2)
print(list(compound(1000, 0.05, 3)), list(compound(100, 0, 1)))
def celsius(f): return (f - 32) * 5 / 9
print([round(celsius(t), 1) for t in (32, 212, -40, 98.6)], ["%.1f" % celsius(t) for t in range(0, 101, 50)])
total = 0
for price, n in [(1.5, 2), (10, 1), (0.25, 4)]: total += price * n
print(total, f"{total:.2f}", total * 2, int(total), total // 1, total % 4, -total // 3, divmod(total, 3), round(total), total == 14)
acc = 0
for i in range(5): acc += i / 2 if i % 2 else i
print(acc, type(acc).__name__)
best = None
for x in [3, 1.5, 2]:
    if best is None or x < best: best = x
print(best, min([3, 1.5, 2]), max(1, 2.0), max(2, 2.0), min(2.0, 2), sum([1, 2.0]), sum([]), sum([0.5]), 3 * 1.0, 4 / 2, 7 // 2.0, 2 ** 3.0, int("12") + 0.5, abs(-2), abs(-2.5), round(7 / 2), 1e3 == 1000, 0.1 * 3, 10 % 3.5, -7 // 2.0, 5 // -2, math.floor(-0.5), math.ceil(0.5), 1 / 3 * 3 == 1)
def sim(n, dt=0.1):
    x, v = 0, 10
    path = []
    for _ in range(n):
        path.append((round(x, 3), round(v, 3)))
        v -= 9.8 * dt
        x += v * dt
    return path
print(sim(4))
def mandel(c, limit=20):
    z = 0
    for i in range(limit):
        if abs(z) > 2: return i
        z = z * z + c
    return limit
print("".join(" .:*#"[mandel(complex(x / 10, 0)) // 5] for x in range(-25, 10, 3)))
def base(n, b):
    digits = "0123456789abcdef"
    if n < 0: return "-" + base(-n, b)
    return (base(n // b, b) if n >= b else "") + digits[n % b]
print(base(255, 16), base(10, 2), base(-8, 8), base(2 ** 70, 10))
def sieve(n):
    flags = [True] * (n + 1); flags[0:2] = [False, False]
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]: flags[i * i::i] = [False] * len(flags[i * i::i])
    return [i for i, f in enumerate(flags) if f]
print(sieve(50), sum(sieve(1000)))
def pascal(n):
    row = [1]
    for _ in range(n):
        yield row
        row = [a + b for a, b in zip([0] + row, row + [0])]
for r in pascal(5): print(" ".join(map(str, r)).center(20))
