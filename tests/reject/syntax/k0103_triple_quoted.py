# expect: K0103 2:8
name = """unfinished
print(name)
