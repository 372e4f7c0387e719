# expect: K0134 2:5
*a, *b = 1, 2, 3
