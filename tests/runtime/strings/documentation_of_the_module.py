"""Says "hello"
on two lines."""
print(__doc__)


def first_line():
    return __doc__.splitlines()[0], __name__


print(first_line())
if __doc__:
    print(len(__doc__))
