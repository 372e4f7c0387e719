# What may be None where a library function goes through it.
from typing import Optional


class Log:
    def __init__(self):
        self.items: Optional[list] = None

    def start(self):
        self.items = []

    def add(self, x):
        self.items.append(x)

    def show(self):
        for x in self.items:
            print(x, end=" ")
        print(len(self.items), sum(self.items), sorted(self.items), max(self.items), list(self.items))
        for i, x in enumerate(self.items):
            print(i, x)
        for x in reversed(self.items):
            print(x)
        for a, b in zip(self.items, self.items):
            print(a, b)
        print([x + 1 for x in self.items], set(self.items), tuple(self.items), any(self.items), 3 in self.items)
        print(*self.items, list(reversed(self.items)), list(map(str, self.items)), list(filter(None, self.items)))


log = Log()
try:
    log.show()
except TypeError as e:
    print(e)
for f in (lambda: len(log.items), lambda: sorted(log.items), lambda: reversed(log.items), lambda: list(enumerate(log.items)), lambda: max(log.items)):
    try:
        print(f())
    except TypeError as e:
        print(e)
log.start()
log.add(3)
log.add(1)
log.show()
