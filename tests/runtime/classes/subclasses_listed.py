class Base:
    pass


class One(Base):
    pass


class Two(Base):
    pass


class Deep(Two):
    pass


print([c.__name__ for c in Base.__subclasses__()], One.__subclasses__())
print([c.__name__ for c in Deep.mro()])


def names(cls):
    found = [cls.__name__]
    for derived in cls.__subclasses__():
        found += names(derived)
    return found


print(names(Base))
