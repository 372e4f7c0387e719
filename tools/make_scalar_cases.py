#!/usr/bin/env python3
"""Writes tests/unit/data/scalar_cases.txt: operations on ints, floats, strings and bytes with what CPython answers.

A line is an operation, its arguments as Python literals, and the repr of the result (or "!Error: text"), separated by tabs.
    PYTHONHASHSEED=0 tools/make_scalar_cases.py [COUNT [SEED]] > tests/unit/data/scalar_cases.txt
"""
import operator
import random
import sys

OPERATIONS = {
    "add": operator.add, "sub": operator.sub, "mul": operator.mul, "truediv": operator.truediv, "floordiv": operator.floordiv,
    "mod": operator.mod, "pow": operator.pow, "lshift": operator.lshift, "rshift": operator.rshift, "and": operator.and_,
    "or": operator.or_, "xor": operator.xor, "eq": operator.eq, "lt": operator.lt, "le": operator.le, "neg": operator.neg,
    "invert": operator.invert, "abs": abs, "divmod": divmod, "pow3": pow, "round": round, "int": int, "float": float,
    "complex": complex, "str": str, "repr": repr, "ascii": ascii, "hash": hash, "format": format, "getitem": operator.getitem,
    "slice": lambda x, a, b, c: x[a:b:c], "contains": operator.contains, "len": len, "bool": bool, "hex": hex, "oct": oct, "bin": bin,
    "percent": operator.mod, "from_hex": float.fromhex, "bytes_from_hex": bytes.fromhex,
    "from_bytes": lambda b, order, signed: int.from_bytes(b, order, signed=signed),
    "to_bytes": lambda n, size, order, signed: n.to_bytes(size, order, signed=signed),
    "translate": lambda s, a, b, c: s.translate(str.maketrans(a, b, c)),
}

LETTERS = "abcXYZ 01_.,-+\t\n\r'\"\\%{}ßüÜŁżΣσςΑα東京²½٣ǅǆﬁİıŉʰ\u0301\u200b\xa0\x85\x1c\u2028\x7f\xad\U0001F600\U0001D7D8\ud800"
SPECIAL_FLOATS = [0.0, -0.0, 1.0, 0.1, 0.5, 1.5, 2.5, -2.5, 1e15, 1e16, 1e17, 123456789.123, 1e22, 1e23, 1e-4, 1e-5, 5e-324, 2.2250738585072014e-308,
                  1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), 2.675, 1.005, 1e100, -1e-100, 9007199254740993.0, 0.3, 99.5, 9.995]


class Source:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, *choices):
        return self.random.choice(choices)

    def integer(self):
        r = self.random
        kind = r.randrange(8)
        if kind < 3:
            return r.randint(-20, 20)
        if kind == 3:
            return r.randint(-10**6, 10**6)
        if kind == 4:
            return r.choice([2**31, 2**53, 2**61, 2**62, 2**63, 2**64, 10**18, 2**127]) * r.choice([1, -1]) + r.randint(-2, 2)
        if kind == 5:
            return r.getrandbits(63) - 2**62
        return (r.getrandbits(r.choice([70, 128, 200, 700])) - 2**69) * r.choice([1, -1])

    def real(self):
        r = self.random
        kind = r.randrange(5)
        if kind == 0:
            return r.choice(SPECIAL_FLOATS)
        if kind == 1:
            return round(r.uniform(-1000, 1000), r.randrange(5))
        if kind == 2:
            return r.uniform(-1, 1) * 10.0**r.randint(-300, 300)
        if kind == 3:
            return float(r.randint(-10**9, 10**9))
        return r.gauss(0, 100)

    def number(self):
        return self.integer() if self.random.random() < 0.6 else self.real()

    def text(self, longest=12):
        r = self.random
        alphabet = r.choice([LETTERS, LETTERS, "abcABC ", "ab", "aΣ ", "xyzé"])
        size = r.randrange(longest) if r.random() < 0.9 else r.randrange(longest * 20)
        return "".join(r.choice(alphabet) for _ in range(size))

    def data(self, longest=12):
        r = self.random
        return bytes(r.choice(b"abcAB \t\n\r01.,\x00\xff\x80'\"\\") for _ in range(r.randrange(longest)))

    def bound(self):
        return self.random.choice([None, None, 0, 1, -1, 2, 5, -3, 100, -100, 2**70, -2**70])

    def spec(self, kinds):
        r = self.random
        spec = ""
        if r.random() < 0.5:
            spec += r.choice(["", "", "*", "0", "é"]) + r.choice("<>=^")
        spec += r.choice(["", "", "+", "-", " "]) + r.choice(["", "", "", "z"]) + r.choice(["", "", "#"]) + r.choice(["", "", "0"])
        spec += r.choice(["", "", "1", "8", "12", "25"]) + r.choice(["", "", "", ",", "_"])
        spec += r.choice(["", "", ".0", ".1", ".2", ".3", ".10", ".20"]) + r.choice(kinds)
        return spec

    def percent_spec(self, kinds):
        r = self.random
        return ("%" + r.choice(["", "-", "+", " ", "#", "0", "-0", "+0", "#0"]) + r.choice(["", "1", "5", "12"]) + r.choice(["", "", ".0", ".1", ".3", "."])
                + r.choice(kinds))


