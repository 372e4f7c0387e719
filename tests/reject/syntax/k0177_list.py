# expect: K0177 2:6
x = [**a]
