# expect: K0107 2:8
if True:
