# expect: K0401 6:14
class Tools:
    def _get(self):
        return 3

    double = staticmethod(lambda x: x * 2)


print(Tools.double(4))
