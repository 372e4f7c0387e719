# expect: K0189 3:5
match 1:
    print(1)
