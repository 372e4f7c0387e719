"""A closure that calls itself with what it collects."""
def curry(f, n):
    def go(*got):
        return f(*got) if len(got) >= n else lambda *more: go(*got, *more)
    return go
add3 = curry(lambda a, b, c: a + b + c, 3)
print(add3(1)(2)(3), add3(1, 2)(3))
