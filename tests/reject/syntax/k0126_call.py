# expect: K0126 2:1
f(): int = 1
