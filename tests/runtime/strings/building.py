"""Concatenation, repetition, joining in loops; strings as sequences and as keys; small text algorithms."""


def caesar(text, shift):
    out = []
    for ch in text:
        if ch.isalpha() and ch.isascii():
            base = ord("a") if ch.islower() else ord("A")
            out.append(chr((ord(ch) - base + shift) % 26 + base))
        else:
            out.append(ch)
    return "".join(out)


def palindrome(text):
    letters = [c for c in text.lower() if c.isalnum()]
    return letters == letters[::-1]


def run_length(text):
    result, i = "", 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        result += text[i] + (str(j - i) if j - i > 1 else "")
        i = j
    return result


def wrap(text, width):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return lines + [line] if line else lines


def table(rows):
    widths = [max(len(str(row[i])) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(" | ".join(str(cell).ljust(w) for cell, w in zip(row, widths)).rstrip() for row in rows)


print(caesar("Hello, World!", 3), caesar(caesar("abcxyz", 5), -5), palindrome("A man, a plan: Panama!"), palindrome("abc"))
print(run_length("aaabccd"), run_length(""), wrap("the quick brown fox jumps over the lazy dog", 10))
print(table([("name", "n"), ("long name", 10), ("x", 3.5)]))
s = t = "shared"
s += "!"
print(s, t, s is not t, "a" * 0 == "", -2 * "x" == "", "ab" * 3)
a, b, *c = "hello"
print(a, b, c, list("abc"), tuple("ab"), "abc"[1:], "abc"[::-1], "abcdef"[1:5:2], "abc"[5:], "abc"[-2:], "abc"[:-1])
counts = {}
for ch in "mississippi":
    counts[ch] = counts.get(ch, 0) + 1
print(counts, sorted(counts.items(), key=lambda item: (-item[1], item[0])))
print("".join(sorted(set("mississippi"))), "-".join(reversed("abc")), " ".join(w[0].upper() + w[1:] for w in "make title case".split()))
print("".join(chr(c) for c in range(97, 103)), "".join(map(str, range(5))), str([1, "a", None]), str((1,)), str({}), str(1.0))
print("line one\n" "line two", """triple
quoted""", r"raw\n", "a\
b", b"bytes".decode(), len("\\"))
for x, y in zip("abc", "abd"):
    print(x, y, x == y, x < y)
