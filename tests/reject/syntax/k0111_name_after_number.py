# expect: K0111 2:5
x = 12px
