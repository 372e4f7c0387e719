"""Slices of lists: reading, assigning, deleting, with every kind of bound and step."""
xs = list(range(10))
print(xs[2:5], xs[:3], xs[7:], xs[:], xs[-3:], xs[:-7], xs[::3], xs[1::2], xs[::-1], xs[8:2:-2], xs[5:2], xs[20:], xs[-20:2], xs[2:100])
print(xs[-1], xs[-10], xs[True], xs[None:2], xs[slice(1, 4)], xs[slice(None, None, -3)], xs[9:0:-1][-1], xs[3:3], xs[::100])
ys = xs[:]
ys[2:4] = ["a", "b", "c"]
print(ys)
ys[5:5] = [50]
print(ys)
ys[:2] = []
print(ys)
ys[::3] = "xyz" + "w"
print(ys)
ys[-1:] = [1, 2]
print(ys)
ys[10:] = ys[:2]
print(ys)
del ys[1:3]
print(ys)
del ys[::2]
print(ys)
del ys[-1]
ys[1:1] = ys
print(ys, len(ys))
ys[3:1] = ["ins"]
print(ys)
ys += (7, 8)
ys *= 2
print(ys, ys == ys[:], ys is ys[:], sum(xs[2:5]), [*xs[:2], *xs[-2:]])
for action in (lambda: xs[10], lambda: xs[-11], lambda: xs["a"], lambda: xs[1.0], lambda: xs[::0], lambda: [].pop(), lambda: xs.pop(99), lambda: xs.index(99), lambda: xs.remove(99), lambda: xs.__setitem__(slice(0, 4, 2), [1]), lambda: xs.__setitem__(99, 1)):
    try:
        print(action())
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
text, pair, data, r = "hello world", (1, 2, 3, 4), b"bytes", range(10)
print(text[2:5], text[::-1], text[-5:], text[::2], pair[1:], pair[::-1], data[1:3], data[0], data[-1], r[2:8:2], r[::-1])
array = bytearray(b"abcdef")
array[1:3] = b"XYZ"
array[0] = 65
del array[-2:]
print(array, len(array), array[1:3], list(array))
rows = [[1, 2, 3], [4, 5, 6]]
part = rows[:]
part[0] = ["new"]
part[1].append(7)
print(rows, part, [row[1:] for row in rows], [row[0] for row in rows], list(zip(*rows)), rows[1][-1])
s = slice(2, None, 2)
print(xs[s], s.start, s.stop, s.step, s.indices(9), s, text[s], slice(5) == slice(None, 5))
