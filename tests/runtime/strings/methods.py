"""Methods of str, one line per family, with edge cases."""
s = "  Hello, World  "
print(repr(s.strip()), repr(s.lstrip()), repr(s.rstrip()), "xxabcxx".strip("x"), "abc".strip("ca"), "".strip() == "")
print("a,b,,c".split(","), "a b  c ".split(), "a b c d".split(" ", 2), "a,b,c".rsplit(",", 1), "".split(), "".split(","), " a\tb\nc ".split())
print("one\ntwo\r\nthree\n".splitlines(), "a\nb".splitlines(True), "\n".splitlines(), "".splitlines(), "a\x0bb\x1cc".splitlines())
print("k=v=w".partition("="), "k=v=w".rpartition("="), "kv".partition("="), "kv".rpartition("="))
print("hello".find("l"), "hello".rfind("l"), "hello".find("z"), "hello".find("l", 3), "hello".find("", 2), "hello".index("o"), "hello".count("l"), "aaaa".count("aa"), "abc".count(""))
print("hello".replace("l", "L"), "hello".replace("l", "", 1), "aaa".replace("", "-"), "x".replace("y", "z"))
print("abc".upper(), "ABC".lower(), "hello world".title(), "hELLO".capitalize(), "Hello".swapcase(), "ß".upper(), "İ".lower() == "i̇", "ǆ".title(), "Straße".casefold())
print("abc".startswith("ab"), "abc".endswith(("x", "c")), "abc".startswith("b", 1), "abc".startswith(""), "abc".removeprefix("a"), "abc".removesuffix("x"))
print("ab".center(7, "*"), "ab".ljust(5) + "|", "ab".rjust(5, "."), "42".zfill(5), "-42".zfill(6), "abcdef".zfill(3), "abc".center(6) + "|")
print("a-b".isalnum(), "ab1".isalnum(), "12".isdigit(), "²".isdigit(), "²".isdecimal(), "½".isnumeric(), "abc".isalpha(), " \t".isspace(), "".isspace(), "Ab".istitle(), "aB".islower(), "AB1".isupper(), "x_1".isidentifier(), "a\n".isprintable(), "é".isascii())
print("-".join(["a", "b"]), "".join([]), ",".join("xyz"), "a\tb".expandtabs(4), "abc".translate({97: "x", 98: None}), "abc".translate(str.maketrans("ab", "12", "c")))
print("a" < "b", "a" < "B", "abc" < "abd", "ab" < "abc", "é" > "z", "" < "a", max("hello"), min("hello"), sorted("hello"), "ell" in "hello", "" in "x")
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\n\t\\\x00\x7f\xa0é\u200b😀"), ascii("é😀"), str(b"x"), "\N{BULLET}", "\x41\u0042\U00000043\103")
for call in (lambda: "a".index("z"), lambda: "a".split(""), lambda: ",".join([1]), lambda: "a" + 1, lambda: "a" * "b", lambda: "abc"[5], lambda: "a".center(5, "ab"), lambda: int("x1")):
    try:
        print(call())
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
