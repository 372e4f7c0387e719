# expect: K0174 3:10
match 1:
    case f"x":
        pass
