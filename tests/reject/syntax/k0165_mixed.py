# expect: K0165 6:1
try:
    pass
except ValueError:
    pass
except* TypeError:
    pass
