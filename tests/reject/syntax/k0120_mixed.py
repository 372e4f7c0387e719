# expect: K0120 2:10
x = b"a" "b"
