"""Integer arithmetic with signs, bits and conversions."""
for a in (7, -7, 0, 1):
    for b in (3, -3):
        print(a, b, a + b, a - b, a * b, a // b, a % b, divmod(a, b), a / b, a & b, a | b, a ^ b, a ** 2, a << 2, a >> 1)
print(-7 // 2, -7 % 2, 7 // -2, 7 % -2, -1 // 10, -1 % 10, ~5, -(-3), +4, abs(-9), pow(3, 4), pow(3, 4, 5), pow(3, -1, 7), 2 ** -1, (-2) ** 3, 0 ** 0)
print(int("42"), int("-0x1f", 16), int("0b101", 0), int(" 7 "), int("1_000"), int(3.99), int(-3.99), int(True), int("zz", 36), int(b"12"), int("077", 8))
print(bin(10), oct(64), hex(255), bin(-5), (255).bit_length(), (0).bit_length(), (-8).bit_length(), (10).bit_count(), (1000).to_bytes(2, "big"), int.from_bytes(b"\x03\xe8", "big"))
print(0xFF, 0b1010, 0o17, 1_000_000, round(12345, -2), round(-15, -1), round(25, -1), round(35, -1), 10 // 3 * 3 + 10 % 3)
print(1 == 1.0, hash(1) == hash(1.0), 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 1 < 1.5, True + True, True * 3, True == 1, {1: "a", True: "b"}, isinstance(True, int))
print(5 if 3 else 4, not 0, 0 or "zero", 3 and 4, 1 < 2 < 3, 1 < 3 < 2, 1 == 1 != 2)
print(sum([1, 2, 3], 10), max(3, 1, 2), min([4, 2]), sorted([3, -1, 2]), -2 ** 2, 2 ** 3 ** 2, 1 + 2 * 3 - 4 // 2, 7 & 3 | 8, 1 << 3 + 1)
x = 10
x += 5
x -= 3
x *= 4
x //= 5
x %= 7
x **= 3
x <<= 2
x >>= 1
x |= 9
x &= 29
x ^= 4
print(x)
x /= 4
print(x)
for call in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: divmod(1, 0), lambda: 0 ** -1, lambda: 1 << -1, lambda: int("1.5"), lambda: int(""), lambda: int("9", 8), lambda: pow(2, -1, 4), lambda: int(None), lambda: 1 + "a", lambda: (256).to_bytes(1, "big")):
    try:
        print(call())
    except (ArithmeticError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
