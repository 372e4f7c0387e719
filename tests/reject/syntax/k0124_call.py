# expect: K0124 2:1
f() = 1
