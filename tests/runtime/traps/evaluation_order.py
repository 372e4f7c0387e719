"""Left to right, with effects and exceptions between the operands."""
trace = []


def t(value):
    trace.append(value)
    return value


def fails(message):
    trace.append("fails " + message)
    raise ValueError(message)


def show(label):
    print(label, trace)
    trace.clear()


def f(*args, **kwargs):
    trace.append("call")
    return len(args) + len(kwargs)


class Target:
    def __init__(self):
        self.items = {}

    def __setitem__(self, key, value):
        trace.append(f"set {key}={value}")

    def __getitem__(self, key):
        trace.append(f"get {key}")
        return 10


def target():
    trace.append("target")
    return Target()


t(1) + t(2) * t(3)
show("arithmetic")
f(t(1), *[t(2), t(3)], k=t(4), **{"z": t(5)})
show("call")
target()[t("key")] = t("value")
show("store")
target()[t("key")] += t(5)
show("augmented")
{t("a"): t(1), t("b"): t(2)}
[t(1), (t(2), t(3)), {t(4)}]
show("displays")
t(1) < t(2) < t(0) < t(9)
show("chain")
t(0) or t("") or t("x") or t("y")
t(1) and t(0) and t(2)
show("bool")
t("yes") if t(False) else t("no")
show("conditional")
x = [0, 1, 2]
x[t(0)], x[t(1)] = t("a"), t("b")
show("tuple store")
i = 0
y = [5, 6, 7]
i, y[i] = 1, 9
print(i, y)
f"{t(1)} {t(2):>{t(5)}} {t(3)!r}"
show("format")
for code in range(6):
    d = {}
    try:
        if code == 0:
            f(t(1), fails("argument"), t(2))
        elif code == 1:
            d[fails("key")] = t("value")
        elif code == 2:
            d[t("missing")] + fails("right")
        elif code == 3:
            f(d["missing"], int(t("bad")))
        elif code == 4:
            f(int(t("bad")), d["missing"])
        else:
            [t(n) for n in (1, 2) if n == 1 or fails("filter")]
    except (ValueError, KeyError) as error:
        print(code, type(error).__name__, error)
    show("after")


def pop_order(stack):
    return stack.pop() - stack.pop(), stack.pop() * 10 + len(stack)


print(pop_order([1, 2, 3, 10]))


def counter():
    n = 0

    def step(by):
        nonlocal n
        n += by
        return n

    return step


step = counter()
print(step(1) - step(1) * step(1), [step(1), step(-1)], step(0))
s = "a"
print(s + (s := "b") + s)


def default(a=t("default a"), *, b: t("annotation") = t("default b")) -> t("returns"):
    return a


show("definition")


@t
def decorated():
    pass


print(len(trace))
