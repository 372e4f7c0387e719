"""Local functions whose results are kept."""
from functools import cache, lru_cache


def paths(n):
    calls = 0

    @cache
    def solve(i, j):
        nonlocal calls
        calls += 1
        if i == 0 or j == 0:
            return 1
        return solve(i - 1, j) + solve(i, j - 1)

    total = solve(n, n)
    return calls, total


def ways(n):
    @lru_cache(maxsize=None)
    def solve(i):
        if i < 2:
            return 1
        return solve(i - 1) + solve(i - 2)

    return solve(n)


def words(text):
    @lru_cache
    def split(start: int, width: int = 2):
        print("split", start, width)
        if start >= len(text):
            return ""
        return text[start:start + width] + "." + split(start + width)

    return split(0), split(0), split(1, width=1)


def shown():
    @lru_cache(maxsize=2)
    def square(x):
        print("square", x)
        return x * x

    print([square(x) for x in (1, 2, 1, 3, 2)])
    print(square.cache_info())
    square.cache_clear()
    print(square(3), square.cache_info().misses)


def maker(k):
    @cache
    def scaled(x):
        print("scaled", x)
        return x * k

    return scaled


def says():
    @cache
    def say(word):
        print("say", word)

    say("a")
    say("a")
    print(say("b"))


def keys():
    @cache
    def length(word):
        print("length of", word)
        return len(word)

    return sorted(["bb", "a", "bb"], key=length)


def once():
    @lru_cache(None)
    def load():
        print("load")
        return [1, 2]

    load().append(3)
    return load()


@cache
def announce(word):
    print("announce", word)


print(paths(8))
print(ways(80))
print(words("abcdef"))
shown()
double = maker(2)
print(double(4), double(4), maker(3)(4))
says()
print(keys())
print(once(), once())
announce("x")
announce("x")


class Grid:
    def __init__(self, rows):
        self.rows = rows

    def best(self):
        @cache
        def walk(r, c):
            if r == len(self.rows):
                return 0
            return self.rows[r][c] + min(walk(r + 1, k) for k in range(len(self.rows[r])))

        return min(walk(0, c) for c in range(len(self.rows[0])))


print(Grid([[1, 2, 3], [4, 1, 2], [3, 3, 0]] * 20).best())
if True:
    @cache
    def late(x):
        print("late", x)
        return x + 1
print(late(1), late(1))
def words(text):
    def split(start: int, width: int = 2):
        print("split", start, width)
        if start >= len(text):
            return ""
        return text[start:start + width] + "." + split(start + width)
    return split(0), split(0), split(1, width=1)
print(words("abcdef"))
