"""Comprehensions and generator expressions."""


def squares(n):
    return [i * i for i in range(n) if i % 3 != 0]


def initials(names):
    return {name[0]: name for name in names}


def identity(n):
    return [[1 if i == j else 0 for j in range(n)] for i in range(n)]


names = ["Ada", "Grace", "Alan", "Edsger"]
print(squares(10))
print(initials(names))
print(identity(3))
print(sorted({len(name) for name in names}))
print(sum(len(name) for name in names), max(name.lower() for name in names))
print([name for name in names if "a" in name][:2])
