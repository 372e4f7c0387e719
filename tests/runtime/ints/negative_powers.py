"""Powers of ints: floats where the exponent is negative."""


def scale(value, exponent):
    return value * 10 ** exponent


def power(base, exponent):
    return base ** exponent


print(scale(5, 3), scale(5, -2))
for e in range(-2, 3):
    print(2 ** e, end=" ")
print()
print(4 ** -1, pow(2, -2), pow(2, 10), pow(3, 100), 2 ** -0, 10 ** 20)
digits = 3
print(10 ** -digits, 10 ** digits)
k = -2
print(7 ** k, 10 ** -k, power(2, 5), power(3, 50))
table = [2, -1, 0]
print([3 ** t for t in table])
x = 2
x **= -1
print(x)
try:
    print(0 ** -1)
except ZeroDivisionError as error:
    print(error)
n = 4
n **= 3
print(n, pow(2, 0.5), pow(5, 3, 7), (-8) ** 3, 2 ** n)
