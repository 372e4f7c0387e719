"""Memory streams among other values: they are known again when they come out."""
from io import StringIO, BytesIO
def pick(x):
    if isinstance(x, StringIO):
        return x.getvalue()
    if isinstance(x, BytesIO):
        return x.getvalue()
    return x
s = StringIO("ab")
d = {"a": s}
d2 = {"a": s, "b": 1, "c": BytesIO(b"xy")}
for k in d2:
    print(k, pick(d2[k]))
print([v.getvalue() for v in d.values()])
xs = [s, BytesIO(b"1")]
for x in xs:
    print(type(x).__name__, x.getvalue(), x.read())
