# super().__str__() and super().__repr__() reach the text of the nearest exception of the library, which some have of their own.
class NotFound(KeyError):
    def __init__(self, key):
        super().__init__(key)
        self.key = key

    def __str__(self):
        return "not found: " + super().__str__()

    def __repr__(self):
        return "<" + super().__repr__() + ">"


class StillNotFound(NotFound):
    def __str__(self):
        return "still " + super().__str__()


class Bad(ValueError):
    def __str__(self):
        return "bad: " + super().__str__()


class Missing(OSError):
    def __str__(self):
        return "os: " + super().__str__()


for error in (NotFound("k'1"), StillNotFound("k"), Bad("x", 1), Bad(), Missing(2, "gone"), Missing("x")):
    try:
        raise error
    except (LookupError, ValueError, OSError) as caught:
        print(caught, "|", repr(caught))
