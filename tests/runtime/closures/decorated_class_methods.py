import functools
def traced(f):
    @functools.wraps(f)
    def inner(*args):
        print("call", f.__name__, len(args))
        return f(*args)
    return inner

class C:
    count = 0
    @staticmethod
    @traced
    def plus(a, b):
        return a + b
    @classmethod
    @traced
    def grow(cls, n):
        cls.count += n
        return cls.count

print(C.plus(1, 2), C.grow(3), C.grow(4), C.count)
