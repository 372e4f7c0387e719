"""Closures see variables, not values; loops, defaults, nonlocal and later assignments."""
callbacks = []
for i in range(3):
    callbacks.append(lambda: i)
print([c() for c in callbacks])
callbacks = [lambda i=i: i for i in range(3)]
print([c() for c in callbacks])


def makers():
    result = []
    for n in range(3):
        def show(extra=n * 10):
            return n, extra
        result.append(show)
    n = "changed"
    return result


print([f() for f in makers()])


def counter(start=0):
    count = start

    def increment(by=1):
        nonlocal count
        count += by
        return count

    def read():
        return count

    def reset():
        nonlocal count
        count = start

    return increment, read, reset


up, value, zero = counter(5)
other_up, other_value, _ = counter()
up()
up(3)
other_up()
print(value(), other_value())
zero()
print(value())


def later():
    def use():
        return defined_later

    try:
        use()
    except NameError as error:
        print(error)
    defined_later = "now"
    return use()


print(later())


def three_levels(a):
    def second(b):
        def third(c):
            nonlocal a
            a += c
            return a, b, c
        return third
    return second


third = three_levels(1)(2)
print(third(3), third(4))


def deleted():
    x = 1

    def get():
        return x

    print(get())
    del x
    try:
        get()
    except NameError as error:
        print(error)


deleted()
total = 0


def add(n):
    global total
    total += n
    return total


print([add(n) for n in (1, 2, 3)], total)
