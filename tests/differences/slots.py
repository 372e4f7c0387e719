# difference: Attributes by computed names on instances with `__slots__`
# python: an instance of a class with `__slots__` has no other attributes: setting one raises AttributeError.
# krait: an assignment that is written out is refused when the program is translated (K0401); `setattr` with a computed name keeps the attribute.
# why: the fields of a class are data members, and every instance that meets dynamic code has room for more: a check would cost all classes what few programs notice.
class Point:
    __slots__ = ("x", "y")


def put(target, name):
    setattr(target, name, 1)


try:
    put(Point(), "z")
    print("kept")
except AttributeError as error:
    print(error)
