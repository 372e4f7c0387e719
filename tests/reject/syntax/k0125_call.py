# expect: K0125 2:5
del f()
