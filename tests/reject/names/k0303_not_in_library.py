# expect: K0303 2:18
from math import sqrrt

print(sqrrt(2.0))
