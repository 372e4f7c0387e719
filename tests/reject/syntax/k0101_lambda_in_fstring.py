# expect: K0101 2:10
print(f"{lambda: 1}")
