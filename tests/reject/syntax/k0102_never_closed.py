# expect: K0102 2:10
values = [1, 2, 3
print(values)
