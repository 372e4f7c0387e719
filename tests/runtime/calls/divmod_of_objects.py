# divmod of values that are only known when the program runs.
def split(pairs, index):
    a, b = divmod(pairs[index], pairs[1])
    return a, b


def mixed(x):
    q, r = divmod(x, 2)
    return q, r


print(split([7, 2, "q", None], 0))
print(mixed(7), mixed(7.5), mixed(True))
