"""Places where an int stays an int beside floats: totals, annotations, averages, containers."""


def scale(x: float, k: float = 1) -> float:
    return x * k


def total(values):
    t = 0
    for v in values:
        t += v
    return t


class Account:
    def __init__(self, balance: float = 0):
        self.balance = balance

    def add(self, amount: float) -> None:
        self.balance += amount


print(scale(3), scale(3, 2), scale(1.5), scale(2, 0.5), scale(True))
print(total([1, 2]), total([0.5, 1]), total([]), total([1.0]), total([True, True]))
a = Account()
print(a.balance)
a.add(5)
print(a.balance)
a.add(0.5)
print(a.balance, Account(2.0).balance)
values = [1, 2.0, 3, True]
print(values, sum(values), max(values), [v * 2 for v in values], [type(v).__name__ for v in values])
x = 1
print(x)
x = x / 2
print(x)
x = 10 ** 20
print(x, float(x))
t = 0
t = t * -1
print(f"{t:.1f}", t, 0.0 * -1)
average = sum([1, 2, 3, 4]) / 4
print(average, sum([2, 4]) // 2, 4 / 2, 7 // 2, 7.0 // 2, 2 ** 2, 2 ** -2, 2.0 ** 2, 10 % 3.5)
best = 0
for v in (1, 2.5, 2):
    if v > best:
        best = v
print(best, min(3, 2.0), abs(-2), abs(-2.0), round(2.6), round(2.6, 1), round(2, 1), divmod(7, 2.0), int(5.0) + 1)
table = {1: "int", 2.0: "float"}
table[1.0] = "same key"
print(table, table[True], 2 in table, {1, 1.0, True}, [1, 2].index(2.0), (1, 2.0) == (1.0, 2))
mixed: list[float] = [1, 2]
mixed.append(0.5)
print(mixed, sorted(mixed), "%s %s" % (mixed[0], mixed[2]), f"{mixed[0]} {mixed[0]:.1f}", str(mixed[0] + mixed[2]))
n: float = 3
print(n, n // 2, n / 2, [0] * n if isinstance(n, int) else "float", 3.0 == n, repr(n), isinstance(n, float), complex(1, 2) + 1, 1j * 1j)
