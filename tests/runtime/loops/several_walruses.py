"""`:=` that a test evaluates only sometimes, and several in one test."""


def two(a: dict[str, int], b: dict[str, int], k: str) -> int:
    if (x := a.get(k)) is not None and (y := b.get(k)) is not None:
        return x + y
    return -1


def three(s: str) -> str:
    if (n := len(s)) > 2 and (m := n * 2) > 7 and (k := m + n) < 100:
        return f"{n} {m} {k}"
    return "none"


print(two({"a": 1}, {"a": 2}, "a"), two({"a": 1}, {}, "a"))
print(three("abcd"), three("a"))
vals = [3, 4, 5]
while vals and (v := vals.pop()) > 3 and (w := v - 1) > 0:
    print(v, w)


def length_of(text: str) -> str:
    if not (size := len(text)):
        return "empty"
    if text.startswith("a") or (rest := text[1:]) == "bc":
        return f"{size}"
    elif rest and (last := rest[-1]) in "xyz" or (last := rest[:1]) == "q":
        return f"{size} {rest} {last}"
    return rest


for word in ["", "abc", "dbc", "defx", "dq", "hello"]:
    print(length_of(word))
