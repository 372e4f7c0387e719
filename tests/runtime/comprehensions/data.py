"""Comprehensions over records: joining, grouping, pivoting, filtering, as people write reports."""
orders = [
    {"id": 1, "customer": "ann", "items": [("pen", 2, 1.5), ("ink", 1, 7.25)]},
    {"id": 2, "customer": "bob", "items": [("pen", 10, 1.25)]},
    {"id": 3, "customer": "ann", "items": []},
    {"id": 4, "customer": "cy", "items": [("pad", 3, 2.0), ("ink", 2, 7.0), ("pen", 1, 1.5)]},
]
customers = {"ann": "Oslo", "bob": "Lima", "dee": "Rome"}
totals = {order["id"]: sum(n * price for _, n, price in order["items"]) for order in orders}
by_customer = {name: [o["id"] for o in orders if o["customer"] == name] for name in {o["customer"]: None for o in orders}}
products = sorted({item[0] for order in orders for item in order["items"]})
pivot = [[sum(n for p, n, _ in order["items"] if p == product) for product in products] for order in orders]
known = [(o["id"], customers[o["customer"]]) for o in orders if o["customer"] in customers]
print(totals)
print(by_customer, products, pivot)
print(known, [name for name in customers if not any(o["customer"] == name for o in orders)])
print({p: [sum(row[i] for row in pivot), max(row[i] for row in pivot)] for i, p in enumerate(products)})
prices = {}
for product, _, price in (item for order in orders for item in order["items"]):
    prices.setdefault(product, []).append(price)
print(prices, {p: sum(v) / len(v) for p, v in prices.items()}, {p: (min(v), max(v)) for p, v in prices.items() if len(v) > 1})
best = max(orders, key=lambda o: totals[o["id"]])
print(best["customer"], [f"{p}x{n}" for p, n, _ in best["items"]], sum(len(o["items"]) for o in orders))
lines = ["# comment", "a = 1", "", "b=two", "bad line", "c = 3.5"]
settings = {k.strip(): v.strip() for line in lines if line and not line.startswith("#") and "=" in line for k, v in [line.split("=")]}
print(settings, [int(v) for v in settings.values() if v.isdigit()], {k: v for k, v in settings.items() if k > "a"})
table = "\n".join(" ".join(f"{cell:>4}" for cell in row) for row in [products] + pivot)
print(table)
edges = [("a", "b"), ("b", "c"), ("a", "c")]
graph = {n: sorted({y for x, y in edges if x == n} | {x for x, y in edges if y == n}) for n in sorted({n for e in edges for n in e})}
print(graph, sum(len(v) for v in graph.values()) // 2, [(a, b, c) for a in graph for b in graph[a] for c in graph[b] if a < b < c and c in graph[a]])
