"""One variable for all rounds of a loop, one for each run of a comprehension, and names that both have."""
functions = [lambda: n for n in range(3)]
for n in "ab":
    functions.append(lambda: n)
n = None
print([f() for f in functions])


def in_a_function():
    functions = [lambda: n for n in range(3)]
    for n in "ab":
        square = n * 2
        functions.append(lambda: n + square)
    return [f() for f in functions]


print(in_a_function())
nested = []
for k in range(2):
    nested += [lambda: (k, n) for n in range(2)]
print([f() for f in nested])
