"""Loops: ranges, enumerate, zip, else, while."""


def primes(limit):
    found = []
    for n in range(2, limit):
        for p in found:
            if n % p == 0:
                break
        else:
            found.append(n)
    return found


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


names = ["ink", "pen", "pad"]
prices = [7.25, 24.95, 3.4]
for i, name in enumerate(names, 1):
    print(i, name)
for name, price in zip(names, prices):
    print(f"{name:<5}{price:8.2f}")
print(primes(40))
print([collatz(n) for n in range(1, 10)])
for i in range(3):
    for _ in range(2):
        print(i, end=" ")
print()
