"""A plain class below a data class has its constructor."""
from dataclasses import dataclass
@dataclass
class N:
    x: int
class R(N):
    def twice(self):
        return self.x * 2
print(R(2), R(3).twice(), R(2) == R(2), R(1) == N(1))
