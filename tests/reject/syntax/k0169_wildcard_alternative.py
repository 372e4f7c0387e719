# expect: K0169 3:10
match 1:
    case _ | 1:
        pass
