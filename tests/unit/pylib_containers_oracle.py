"""Prints what pylib_containers_orders.cpp expects: digests of what CPython does in the same random cases.

Run with PYTHONHASHSEED=0. The generator, the operations and the digest are the same on both sides.
"""
MASK = (1 << 64) - 1


class Random:
    """splitmix64"""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)

    def below(self, n):
        return self.next() % n


class Digest:
    def __init__(self):
        self.value = 0xCBF29CE484222325

    def add(self, number):
        self.value = ((self.value ^ (number & MASK)) * 0x100000001B3) & MASK


def small_int(r):
    return r.below(60)


def wide_int(r):
    return r.below(1 << 62) - (1 << 61) if r.below(3) else (r.below(500) - 250) * 64


def text(r):
    word = ""
    for _ in range(r.below(5)):
        word += chr(97 + r.below(4))
    return word


def pair(r):
    return (r.below(9) - 4, r.below(9))


def real(r):
    return r.below(40) * 0.25 - 3


def mark(x):
    """A number that tells elements apart."""
    if isinstance(x, str):
        result = 0
        for c in x:
            result = result * 31 + ord(c) + 1
        return result
    if isinstance(x, tuple):
        return x[0] * 1000 + x[1]
    if isinstance(x, float):
        return int(x * 4)
    return x


def combine_sets(op, pool, a, t):
    """The eight operators; the last four change the set in its place."""
    s = pool[a]
    if op == 8:
        pool[a] = s | t
    elif op == 9:
        pool[a] = s & t
    elif op == 10:
        pool[a] = s - t
    elif op == 11:
        pool[a] = s ^ t
    elif op == 12:
        s |= t
    elif op == 13:
        s &= t
    elif op == 14:
        s -= t
    else:
        s ^= t


def combine_with_list(s, t, items, which):
    """What the set becomes after one of the methods that take any iterable."""
    if which == 0:
        return s.intersection(items)
    if which == 1:
        s.difference_update(items)
    elif which == 2:
        s.symmetric_difference_update(items)
    else:
        s.intersection_update(items, t)
    return s


def combine_with_keys(s, keys, which):
    if which == 0:
        return keys & s
    if which == 1:
        return keys | s
    if which == 2:
        return keys - s
    return keys ^ s


def add_comparisons(d, s, t):
    d.add(s <= t)
    d.add(s < t)
    d.add(s == t)
    d.add(s.isdisjoint(t))


def sets(make, seed, steps, limit):
    r = Random(seed)
    d = Digest()
    pool = [set() for _ in range(4)]
    for _ in range(steps):
        a = r.below(4)
        b = r.below(4)
        s = pool[a]
        t = pool[b]
        op = r.below(24)
        if op < 6:
            for _ in range(r.below(limit)):
                s.add(make(r))
        elif op < 8:
            for _ in range(r.below(limit)):
                s.discard(make(r))
        elif op < 16:
            combine_sets(op, pool, a, t)
        elif op == 16:
            pool[a] = t.copy()
        elif op == 17:
            pool[a] = set([make(r) for _ in range(r.below(limit))])
        elif op == 18:
            items = {make(r): 0 for _ in range(r.below(limit))}
            if r.below(2):
                s.update(items)
            else:
                pool[a] = s.difference(items)
        elif op == 19:
            items = [make(r) for _ in range(r.below(limit))]
            pool[a] = combine_with_list(s, t, items, r.below(4))
        elif op == 20:
            for _ in range(r.below(4)):
                if s:
                    d.add(mark(s.pop()))
        elif op == 21:
            frozen = frozenset(t)
            d.add(hash(frozen))
            pool[a] = set(frozen)
        elif op == 22:
            items = {make(r): 0 for _ in range(r.below(limit))}
            pool[a] = combine_with_keys(s, items.keys(), r.below(4))
        else:
            if r.below(4) == 0:
                s.clear()
            add_comparisons(d, s, t)
        for x in pool[a]:
            d.add(mark(x))
        d.add(len(pool[a]))
    return d.value


