# expect: K0106 3:5
x = 1
    y = 2
