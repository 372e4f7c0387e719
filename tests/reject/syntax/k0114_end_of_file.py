# expect: K0114 2:9
x = 1 + \