# expect: K0122 2:11
print(f"{1!x}")
