# expect: K0101 2:10
a: int = b = 1
