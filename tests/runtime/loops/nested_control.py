"""break, continue and return through try, with and nested loops."""


class Tracker:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("+", self.name)
        return self.name

    def __exit__(self, *details):
        print("-", self.name)


def leaves(kind):
    for i in range(3):
        try:
            with Tracker(f"{kind}{i}"):
                if kind == "break" and i == 1:
                    break
                if kind == "continue" and i == 1:
                    continue
                if kind == "return" and i == 1:
                    return "returned"
                if kind == "raise" and i == 1:
                    raise KeyError(i)
                print("body", i)
        except KeyError as error:
            print("except", error)
        else:
            print("else", i)
        finally:
            print("finally", i)
    else:
        print("loop else")
    return "end"


for kind in ("none", "break", "continue", "return", "raise"):
    print(leaves(kind))


def finally_overrides():
    for i in range(3):
        try:
            return i
        finally:
            if i == 0:
                continue
            break
    return "after"


print(finally_overrides())


def swallowed():
    while True:
        try:
            raise ValueError("lost")
        finally:
            break
    return "no error"


print(swallowed())
table = [[1, 2, 3], [4, -5, 6], [7, 8, 9]]
for row in table:
    for cell in row:
        if cell < 0:
            print("negative", cell)
            break
        print(cell, end=" ")
    else:
        print("row fine")
        continue
    break
