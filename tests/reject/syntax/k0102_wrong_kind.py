# expect: K0102 2:18
values = [1, 2, 3)
