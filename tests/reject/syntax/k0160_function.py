# expect: K0160 3:22
def f():
    from math import *
