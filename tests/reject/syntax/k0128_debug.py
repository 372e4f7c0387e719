# expect: K0128 2:1
__debug__ = 1
