# expect: K0128 2:7
print(True=1)
