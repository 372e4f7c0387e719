"""A local may have the name of the method that it is the result of."""


class Reader:
    def __init__(self, text):
        self.text = text
        self.position = 0

    def value(self):
        self.position += 1
        return self.text[self.position - 1] if self.position <= len(self.text) else None

    def pair(self):
        value = self.value()
        second = self.value()
        return value, second

    def rest(self, value):
        while (found := self.value()) is not None:
            value += found
        return value


reader = Reader("abcdef")
print(reader.pair(), reader.rest("<"), reader.pair())
