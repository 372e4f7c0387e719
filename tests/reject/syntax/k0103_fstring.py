# expect: K0103 2:8
name = f"unfinished {1}
print(name)
