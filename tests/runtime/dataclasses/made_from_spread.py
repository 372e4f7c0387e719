# Data classes whose fields are made by factories, called through the class as an object and with what is spread.
from dataclasses import dataclass, field


@dataclass
class Config:
    name: str
    tags: list[str] = field(default_factory=list)
    limits: dict[str, int] = field(default_factory=lambda: {"a": 1})
    size: int = 3


data = {"name": "x", "size": 5}
one = Config(**data)
two = Config(*["y"])
one.tags.append("t")
print(one, two, Config(**{"name": "z", "tags": ["q"]}))
rows = [("r", ["1"]), ("s",)]
print([Config(*row) for row in rows])
kind = [Config][0]
print(kind("w"), kind(name="v", limits={}))
try:
    Config(**{"size": 1})
except TypeError as error:
    print(error)


@dataclass
class Plain:
    name: str
    tags: list[str] = field(default_factory=list)
    limits: dict[str, int] = field(default_factory=lambda: {"a": 1})
    size: int = 3


print(Plain(name="v", limits={}), Plain("v", size=4), Plain("w", ["t"], size=5))
