"""Small integer algorithms: gcd, primes, digits, bits, combinatorics, random numbers by formula."""
import math


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def digits(n, base=10):
    if n == 0:
        return [0]
    out = []
    while n:
        n, d = divmod(n, base)
        out.append(d)
    return out[::-1]


def is_prime(n):
    if n < 2:
        return False
    return all(n % d for d in range(2, math.isqrt(n) + 1))


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def power(base, exponent, modulus):
    result = 1
    while exponent:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


class Random:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        return self.state >> 33


def pascal(n):
    row = [1]
    for _ in range(n):
        yield row
        row = [1] + [a + b for a, b in zip(row, row[1:])] + [1]


print(gcd(48, 36), gcd(0, 5), gcd(2 ** 70, 2 ** 65 * 3), math.gcd(12, 18), math.lcm(4, 6))
print(digits(12345), digits(0), digits(255, 2), digits(10 ** 20 + 7)[:3], sum(digits(2 ** 100)))
print([n for n in range(50) if is_prime(n)], is_prime(104729), max(range(1, 1000), key=collatz), collatz(27))
print(power(3, 200, 13), power(2, 10 ** 6, 1000003), pow(2, 10 ** 6, 1000003))
rng = Random(42)
print([rng.next() % 100 for _ in range(10)])
for row in pascal(6):
    print(row)
print(math.factorial(20), math.comb(50, 25), math.perm(10, 3), math.isqrt(10 ** 20), math.prod([2, 3, 7]), math.floor(-2.5), math.ceil(2.1))
total = 0
for i in range(100000):
    total += i * i % 7
print(total)
bits = 0
for i in (1, 5, 9):
    bits |= 1 << i
print(bits, [i for i in range(12) if bits >> i & 1], bits & -bits, bin(bits).count("1"))
