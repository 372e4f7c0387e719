"""Decorators of the program's own on methods, and functions as attributes of classes."""
import functools


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("call", function.__name__, args[1:], kwargs)
        return function(*args, **kwargs)
    return wrapper


def doubled(function):
    def twice(self, x):
        return 2 * function(self, x)
    return twice


def repeat(times):
    def decorate(function):
        def wrapper(self, *rest):
            return [function(self, *rest) for _ in range(times)]
        return wrapper
    return decorate


def outside(self, x):
    return self.n + x


class Service:
    op = outside

    def __init__(self, n):
        self.n = n

    @logged
    def greet(self, name, *, mark="!"):
        """Greets."""
        return f"hello {name} {self.n}{mark}"

    @doubled
    def add(self, x):
        return self.n + x

    @repeat(2)
    def scaled(self, k):
        self.n *= k
        return self.n

    def both(self):
        return self.greet("a") + self.greet("b", mark="?") + str(self.add(1))


service = Service(3)
print(service.greet("you"))
print(service.both())
print(service.add(4), service.scaled(2), service.scaled(3), service.n)
print(service.op(1), Service.op(service, 2), Service(1).op(1))
kept = service.greet
print(kept("kept"), Service.greet(service, "unbound"), Service.greet.__name__)
