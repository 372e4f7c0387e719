# expect: K0146 3:5
class A:
    return 1
