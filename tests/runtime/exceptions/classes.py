"""Own exception classes with fields, __str__, hierarchies, args, notes, attributes of builtin ones."""


class BankError(Exception):
    """Base of everything."""


class Insufficient(BankError):
    def __init__(self, balance, amount):
        super().__init__(f"balance {balance}, wanted {amount}")
        self.missing = amount - balance


class Frozen(BankError):
    def __init__(self, owner):
        self.owner = owner

    def __str__(self):
        return f"{self.owner} is frozen"


class Plain(BankError):
    code = 7


class Account:
    def __init__(self, owner, balance, frozen=False):
        self.owner, self.balance, self.frozen = owner, balance, frozen

    def take(self, amount):
        if self.frozen:
            raise Frozen(self.owner)
        if amount <= 0:
            raise ValueError("amount", amount)
        if amount > self.balance:
            raise Insufficient(self.balance, amount)
        self.balance -= amount
        return self.balance


for account, amount in ((Account("a", 10), 3), (Account("b", 10), 30), (Account("c", 1, True), 1), (Account("d", 5), -1)):
    try:
        print(account.take(amount))
    except Insufficient as error:
        print(error, error.missing, error.args, repr(error))
    except BankError as error:
        print(error, error.args, repr(error), error.owner)
    except ValueError as error:
        print(error, error.args, repr(error))
plain = Plain("x", 1, [2])
print(str(plain), repr(plain), plain.code, plain.args, isinstance(plain, BankError), Plain.__mro__[1].__name__, str(Plain()), str(Plain("only")), str(Plain(5)))
plain.extra = "added"
plain.add_note("a note")
print(plain.extra, plain.__notes__, plain == Plain("x", 1, [2]), plain == plain)
saved = []
for n in (1, 0):
    try:
        saved.append(1 / n)
    except ZeroDivisionError as error:
        saved.append(error)
print(saved)
try:
    raise saved[1]
except ArithmeticError as again:
    print(again is saved[1], again)
for make in (lambda: [][0], lambda: {}["k"], lambda: None.x, lambda: undefined, lambda: int("z"), lambda: "a" + 1, lambda: open("/nonexistent/file"), lambda: [].pop(), lambda: next(iter([])), lambda: (1).foo, lambda: len(5), lambda: plain(), lambda: [1, 2, 3].index(9), lambda: 5 in 5, lambda: saved[2], lambda: -str(1)):
    try:
        make()
    except Exception as error:
        print(type(error).__name__, "|", error, "|", len(error.args))
try:
    assert 1 == 2, "math works"
except AssertionError as error:
    print(repr(error))
try:
    assert []
except AssertionError as error:
    print(repr(error))
try:
    raise SystemExit(3)
except SystemExit as error:
    print(error.code, isinstance(error, Exception))


def recursive(n):
    return recursive(n + 1)


try:
    recursive(0)
except RecursionError as error:
    print(type(error).__name__, isinstance(error, RuntimeError))
