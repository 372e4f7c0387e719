# expect: K0163 2:1
try:
    pass
else:
    pass
