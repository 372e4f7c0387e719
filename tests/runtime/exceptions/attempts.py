"""Operations in a `try` whose handler is in sight: look-ups and conversions that may fail."""


class Missing(Exception):
    def __init__(self, key):
        super().__init__(f"no {key}")
        self.key = key


def look_up(table, key):
    try:
        value = table[key]
    except KeyError:
        raise Missing(key) from None
    return value


def with_default(table, key):
    try:
        # the usual case
        return table[key]
    except KeyError:
        return "?"


def count(table, keys):
    found = 0
    missing = 0
    for key in keys:
        try:
            value = table[key]
        except LookupError:
            missing += 1
            continue
        else:
            found += value
    return found, missing


def shout(text):
    print("evaluated", text)
    return text


def number(text):
    try:
        return int(text)
    except ValueError:
        return None


def numbers(texts):
    result = []
    for text in texts:
        try:
            value = float(text)
            result.append(value * 2)
        except ValueError:
            result.append(-1.0)
    return result


def keeps_the_error(table, key):
    try:
        value = table[key]
    except KeyError as error:
        return repr(error)
    return value


def nested(table, names):
    """The key's own look-up fails into the same handler."""
    try:
        value = table[names["a"]]
    except KeyError:
        return "missing"
    return value


def chained(table, key):
    try:
        value = table[key]
    except KeyError:
        raise Missing(key)
    return value


def wrong_kind(text):
    try:
        value = int(text)
    except KeyError:
        value = 0
    return value


def main():
    table = {"one": "1", "two": "2"}
    print(look_up(table, "one"), with_default(table, "two"), with_default(table, "three"))
    try:
        look_up(table, "four")
    except Missing as error:
        print(error, error.key, error.__suppress_context__)
    print(count({1: 10, 2: 20}, [1, 2, 3, 2, 4]))
    print(with_default(table, shout("one")), with_default(table, shout("none")))
    print([number(text) for text in ("12", " -7 ", "1_000", "", "x", "0x10", "٣", "9" * 30)])
    print(numbers(["1.5", "inf", "1e3", "", "one", " 2 "]))
    print(keeps_the_error(table, "five"))
    print(nested({"x": 5}, {"a": "x"}), nested({"x": 5}, {"a": "y"}), nested({"x": 5}, {"b": "x"}))
    try:
        chained({1: "a"}, 2)
    except Missing as error:
        print(error, type(error.__context__).__name__)
    try:
        wrong_kind("z")
    except ValueError as error:
        print(error)
    counts = {}
    pairs = {}
    words = "a b a c b a".split()
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    for left, right in zip(words, words[1:]):
        pairs[left, right] = pairs.get((left, right), 1) * 2
    weights = {}
    for word in words:
        weights[word] = weights.get(word, 0) - 0.5
    print(counts, pairs, weights)


main()
