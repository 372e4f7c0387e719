# expect: K0133 2:5
x = *[1]
