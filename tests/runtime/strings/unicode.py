"""Text that is not ASCII: indexing by code point, slicing, searching, iterating, encoding."""
text = "Zürich 東京 😀 naïve"
print(len(text), text[1], text[7], text[10], text[-5:], text[::-1], text[7:9], text.index("😀"), text.find("naïve"))
for i, ch in enumerate("aé東😀"):
    print(i, ch, ord(ch), hex(ord(ch)), chr(ord(ch)) == ch, len(ch.encode()))
print(text.upper(), text.split(), text.replace("東", "西"), "é" in text, text.count("i"))
data = text.encode("utf-8")
print(len(data), data[:4], data.decode("utf-8") == text, "é".encode("latin-1"), "é".encode("utf-16-le"), b"\xc3\xa9".decode())
for call in (lambda: b"\xff".decode("utf-8"), lambda: "é".encode("ascii"), lambda: chr(0x110000), lambda: ord("ab"), lambda: b"\xe9\x80".decode()):
    try:
        print(call())
    except (UnicodeError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(b"a\xffb".decode("utf-8", "replace"), b"a\xffb".decode("utf-8", "ignore"), "é".encode("ascii", "replace"), "é".encode("ascii", "xmlcharrefreplace"), "é".encode("ascii", "backslashreplace"))
print("e\u0301" == "é", len("e\u0301"), "\u00e9" == "é", sorted(["z", "é", "a", "É"]), "ÀÉ".lower(), "ǅ".lower(), "Σας".lower(), "ΑΣ".lower())
words = ["Äpfel", "apfel", "Zebra", "äpfel"]
print(sorted(words), sorted(words, key=str.lower), max(words), {w[0]: len(w) for w in words})
mixed = "abc" + "é" * 3 + "😀"
print(mixed, len(mixed), mixed[3], mixed[-1], mixed[2:5], mixed[5:1:-2], mixed * 2, [mixed[i] for i in range(0, len(mixed), 3)])
print(f"{'é':>5}|{'東京':<6}|{'😀':^5}|", "é".ljust(3, "ü"), "%5s|" % "é", "日本".center(6, "*"))
print(hash("é") == hash("\u00e9"), {"é": 1}["\u00e9"], "é" "ü", "a\u0000b", len("a\u0000b"), "\ud800" == "\ud800", len("\ud800"))
total = ""
for n in range(5):
    total += chr(0x3b1 + n)
print(total, total.upper(), total.find("γ"), total.rfind("ε"), total[1:-1], "γ" in total, total.startswith("αβ"))
print("café".isalpha(), "١٢".isdigit(), int("١٢"), "x²".isalnum(), "\u3000".isspace(), "ª".islower(), "Ⅷ".isupper(), "ﬁ".upper(), "ŉ".upper())
