# expect: K0118 2:6
x = "\x4"
