"""Exceptions whose constructors hand a message to the library's and keep fields of their own."""


class AppError(Exception):
    def __init__(self, message, code=500):
        super().__init__(message)
        self.code = code


class NotFound(AppError):
    def __init__(self, what):
        super().__init__(f"{what} not found", 404)
        self.what = what


class Quota(Exception):
    def __init__(self, user, used, limit):
        # the message first
        super().__init__(f"{user}: {used}/{limit}")
        self.user = user
        self.used = used
        self.over = used - limit


class Ticket:
    count = 0

    def __init__(self, owner, price):
        Ticket.count += 1
        self.serial = Ticket.count
        self.owner = owner
        self.price = price
        price = price * 2
        self.double = price


for make in (lambda: AppError("bad"), lambda: NotFound("page")):
    try:
        raise make()
    except NotFound as e:
        print("nf", e, e.code, e.what, e.args)
    except AppError as e:
        print("app", e, e.code, e.args, repr(e))
try:
    raise Quota("ann", 12, 10)
except Quota as e:
    print(e, e.user, e.used, e.over, e.args)
for t in (Ticket("x", 3), Ticket("y", 4)):
    print(t.serial, t.owner, t.price, t.double)
