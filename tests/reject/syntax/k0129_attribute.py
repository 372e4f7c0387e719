# expect: K0129 2:5
if (a.b := 1):
    pass
