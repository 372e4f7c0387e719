# expect: K0146 2:1
return 1
