"""Classes whose names C++ cannot have say their own."""
from dataclasses import dataclass
from typing import NamedTuple
from enum import Enum
@dataclass
class _Node:
    x: int
class _P(NamedTuple):
    a: int
class _C(Enum):
    A = 1
class _E(Exception):
    pass
class I(Enum):
    X = 2
class _Plain:
    pass
class EOF(Exception):
    pass
print(_Node(1), _P(2), _C.A, repr(_C.A), I.X, [I.X])
try:
    _C(5)
except ValueError as e:
    print(e)
try:
    raise _E("a")
except _E as e:
    print(repr(e))
try:
    raise EOF("x")
except EOF as e:
    print(repr(e))

try:
    len(_Plain())
except TypeError as e:
    print(e)
try:
    _Plain().x
except AttributeError as e:
    print(e)
try:
    _Plain() + 1
except TypeError as e:
    print(e)
raise _E("end")
