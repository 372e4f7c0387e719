# expect: K0101 2:13
total = 1 * / 2
