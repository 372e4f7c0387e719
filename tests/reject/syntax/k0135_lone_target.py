# expect: K0135 2:1
*a = [1]
