"""Builtin functions kept beside others and called by whoever finds them."""

TOOLS = {
    "len": len, "abs": abs, "max": max, "str": str, "round": round,
    "pair": lambda a, b: [a, b],
    "clock": lambda: 42,
}


def use(name, *values):
    try:
        return TOOLS[name](*values)
    except (TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


print(use("len", "four"), use("len", [1, 2]), use("abs", -3), use("abs", -2.5), use("max", 1, 7, 3), use("max", ["b", "c"]))
print(use("str", 1.0), use("round", 2.5), use("round", 2.567, 1), use("pair", 1, "x"), use("clock"))
print(use("len", 3), use("abs", "x"), use("clock", 1))
print(TOOLS["len"] is len, [tool.__name__ for tool in (len, abs, use)], repr(len))
