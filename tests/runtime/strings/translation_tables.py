"""Tables for str.translate made of a mapping."""
print("hello".translate(str.maketrans({"h": "J", "e": None})))
print("hello".translate(str.maketrans({"h": "J", "e": "E"})))
print("hello".translate(str.maketrans({104: "J", 101: 65})))
print("hello".translate(str.maketrans({"h": 74})))
print("hello".translate(str.maketrans({"h": None, "l": 76, "o": "0"})))
print(str.maketrans({"a": "b", "c": None}))
print(str.maketrans("ab", "cd"), str.maketrans("ab", "cd", "e"))
table = str.maketrans({c: c.upper() for c in "abc"})
print("aabbccdd".translate(table), sorted(table))
try:
    str.maketrans({"ab": "c"})
except ValueError as e:
    print(e)
table = str.maketrans("", "", "lo")
print("hello".translate(table), len(table))