INT_TEXTS = ["12", " 12\n", "-7", "+7", "1_000", "1__0", "_1", "1_", "", "-", "0x1f", "0X1F", "0b101", "0o17", "z", "12x", "٣٤", "1 2", "9" * 30, "0" * 5 + "7",
             "-0", "1.5", "\u00a012\u2003", "1e5", "0_7", "0x_f", "--1", "é"]
FLOAT_TEXTS = ["1.5", " -2e10 ", "nan", "-inf", "Infinity", "+.5", "5.", ".", "", "1_0.5", "1__0", "1e", "1e5_0", "0x1", "١.٥", "1e400", "-1e-400",
               "123456789012345678901234567890", "4.9e-324", "2.4703282292062327e-324", "1.7976931348623159e308", "infinit", "1 2", "0.1" + "0" * 50 + "1", "e5", "nan1"]


def text_cases(s):
    t, u, r = s.text(), s.text(4), s.random
    yield "call:" + s.pick("upper", "lower", "title", "capitalize", "swapcase", "casefold", "isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum",
                           "isspace", "isupper", "islower", "istitle", "isprintable", "isidentifier", "isascii", "expandtabs", "strip", "lstrip",
                           "rstrip", "split", "rsplit", "splitlines"), t
    for name in ("find", "rfind", "count", "index", "rindex", "startswith", "endswith"):
        yield "call:" + name, t, t[r.randrange(len(t) + 1):][:r.randrange(3)] if r.random() < 0.6 else u, *[s.bound() for _ in range(r.randrange(3))]
    yield "call:" + s.pick("split", "rsplit"), t, s.pick(None, " ", u, t[:1]), r.randrange(-1, 4)
    yield "call:" + s.pick("partition", "rpartition", "removeprefix", "removesuffix"), t, s.pick(u, t[:2], t[-1:])
    yield "call:" + s.pick("strip", "lstrip", "rstrip"), t, s.pick(u, t[:3], " ab")
    yield "call:" + s.pick("center", "ljust", "rjust"), t, r.randrange(25), s.pick(" ", "*", "é", "")
    yield "call:zfill", t, r.randrange(20)
    yield "call:expandtabs", t, r.randrange(9)
    yield "call:splitlines", t, True
    yield "call:replace", t, s.pick(u, t[:1], ""), s.text(3), r.randrange(-1, 4)
    yield "call:encode", t, s.pick("utf-8", "ascii", "latin-1", "utf-16", "utf-32-be", "UTF_8", "nope"), \
        s.pick("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogatepass", "surrogateescape")
    yield "slice", t, s.bound(), s.bound(), s.pick(None, 1, -1, 2, -2, 3)
    yield "getitem", t, r.randint(-len(t) - 1, len(t))
    yield "call:join", u, [s.text(4) for _ in range(r.randrange(4))]
    yield s.pick("repr", "ascii", "hash", "len", "bool"), t
    yield s.pick("lt", "eq", "add", "contains"), t, s.pick(u, t[:2], s.text())
    yield "mul", t, r.randrange(-1, 5)
    yield "translate", t, "aé東", "xyz", "bΣ"
    yield "format", t, s.spec(["s", "", "", "d"])
    yield "percent", s.percent_spec(["s", "r", "a"]) + "|%s", (s.pick(t, s.number()), u)


