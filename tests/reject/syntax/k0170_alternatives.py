# expect: K0170 3:16
match 1:
    case [x] | [1, y]:
        pass
