"""Exception classes with several bases, and which handler catches them."""


class AppError(Exception):
    pass


class Retryable(AppError):
    attempts = 3


class NotFound(AppError, KeyError):
    def __init__(self, what):
        super().__init__(what)
        self.what = what


class Flaky(Retryable, NotFound):
    pass


class BadValue(ValueError, AppError):
    def __str__(self):
        return "bad: " + super().__str__()


class Late(TimeoutError, Retryable):
    pass


def classify(error):
    try:
        raise error
    except KeyError as e:
        return "KeyError " + type(e).__name__
    except ValueError as e:
        return "ValueError " + str(e)
    except OSError as e:
        return "OSError " + type(e).__name__
    except AppError as e:
        return "AppError " + type(e).__name__
    except Exception as e:
        return "Exception " + type(e).__name__


errors = [AppError("a"), Retryable("r"), NotFound("n"), Flaky("f"), BadValue("v"), Late("l"), Exception("e"), KeyError("k")]
for error in errors:
    print(classify(error), error.args, repr(error))
    print([isinstance(error, kind) for kind in (AppError, KeyError, LookupError, ValueError, OSError, Retryable, Exception)])
print([c.__name__ for c in Flaky.__mro__])
try:
    raise Flaky("x") from BadValue(1)
except LookupError as caught:
    print(caught.what, caught.attempts, type(caught.__cause__).__name__, str(caught.__cause__))
try:
    try:
        raise Late("slow")
    except (KeyError, IndexError):
        print("wrong")
    except Retryable as caught:
        print("retry", caught.attempts)
        raise
except TimeoutError as caught:
    print("timeout", caught)