def byte_cases(s):
    t, u, r = s.data(), s.data(3), s.random
    yield "call:" + s.pick("upper", "lower", "title", "capitalize", "swapcase", "isalpha", "isdigit", "isalnum", "isspace", "isupper", "islower",
                           "istitle", "isascii", "expandtabs", "strip", "split", "rsplit", "splitlines", "hex"), t
    yield "call:" + s.pick("find", "rfind", "count", "startswith", "endswith"), t, s.pick(u, t[1:2]), s.bound()
    yield "call:" + s.pick("split", "rsplit"), t, s.pick(None, u, b" "), r.randrange(-1, 3)
    yield "call:" + s.pick("partition", "strip", "removeprefix", "removesuffix", "lstrip", "rstrip"), t, u
    yield "call:replace", t, u, s.data(3), r.randrange(-1, 3)
    yield "call:decode", s.pick(t, s.text().encode("utf-8", "surrogatepass"), r.randbytes(6)), s.pick("utf-8", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-32"), \
        s.pick("strict", "strict", "ignore", "replace", "backslashreplace", "surrogateescape")
    yield "call:hex", t, s.pick(":", "-"), r.randrange(-3, 4)
    yield s.pick("repr", "hash", "len"), t
    yield s.pick("add", "lt", "eq", "contains"), t, u
    yield "slice", t, s.bound(), s.bound(), s.pick(None, 1, -1, 2)
    yield "call:" + s.pick("center", "ljust", "zfill", "rjust"), t, r.randrange(15)
    yield "from_bytes", t, s.pick("big", "little"), s.pick(True, False)
    yield "bytes_from_hex", s.pick("00ff", "0 0", "AB cd\n", "zz", "1", t.hex(), "é")


def number_cases(s):
    a, b, n, x, r = s.number(), s.number(), s.integer(), s.real(), s.random
    for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "eq", "lt", "le", "divmod"):
        yield name, s.number(), s.number()
    for name in ("and", "or", "xor"):
        yield name, s.integer(), s.integer()
    yield "lshift", n, r.randrange(-1, 130)
    yield "rshift", n, r.choice([0, 1, 5, 63, 64, 65, 200, 2**70, -1])
    yield "pow", n, r.randrange(0, 9)
    if x >= 0:
        yield "pow", x, s.pick(0, 1, 2, -1, 0.5, 3.7, -2.5, 1000)
    yield "pow3", s.integer(), abs(s.integer()), s.integer()
    yield "pow3", s.integer(), -r.randrange(1, 50), r.randrange(1, 1000)
    for name in ("repr", "hash", "neg", "abs", "bool"):
        yield name, s.number()
    yield s.pick("invert", "hex", "oct", "bin"), n
    yield "call:" + s.pick("bit_length", "bit_count", "as_integer_ratio"), n
    yield "call:" + s.pick("is_integer", "as_integer_ratio", "hex"), x
    yield "round", x
    yield "round", s.number(), r.randint(-20, 20)
    yield "int", s.pick(x, n)
    yield "float", n
    yield "int", r.choice(INT_TEXTS)
    yield "int", r.choice(INT_TEXTS), r.choice([0, 2, 8, 10, 16, 36, 1, 40])
    yield "float", r.choice(FLOAT_TEXTS)
    yield "float", repr(x)
    yield "from_hex", s.pick(x.hex(), "0x1.8p3", "1.8", "0x.8p-2", "zz", "0x1p2000", "inf", "-nan", " 0x1p-1075 ")
    yield "to_bytes", n, r.choice([1, 2, 8, 9, 20]), s.pick("big", "little"), s.pick(True, False)
    yield "format", n, s.spec(["", "d", "b", "o", "x", "X", "n", "e", "f", "g", "%", "s", "c"])
    yield "format", x, s.spec(["", "e", "E", "f", "F", "g", "G", "n", "%", "d"])
    yield "format", s.pick(True, False), s.spec(["", "d", "x", "f"])
    yield "format", complex(s.real(), s.real()), s.spec(["", "", "e", "f", "g"])
    yield "percent", s.percent_spec(["d", "i", "x", "X", "o"]) + "|%d", (n, r.randrange(9))
    yield "percent", s.percent_spec(["e", "E", "f", "F", "g", "G", "d"]), s.number()
    yield "percent", s.percent_spec(["c"]), s.pick(65, "é", 0x6771)
    yield "call:format", "{:" + s.spec(["", "d", "g"]) + "}|{!r:>8}|{1}|{}", a, b
    yield "call:format", s.pick("{0}{1}{0}", "{} {}", "{{}}{:{}}", "{", "}", "{0", "{a}", "{0[1]}", "{!x}", "{:{}}{}", "{5}", "{0.real}", "{}{0}"), n, r.randrange(9)
    yield "repr", complex(s.real(), s.real())
    yield s.pick("mul", "truediv", "add"), complex(s.real(), s.real()), complex(s.real(), s.real())
    yield "complex", s.pick("1+2j", "(3j)", " -1.5e3-nanj ", "j", "-j", "+1", "1+", "1 +2j", "", "inf+infj", "1e5j", "(1")


def evaluate(name, args):
    try:
        result = getattr(args[0], name[5:])(*args[1:]) if name.startswith("call:") else OPERATIONS[name](*args)
    except Exception as error:
        return f"!{type(error).__name__}: {error}".replace("\n", "\\n").replace("\t", "\\t")
    return repr(result)


def literal(value):
    if isinstance(value, complex):
        return f"complex({literal(value.real)},{literal(value.imag)})"
    return repr(value)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    source = Source(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    seen = set()
    for _ in range(count):
        for cases in (text_cases, byte_cases, number_cases):
            for name, *args in cases(source):
                line = "\t".join([name, *map(literal, args)])
                if name == "hash" and args[0] != args[0]:
                    continue  # a NaN hashes by its address
                if line in seen or "\n" in line:
                    continue
                seen.add(line)
                expected = evaluate(name, args)
                if len(expected) < 3000:
                    sys.stdout.buffer.write((line + "\t" + expected + "\n").encode("utf-8", "backslashreplace"))


main()
