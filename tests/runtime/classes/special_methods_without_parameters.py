"""Special methods with fewer parameters than Python calls them with: TypeError when it does."""
class A:
    def __getitem__(self):
        return 1
class B:
    def __setitem__(self, k):
        pass
class C:
    def __delitem__(self):
        pass
class D:
    def __add__(self):
        return 1
class E:
    def __eq__(self):
        return True
class F:
    def __contains__(self):
        return True
class G:
    def __call__(self):
        return 1
class H:
    def __iadd__(self):
        return self
class I:
    def __lt__(self):
        return True
for f in (lambda: A()[1], lambda: D() + 1, lambda: E() == E(), lambda: 1 in F(), lambda: G()(1), lambda: I() < I()):
    try:
        print(f())
    except TypeError as e:
        print("TypeError")
def s():
    b = B()
    b[1] = 2
def d():
    c = C()
    del c[1]
def i():
    h = H()
    h += 1
for f in (s, d, i):
    try:
        f()
        print("none")
    except TypeError as e:
        print("TypeError")
class J:
    def __eq__():
        return True
    def __hash__(self):
        return 1
try:
    print(E() == E(), 3 == 4)
except TypeError as e:
    print(e)
try:
    print(I() < I())
except TypeError as e:
    print(e)
try:
    print(J() == J(), J() != J())
except TypeError as e:
    print(e)
try:
    print([E()] == [E()])
except TypeError as e:
    print(e)
