"""What is in `args` of exceptions that do, and do not, call the constructor above them."""
class AppError(Exception):
    pass
class Coded(AppError):
    def __init__(self, message="boom", code=42):
        self.code = code
        self.message = message
class Proper(AppError):
    def __init__(self, message="proper", *, level=1):
        super().__init__(message)
        self.level = level
class Two(Exception):
    def __init__(self, a, b):
        super().__init__(a, b)
class Stred(Exception):
    def __init__(self, a, b=2):
        self.a = a
        self.b = b
    def __str__(self):
        return f"S({self.a},{self.b})"
for make in (lambda: Coded(), lambda: Coded("m"), lambda: Coded("m", 7), lambda: Coded(code=3), lambda: Proper(), lambda: Proper("x", level=3), lambda: Two(1, "b"), lambda: Stred(1), lambda: Stred(a=1), lambda: AppError(), lambda: AppError(1, 2), lambda: AppError("q")):
    try:
        raise make()
    except Exception as e:
        print(type(e).__name__, str(e), repr(e), e.args)
try:
    raise Coded("abc", 9)
except Coded as e:
    print(e, repr(e), e.args, e.code, e.message)
try:
    raise Coded
except AppError as e:
    print(e, repr(e), e.args)
c = Coded("k")
print(c.args, [c], f"{c}", f"{c!r}")
class Sub(Coded):
    def __init__(self, x):
        super().__init__("sub" + str(x), x)
        self.x = x
try:
    raise Sub(5)
except Coded as e:
    print(e, repr(e), e.args, e.code)
class KE(KeyError):
    def __init__(self, key):
        self.key = key
try:
    raise KE("k")
except KeyError as e:
    print(e, repr(e), e.args)
class OE(OSError):
    pass
try:
    raise OE(2, "msg")
except OSError as e:
    print(e, repr(e), e.args, e.errno, e.strerror)
try:
    raise OSError(2, "No such", "f.txt")
except OSError as e:
    print(e, repr(e), e.args, type(e).__name__)
