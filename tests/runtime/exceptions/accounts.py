"""Classes with properties, managers and errors of their own."""
import sys
class Account:
    interest = 0.02
    _count = 0
    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        type(self)._count += 1
        self.history = []
    @property
    def balance(self): return self._balance
    @balance.setter
    def balance(self, v):
        if v < 0: raise ValueError("negative")
        self.history.append((self._balance, v))
        self._balance = v
    def __enter__(self):
        self.history.append("enter"); return self
    def __exit__(self, et, ev, tb):
        self.history.append(("exit", et.__name__ if et else None, str(ev) if ev else ""))
        return et is ValueError
    @staticmethod
    def parse(s):
        o, _, b = s.partition(":")
        return Account(o, float(b) if "." in b else int(b))
    @classmethod
    def count(cls): return cls._count
    def __iadd__(self, x): self.balance += x; return self
    def __hash__(self): return hash(self.owner)
    def __eq__(self, o): return NotImplemented if not isinstance(o, Account) else self.owner == o.owner
    def __del__(self): pass
class Savings(Account):
    interest = 0.05
    def __init__(self, *args, rate=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.rate = rate if rate is not None else self.interest
    def grow(self, years=1):
        for _ in range(years):
            self.balance = round(self.balance * (1 + self.rate), 2)
        return self
    def __repr__(self): return f"{type(self).__name__}({self.owner!r}, {self.balance})"
a = Account.parse("bob:100"); b = Account.parse("eve:50.5")
a += 10
with a as acc:
    acc.balance = 5
    acc.balance = -1
    print("unreached")
print(a.history, a.balance)
s = Savings("sue", balance=1000, rate=0.1)
print(s.grow(2), Savings("x", 5).rate, Account.count(), Savings.count(), Savings._count, isinstance(s, Account), issubclass(Savings, Account), a == b, a != b, a == 3, a in {a: 1})
try:
    b.balance = -5
except ValueError as e:
    print("caught", e, e.args)
class AppError(Exception):
    code = 1
    def __init__(self, msg, *, detail=None):
        super().__init__(msg)
        self.detail = detail
    def __str__(self): return f"[{self.code}] {super().__str__()}" + (f" ({self.detail})" if self.detail else "")
class NotFound(AppError):
    code = 404
def find(k, d):
    try:
        return d[k]
    except KeyError as e:
        raise NotFound(f"no {k}", detail={"known": sorted(d)}) from e
    finally:
        print("searched", k)
try:
    find("x", {"b": 1, "a": 2})
except AppError as e:
    print(e, repr(e), type(e.__cause__).__name__, e.__cause__, e.detail["known"])
def nested():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: return "ret"
            print("body", i)
        except Exception: pass
        else: print("else", i)
        finally: print("fin", i)
print(nested())
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise RuntimeError("second")
except RuntimeError as e:
    print(type(e.__context__).__name__, e.__cause__, e.__suppress_context__)
try:
    int("abc")
except (TypeError, ValueError) as e: print(e)
try:
    [][1]
except LookupError as e: print(type(e).__mro__[1].__name__, e)
try:
    {}["k"]
except KeyError as e: print(e, repr(e), e.args[0])
try:
    None.x
except AttributeError as e: print(e)
try:
    "a" + 1
except TypeError as e: print(e)
try:
    assert 1 == 2, "math"
except AssertionError as e: print("assert", e)
try:
    raise SystemExit(3)
except SystemExit as e: print("exit", e.code)
def gen():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("closed"); raise
    finally:
        print("cleanup")
g = gen(); next(g); g.close()
def deep(n):
    return deep(n + 1)
try: deep(0)
except RecursionError as e: print("rec", str(e)[:20])
try:
    raise ExceptionGroup("eg", [ValueError(1), TypeError("t")])
except* ValueError as eg: print(eg.exceptions)
except* TypeError as eg: print(eg.exceptions)
e = ValueError("n"); e.add_note("note"); print(e.__notes__)
