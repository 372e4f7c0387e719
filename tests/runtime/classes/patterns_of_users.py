"""Generic containers, results, managers, models, currying, retries, money."""
from typing import Generic, TypeVar, Protocol, Callable, Any, Iterator, overload, Union, ClassVar, Literal, Optional
from contextlib import contextmanager, suppress, ExitStack
import functools
T = TypeVar("T")
K = TypeVar("K")
class Comparable(Protocol):
    def __lt__(self, other: Any) -> bool: ...
class Stack(Generic[T]):
    def __init__(self) -> None:
        self._items: list[T] = []
    def push(self, x: T) -> "Stack[T]":
        self._items.append(x)
        return self
    def pop(self) -> T:
        if not self._items:
            raise IndexError("pop from empty stack")
        return self._items.pop()
    def peek(self) -> Optional[T]:
        return self._items[-1] if self._items else None
    def __len__(self) -> int: return len(self._items)
    def __iter__(self) -> Iterator[T]: return reversed(self._items)
class Result(Generic[T]):
    def __init__(self, value: T | None = None, error: str | None = None):
        self.value, self.error = value, error
    def map(self, f: Callable[[T], Any]) -> "Result":
        if self.error is not None:
            return self
        try:
            return Result(f(self.value))
        except Exception as e:
            return Result(error=f"{type(e).__name__}: {e}")
    def unwrap_or(self, d): return self.value if self.error is None else d
    def __repr__(self): return f"Ok({self.value!r})" if self.error is None else f"Err({self.error})"
s: Stack[int] = Stack()
s.push(1).push(2)
t = Stack[str]()
t.push("a")
print(list(s), s.pop(), s.peek(), len(t), t.peek(), Stack().peek())
print(Result(4).map(lambda x: x * 2).map(str), Result(4).map(lambda x: x / 0), Result("x").map(int).unwrap_or(-1), Result([1]).map(len))
def largest(xs: list[T], key: Callable[[T], Any] = lambda x: x) -> T:
    best = xs[0]
    for x in xs[1:]:
        if key(x) > key(best): best = x
    return best
print(largest([1, 5, 2]), largest(["aa", "b"], key=len), largest([(1, 2), (0, 9)], key=lambda p: p[1]))
@contextmanager
def tag(name, out):
    out.append(f"<{name}>")
    try:
        yield out
    except ValueError as e:
        out.append(f"!{e}")
    finally:
        out.append(f"</{name}>")
buf: list[str] = []
with tag("a", buf) as o, tag("b", buf):
    o.append("text")
    raise ValueError("oops")
with suppress(KeyError, IndexError):
    {}["x"]
    print("not here")
with ExitStack() as st:
    for n in "xy":
        st.enter_context(tag(n, buf))
    st.callback(print, "callback")
    buf.append("in")
print("".join(buf))
class Timer:
    def __init__(self): self.log = []
    def __enter__(self):
        self.log.append("start"); return self
    def __exit__(self, *exc):
        self.log.append(exc[0].__name__ if exc[0] else "ok")
        return exc[0] is ZeroDivisionError
tm = Timer()
with tm: pass
with tm: 1 / 0
try:
    with tm: raise KeyError(1)
except KeyError: pass
print(tm.log)
class Field:
    def __init__(self, kind, default=None): self.kind, self.default = kind, default
    def check(self, name, v):
        if not isinstance(v, self.kind):
            raise TypeError(f"{name} must be {self.kind.__name__}, not {type(v).__name__}")
        return v
class Model:
    fields: ClassVar[dict[str, Field]] = {}
    def __init__(self, **kw):
        for name, f in self.fields.items():
            setattr(self, name, f.check(name, kw.pop(name, f.default)))
        if kw: raise TypeError("unexpected " + ", ".join(sorted(kw)))
    def dump(self): return {n: getattr(self, n) for n in self.fields}
class User(Model):
    fields = {"name": Field(str), "age": Field(int, 18), "tags": Field((list), None)}
    def greet(self): return "hi " + self.name
u = User(name="Z", tags=["a"])
print(u.dump(), u.greet(), u.age)
for kw in ({"name": 1}, {"name": "a", "tags": [], "x": 1}):
    try: User(**kw)
    except TypeError as e: print(e)
def curry(f, n):
    def go(*got):
        return f(*got) if len(got) >= n else lambda *more: go(*got, *more)
    return go
add3 = curry(lambda a, b, c: a + b + c, 3)
print(add3(1)(2)(3), add3(1, 2)(3), add3("a", "b", "c"))
def retry(times, exc=Exception):
    def deco(f):
        @functools.wraps(f)
        def wrapper(*args, **kwargs):
            for i in range(times):
                try:
                    return f(*args, **kwargs)
                except exc as e:
                    last = e
                    print("retry", i, e)
            raise last
        return wrapper
    return deco
calls = 0
@retry(3, ValueError)
def flaky(limit):
    global calls
    calls += 1
    if calls < limit: raise ValueError(f"call {calls}")
    return calls
try:
    print(flaky(2), flaky(99))
except (ValueError, UnboundLocalError) as e:
    print(type(e).__name__, e)
class Observable:
    def __init__(self): self.subs = []
    def subscribe(self, f): self.subs.append(f); return lambda: self.subs.remove(f)
    def emit(self, *a, **k): return [f(*a, **k) for f in self.subs]
o = Observable()
off = o.subscribe(lambda x, y=0: x + y)
o.subscribe(lambda x, **k: (x, sorted(k)))
print(o.emit(1), o.emit(1, y=2)); off(); print(o.emit(3))
class cached:
    def __init__(self, f): self.f, self.memo = f, {}
    def __call__(self, *a):
        if a not in self.memo: self.memo[a] = self.f(*a)
        return self.memo[a]
@cached
def fibo(n): return n if n < 2 else fibo(n - 1) + fibo(n - 2)
print(fibo(50), len(fibo.memo))
class Chain:
    def __init__(self, v=()): self.v = list(v)
    def __getattr__(self, name): return Chain(self.v + [name])
    def __str__(self): return ".".join(self.v)
print(Chain().a.b.c, Chain(["x"]).y)
class Money:
    def __init__(self, a, cur="USD"): self.a, self.cur = a, cur
    def __add__(self, o):
        if isinstance(o, Money):
            if o.cur != self.cur: raise ValueError("currency")
            return Money(self.a + o.a, self.cur)
        if isinstance(o, (int, float)): return Money(self.a + o, self.cur)
        return NotImplemented
    __radd__ = __add__
    def __mul__(self, k): return Money(self.a * k, self.cur)
    __rmul__ = __mul__
    def __repr__(self): return f"{self.a:.2f} {self.cur}"
    def __eq__(self, o): return isinstance(o, Money) and (self.a, self.cur) == (o.a, o.cur)
print(Money(5) + 1, 2 * Money(3), sum([Money(1), Money(2.5)]), Money(1) == Money(1), Money(1) != 1)
try: Money(1) + "x"
except TypeError as e: print(e)
try: Money(1) + Money(1, "EUR")
except ValueError as e: print(e)
