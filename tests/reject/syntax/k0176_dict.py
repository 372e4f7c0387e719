# expect: K0176 2:5
x = {**a for a in [{}]}
