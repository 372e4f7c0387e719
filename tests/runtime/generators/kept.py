"""Generator expressions that outlive the statement that makes them see later values of what they use."""
stored = [(n * k for n in range(3)) for k in (1, 10)]
print([list(g) for g in stored])


def in_loop():
    made = []
    for k in (1, 2, 3):
        made.append(n * k for n in range(2))
    return [list(g) for g in made]


def rebound():
    factor = 2
    scaled = (factor * n for n in range(3))
    first = next(scaled)
    factor = 100
    return first, list(scaled)


def first_source():
    items = [1, 2]
    taken = (item for item in items)
    items = [7, 8]
    return list(taken)


def consumed():
    total = 0
    for k in range(4):
        total += sum(n * k for n in range(3))
        total += max(n + k for n in (1, 2))
    return total, [list(n * k for n in range(2)) for k in (1, 2)], ["".join(str(n * k) for n in (1, 2)) for k in (3, 4)]


def counted():
    limit = 1
    below = (n for n in range(10) if n < limit)
    limit = 3
    return list(below)


def returned(k):
    def more():
        nonlocal k
        k += 1
    numbers = (n * k for n in (1, 2))
    more()
    return list(numbers)


print(in_loop(), rebound(), first_source(), consumed(), counted(), returned(1))
