# expect: K0187 4:1
if True:
    pass
else if False:
    pass
