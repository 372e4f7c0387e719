# expect: K0129 2:3
x := 1
