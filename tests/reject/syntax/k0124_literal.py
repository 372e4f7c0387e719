# expect: K0124 2:1
1 = x
