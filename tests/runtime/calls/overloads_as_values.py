"""Functions of the library that have several signatures, handed to others."""
import itertools
import math
from functools import reduce

print(list(map(math.floor, [1.5, 2.5])), list(map(math.ceil, [1.5, 2.5])))
print(list(map(abs, [-1.5, 2.5])), list(map(round, [1.5, 2.5])))
print(reduce(math.gcd, [12, 18, 24]), reduce(math.lcm, [4, 6, 10]))
print([f(0.0) for f in [math.sin, math.cos, math.floor]])
print(list(itertools.islice(itertools.count(1, 0.5), 3)), list(itertools.islice(itertools.count(0.5), 3)), list(itertools.islice(itertools.count(step=2), 3)))
