"""Numbers: integers that never overflow, exact division, floats as Python prints them."""
import math


def factorial(n: int) -> int:
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def is_prime(n: int) -> bool:
    if n < 2:
        return False
    for d in range(2, math.isqrt(n) + 1):
        if n % d == 0:
            return False
    return True


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


print(factorial(20), factorial(30))
print([n for n in range(40) if is_prime(n)])
print(-7 // 2, -7 % 2, 7 / 2, 2 ** 100, 0xFF, 1_000_000)
print(0.1 + 0.2, 1e16, 1 / 3, round(2.5), f"{math.pi:.3f}")
print(mean([1.5, 2.5, 4.0]), math.hypot(3, 4), math.gcd(48, 36))
