# expect: K0185 2:1
class = 1
