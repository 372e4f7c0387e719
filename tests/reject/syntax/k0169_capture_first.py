# expect: K0169 3:10
match 1:
    case x:
        pass
    case 1:
        pass
