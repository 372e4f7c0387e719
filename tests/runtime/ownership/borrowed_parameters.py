# Functions that look at a list, change it, or let it be replaced while they run.


def total(xs):
    result = 0
    for x in xs:
        result += x
    return result


def double(xs):
    for i in range(len(xs)):
        xs[i] *= 2


def both(a, b):
    a.append(1)
    b.append(2)
    return len(a)


def rebinds(xs):
    xs.append(0)
    xs = [9]
    xs.append(1)
    return xs


class Holder:
    def __init__(self):
        self.items = [1, 2, 3]
        self.rows = [[1], [2]]

    def swap_while(self, given):
        self.items = [7]
        given.append(4)
        return given

    def use(self):
        return self.swap_while(self.items)

    def replace_row(self, row):
        self.rows[0] = []
        row.append(6)
        return sum(row)


def extend_self(xs):
    xs.extend(xs)
    xs += xs
    return len(xs)


def sort_by(xs, order):
    xs.sort(key=lambda x: order[x])


def pairs(xs, ys):
    return sum(x * y for x, y in zip(xs, ys))


def collect(xs, into=[]):
    for x in xs:
        into.append(x)
    return into


def quicksort(items, low, high):
    if low >= high:
        return
    pivot = items[(low + high) // 2]
    i, j = low, high
    while i <= j:
        while items[i] < pivot:
            i += 1
        while items[j] > pivot:
            j -= 1
        if i <= j:
            items[i], items[j] = items[j], items[i]
            i += 1
            j -= 1
    quicksort(items, low, j)
    quicksort(items, i, high)


def main():
    xs = [3, 1, 2]
    print(total(xs), total([4, 5]))
    double(xs)
    print(xs, both(xs, xs), xs)
    print(rebinds(xs), xs)
    holder = Holder()
    print(holder.use(), holder.items)
    print(holder.replace_row(holder.rows[0]), holder.rows)
    print(extend_self([1, 2]))
    order = [2, 0, 1]
    ranks = [0, 1, 2]
    sort_by(ranks, order)
    print(ranks, pairs(ranks, order))
    print(collect([1]), collect([2]))
    data = [5, 2, 9, 1, 7, 3]
    quicksort(data, 0, len(data) - 1)
    print(data)
    words = "the quick brown fox".split()
    words.reverse()
    print(words, sorted(words), [w for w in words if len(w) > 3])
    ones = [1] * 3
    ones[0] = 5
    print(ones, ones[:], ones[::-1], ones[1:])
    copy = ones[:]
    copy[:2] = copy[1::-1]
    print(copy, ones)


main()
