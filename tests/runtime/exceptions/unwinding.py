"""Errors on their way through many frames: with, finally, handlers that pass them on, generators, sorting keys."""


class Guard:
    def __init__(self, log, name):
        self.log = log
        self.name = name

    def __enter__(self):
        self.log.append(f"+{self.name}")
        return self

    def __exit__(self, kind, error, trace):
        self.log.append(f"-{self.name}" if kind is None else f"!{self.name}:{kind.__name__}")
        return self.name == "swallow" and kind is not None and issubclass(kind, ArithmeticError)


class Custom(KeyError):
    pass


def deep(depth, kind, log):
    if depth == 0:
        if kind == 0:
            raise LookupError("bottom")
        if kind == 1:
            return 1 // (kind - 1)
        if kind == 2:
            raise Custom("both")
        return [10, 20][kind]
    text = "frame " + str(depth)
    try:
        return deep(depth - 1, kind, log) + len(text)
    except TypeError:
        return -1
    finally:
        if depth % 4 == 0:
            log.append(text)


def passes_on(kind, log):
    try:
        return deep(6, kind, log)
    except (IndexError, ZeroDivisionError) as error:
        log.append(f"again {error}")
        raise
    except KeyError:
        try:
            raise RuntimeError("in between")
        except RuntimeError as inner:
            log.append(f"{inner} while {type(inner.__context__).__name__}")
        raise


def produce(limit):
    try:
        for i in range(limit):
            yield 10 // (3 - i)
    finally:
        print("generator left")


def key_of(value):
    if value == 3:
        raise ValueError(f"no key for {value}")
    return -value


def main():
    for kind in range(5):
        log = []
        with Guard(log, "outer"):
            try:
                with Guard(log, "swallow"), Guard(log, "inner"):
                    passes_on(kind, log)
                log.append("went on")
            except Exception as error:
                log.append(f"caught {type(error).__name__}: {error}")
        print(kind, log)
    try:
        print(sum(produce(5)))
    except ZeroDivisionError as error:
        print(error)
    try:
        sorted([1, 2, 3, 4], key=key_of)
    except ValueError as error:
        print(error)
    try:
        max([4, 5, 0, 2], key=lambda value: 100 // value)
    except ArithmeticError as error:
        print(type(error).__name__, error)
    kept = []
    for i in range(3):
        try:
            deep(i, i, [])
        except Exception as error:
            kept.append(error)
    for error in kept:
        try:
            raise error
        except Exception as again:
            print(again is error, repr(again))
    total = 0
    for i in range(2000):
        try:
            deep(i % 20, i % 3, [])
        except LookupError:
            total += 1
        except ArithmeticError:
            total += 100
    print(total)


main()
