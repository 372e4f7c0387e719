"""Imports that fail raise what Python raises, where they stand."""


def load():
    try:
        import no_such_module_anywhere
    except ImportError as e:
        print(type(e).__name__, e)
        return "missing"
    return "there"


print(load())

try:
    from no_such_package.part import thing

    print("not reached")
except ModuleNotFoundError as e:
    print(e)

try:
    import math
    import no_such_module_either
except ImportError:
    print("neither")
print(math.sqrt(4.0))
