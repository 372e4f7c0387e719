"""A field that holds a function is called with spread arguments."""
class cached:
    def __init__(self, f): self.f, self.memo = f, {}
    def __call__(self, *a):
        if a not in self.memo: self.memo[a] = self.f(*a)
        return self.memo[a]
@cached
def fibo(n): return n if n < 2 else fibo(n - 1) + fibo(n - 2)
print(fibo(50), len(fibo.memo))
