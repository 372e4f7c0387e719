"""printf-style formatting of strings and bytes."""
print("%d %i %5d %-5d| %05d %+d % d" % (1, 2, 3, 4, 5, 6, 7))
print("%x %X %o %#x %#o %c %c %s %r %a" % (255, 255, 8, 255, 8, 65, "z", "s", "r", "é"))
print("%f %.2f %10.3f %-10.1f| %e %E %g %G %.3g" % (1.5, 2.345, 3.14159, 2.0, 12345.678, 0.00012, 1e10, 1e-10, 1234.5))
print("%s %s %s" % ([1, "a"], None, {"k": 1.0}), "%s" % (1,), "%s" % ((1, 2),), "%(a)s-%(b)03d" % {"a": "x", "b": 7, "c": 0})
print("%5s|%-5s|%.2s|%5.1s|" % ("ab", "cd", "efgh", "ij"), "%%" % (), "100%%", "%*d|%-*d|%.*f" % (5, 1, 4, 2, 2, 3.14159))
print("%d" % 3.99, "%d" % True, "%s" % True, "%5.1f%%" % 45.678, "%d" % 2 ** 70, "%.0f" % 0.5, "%.0f" % 1.5)
print(b"%d-%s-%x" % (5, b"bytes", 255), "%s" % "only")
for call in (lambda: "%d" % "x", lambda: "%d %d" % 1, lambda: "%d" % (1, 2), lambda: "%q" % 1, lambda: "%(a)s" % {}, lambda: "%c" % "ab", lambda: "%" % 1):
    try:
        print(call())
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)
rows = [("apple", 3, 0.5), ("kiwi", 12, 0.25)]
for row in rows:
    print("%-8s %3d %6.2f" % row)


class Both:
    def __str__(self):
        return "str of Both"

    def __repr__(self):
        return "repr of Both"


print("%s %r" % (Both(), Both()), f"{Both()} {Both()!r} {[Both()]}", str(Both()), "%20s|" % Both())
template = "%s has %d"
print(template % ("list", len(rows)), template % ("x", 1.0))
