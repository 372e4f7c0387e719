"""Integers beyond 64 bits, and the borders at 2**31, 2**62, 2**63 and 2**64."""
for bits in (30, 31, 32, 61, 62, 63, 64, 65, 127, 128):
    n = 2 ** bits
    print(bits, n - 1, n, n + 1, -n, -n - 1, n * n, (n - 1) * (n + 1), n // 3, -n // 3, n % 1000, -n % 1000)
    print(n >> 3, -n >> 3, n << 1, n & (n - 1), n | 1, n ^ -1, ~n, n == float(n), hash(n), hash(-n), (n - 1).bit_length())
print(2 ** 100, 3 ** 50, 10 ** 30 // 7, 10 ** 30 % 7, -(10 ** 30) // 7, divmod(-10 ** 30, 10 ** 15 + 1), 10 ** 30 / 10 ** 29)
x = 9223372036854775807
x += 1
print(x, x - 1, -x - 1, x * 2, x // 2)
y = 1
for i in range(1, 31):
    y *= i
print(y, y // 10 ** 20, str(y)[:5], len(str(y)))


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


print(fibonacci(90), fibonacci(93), fibonacci(200))
print(int("123456789012345678901234567890"), int("-" + "9" * 30), hex(2 ** 70), int("f" * 20, 16), f"{2 ** 80:,}", f"{2 ** 65:x}")
print(pow(7, 10 ** 18, 10 ** 9 + 7), pow(2, 1000) % 10 ** 10, (1 << 200).bit_length(), sum([2 ** 63, 2 ** 63]), abs(-2 ** 80), max(2 ** 70, 3))
print(2 ** 64 > 1e19, 2 ** 64 < 1e20, 10 ** 400 > 1e308, float(2 ** 60 + 1), int(1e20), int(2.0 ** 70), round(10 ** 25, -20), 7 ** 77 % 100)
try:
    float(10 ** 400)
except OverflowError as error:
    print(error)
try:
    10 ** 400 / 3
except OverflowError as error:
    print(error)
print({2 ** 64: "big", 2 ** 64 + 1: "bigger"}[2 ** 64], 2 ** 64 in [2 ** 64], (2 ** 64).to_bytes(9, "little"), sorted([2 ** 70, -2 ** 70, 0]))
product = 1
for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59):
    product *= p
print(product, product % 10007)
h = 14695981039346656037
for byte in b"fnv hash":
    h = (h ^ byte) * 1099511628211 % 2 ** 64
print(h, h & 0xFFFFFFFF, h >> 32)
