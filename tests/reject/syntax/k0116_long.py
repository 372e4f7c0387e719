# expect: K0116 2:5
x = 10L
