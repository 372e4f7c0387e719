"""Small numeric programs whose last digits matter."""
import math


def newton(f, df, x, steps=20):
    for _ in range(steps):
        slope = df(x)
        if slope == 0:
            raise ZeroDivisionError("flat")
        x -= f(x) / slope
    return x


def simpson(f, a, b, n):
    h = (b - a) / n
    s = f(a) + f(b)
    for i in range(1, n):
        s += f(a + i * h) * (4 if i % 2 else 2)
    return s * h / 3


def mean_and_deviation(values):
    m = sum(values) / len(values)
    return m, math.sqrt(sum((v - m) ** 2 for v in values) / len(values))


def solve(a, b, c):
    d = b * b - 4 * a * c
    if d < 0:
        return complex(-b / (2 * a), math.sqrt(-d) / (2 * a))
    return ((-b + d ** 0.5) / (2 * a), (-b - d ** 0.5) / (2 * a))


def determinant(matrix):
    m = [row[:] for row in matrix]
    result = 1.0
    for i in range(len(m)):
        pivot = max(range(i, len(m)), key=lambda r: abs(m[r][i]))
        if m[pivot][i] == 0:
            return 0.0
        if pivot != i:
            m[i], m[pivot] = m[pivot], m[i]
            result = -result
        result *= m[i][i]
        for r in range(i + 1, len(m)):
            factor = m[r][i] / m[i][i]
            m[r] = [x - factor * y for x, y in zip(m[r], m[i])]
    return result


print(newton(lambda x: x * x - 2, lambda x: 2 * x, 1.0), simpson(math.sin, 0, math.pi, 100))
print(mean_and_deviation([2, 4, 4, 4, 5, 5, 7, 9]), mean_and_deviation([1.5, 2.25]))
print(solve(1, -3, 2), solve(1, 2, 5), solve(2.0, 0, -1))
print(determinant([[2, 1], [1, 3]]), determinant([[0, 1, 2], [1, 0, 3], [4, -3, 8]]), determinant([[1, 2], [2, 4]]))
x, y = 0.0, 1.0
for i in range(10):
    x, y = x + y * 0.1, y - x * 0.1
print(x, y, f"{x:.6f} {y:.3e}")
harmonic = 0.0
for i in range(1, 1001):
    harmonic += 1 / i
print(harmonic, math.log(1000) + 0.5772156649015329)
try:
    newton(lambda x: 1, lambda x: 0, 1.0)
except ZeroDivisionError as error:
    print(error)
e = sum(1 / math.factorial(k) for k in range(18))
print(e, e == math.e, abs(e - math.e) < 1e-15)
