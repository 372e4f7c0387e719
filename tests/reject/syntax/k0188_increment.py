# expect: K0188 3:2
x = 1
x++
