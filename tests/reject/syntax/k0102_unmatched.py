# expect: K0102 2:17
values = 1, 2, 3]
