# expect: K0127 2:1
f() += 1
