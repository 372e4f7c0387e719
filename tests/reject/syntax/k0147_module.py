# expect: K0147 2:1
yield 1
