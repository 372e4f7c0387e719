# expect: K0127 2:1
a, b += 1, 2
