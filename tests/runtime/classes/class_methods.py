"""Class methods, static methods, alternative constructors, class variables, nested classes, __init_subclass__."""


class Money:
    currency = "EUR"
    created = []

    def __init__(self, cents):
        self.cents = cents
        self.created.append(cents)

    @classmethod
    def parse(cls, text):
        whole, _, part = text.partition(".")
        return cls(int(whole) * 100 + int(part or 0))

    @classmethod
    def use(cls, currency):
        cls.currency = currency

    @staticmethod
    def is_valid(text):
        return text.replace(".", "", 1).isdigit()

    def __str__(self):
        return f"{self.cents / 100:.2f} {self.currency}"

    class Rate:
        factor = 2

        def apply(self, money):
            return Money(money.cents * self.factor)


class Dollar(Money):
    currency = "USD"


class Plugin:
    registry = {}

    def __init_subclass__(cls, key=None, **kwargs):
        super().__init_subclass__(**kwargs)
        Plugin.registry[key or cls.__name__.lower()] = cls


class First(Plugin):
    pass


class Second(Plugin, key="two"):
    x = [n * 2 for n in range(3)]
    y = len(x)


print(Money.parse("12.50"), Dollar.parse("3.7"), type(Dollar.parse("1")).__name__, Money.is_valid("1.2"), Money.is_valid("a"))
Money.use("GBP")
print(Money(5), Dollar(5))
Dollar.use("CAD")
print(Money.currency, Dollar.currency, Money.created, Money.created is Dollar.created)
print(Money.Rate().apply(Money(10)), Money.Rate.factor)
print({name: kind.__name__ for name, kind in Plugin.registry.items()}, Second.x, Second.y)


class Single:
    instance = None

    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
        return cls.instance

    def __init__(self, value):
        self.value = value


first, second = Single(1), Single(2)
print(first is second, first.value)
make = Money
print(make(7).cents, [kind(1).currency for kind in (Money, Dollar)])
