# expect: K0303 5:12
import math


print(math.sqrrt(2.0))
