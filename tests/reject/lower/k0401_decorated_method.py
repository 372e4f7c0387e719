# expect: K0401 12:9
def traced(function):
    def wrapper(*args):
        return function(*args)

    return wrapper


class Clock:
    @traced
    @staticmethod
    def tick():
        return 1


print(Clock.tick())
