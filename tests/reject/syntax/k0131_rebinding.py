# expect: K0131 2:6
x = [i := 1 for i in range(3)]
