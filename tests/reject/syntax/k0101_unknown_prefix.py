# expect: K0101 2:8
text = ub"abc"
