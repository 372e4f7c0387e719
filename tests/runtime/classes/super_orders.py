"""super() where several bases meet: the next class in the order of the object's class."""
class Base:
    def __init__(self):
        self.log = ["base"]

    def setup(self):
        return "base setup"


class Left(Base):
    def __init__(self):
        super().__init__()
        self.log.append("left")

    def setup(self):
        return "left " + super().setup()


class Right(Base):
    def __init__(self):
        super().__init__()
        self.log.append("right")

    def setup(self):
        return "right " + super().setup()


class Both(Left, Right):
    def __init__(self):
        super().__init__()
        self.log.append("both")


class Deep(Both):
    def setup(self):
        return "deep " + super().setup()


class A:
    def __init__(self):
        super().__init__()
        self.a = 1


class B:
    def __init__(self):
        super().__init__()
        self.b = 2


class C(A, B):
    def __init__(self):
        super().__init__()
        self.c = self.a + self.b


class Mixin:
    def describe(self, prefix):
        return prefix + "mixin " + super().describe(prefix)


class Plain:
    def describe(self, prefix):
        return prefix + "plain"


class Mixed(Mixin, Plain):
    pass


print(Both().log, Left().log, Deep().log)
print(Both().setup(), "|", Left().setup(), "|", Deep().setup())
c = C()
print(c.a, c.b, c.c, A().a, B().b)
print(Mixed().describe(">"))
try:
    Mixin().describe("x")
except AttributeError as error:
    print(error)
