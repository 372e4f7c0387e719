# expect: K0401 11:9
def traced(function):
    def wrapper(*args):
        return function(*args)

    return wrapper


class Clock:
    @traced
    def tick(self):
        return 1


print(Clock().tick())
