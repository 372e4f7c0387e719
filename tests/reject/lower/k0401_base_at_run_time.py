# expect: K0401 9:15
def make():
    class Base:
        pass

    return Base


class Derived(make()):
    pass


print(Derived())