def dicts(make, seed, steps, limit):
    r = Random(seed)
    d = Digest()
    pool = [{} for _ in range(3)]
    for step in range(steps):
        a = r.below(3)
        m = pool[a]
        op = r.below(12)
        if op < 4:
            for _ in range(r.below(limit)):
                m[make(r)] = step
        elif op < 6:
            for _ in range(r.below(limit)):
                d.add(m.pop(make(r), -1))
        elif op == 6:
            for _ in range(r.below(4)):
                if m:
                    d.add(m.popitem()[1])
        elif op == 7:
            for _ in range(r.below(limit)):
                if m:
                    del m[next(iter(m))]
        elif op == 8:
            m.update(pool[r.below(3)])
        elif op == 9:
            pool[a] = m | pool[r.below(3)]
        elif op == 10:
            for _ in range(r.below(limit)):
                d.add(m.setdefault(make(r), step))
        else:
            if r.below(3) == 0:
                m.clear()
            else:
                pool[a] = dict(m)
        for key, value in pool[a].items():
            d.add(mark(key))
            d.add(value)
        for key in reversed(pool[a]):
            d.add(mark(key))
    return d.value


def sorts(seed, steps):
    r = Random(seed)
    d = Digest()

    class Counted:
        def __init__(self, key, position):
            self.key = key
            self.position = position

        def __lt__(self, other):
            d.add(self.position)
            d.add(other.position)
            return self.key < other.key

    for _ in range(steps):
        n = r.below(9) if r.below(3) == 0 else r.below(700)
        shape = r.below(7)
        keys = []
        for i in range(n):
            if shape == 0:
                keys.append(r.below(1000))
            elif shape == 1:
                keys.append(r.below(4))
            elif shape == 2:
                keys.append(i)
            elif shape == 3:
                keys.append(n - i)
            elif shape == 4:
                keys.append(i if r.below(20) else r.below(1000))
            elif shape == 5:
                keys.append(i % 97)
            else:
                keys.append((n - i) // 3)
        items = [Counted(key, i) for i, key in enumerate(keys)]
        reverse = r.below(3) == 0
        if r.below(2):
            items.sort(reverse=reverse)
        else:
            items.sort(key=lambda item: item, reverse=reverse)
        for item in items:
            d.add(item.position)
    return d.value


def slices(seed, steps):
    r = Random(seed)
    d = Digest()

    def bound():
        return None if r.below(4) == 0 else r.below(30) - 15

    for _ in range(steps):
        xs = list(range(r.below(12)))
        lower, upper = bound(), bound()
        step = None if r.below(3) == 0 else r.below(9) - 4
        if step == 0:
            step = 5
        op = r.below(5)
        if op == 0:
            ys = xs[lower:upper:step]
        elif op == 1:
            ys = xs[lower:upper]
        elif op == 2:
            del xs[lower:upper:step]
            ys = xs
        elif op == 3:
            xs[lower:upper] = list(range(50, 50 + r.below(6)))
            ys = xs
        else:
            part = range(3, 3 + 2 * r.below(20), 2)[lower:upper:step]
            d.add(part.start)
            d.add(part.stop)
            d.add(part.step)
            ys = list(part)
            part = range(40, -r.below(20), -3)[lower:upper:step]
            d.add(part.start)
            d.add(part.stop)
            d.add(len(part))
            d.add(sum(slice(lower, upper, step).indices(7)))
        for y in ys:
            d.add(y)
    return d.value


def hashes(seed, steps):
    r = Random(seed)
    d = Digest()
    for _ in range(steps):
        d.add(hash((wide_int(r), small_int(r))))
        d.add(hash((text(r), real(r), small_int(r) - 30)))
        d.add(hash(((), (wide_int(r),), True)))
        d.add(hash(frozenset([wide_int(r) for _ in range(r.below(9))])))
        d.add(hash(range(r.below(5), 20 + r.below(9), 1 + r.below(3))))
    return d.value


def main():
    for name, make in [("small_int", small_int), ("wide_int", wide_int), ("text", text), ("pair", pair), ("real", real)]:
        print(f"sets {name} 0x{sets(make, 1, 4000, 12):x} 0x{sets(make, 2, 1500, 90):x}")
        print(f"dicts {name} 0x{dicts(make, 3, 3000, 12):x} 0x{dicts(make, 4, 600, 150):x}")
    print(f"sets wide_int large 0x{sets(wide_int, 5, 60, 30000):x}")
    print(f"sorts 0x{sorts(6, 300):x}")
    print(f"slices 0x{slices(7, 20000):x}")
    print(f"hashes 0x{hashes(8, 500):x}")


if __name__ == "__main__":
    main()
