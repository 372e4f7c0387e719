"""memoryviews: slices with steps, writing through them, and the same where they are objects."""
import time


def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


m = memoryview(b"abcdefgh")
s = m[::2]
r = m[::-1]


def reading():
    print(len(s), s.tolist(), s.tobytes(), bytes(s), bytearray(s), list(s), s[1], s[-1])
    print(s == b"aceg", b"aceg" == s, s != b"aceg", s == r, s == m[0:8:2])
    print(r.tobytes(), r[2:5].tobytes(), r[::3].tolist(), r[6:1:-2].tobytes(), hash(s) == hash(b"aceg"))
    print(99 in s, 98 in s, [x for x in reversed(s)], b"x" + m[1:2], b"".join([m[2:4], b"-"]))
    show(lambda: s[9])
    show(lambda: m[::0])


reading()

w = bytearray(b"abcdefgh")
v = memoryview(w)


def writing():
    v[0] = 65
    v[1:3] = b"BC"
    v[::-3] = b"xyz"
    v[-1] = 0x21
    print(w)
    v[0:3] = v[1:4]
    print(w, v[1:4:2] == w[1:4:2], w == v)
    v[:] = v[::-1]
    print(w)
    part = v[::2]
    part[1] = 33
    part[:2] = bytearray(b"??")
    part[::-2] = b"12"
    print(w, part.tobytes())


writing()


def too_long():
    v[0:2] = b"abc"


def read_only():
    m[0:2] = b"ab"


def read_only_byte():
    m[0] = 1


def too_large():
    v[0] = 256


def outside():
    v[100] = 1


for f in (too_long, read_only, read_only_byte, too_large, outside):
    show(f)


def as_object(view, target):
    part = view[::3]
    print(part.tobytes(), len(part), list(part), part == b"adg", view[::-1][1], hash(part) == hash(b"adg"))
    show(lambda: b"x" + part)
    target[::2] = b"1234"
    target[1:4:2] = part[1:]
    print(bytes(target), target[::4] == b"13")

    def wrong(key, value):
        target[key] = value

    show(lambda: wrong(slice(0, 2), [1, 2]))
    show(lambda: wrong(slice(0, 2), "ab"))
    show(lambda: wrong(slice(0, 2), b"abc"))
    show(lambda: wrong("a", 1))
    show(lambda: wrong(0, "a"))


as_object([1, m][1], [1, v][1])

o = [1, time.gmtime(0)][1]
print(time.strftime("%Y-%m-%d", o))
print(time.strftime("%Y-%m-%d", (2024, 2, 29, 1, 2, 3, 3, 60, 0)))
print(time.asctime(o))
t = time.struct_time([2024, 2, 29, 1, 2, 3, 3, 60, 0])
print(t[:3], t[-2:], t[::4], t == time.struct_time((2024, 2, 29, 1, 2, 3, 3, 60, 0)), t)
print(time.mktime((2024, 2, 29, 1, 2, 3, 3, 60, 0)) == time.mktime(t))


def too_few():
    return time.struct_time((1, 2, 3))


show(too_few)

nothing = memoryview(bytearray())
print(nothing[::-1].tobytes(), nothing[::-2].tolist(), m[2:2:-1].tobytes(), m[0:5:-1] == b"", nothing == b"", nothing[::-1] == bytearray())
