"""Functions: defaults, keywords, open lists of arguments, recursion, callables of the library."""

from operator import itemgetter


def greet(name, greeting="hello", *, loud=False):
    text = f"{greeting}, {name}"
    return text.upper() if loud else text


def total(*numbers):
    result = 0
    for number in numbers:
        result += number
    return result


def gcd(a, b):
    """The greatest common divisor."""
    while b:
        a, b = b, a % b
    return a


def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


print(greet("Ada"), greet("Ada", loud=True), greet("Ada", "good morning"))
print(total(), total(1, 2, 3))
print(gcd(48, 36), factorial(25))
area = lambda width, height=2, *, unit: f"{width * height} {unit}"
print(area(3, unit="m"), area(3, 4, unit="km"))
second = itemgetter(1)
print(sorted([(1, "b"), (2, "a")], key=itemgetter(1)), second("xy"), itemgetter(0)("xy"))
