# expect: K0112 2:8
mode = 0755
