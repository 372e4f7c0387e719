"""replace, asdict, astuple, fields, nested dataclasses, class variables, slots, keyword-only fields."""
from dataclasses import asdict, astuple, dataclass, field, fields, replace, is_dataclass
from typing import ClassVar, Optional


@dataclass
class Address:
    street: str
    number: int


@dataclass
class Person:
    name: str
    address: Address
    friends: list["Person"] = field(default_factory=list)
    parent: Optional["Person"] = None
    count: ClassVar[int] = 0

    def __post_init__(self):
        Person.count += 1


@dataclass(kw_only=True)
class Options:
    width: int = 80
    colour: bool = False


@dataclass(eq=False)
class Identity:
    value: int


@dataclass(unsafe_hash=True)
class Key:
    a: int
    b: str


ada = Person("Ada", Address("Main", 1))
bo = Person("Bo", Address("Side", 2), [ada], parent=ada)
print(bo)
print(asdict(bo))
print(astuple(ada), Person.count)
other = replace(ada, name="Eve")
print(other, other.address is ada.address, Person.count)
print([f.name for f in fields(Person)], is_dataclass(Person), is_dataclass(3))
print(Options(colour=True), Options() == Options(width=80))
try:
    Options(100)
except TypeError as error:
    print(error)
one = Identity(1)
print(one == Identity(1), one == one, {Key(1, "x"): 2}[Key(1, "x")])
copy = asdict(bo)
copy["friends"][0]["name"] = "changed"
print(ada.name, copy["friends"][0]["name"], ada == bo.friends[0])
ring = Person("Ring", Address("Loop", 3))
ring.friends.append(ring)
print(ring)
