"""Exception groups and except*."""


def fails(kinds):
    errors = []
    for kind in kinds:
        try:
            if kind == "v":
                raise ValueError("bad value")
            if kind == "k":
                raise KeyError("key")
            if kind == "o":
                raise OSError(2, "gone")
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("several", errors)
    return "fine"


for kinds in ("", "v", "vk", "vko"):
    try:
        print(kinds, fails(kinds))
    except* ValueError as group:
        print("values", group.exceptions)
    except* (KeyError, OSError) as group:
        print("lookups", [type(e).__name__ for e in group.exceptions], len(group.exceptions))
    else:
        print("else")
    finally:
        print("finally")
nested = ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [TypeError(2), ValueError(3)])])
print(nested, repr(nested), nested.message, len(nested.exceptions))
match, rest = nested.split(ValueError)
print(repr(match), repr(rest), nested.subgroup(KeyError))
try:
    try:
        raise nested
    except* TypeError as group:
        print("types", group)
except ExceptionGroup as left:
    print("left", repr(left))
try:
    try:
        raise ValueError("single")
    except* ValueError as group:
        print(type(group).__name__, group.exceptions)
        raise RuntimeError("from handler")
except ExceptionGroup as outer:
    print(repr(outer))
except RuntimeError as outer:
    print("runtime", outer)
try:
    ExceptionGroup("empty", [])
except ValueError as error:
    print(error)
