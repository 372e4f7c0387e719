# expect: K0104 2:7
print(“hello”)
