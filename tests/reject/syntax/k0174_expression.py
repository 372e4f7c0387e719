# expect: K0174 3:12
match 1:
    case 1 + x:
        pass
