"""Methods that hand out bound methods of their object, and change nothing themselves."""


class Menu:
    def __init__(self):
        self.count = 0
    def one(self, x: int) -> int:
        return x + self.count
    def handlers(self):
        return {"one": self.one, "two": self.two}
    def two(self, x: int) -> int:
        return x * 2
    def run(self, name: str, x: int) -> int:
        fn = self.handlers()[name]
        return fn(x)
m = Menu()
print(m.run("one", 4), m.run("two", 4))
