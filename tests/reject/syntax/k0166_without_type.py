# expect: K0166 4:1
try:
    pass
except*:
    pass
