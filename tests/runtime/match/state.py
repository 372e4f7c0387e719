"""A tokenizer and interpreter that use match inside loops and methods."""


def tokens(text):
    i = 0
    while i < len(text):
        match text[i]:
            case " ":
                i += 1
            case "(" | ")" | "+" | "-" | "*" | "/" | "=" as symbol:
                yield ("symbol", symbol)
                i += 1
            case c if c.isdigit():
                j = i
                while j < len(text) and (text[j].isdigit() or text[j] == "."):
                    j += 1
                yield ("number", float(text[i:j]) if "." in text[i:j] else int(text[i:j]))
                i = j
            case c if c.isalpha():
                j = i
                while j < len(text) and text[j].isalnum():
                    j += 1
                yield ("name", text[i:j])
                i = j
            case c:
                raise SyntaxError(f"unexpected {c!r} at {i}")


class Calculator:
    def __init__(self):
        self.variables = {}

    def run(self, text):
        match list(tokens(text)):
            case [("name", name), ("symbol", "="), *rest]:
                self.variables[name], left = self.sum(rest)
                return self.variables[name]
            case []:
                return None
            case parts:
                value, left = self.sum(parts)
                if left:
                    raise SyntaxError(f"left over {left}")
                return value

    def sum(self, parts):
        value, parts = self.product(parts)
        while True:
            match parts:
                case [("symbol", "+"), *rest]:
                    right, parts = self.product(rest)
                    value += right
                case [("symbol", "-"), *rest]:
                    right, parts = self.product(rest)
                    value -= right
                case _:
                    return value, parts

    def product(self, parts):
        value, parts = self.atom(parts)
        while parts and parts[0] in (("symbol", "*"), ("symbol", "/")):
            right, following = self.atom(parts[1:])
            value = value * right if parts[0][1] == "*" else value / right
            parts = following
        return value, parts

    def atom(self, parts):
        match parts:
            case [("number", n), *rest]:
                return n, rest
            case [("name", name), *rest]:
                return self.variables[name], rest
            case [("symbol", "-"), *rest]:
                value, rest = self.atom(rest)
                return -value, rest
            case [("symbol", "("), *rest]:
                value, rest = self.sum(rest)
                match rest:
                    case [("symbol", ")"), *after]:
                        return value, after
                raise SyntaxError("missing )")
            case [(kind, what), *_]:
                raise SyntaxError(f"unexpected {kind} {what}")
        raise SyntaxError("unexpected end")


calculator = Calculator()
for line in ("1 + 2 * 3", "x = (1 + 2) * 3", "x / 2", "-x + 0.5", "", "2 *", "(1", "y", "1 2", "3 $ 4", "* 2"):
    try:
        print(line, "->", calculator.run(line))
    except (SyntaxError, KeyError) as error:
        print(line, "!", type(error).__name__, error)
print(calculator.variables)
