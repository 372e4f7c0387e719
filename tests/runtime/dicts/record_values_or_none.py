"""Keys of records that may be None."""


def best(records):
    result = None
    for r in records:
        if r["score"] is not None and (result is None or r["score"] > 1.5):
            result = r
    return result


def total(records):
    total = 0.0
    for r in records:
        if r["score"] is not None:
            total += r["score"]
    return total


def forget(r):
    r["score"] = None


def reset(r):
    if r["score"] is not None:
        before = r["score"]
        forget(r)
        print("after", r["score"], before * 2)
    if r["score"] is None:
        r["score"] = 9.5
        print(r["score"] + 1)


def loop(r):
    if r["score"] is not None:
        for i in range(3):
            print(r["score"])
            r["score"] = None if i == 0 else float(i)


def others(a, b):
    if a["score"] is not None:
        b["score"] = None
        print(a["score"])


records = [{"name": "a", "score": None, "n": 1}, {"name": "b", "score": 1.25, "n": 2}, {"name": "c", "score": 2.5, "n": 3}]
print(total(records), best(records)["name"])
reset(records[2])
loop(records[1])
others(records[2], records[2])
print([r["score"] for r in records], [r["score"] / 2 for r in records if r["score"] is not None])
records[0]["n"] *= 7
records[0]["name"] += "!"
records[0]["n"] //= 2
print(records[0], sum(r["n"] for r in records))
