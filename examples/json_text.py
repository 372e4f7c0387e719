"""A small JSON reader and writer: values of several types, errors with positions, recursion."""


class JsonError(ValueError):
    def __init__(self, message: str, position: int):
        super().__init__(f"{message} at {position}")
        self.position = position


class Reader:
    def __init__(self, text: str):
        self.text = text
        self.at = 0

    def peek(self) -> str:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.text[self.at] if self.at < len(self.text) else ""

    def expect(self, symbol: str) -> None:
        if self.peek() != symbol:
            raise JsonError(f"expected {symbol!r}", self.at)
        self.at += 1

    def value(self):
        c = self.peek()
        if c == "{":
            return dict(self.items("{", "}", self.member))
        if c == "[":
            return self.items("[", "]", self.value)
        if c == '"':
            return self.string()
        for word, value in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        return self.number()

    def items(self, opening, closing, read):
        self.expect(opening)
        result = []
        while self.peek() != closing:
            if result:
                self.expect(",")
            result.append(read())
        self.expect(closing)
        return result

    def member(self):
        name = self.string()
        self.expect(":")
        return name, self.value()

    def string(self) -> str:
        self.expect('"')
        end = self.text.find('"', self.at)
        if end < 0:
            raise JsonError("unfinished string", self.at)
        result = self.text[self.at:end]
        self.at = end + 1
        return result

    def number(self):
        start = self.at
        while self.at < len(self.text) and self.text[self.at] in "+-.0123456789eE":
            self.at += 1
        text = self.text[start:self.at]
        try:
            return int(text)
        except ValueError:
            pass
        try:
            return float(text)
        except ValueError:
            raise JsonError("expected a value", start) from None


def write(value) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return "[" + ", ".join(write(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{k}": {write(v)}' for k, v in value.items()) + "}"
    return repr(value)


document = Reader('{"name": "krait", "sizes": [1, 2.5, -3e2], "tags": {"fast": true, "big": null}, "empty": []}').value()
print(document)
document["sizes"].append(10 ** 20)
print(write(document))
for broken in ('{"a" 1}', "[1, 2", "[1, x]", '"open'):
    try:
        print(Reader(broken).value())
    except JsonError as error:
        print(error, "| position", error.position)
