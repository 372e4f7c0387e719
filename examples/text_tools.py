"""Text: wrapping, a frame around lines, a cipher, and characters beyond ASCII."""


def wrap(text: str, width: int) -> list[str]:
    lines = []
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        lines.append(line)
    return lines


def framed(lines: list[str]) -> str:
    width = max(len(line) for line in lines)
    edge = "+" + "-" * (width + 2) + "+"
    middle = [f"| {line:<{width}} |" for line in lines]
    return "\n".join([edge, *middle, edge])


def rotate(text: str, shift: int) -> str:
    """Moves ASCII letters along the alphabet; everything else stays."""
    result = ""
    for c in text:
        if "a" <= c <= "z":
            c = chr((ord(c) - ord("a") + shift) % 26 + ord("a"))
        result += c
    return result


print(framed(wrap("Zürich, São Paulo and 東京 are cities whose names need more than ASCII.", 24)))
secret = rotate("meet me at noon", 7)
print(secret, "->", rotate(secret, -7))
print("-".join(reversed("abc")), "naïve"[2], len("東京"), "ß".upper())
