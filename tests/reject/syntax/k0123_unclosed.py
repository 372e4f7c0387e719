# expect: K0123 2:9
print(f"{1")
