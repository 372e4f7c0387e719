"""lru_cache on static methods and on methods."""
from functools import lru_cache
class C:
    @staticmethod
    @lru_cache(maxsize=None)
    def fib(n): return n if n < 2 else C.fib(n - 1) + C.fib(n - 2)
    @lru_cache
    def twice(self, n): return n * 2
print(C.fib(30), C().fib(10), C().twice(4))
