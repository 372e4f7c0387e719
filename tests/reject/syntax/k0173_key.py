# expect: K0173 3:19
match 1:
    case {"a": 1, "a": 2}:
        pass
