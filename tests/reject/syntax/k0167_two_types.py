# expect: K0167 4:8
try:
    pass
except ValueError, TypeError:
    pass
