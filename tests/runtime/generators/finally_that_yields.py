"""A finally clause that yields, left by continue, break and return."""


def numbers(n):
    for i in range(n):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            if i == 5:
                return
            yield i
        finally:
            yield f"after {i}"


def result(kind):
    try:
        if kind == "early":
            return "early"
        yield "body"
        return kind
    finally:
        yield "cleanup"


def drain(generator):
    seen = []
    while True:
        try:
            seen.append(next(generator))
        except StopIteration as stop:
            return seen, stop.value


print(list(numbers(3)), list(numbers(6)))
print(drain(result("early")), drain(result("late")))
