"""printf-style formatting of bytes and bytearrays."""
print(b"%d|%5d|%-5d|%05d|%+d" % (1, 2, 3, 4, 5), b"%x %X %o %#x" % (255, 255, 8, 255))
print(b"%s %b %a %r" % (b"raw", bytearray(b"array"), "text", "text"), b"%5s|%-5s|%.2s" % (b"ab", b"cd", b"efgh"))
print(b"%c%c %f %.2f %e" % (65, b"z", 1.5, 2.345, 12345.678), b"100%%" % (), b"%s" % b"one", b"%d" % 7)
print(b"%(a)s-%(b)d" % {b"a": b"x", b"b": 2}, bytearray(b"%d-%s") % (1, b"y"), b"\xff%s\x80" % b"\xfe")


class Packed:
    def __bytes__(self):
        return b"packed"


print(b"<%s>" % Packed(), b"<%b>" % Packed())
header = b"%s: %d\r\n"
for name, value in [(b"Length", 10), (b"Age", 0)]:
    print(header % (name, value))
for call in (
    lambda: b"%s" % "text",
    lambda: b"%d" % "x",
    lambda: b"%c" % 256,
    lambda: b"%c" % b"ab",
    lambda: b"%d %d" % 1,
    lambda: b"%d" % (1, 2),
    lambda: b"%f" % b"x",
    lambda: b"%q" % 1,
    lambda: b"%(a)d" % {b"b": 1},
):
    try:
        print(call())
    except (TypeError, ValueError, OverflowError, KeyError) as error:
        print(type(error).__name__, error)
