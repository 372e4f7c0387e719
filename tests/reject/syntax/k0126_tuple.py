# expect: K0126 2:1
a, b: int
