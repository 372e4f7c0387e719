"""A subscript of a function of the library, which has none."""
values = [1, 2]
try:
    print([value / pow[0] for value in values])
except TypeError as error:
    print(error)
