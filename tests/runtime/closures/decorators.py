"""Decorators with and without arguments, stacked, on methods, keeping state, with functools."""
import functools


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("call", function.__name__, args, kwargs)
        result = function(*args, **kwargs)
        print("result", result)
        return result
    return wrapper


def times(n):
    def decorate(function):
        def repeated(*args):
            return [function(*args) for _ in range(n)]
        return repeated
    return decorate


def counted(function):
    def wrapper(*args):
        wrapper.calls += 1
        return function(*args)
    wrapper.calls = 0
    return wrapper


class Memo:
    def __init__(self, function):
        self.function = function
        self.known = {}

    def __call__(self, n):
        if n not in self.known:
            self.known[n] = self.function(n)
        return self.known[n]


@logged
def add(a, b=2, *, c=3):
    """Adds."""
    return a + b + c


@times(2)
@counted
def shout(text):
    return text.upper() + "!"


@counted
def square(x):
    return x * x


@Memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@functools.lru_cache(maxsize=None)
def ways(n):
    return 1 if n < 2 else ways(n - 1) + ways(n - 2)


class Service:
    @logged
    def greet(self, name):
        return f"hello {name}"

    def __repr__(self):
        return "Service"


add(1)
add(1, 5, c=7)
print(add.__name__, add.__doc__)
print(shout("hey"), square(3), square(4), square.calls)
print(fib(50), len(fib.known), ways(60), ways.cache_info().hits)
Service().greet("you")
partial = functools.partial(add, 10, c=0)
print(partial(b=1), functools.reduce(lambda a, b: a * b, [1, 2, 3, 4], 10))
