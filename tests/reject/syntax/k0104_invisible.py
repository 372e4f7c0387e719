# expect: K0104 2:6
x = 1​ + 2
