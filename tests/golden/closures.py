"""Closures, lambdas, functions as values."""


def counter(start):
    count = start

    def increment():
        nonlocal count
        count += 1
        return count

    return increment


def compose(f, g):
    return lambda x: f(g(x))


tick = counter(10)
tick()
print(tick(), tick())
double_then_add = compose(lambda x: x + 1, lambda x: x * 2)
print(double_then_add(5))
print(sorted(["stone", "air", "sand"], key=lambda word: (len(word), word)))
