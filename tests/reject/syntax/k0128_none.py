# expect: K0128 2:1
None = 1
