# expect: K0153 2:1
continue
