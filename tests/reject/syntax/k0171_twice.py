# expect: K0171 3:14
match 1:
    case [x, x]:
        pass
