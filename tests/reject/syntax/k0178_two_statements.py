# expect: K0178 2:7
x = 1 y = 2
