"""Functions that take or give themselves."""
def f(): return f
print(f()()() is f)
Y = lambda f: (lambda x: x(x))(lambda y: f(lambda *a: y(y)(*a)))
print(Y(lambda rec: lambda n: 1 if n == 0 else n * rec(n - 1))(5))
def state_a(c): return state_b if c == "x" else state_a
def state_b(c): return state_a if c == "y" else state_b
s = state_a
for ch in "axbyx":
    s = s(ch)
    print(s.__name__, end=" ")
print()
def omega(g): return g
print(omega(omega) is omega)
def count(n, k): return n if n > 3 else k(n + 1, k)
print(count(0, count))
m = object()
print(m is m, {"a": object()}["a"] is not m)
