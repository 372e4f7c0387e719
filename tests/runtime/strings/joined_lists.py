"""Lists of strs that are appended to and joined, and lists that look so but have other uses."""


def lines(count):
    parts = []
    for i in range(count):
        parts.append(f"line {i}")
    return "\n".join(parts)


def empty_parts():
    parts: list[str] = []
    parts.append("")
    parts.append("a")
    parts.append("")
    return "-".join(parts)


def early(words):
    out = []
    for word in words:
        if word == "stop":
            return ", ".join(out)
        out.append(word)
    return ", ".join(out) + "."


def separators_differ(flag):
    out = []
    out.append("x")
    out.append("y")
    if flag:
        return "+".join(out)
    return "-".join(out)


def joined_twice(words):
    out = []
    shown = []
    for word in words:
        out.append(word)
        shown.append("/".join(out))
    return shown


def twice_in_one():
    out = []
    out.append("é")
    out.append("日本")
    return "|".join(out), "|".join(out)


def counted(words):
    out = []
    for word in words:
        out.append(word)
    print(len(out))
    return " ".join(out)


def rows(table):
    text = []
    for row in table:
        cells = []
        for cell in row:
            cells.append(str(cell))
        text.append(" ".join(cells))
    return "; ".join(text)


def in_lambda():
    out = []
    out.append("q")
    again = [("".join(out), i) for i in range(2)]
    return again


def used_by_handler():
    out = []
    out.append("kept")
    try:
        text = "".join(out)
        return text[10]
    except IndexError:
        return "handled " + "".join(out)


def raising(words):
    out = []
    for word in words:
        out.append(word.upper())
    return "".join(out)


def generator(words):
    out = []
    for word in words:
        out.append(word)
        yield len(word)
    yield "".join(out)


def grown():
    out = []
    out.append("a")
    out += ["b"]
    return "".join(out)


print(lines(3))
print(repr(lines(0)), repr(empty_parts()))
print(early(["a", "b"]), early(["a", "stop", "b"]), repr(early(["stop"])))
print(separators_differ(True), separators_differ(False))
print(joined_twice(["a", "b", "c"]))
print(twice_in_one())
print(counted(["some", "words"]))
print(rows([[1, 2], [], [3.5, None]]))
print(in_lambda())
print(used_by_handler())
print(raising(["straße", "x"]))
print(list(generator(["ab", "c"])))
print(grown())
