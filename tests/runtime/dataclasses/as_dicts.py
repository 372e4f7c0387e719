# vars() and __dict__ of instances.
from dataclasses import dataclass, field


@dataclass
class Settings:
    host: str
    port: int = 80
    tags: list = field(default_factory=list)


@dataclass(frozen=True)
class Fixed:
    a: int


class Plain:
    kind = "plain"

    def __init__(self, v):
        self.v = v
        self.w = [v]

    @property
    def double(self):
        return self.v * 2


class Derived(Plain):
    def __init__(self, v):
        super().__init__(v)
        self.extra = None


def show(thing):
    return ", ".join(f"{k}={v!r}" for k, v in vars(thing).items())


s = Settings("localhost")
print(vars(s), s.__dict__, {k: v for k, v in vars(s).items() if k != "tags"})
s.port = 8080
print(sorted(vars(s).items(), key=str), len(vars(s)), "host" in vars(s), vars(s)["port"], vars(Fixed(1)))
d = Derived(3)
print(vars(d), len(vars(d)), list(vars(d)), d.double)
vars(d)["v"] = 4
print(d.v, d.double)
for k, v in vars(Plain(1)).items():
    print(k, v)
print(show(s), "|", show(d))
for value in (3, [1]):
    try:
        print(vars(value))
    except TypeError as error:
        print(error)
