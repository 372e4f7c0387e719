class Failure(Exception):
    def __init__(self, code, *rest):
        super().__init__(code, *rest)
        self.code = code


for rest in ((), ("x",), ("x", 2)):
    try:
        raise Failure(3, *rest)
    except Failure as failure:
        print(failure.code, failure.args, failure, repr(failure))
