# expect: K0101 2:8
total = 
print(total)
