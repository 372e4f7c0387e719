"""memoryviews where objects are: in lists beside other values, as keys, as what is known at run time only."""

def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


m = memoryview(b"abc")
a = memoryview(bytearray(b"xyz"))
things = [m, a, "text", None]
print(things[0] is m, things[1] is a, things[0] == b"abc", things[0] == m, things[0] != a, things[1] == 1)
print([len(t) for t in things[:2]], list(things[0]), bool(things[1]), 97 in things[0], b"a" in things[0])
print(things[0][1], things[0][-1], list(things[0][1:]), bytes(things[1]), things[1].tobytes(), things[0].tolist())
x = things[1]
x[0] = 65
print(a[0], bytes(a))
show(lambda: hash(things[0]) == hash(b"abc"))
show(lambda: hash(things[1]))
show(lambda: things[0]["a"])
show(lambda: things[0][9])
show(lambda: things[0] < things[1])
print(type(things[0]).__name__, isinstance(things[0], memoryview), isinstance(things[2], memoryview))
d = {m: 1}
print(d[memoryview(b"abc")])


def reset(view):
    view[0] = 66


reset(a)
print(bytes(a), a[1:2][0])
kind = memoryview
print(bytes(kind(b"q")))
