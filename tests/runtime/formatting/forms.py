"""Many forms of the subject, as users write them."""
w, p = 10, 3
x = 3.14159
n = 255
print(f"[{x:{w}.{p}f}] [{n:#x}] [{n:08b}] [{n:,}] [{1234567.891:,.2f}] [{n:_b}] [{n:+d}] [{-n: d}] [{n:<{w}}|{n:^{w}}|{n:>{w}}]")
print(f"{x=} {x=:.2f} {n = } {'a'!r:>6} {'é'!a} {n!s:*^9} {x!r}")
print(f"{'nested ' + str(n):>{w + 5}} {{literal}} {n:{'#'}{'o'}} {[1, 2][0]} { {'a': 1}['a'] }")
print("%d %5d %-5d| %05d %+d %x %X %#x %o %e %E %g %G %f %.2f %s %r %c %c %%" % (1, 2, 3, 4, 5, 255, 255, 255, 8, 1.5, 1.5, 1e10, 1e-10, 2.5, 2.567, "s", "r", "c", 99))
print("%(a)s %(b)05.1f %(a)r" % {"a": "x", "b": 2.25})
print("%*d|%-*d|%.*f" % (5, 42, 6, 7, 2, 3.14159))
print("%s" % (1, 2).__len__(), "%s" % [1, 2], "%s %s" % ("a", None), "%10s|%-10s|%.2s" % ("a", "b", "cdef"))
print("{0} {1} {0}".format("a", "b"), "{} {}".format(1, 2), "{a} {b!r}".format(a=1, b="x"))
class O:
    def __init__(self):
        self.name = "n"
        self.items = [10, 20]
        self.d = {"k": "v"}
    def __format__(self, spec):
        return f"<O {spec or 'none'}>"
o = O()
print("{0.name} {0.items[1]} {0.d[k]} {o.name:>5}".format(o, o=o))
print(f"{o} {o:abc} {o:>10}", format(o, "z"), "{:q}".format(o), "{:{}}".format(o, "w"))
print("{:>{w}}|{:<{w}}|{:^{w}.{p}}".format("a", "b", "cdef", w=6, p=2))
print(f"{True} {True:d} {None} {True:5} {1e16} {1e15} {0.1 + 0.2} {1e-5} {123456789012345678} {float('inf'):5} {float('nan')}")
print(f"{x:e} {x:g} {x:%} {0.5:.0%} {1e10:g} {1e-7:g} {100000:g} {1234567.0:g} {x:10.2e}| {x:<10.2f}| {x:=+10.2f}|")
print(f"{'abc':s} {'abc':.2} {'abc':>5.2} {'x':*<5}{'y':->5}")
print(format(1234, ","), format(0.1, ".20f"), format(1e100, ".3g"), format(-5, "05d"), format(-5, "=5d"), format(5, "c") if False else "", format(65, "c"))
for bad in ("{:d}", "{:z}", "{:.2d}"):
    try:
        print(bad.format("s" if bad != "{:.2d}" else 3))
    except ValueError as e:
        print(e)
try:
    "%d" % "x"
except TypeError as e:
    print(e)
try:
    "%s %s" % ("a",)
except TypeError as e:
    print(e)
try:
    "%s" % ("a", "b")
except TypeError as e:
    print(e)
try:
    "{} {}".format(1)
except IndexError as e:
    print(e)
try:
    "{a}".format(b=1)
except KeyError as e:
    print(e)
class V:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __format__(self, spec):
        if spec.endswith("p"):
            return "polar" + format(self.x, spec[:-1])
        return f"({format(self.x, spec)}, {format(self.y, spec)})"
    def __str__(self):
        return "V"
    def __repr__(self):
        return "V()"
v = V(1.5, 2)
print(f"{v} {v:.2f} {v:.1fp} {v!r} {v!s:>3} {v=}")
print("{:>8}{:8}".format("right", 42), "{!r:>5}".format("a"), f"{'a' if n > 3 else 'b'}", f"{n:{'>' if n else '<'}6}")
print("{:,}".format(1000000), "{:_}".format(1000000), "{:,.3f}".format(12345.6789), f"{1000000:>15,}", f"{0:,}", f"{-1234567:,}")
rows = [("apple", 1.5, 3), ("kiwi", 0.25, 12)]
for name, price, qty in rows:
    print(f"{name:<10}{price:>8.2f}{qty:>5d}{price * qty:>10.2f}")
    print("%-10s%8.2f%5d" % (name, price, qty))
    print("{:<10}{:>8.2f}{:>5d}".format(name, price, qty))
print(f"{'a':{'*'}^{5}}", f'{"q"}', f"{x:.{p}}", f"{x:{w}}", f"""{
    n
}""")
m = {"a": 1, "b": {"c": 2}}
print("{a} {b[c]}".format(**m), "{0[a]}".format(m), "{a}".format_map(m), str.format("{}", 3))
