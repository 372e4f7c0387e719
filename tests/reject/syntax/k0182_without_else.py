# expect: K0182 2:5
x = 1 if True
