"""Strings: methods, slices, formats."""


def is_palindrome(text):
    letters = [c.lower() for c in text if c.isalnum()]
    return letters == letters[::-1]


def caesar(text, shift):
    out = []
    for c in text:
        if "a" <= c <= "z":
            out.append(chr((ord(c) - 97 + shift) % 26 + 97))
        else:
            out.append(c)
    return "".join(out)


line = "  Zürich; 12.5; 東京  "
parts = [part.strip() for part in line.split(";")]
print(parts, len(parts[2]))
print(is_palindrome("A man, a plan, a canal: Panama"))
print(caesar("hello, world", 3))
print(f"{parts[0]:>10}|{float(parts[1]):8.3f}|{255:#x}|{1000000:,}")
print(line.strip().replace("; ", "/").upper(), "ab" * 3, line.find("12"))
