# expect: K0121 2:9
print(f"{}")
