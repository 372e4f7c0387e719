# expect: K0124 2:4
a, b + 1 = 1, 2
