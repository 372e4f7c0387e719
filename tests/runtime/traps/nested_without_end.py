"""Results that hold results of the same function: what is known of them ends at some depth."""


def nest(n):
    return (nest(n - 1), n) if n else (None, 0)


def chain(n, behind=()):
    return chain(n - 1, (n, behind)) if n else behind


print(nest(5), chain(4))
