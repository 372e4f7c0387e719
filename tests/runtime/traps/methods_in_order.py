"""Methods that make text or compare, called by f-strings, `%`, `format`, `max` and `sorted`, in their order among changes."""
class A:
    def __init__(self, x: int) -> None:
        self.x = x
    def __str__(self) -> str:
        return f"A{self.x}"
    def __lt__(self, o: "A") -> bool:
        return self.x < o.x
    def bump(self) -> int:
        self.x += 10
        return self.x

a = A(1)
b = A(5)
print(f"{a}", a.bump())
print(str(a), a.bump())
print(a < b, a.bump(), b.bump(), b.bump(), b.bump(), a < b)
print("%s" % a, a.bump(), "{}".format(a), a.bump())
print(max([a, b]) is a, a.bump(), a.bump(), max(a, b) is a)
print(sorted([b, a])[0] is a, b.bump(), b.bump(), b.bump(), sorted([b, a])[0] is a)
print(" ".join([str(x) for x in [a, b]]), a.bump())
print(f"{[str(q) for q in (a, b)]}", b.bump(), f"{a!s:>5}", a.bump())
