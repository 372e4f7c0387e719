"""The same as `constructed`, without what makes the constructors ordinary methods."""
class A(Exception):
    def __init__(self, message, code=500):
        self.message = message
        self.code = code


class B(A):
    def __init__(self, what):
        super().__init__(what + "!", 404)
        self.what = what


class C(B):
    pass


class D(A):
    def __str__(self):
        return f"D:{self.message}:{self.code}"


class E(ValueError):
    pass


class F(E):
    def __init__(self, n):
        super().__init__("n is", n)
        self.n = n


class G(F, KeyError):
    def __init__(self, n):
        super().__init__(n + 1)
        self.g = n


for make in (lambda: A("m"), lambda: B("w"), lambda: C("c"), lambda: D("d"), lambda: E("e"), lambda: F(2), lambda: G(3)):
    try:
        raise make()
    except A as e:
        print("A", type(e).__name__, e.args, e, e.code, e.message)
    except E as e:
        print("E", type(e).__name__, e.args, e, isinstance(e, KeyError))
try:
    raise C("zz")
except B as e:
    print(e.what, e.args, repr(e))
