# expect: K0184 2:6
x = [1 2]
