"""What a function imports for itself is there for the functions inside."""
def f():
    import math
    from itertools import combinations, chain
    from collections import Counter
    def area(r): return math.pi * r
    g = lambda x: math.floor(x) + len(list(combinations(range(3), 2)))
    gen = (math.sqrt(x) for x in (4, 9))
    return area(1), g(2.5), list(gen), list(chain.from_iterable(combinations("ab", r) for r in range(2))), [Counter(w).most_common(1) for w in ("aab", "c")], (lambda s: Counter(s)["a"])("banana")
print(f())
