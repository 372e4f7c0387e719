"""Exceptions that derive from one of the program with __str__ and from one of the library."""
class AppError(Exception):
    def __str__(self): return "app:" + ",".join(map(str, self.args))
class Missing(AppError, KeyError):
    pass
class Io(AppError, OSError):
    pass
class Plain(ValueError, TypeError):
    pass
for e in (Missing("k"), Plain("p", 1), AppError(2), Io("x")):
    try:
        raise e
    except KeyError as k:
        print("key", k, repr(k))
    except (ValueError, OSError) as v:
        print("other", v, repr(v))
    except AppError as a:
        print("app", a)
