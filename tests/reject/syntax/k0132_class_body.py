# expect: K0132 3:11
class A:
    x = [(y := i) for i in range(3)]
