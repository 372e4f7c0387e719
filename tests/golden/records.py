"""Dicts with constant keys."""


def parse(lines):
    """One record for each line."""
    for number, line in enumerate(lines, 1):
        level, _, text = line.partition(" ")
        yield {
            "line": number,
            "level": level,  # as written
            "text": text or None,
            "words": text.split(),
        }


def only(records, **wanted):
    return [r for r in records if all(r[key] == value for key, value in wanted.items())]


def longest(records):
    best = None
    for record in records:
        if record["text"] is not None and (best is None or len(record["text"]) > len(best["text"])):
            best = record
    return best


def count(records):
    """Grows, so it stays a dict."""
    levels = {}
    for record in records:
        levels[record["level"]] = levels.get(record["level"], 0) + 1
    return levels


records = list(parse(["INFO all is well", "WARN", "INFO bye"]))
records[1]["level"] = "ERROR"
records[0]["line"] += 10
print(records[0], only(records, level="INFO")[1]["words"])
print(longest(records)["line"], count(records))
settings = {"depth": 3, "name": "x"}
for key, value in settings.items():
    print(key, value)
