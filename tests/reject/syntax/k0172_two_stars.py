# expect: K0172 3:15
match 1:
    case [*a, *b]:
        pass
