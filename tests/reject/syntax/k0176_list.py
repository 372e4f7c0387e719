# expect: K0176 2:6
x = [*a for a in [[1]]]
