# expect: K0163 2:1
try:
    pass
print(1)
