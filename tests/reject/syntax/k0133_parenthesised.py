# expect: K0133 2:6
x = (*[1])
