# expect: K0123 2:10
print(f"1}")
