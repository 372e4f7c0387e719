"""Remainders of divisors about as large as a machine word."""
import sys


def remainders(values, divisor: int):
    return [value % divisor for value in values]


def exact(n):
    return n * 10**20 // 10**20


largest = sys.maxsize - (len(sys.argv) - 1)
numbers = [exact(n) for n in (-1, -7, 0, 7, 2**62, -(2**62), 2**63, -(2**63) - 1)]
print(remainders(numbers, largest))
print(remainders(numbers, largest - 1), remainders(numbers, 2**62 + 1))
print([n % (2**63 - 1) for n in numbers], [n // (2**63 - 1) for n in numbers])
