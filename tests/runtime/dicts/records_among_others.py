"""Records in async code, closures, classes, and beside what is no record."""
import asyncio
from dataclasses import dataclass
from typing import Any, Dict, List, NamedTuple


class P(NamedTuple):
    x: int
    y: int


@dataclass
class Holder:
    data: Dict[str, Any]
    n: int = 0


def movies() -> List[Dict[str, Any]]:
    return [{"title": "A", "year": 1999}, {"title": "B", "year": 2001}]


async def fetch(i: int) -> Dict[str, Any]:
    await asyncio.sleep(0)
    return {"id": i, "body": "b" * i, "at": P(i, i + 1)}


async def main() -> None:
    results = await asyncio.gather(*(fetch(i) for i in range(3)))
    print([r["body"] for r in results], results[1]["at"].y, results[2])


def closure():
    state = {"count": 0, "last": None}

    def step(x):
        state["count"] += 1
        state["last"] = x
        return state["count"]
    step("a")
    step("b")
    return state


class Account:
    def __init__(self, owner):
        self.info = {"owner": owner, "balance": 0.0, "open": True}
        self.log: List[Dict[str, Any]] = []

    def deposit(self, amount):
        self.info["balance"] += amount
        self.log.append({"what": "deposit", "amount": amount})
        return self

    def report(self):
        return f"{self.info['owner']}: {self.info['balance']:.2f} {[e['what'] for e in self.log]} {sum(e['amount'] for e in self.log)}"


def keyword_named():
    d = {"class": "c", "int": 1, "new": [1], "operator": None, "self": 3, "py_x": 4, "a": 5.5, "begin": "b", "EOF": "e"}
    print(d, d["class"], d["int"], d["new"], d["operator"], d["self"], d["py_x"], d["a"], d["begin"], d["EOF"])


def finds(rows, name):
    for row in rows:
        if row["name"] == name:
            return row
    raise KeyError(name)


def loops():
    rows = [{"name": c, "n": i, "sub": {"k": i, "label": c * 2}} for i, c in enumerate("xyz")]
    print(finds(rows, "y")["sub"]["label"], rows[-1]["sub"])
    for row in rows:
        row["n"], row["sub"]["k"] = row["sub"]["k"] * 2, row["n"] + 100
    print([(row["n"], row["sub"]["k"]) for row in rows])
    rows[0] = rows[1]
    rows[0]["name"] = "shared"
    print(rows[1]["name"], rows[0] is rows[1])
    while rows and rows[0]["n"] < 10:
        row = rows.pop(0)
        print(row["name"], end=" ")
    print()
    try:
        finds(rows, "q")
    except KeyError as error:
        print("KeyError", error)


def nested_functions(record):
    def get(key):
        return record[key]
    return get("a"), get("b")


def swapped():
    a = {"v": 1, "s": "a"}
    b = {"v": 2, "s": "b"}
    a, b = b, a
    a["v"], b["v"] = b["v"], a["v"]
    print(a, b)


def conditional(flag):
    r = {"v": 1, "s": "yes"} if flag else {"v": 2, "s": "no"}
    q = r if r["v"] == 1 else None
    return r["s"], q is None, (q or r)["s"]


for m in movies():
    print(m["title"], m["year"] + 1)
asyncio.run(main())
final = closure()
print(final["count"], final["last"], final)
print(Account("Eve").deposit(5).deposit(2.5).report())
keyword_named()
loops()
print(nested_functions({"a": 1, "b": "two"}))
swapped()
print(conditional(True), conditional(False))
h = Holder({"k": 1, "v": "x"})
print(h, h.data["k"], h.data.get("v"))
table = {"add": lambda a, b: a + b, "neg": lambda a, b: -a}
print(table["add"](1, 2), table["neg"](1, 2))
mixed = [{"a": 1, "b": "x"}, {"a": 2, "c": "y"}]
print([m["a"] for m in mixed], mixed[1].get("b"), "c" in mixed[1])
lengths = {"short": 1, "long": 2.5}
print(lengths["short"], lengths["long"], sum(lengths.values()))
