# expect: K0104 2:8
cost = $5
