"""Functions and methods stored, compared, passed and returned."""
import operator


def double(x):
    return 2 * x


def triple(x):
    return 3 * x


class Machine:
    def __init__(self, factor):
        self.factor = factor

    def run(self, x):
        return self.factor * x

    def __call__(self, x):
        return -self.run(x)

    @staticmethod
    def half(x):
        return x // 2

    @classmethod
    def named(cls, x):
        return cls.__name__ + str(x)


machine = Machine(7)
table = {"double": double, "triple": triple, "lambda": lambda x: x - 1, "method": machine.run, "object": machine,
         "static": Machine.half, "class": Machine.named, "builtin": abs, "type": str, "operator": operator.neg}
for name, f in table.items():
    print(name, f(5))
print(double is double, double == triple, machine.run == machine.run, callable(double), callable(3))
bound = machine.run
machine.factor = 100
print(bound(2), Machine.run(machine, 3), double.__name__, Machine.run.__name__)
print(sorted(["bb", "a", "ccc"], key=len), sorted([3, -4, 1], key=abs, reverse=True))
print(list(map(double, range(3))), list(map(machine.run, [1])), list(map(str.upper, "ab")))
choose = double if machine.factor > 5 else triple
print(choose(1))
pipeline = [double, triple, lambda x: x + 1]
value = 1
for stage in pipeline:
    value = stage(value)
print(value)


def factorial(n, recurse=None):
    recurse = recurse or factorial
    return 1 if n == 0 else n * recurse(n - 1)


print(factorial(20), factorial(25))
compose = lambda f, g: lambda x: f(g(x))
print(compose(double, triple)(1), (lambda x, y=2: x ** y)(3), (lambda: None)())
double = triple
print(double(1), table["double"](1))
handlers = {}


def register(name):
    def inner(f):
        handlers[name] = f
        return f
    return inner


@register("greet")
def greet(who="world"):
    return f"hello {who}"


print(handlers["greet"](), handlers["greet"]("you"), greet is handlers["greet"])
