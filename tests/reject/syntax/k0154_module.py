# expect: K0154 2:1
nonlocal x
