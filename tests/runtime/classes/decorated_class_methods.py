"""Decorators of the program's own below staticmethod, classmethod and property; a function is no container."""
import functools


def logged(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        print("call", f.__name__, len(args), kwargs)
        return f(*args, **kwargs)

    return wrapper


class Tool:
    @staticmethod
    @logged
    def add(a, b):
        return a + b

    @classmethod
    @logged
    def make(cls, n):
        return f"{cls.__name__}{n}"

    @logged
    def run(self, x):
        return x * 2

    @property
    @logged
    def size(self):
        return 42


t = Tool()
print(Tool.add(1, 2), t.add(3, b=4), Tool.make(5), t.make(6), t.run(7), t.size)


def identity(x):
    return x


try:
    print(identity[1])
except TypeError as error:
    print(error)
try:
    identity[1] = 2
except TypeError as error:
    print(error)
