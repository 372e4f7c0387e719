# expect: K0110 2:15
print(f"{1:{2:{3}}}")
