"""Elements that lists move: insert and pop in the middle, slices with steps, slice assignment."""


class Part:
    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"<{self.name}>"


parts = [Part(f"p{n}") for n in range(6)]
first = parts.pop(0)
middle = parts.pop(2)
last = parts.pop(-1)
print(parts, first, middle, last)
parts.insert(0, last)
parts.insert(-1, middle)
parts.insert(100, first)
parts.insert(-100, middle)
print(parts, parts[0] is middle)
del parts[1]
parts.remove(first)
print(parts)

words = ["a rather long string, on the heap", "b", "", "another rather long string", "ä"]
words.insert(2, "inserted, and long enough for the heap")
words.insert(0, words[-1])
print(words.pop(3), words.pop(0), words)
while words:
    words.pop(0)
print(words)

pairs = [(10**30, "x"), (2, "y"), (3, "z")]
pairs.insert(1, (10**25, "long enough to be on the heap"))
print(pairs.pop(0), pairs)

rows = [[1], [2, 2], [3, 3, 3]]
rows.insert(1, [])
print(rows.pop(0), rows)

queue = [1]
for n in range(2, 2000):
    queue.append(n)
    queue.insert(n // 2, -n)
    queue.pop(0)
print(len(queue), sum(queue), queue[:5])

numbers = list(range(10))
for step in (1, -1, 2, -3):
    print(numbers[::step], numbers[7:2:step], numbers[2:7:step], numbers[-3::step], numbers[:3:step], numbers[20:-20:step])
print(numbers[5::-1], numbers[:0:-1], numbers[3:3:-1], [][::-1], [9][::-1], words[::-1])
numbers[:4] = numbers[3::-1]
print(numbers)
numbers[2:5] = [0]
print(numbers)
numbers[2:3] = numbers
print(numbers)
numbers[1:1] = [7, 7]
del numbers[-2:]
print(numbers)
names = ["a", "b", "c", "d"]
names[:3] = names[2::-1]
print(names)
names[1:3] = ["x", "y", "z"]
print(names)
