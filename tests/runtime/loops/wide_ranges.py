"""Ranges whose bounds no machine word holds."""
start = 2 ** 64
for i in range(2 ** 64, 2 ** 64 + 3, 2):
    print(i)
big = range(2 ** 65, 2 ** 65 + 10, 3)
print(big, len(big), big[0], big[-1], list(big), 2 ** 65 + 3 in big, 2 ** 65 + 4 in big, 5 in big)
print([n - 2 ** 64 for n in range(2 ** 64 + 3, 2 ** 64, -1)], sum(range(2 ** 64, 2 ** 64 + 3)), list(reversed(range(2 ** 70, 2 ** 70 + 2))))
for k in range(10 ** 20):
    if k > 2:
        break
    print(k)
for k in range(-10 ** 20, 10 ** 20, 10 ** 19 * 9):
    print(k)
for j, n in enumerate(range(10 ** 25, 10 ** 25 + 2)):
    print(j, n)
try:
    range(2 ** 64, 2 ** 65, 0)
except ValueError as error:
    print(error)
try:
    big[4]
except IndexError as error:
    print(error)
