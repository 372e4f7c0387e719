"""`super().__repr__()` of data classes."""
from dataclasses import dataclass
@dataclass
class N:
    x: int
@dataclass
class R(N):
    def __repr__(self):
        return "R:" + super().__repr__()
    def __str__(self):
        return "<" + super().__str__() + ">"
class S:
    def __str__(self):
        return "S" + super().__repr__()[:5]
print(R(2), repr(R(2)), S(), R(1).__str__())
