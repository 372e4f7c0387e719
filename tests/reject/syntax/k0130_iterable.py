# expect: K0130 2:18
x = [i for i in (y := [1])]
