"""Trees and tokens taken apart."""
# expression evaluator over tuples
def ev(e, env):
    match e:
        case int() | float():
            return e
        case str():
            return env[e]
        case ("+", a, b):
            return ev(a, env) + ev(b, env)
        case ("*", a, b):
            return ev(a, env) * ev(b, env)
        case ("let", name, val, body):
            return ev(body, {**env, name: ev(val, env)})
        case ("if", c, t, f):
            return ev(t if ev(c, env) else f, env)
        case ("sum", *xs):
            return sum(ev(x, env) for x in xs)
        case _:
            raise ValueError(f"bad {e!r}")
print(ev(("let", "x", 5, ("+", "x", ("*", 2, "x"))), {}))
print(ev(("sum", 1, 2.5, ("if", 0, 1, 3)), {}))
try:
    ev(("?",), {})
except ValueError as e:
    print(e)
class Expr: pass
class Num(Expr):
    __match_args__ = ("v",)
    def __init__(self, v): self.v = v
class Bin(Expr):
    __match_args__ = ("op", "l", "r")
    def __init__(self, op, l, r):
        self.op, self.l, self.r = op, l, r
class Neg(Expr):
    __match_args__ = ("e",)
    def __init__(self, e): self.e = e
def simp(e):
    match e:
        case Bin("+", Num(0), x) | Bin("+", x, Num(0)):
            return simp(x)
        case Bin("*", Num(1), x) | Bin("*", x, Num(1)):
            return simp(x)
        case Bin("*", Num(0), _) | Bin("*", _, Num(0)):
            return Num(0)
        case Bin(op, l, r):
            return Bin(op, simp(l), simp(r))
        case Neg(Neg(x)):
            return simp(x)
        case Neg(x):
            return Neg(simp(x))
        case _:
            return e
def sh(e):
    match e:
        case Num(v=v): return str(v)
        case Bin(op=o, l=l, r=r): return f"({sh(l)}{o}{sh(r)})"
        case Neg(e=x): return "-" + sh(x)
print(sh(simp(Bin("+", Num(0), Bin("*", Num(1), Neg(Neg(Num(5))))))))
print(sh(simp(Bin("-", Num(3), Bin("*", Num(0), Num(9))))))
from typing import NamedTuple
class T(NamedTuple):
    kind: str
    val: object
def tok(t):
    match t:
        case T("num", int(v)): return v + 1
        case T("num", v): return v
        case (k, None): return k
        case T(kind=k): return k * 2
for t in [T("num", 3), T("num", "x"), T("z", None), T("q", 1)]:
    print(tok(t))
import sys
def const(x):
    match x:
        case -1: return "m1"
        case 1.5: return "f"
        case "s": return "s"
        case b"b": return "b"
        case sys.maxsize: return "max"
        case 1+2j: return "c"
    return "no"
for x in (-1, 1.5, "s", b"b", sys.maxsize, None, 1.0):
    print(const(x))
