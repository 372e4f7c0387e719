"""Operators as functions: models, so that the operands' own methods are seen."""

from typing import Any, Callable

def add(a: Any, b: Any, /) -> Any:
    return a + b
def sub(a: Any, b: Any, /) -> Any:
    return a - b
def mul(a: Any, b: Any, /) -> Any:
    return a * b
def truediv(a: Any, b: Any, /) -> Any:
    return a / b
def floordiv(a: Any, b: Any, /) -> Any:
    return a // b
def mod(a: Any, b: Any, /) -> Any:
    return a % b
def pow(a: Any, b: Any, /) -> Any:
    return a ** b
def matmul(a: Any, b: Any, /) -> Any:
    return a @ b
def lshift(a: Any, b: Any, /) -> Any:
    return a << b
def rshift(a: Any, b: Any, /) -> Any:
    return a >> b
def and_(a: Any, b: Any, /) -> Any:
    return a & b
def or_(a: Any, b: Any, /) -> Any:
    return a | b
def xor(a: Any, b: Any, /) -> Any:
    return a ^ b
def lt(a: Any, b: Any, /) -> Any:
    return a < b
def le(a: Any, b: Any, /) -> Any:
    return a <= b
def eq(a: Any, b: Any, /) -> Any:
    return a == b
def ne(a: Any, b: Any, /) -> Any:
    return a != b
def gt(a: Any, b: Any, /) -> Any:
    return a > b
def ge(a: Any, b: Any, /) -> Any:
    return a >= b
def is_(a: Any, b: Any, /) -> Any:
    return a is b
def is_not(a: Any, b: Any, /) -> Any:
    return a is not b
def concat(a: Any, b: Any, /) -> Any:
    return a + b
def neg(a: Any, /) -> Any:
    return -a
def pos(a: Any, /) -> Any:
    return +a
def invert(a: Any, /) -> Any:
    return ~a
def inv(a: Any, /) -> Any:
    return ~a
def not_(a: Any, /) -> Any:
    return not a
def abs(a: Any, /) -> Any:
    return a.__abs__()
def index(a: Any, /) -> int:
    return a.__index__()
@uses("__bool__", of="a")
@uses("__len__", of="a")
def truth(a: object, /) -> bool: ...
def contains(a: Any, b: Any, /) -> bool:
    return b in a
def getitem(a: Any, b: Any, /) -> Any:
    return a[b]
def setitem(a: Any, b: Any, c: Any, /) -> None:
    a[b] = c
def delitem(a: Any, b: Any, /) -> None:
    del a[b]
@range("len")
def countOf(a: Any, b: Any, /) -> int:
    n = 0
    for x in a:
        if x == b:
            n += 1
    return n
@range("len")
@raises(ValueError)
def indexOf(a: Any, b: Any, /) -> int:
    n = 0
    for x in a:
        if x == b:
            return n
        n += 1
    return n
@range("len")
def length_hint(a: Any, default: int = 0, /) -> int: ...
@calls("f")
def call(f: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
    return f(*args, **named)
def iadd(a: Any, b: Any, /) -> Any:
    a += b
    return a
def isub(a: Any, b: Any, /) -> Any:
    a -= b
    return a
def imul(a: Any, b: Any, /) -> Any:
    a *= b
    return a
def itruediv(a: Any, b: Any, /) -> Any:
    a /= b
    return a
def ifloordiv(a: Any, b: Any, /) -> Any:
    a //= b
    return a
def imod(a: Any, b: Any, /) -> Any:
    a %= b
    return a
def ipow(a: Any, b: Any, /) -> Any:
    a **= b
    return a
def imatmul(a: Any, b: Any, /) -> Any:
    a @= b
    return a
def ilshift(a: Any, b: Any, /) -> Any:
    a <<= b
    return a
def irshift(a: Any, b: Any, /) -> Any:
    a >>= b
    return a
def iand(a: Any, b: Any, /) -> Any:
    a &= b
    return a
def ior(a: Any, b: Any, /) -> Any:
    a |= b
    return a
def ixor(a: Any, b: Any, /) -> Any:
    a ^= b
    return a
def iconcat(a: Any, b: Any, /) -> Any:
    a += b
    return a

@cpp("py::object", header="py/object.hpp")
class itemgetter:
    @own_type
    @cpp("py::operator_::itemgetter", header="py/operator.hpp")
    def __init__(self, item: Any, /, *items: Any) -> None: ...
    def __call__(self, x: Any, /) -> Any: ...
@cpp("py::object", header="py/object.hpp")
class attrgetter:
    @own_type
    @cpp("py::operator_::attrgetter", header="py/operator.hpp")
    def __init__(self, attribute: str, /, *attributes: str) -> None: ...
    def __call__(self, x: Any, /) -> Any: ...
@cpp("py::object", header="py/object.hpp")
class methodcaller:
    @own_type
    @cpp("py::operator_::methodcaller", header="py/operator.hpp")
    def __init__(self, name: str, /, *args: Any, **named: Any) -> None: ...
    def __call__(self, x: Any, /) -> Any: ...
