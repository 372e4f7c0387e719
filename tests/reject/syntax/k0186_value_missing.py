# expect: K0186 2:7
x = {1: }
