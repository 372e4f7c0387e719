"""try, except, else, finally: order, values, nesting, re-raising, which handler."""


def steps(kind):
    log = []
    try:
        log.append("try")
        if kind == "value":
            raise ValueError("v")
        if kind == "key":
            {}["missing"]
        if kind == "type":
            None + 1
        if kind == "return":
            return log
    except ValueError as error:
        log.append(f"value {error}")
    except (KeyError, IndexError) as error:
        log.append(f"lookup {error!r}")
    except Exception:
        log.append("other")
    else:
        log.append("else")
    finally:
        log.append("finally")
    log.append("after")
    return log


for kind in ("none", "value", "key", "type", "return"):
    print(kind, steps(kind))


def reraises():
    try:
        try:
            raise KeyError("first")
        except KeyError:
            print("inner")
            raise
        finally:
            print("inner finally")
    except LookupError as error:
        print("outer", repr(error))
        raise ValueError("second") from error


try:
    reraises()
except ValueError as error:
    print(error, repr(error.__cause__), repr(error.__context__), error.__suppress_context__)


def returns_in_finally():
    try:
        raise ValueError("lost")
    finally:
        return "from finally"


def value_before_finally():
    x = 1
    try:
        return x
    finally:
        x = 2


print(returns_in_finally(), value_before_finally())
try:
    try:
        1 / 0
    except ZeroDivisionError:
        [][1]
except IndexError as error:
    print(error, "during", repr(error.__context__))
try:
    raise ValueError("quiet") from None
except ValueError as error:
    print(error.__cause__, error.__suppress_context__)
try:
    error
except NameError as missing:
    print(missing)
for attempt in range(3):
    try:
        if attempt < 2:
            raise ConnectionError(attempt)
        print("connected")
        break
    except ConnectionError as problem:
        print("retry", problem)
        continue
    finally:
        print("attempt", attempt)
try:
    raise ValueError
except ValueError as error:
    print(repr(error), error.args, str(error) == "")
try:
    raise "not an exception"
except TypeError as error:
    print(error)
kinds = (ValueError, TypeError)
for value in ("x", None, 5):
    try:
        print(int(value))
    except kinds as error:
        print(type(error).__name__, error)
