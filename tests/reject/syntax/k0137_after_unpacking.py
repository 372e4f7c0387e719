# expect: K0137 2:13
print(**{}, *[])
