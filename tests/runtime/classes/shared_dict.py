"""`self.__dict__ = …`: instances that share their attributes, and dicts whose keys are attributes."""


class Shared:
    _state = {}

    def __init__(self):
        self.__dict__ = self._state


class Attributes(dict):
    def __init__(self, *args, **named):
        super().__init__(*args, **named)
        self.__dict__ = self


a, b = Shared(), Shared()
a.x = 5
print(b.x, Shared._state)
d = Attributes(one=1)
d.two = 2
d["three"] = 3
print(d.one + d.three, d, sorted(d), d.get("two"))
