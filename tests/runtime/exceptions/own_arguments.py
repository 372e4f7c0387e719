"""The args of exceptions whose __init__ calls no other; ints to negative powers."""


class Refused(Exception):
    def __init__(self, reason, code):
        self.reason = reason
        self.code = code


class Named(ValueError):
    def __init__(self, name):
        self.name = name

    def __str__(self):
        return "named " + self.name


for make in (lambda: Refused("late", 7), lambda: Named("n")):
    try:
        raise make()
    except Refused as error:
        print(error, error.args, repr(error), error.reason, error.code)
    except ValueError as error:
        print(error, error.args, repr(error))
print(2 ** -1, (-2) ** -3, 10 ** -2)
try:
    print(0 ** -1)
except ZeroDivisionError as error:
    print(error)
