# expect: K0111 2:5
x = 1__000
