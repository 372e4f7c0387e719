# expect: K0175 3:17
match 1:
    case A(x=1, 2):
        pass
