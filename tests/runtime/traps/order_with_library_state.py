"""Operands that look at, and change, the state of one object of the library keep their order."""
from io import StringIO, BytesIO
import random
ba = bytearray(b"abc")
print(ba.pop(), bytes(ba), len(ba), ba.decode())
s = StringIO()
print(s.write("x"), s.getvalue(), s.write("yy"), s.getvalue(), s.tell())
b = BytesIO()
print(b.getvalue(), b.write(b"x"), b.getvalue(), b.write(b"yy"), b.getvalue())
m = memoryview(ba)
def put(x):
    ba[0] = x
    return x
print(m[0], put(99), m[0], put(100), ba, put(101), [ba], f"{ba}", put(102), list(m))
r = random.Random(1)
print(r.random(), r.random(), r.randint(1, 9), r.random())
r = random.Random(1)
print([r.random(), r.random(), r.randint(1, 9), r.random()])
class Buf:
    def __init__(self):
        self.data = bytearray()
    def add(self, n):
        self.data.append(n)
        return len(self.data)
    def first(self):
        return self.data[0]
bb = Buf()
print(bb.add(65), bb.data, bb.add(66), bytes(bb.data), bb.add(67), len(bb.data), bb.first(), bb.data)
