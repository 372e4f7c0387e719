# Ints on both sides of the machine word, with operands of every size.
import sys

EDGES = [0, 1, -1, 7, -7, 2**31, 2**61, 2**62 - 1, 2**62, -(2**62), -(2**62) - 1, 2**63 - 1, 2**63, -(2**63), 2**64, -(2**64), 10**30]


def table(a):
    """`a`, which is of unknown size, with literals and words."""
    word = len(sys.argv) + 4  # 5
    shown = [a + 1, 1 - a, a - word, word * a, a * -3, a // word, a % word, a // -word, a % -word, a + 2**62, 2**62 - a, a * 2**61]
    tests = [a == 1, a < word, a > -word, word <= a, a != 2**62, a >= 9223372036854775807, a < -9223372036854775808, a == True, a == 2.0**63]
    return shown, tests


def powers(a):
    return a ** 2, a ** 3, a ** 0, -a, ~a, abs(a), a << 3, a >> 3, a & 255, a | 1, a ^ -1


def divisions(a):
    result = []
    for b in EDGES[1:]:
        result.append((a // b, a % b))
    return result


for edge in EDGES:
    print(edge, *table(edge))
    print(*powers(edge))
    print(divisions(edge))
    try:
        print(edge // (len(sys.argv) - 1))
    except ZeroDivisionError as error:
        print(error)
    try:
        print(edge % (len(sys.argv) - 1))
    except ZeroDivisionError as error:
        print(error)
values = [5, 6, 7]
for index in (2**62, -(2**64)):
    try:
        print(values[index])
    except IndexError as error:
        print(error)
