"""Float arithmetic, rounding, repr, comparison with ints, special values."""
import math

print(0.1 + 0.2, 1 / 3, 2 / 3, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 5e-324, 1.7976931348623157e308, 100.0, 1e22, 1e23, 0.1, 2.5e-7)
for a in (7.5, -7.5, 0.0):
    for b in (2.0, -2.0, 0.3):
        print(a, b, a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), a ** 2)
print(-0.0, 0.0 == -0.0, 0.0 * -1, math.copysign(1, -0.0))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1.15, 1), round(1234.5678, -2), round(0.5), round(1e300), round(2.0, 3), round(-0.4))
print(int(2.9), int(-2.9), float("1e3"), float(" -2.5 "), float("inf"), float("-Infinity"), float("1_0.5"), float(7), float("nan") != float("nan"))
print(2.0 ** 0.5, 2 ** 0.5, 4 ** -1, (-8.0) ** 3, 0.0 ** 0, 9 ** 0.5, 10.0 ** 20, (-1) ** 0.5 == 1j or "complex")
print(1 < 1.5, 2 == 2.0, 3 > 2.9999999999999996, 10 ** 17 + 1 == 1e17, 2 ** 1000 > 1e300, 0.1 * 3 == 0.3, math.isclose(0.1 * 3, 0.3))
print((0.1).hex(), (3.75).as_integer_ratio(), (4.0).is_integer(), (4.5).is_integer(), 1.5.__class__.__name__, abs(-3.5), -(2.5), hash(0.5), hash(1e20) == hash(10 ** 20))
print(math.sqrt(2), math.pi, math.sin(1), math.exp(1), math.log(10), math.log2(8), math.log10(1000), math.log(8, 2), math.hypot(3, 4), math.atan2(1, -1))
print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.fmod(-7, 3), -7 % 3.0, math.modf(3.25), math.frexp(10.0), math.ldexp(0.5, 4), math.fsum([0.1] * 10), sum([0.1] * 10))
print(math.inf, -math.inf, math.inf > 10 ** 1000, math.inf - math.inf, math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1.0), math.degrees(math.pi), math.tau)
print(max(1, 2.5), min(1, 1.0), max(1.0, 1), sum([1, 2.5]), sum([]), sum([0.5, 0.25]), sorted([2, 1.5, -0.0, 0]), 3 * 1.0, 7 // 2.0, 1e3 // 1)
for call in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: float("x"), lambda: int(math.inf), lambda: 2.0 ** 5000, lambda: 0.0 ** -1, lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.exp(1000), lambda: 1.5 & 1, lambda: round(1.5, "x"), lambda: int("nan")):
    try:
        print(call())
    except (ArithmeticError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
