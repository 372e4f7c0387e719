# expect: K0304 3:9
class Base:
    def change(self):
        nonlocal __class__
        __class__ = int


print(Base())
