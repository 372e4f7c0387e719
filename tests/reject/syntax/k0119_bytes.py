# expect: K0119 2:7
x = b"é"
