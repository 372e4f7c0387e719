"""The format mini-language for ints, floats, strings and bools."""
n, big, x, s = 42, 1234567890123, 3.14159265, "text"
print(f"[{n:5}] [{n:<5}] [{n:^5}] [{n:>5}] [{n:05}] [{n:+}] [{n: }] [{-n:=+6}] [{n:*^7}]")
print(f"{n:b} {n:o} {n:x} {n:X} {n:#b} {n:#o} {n:#x} {n:#X} {n:c} {n:08b} {n:#010x} {255:_b} {n:d} {n:n}")
print(f"{big:,} {big:_} {-big:,} {big:20,} {big:e} {big:.3g} {big:.2f} {big:,.1f} {2**70:,} {2**70:x}")
print(f"{x:.2f} {x:10.3f} {x:<10.1f}| {x:e} {x:.0f} {x:g} {x:.3g} {x:%} {x:.1%} {x:+.2f} {x:08.2f} {x:.10} {x!r:>12}")
print(f"{1e10:g} {1e-5:g} {123456789.0:g} {1e16} {1e15} {0.1 + 0.2} {1.0} {100.0:.0f} {2.5:.0f} {3.5:.0f} {0.5:.0f} {1e300:.3e}")
print(f"{12345.678:,.2f} {0.000012345:.3} {float('inf'):5} {float('nan'):f} {-0.0} {-0.0:+.1f} {1.5:#.0f} {5.0:#g}")
print(f"[{s:10}] [{s:>10}] [{s:^10}] [{s:.2}] [{s:*<8.3}] [{s!r}] [{s!s:>6}] [{'é':>3}] [{'日本':^6}] {'é'!a}")
print(f"{True} {True:d} {True:5} {None} {None!s:>6} {[1, 'a']} {(1,)!s:>8} {{}} {{{n}}} {3 + 4j} {3+4j:.1f}")
width, precision, fill = 12, 4, "-"
print(f"{x:{width}.{precision}} {s:{fill}^{width}} {n:{'>'}{8}} {x:{width}}")
print(f"{n=} {n + 1 = } {x=:.2f} {s=!r} {n = :>5} {'a' + 'b'=}")
print("{} {} {0!r}".format(1, 2) if False else "{0} {1} {0!r:>4} {name:.1f} {xs[0]} {d[k]}".format("a", 2, name=1.25, xs=[7], d={"k": "v"}))
print("{:>{w}} {:{f}<{w}}".format("r", "l", w=4, f="."), format(3.7, ".1f"), format("x", ">3"), format(10), "{!r}".format("q"))
for call in (lambda: f"{s:d}", lambda: f"{n:.2}" if False else format(n, ".2"), lambda: f"{x:d}", lambda: "{} {}".format(1), lambda: "{a}".format(), lambda: f"{n:q}", lambda: f"{[1]:5}", lambda: f"{None:5}"):
    try:
        print(call())
    except (ValueError, TypeError, IndexError, KeyError) as error:
        print(type(error).__name__, error)
