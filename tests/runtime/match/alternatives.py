"""Alternatives that bind names."""


def sign(value):
    match value:
        case bool(flag):
            return f"flag {flag}"
        case int(number) | float(number) if number < 0:
            return f"negative {-number}"
        case [x, 0] | [0, x]:
            return f"axis {x}"
        case int() | float():
            return f"number {value}"
    return "other"


for value in (3, -4, -2.5, 1.5, True, [5, 0], [0, 7], [1, 2], "text"):
    print(sign(value))
