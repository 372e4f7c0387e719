# expect: K0115 2:1
exec "x = 1"
