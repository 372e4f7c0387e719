# expect: K0116 2:9
print(1 <> 2)
