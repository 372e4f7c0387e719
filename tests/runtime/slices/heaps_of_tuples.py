"""Heaps whose elements are ordered by their first parts, by their last, or by code of the program that looks at the heap."""
import heapq


class Task:
    seen = []

    def __init__(self, name, heap):
        self.name = name
        self.heap = heap

    def __lt__(self, other):
        Task.seen.append(len(self.heap))
        if len(self.heap) > 2:
            Task.seen.append(self.heap[0][1].name)
        return self.name < other.name

    def __repr__(self):
        return self.name


class Greedy:
    def __init__(self, number, heap):
        self.number = number
        self.heap = heap

    def __lt__(self, other):
        if self.number == 3:
            self.heap.append(self)
        return self.number < other.number


class Failing:
    def __init__(self, number):
        self.number = number

    def __lt__(self, other):
        if self.number == 1:
            raise ValueError("no order")
        return self.number < other.number


def main():
    decided = []
    for place, text in enumerate(["pear", "fig", "apple", "plum", "kiwi", "date"]):
        heapq.heappush(decided, (len(text), place, text))
    print([heapq.heappop(decided) for _ in range(6)])
    heap = []
    for rank, name in [(2, "b"), (1, "z"), (2, "a"), (1, "y"), (3, "c"), (1, "x")]:
        heapq.heappush(heap, (rank, Task(name, heap)))
    out = []
    while heap:
        out.append(heapq.heappop(heap))
    print(out, Task.seen)
    floats = [(float("nan"), 1), (2.0, 2), (1.0, 3), (float("inf"), 4), (1.0, 0)]
    heapq.heapify(floats)
    print(floats)
    greedy = []
    try:
        for number in [5, 4, 3, 2]:
            heapq.heappush(greedy, (0, Greedy(number, greedy)))
    except RuntimeError as error:
        print("RuntimeError", error)
    print(len(greedy))
    failing = []
    try:
        for number in [5, 3, 1, 0]:
            heapq.heappush(failing, (7, Failing(number)))
    except ValueError as error:
        print(error, [task.number for _, task in failing])
    print(heapq.nsmallest(2, [(3, "c"), (1, "a"), (2, "b")]), heapq.nlargest(2, [(3, "c"), (1, "a")]))


main()
