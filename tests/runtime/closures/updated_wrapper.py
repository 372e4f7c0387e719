import functools
class Counted:
    def __init__(self, f):
        functools.update_wrapper(self, f)
        self.f = f
        self.calls = 0
    def __call__(self, *args):
        self.calls += 1
        return self.f(*args)

@Counted
def add(a, b):
    """Adds."""
    return a + b

print(add(1, 2), add(3, 4), add.calls, add.__name__, add.__doc__)
