"""What is evaluated, how often and in which words it fails, when an element is stored or changed in place."""
calls = []


def at(i):
    calls.append(i)
    return i


grid = [[1, 2], [3, 4]]
grid[at(0)][at(1)] += at(5)
grid[at(1)][at(0)] //= 2
grid[at(-1)][at(-1)] **= 2
rows = {"a": [1, 2, 3]}
rows["a"][at(2)] -= at(1)
print(grid, rows, calls)
for action in ("store", "change", "delete", "read"):
    xs = [1, 2]
    try:
        if action == "store":
            xs[5] = 1
        elif action == "change":
            xs[5] += 1
        elif action == "delete":
            del xs[5]
        else:
            print(xs[5])
    except IndexError as error:
        print(action, error)


class Picky:
    def __eq__(self, other):
        return False

    __hash__ = None


one = Picky()
print(one == one, one != one, [one] == [one], one in [one])
print([1, 2] == [1.0, 2.0], [1, 2] != [1.0, 2.5], {1: 2} == {1.0: 2.0}, {1, 2} == {1.0, 2.0}, (1, 2) == (1.0, 2.0))
