"""Many forms of the subject, as users write them."""
def chain():
    try:
        try:
            1 / 0
        except ZeroDivisionError as e:
            raise ValueError("bad") from e
    except ValueError as v:
        print(repr(v.__cause__), repr(v.__context__), v.__suppress_context__)
    try:
        try:
            {}["x"]
        except KeyError:
            raise ValueError("none") from None
    except ValueError as v:
        print(repr(v.__cause__), repr(v.__context__), v.__suppress_context__)
    try:
        try:
            int("x")
        except ValueError:
            raise TypeError("t")
    except TypeError as v:
        print(repr(v.__cause__), repr(v.__context__), v.__suppress_context__)
chain()
def f():
    try:
        return 1
    finally:
        return 2
print(f())
def g():
    for i in range(3):
        try:
            continue
        finally:
            print("fin", i)
            if i == 1:
                break
    return i
print(g())
def h():
    try:
        raise ValueError("lost")
    finally:
        return "kept"
print(h())
class CM:
    def __init__(self, name, err=None, swallow=False):
        self.name, self.err, self.swallow = name, err, swallow
    def __enter__(self):
        print("enter", self.name)
        return self
    def __exit__(self, et, ev, tb):
        print("exit", self.name, et.__name__ if et else None, ev)
        if self.err:
            raise self.err
        return self.swallow
try:
    with CM("a", KeyError("in exit")):
        raise ValueError("body")
except KeyError as e:
    print(repr(e), repr(e.__context__))
with CM("b", swallow=True) as b, CM("c"):
    raise IndexError("x")
try:
    with CM("d", RuntimeError("clean")):
        print("fine")
except RuntimeError as e:
    print(repr(e), e.__context__)
e = ValueError("note")
e.add_note("first")
e.add_note("second")
print(e.__notes__)
try:
    raise e
except ValueError as x:
    print(x is e, x.__notes__)
def gen():
    try:
        yield 1
        yield 2
    except ValueError as e:
        print("in gen", e)
        yield 99
    finally:
        print("closing")
q = gen()
print(next(q))
print(q.throw(ValueError("thrown")))
try:
    next(q)
except StopIteration as s:
    print("stop", s.value)
def gen2():
    yield 1
    raise KeyError("k")
try:
    print([x for x in gen2()])
except KeyError as e:
    print("comp", e)
try:
    print([10 // x for x in (1, 0)])
except ZeroDivisionError as e:
    print("comp", e)
def outer():
    def inner():
        raise
    try:
        raise ValueError("v")
    except ValueError:
        inner()
try:
    outer()
except ValueError as e:
    print("re", e)
def noexc():
    raise
try:
    noexc()
except RuntimeError as e:
    print(e)
def multi():
    try:
        raise KeyError("a")
    except (ValueError, KeyError) as e:
        try:
            raise
        except KeyError as k:
            print(k is e)
            raise
try:
    multi()
except LookupError as e:
    print(repr(e))
def els():
    try:
        x = 1
    except ValueError:
        print("no")
    else:
        print("else")
        return "r"
    finally:
        print("finally")
print(els())
def g3():
    try:
        yield 1
    finally:
        print("g3 fin")
z = g3()
next(z)
z.close()
def ret():
    yield 1
    return 5
def deleg():
    r = yield from ret()
    print("r", r)
print(list(deleg()))
try:
    raise ExceptionGroup("eg", [ValueError(1), TypeError("t")])
except* ValueError as eg:
    print(eg.exceptions)
except* TypeError as eg:
    print(eg.exceptions)
raise Exception("end") from ValueError("cause")
