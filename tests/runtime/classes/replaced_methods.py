"""Decorators of the program's own on classes and methods; a method that is assigned anew."""
import functools

registry = {}


def register(cls):
    registry[cls.__name__] = cls
    return cls


def named(name):
    def wrap(cls):
        registry[name] = cls
        return cls
    return wrap


def traced(function):
    @functools.wraps(function)
    def wrapper(self, *args):
        print("call", function.__name__, args)
        return function(self, *args)
    return wrapper


def doubled(function):
    def inner(self, value):
        return function(self, value) * 2
    return inner


@register
class Dog:
    def __init__(self, name):
        self.name = name

    @traced
    def speak(self, word):
        return f"{self.name} says {word}"

    @doubled
    def count(self, value):
        return value + len(self.name)

    def both(self):
        return self.speak("both") + str(self.count(1))


@named("feline")
class Cat:
    def purr(self):
        return "purr"


d = Dog("rex")
print(d.speak("woof"), d.count(5), d.both())
print(sorted(registry), registry["feline"]().purr())
Cat.purr = lambda self: "patched"
print(Cat().purr())
