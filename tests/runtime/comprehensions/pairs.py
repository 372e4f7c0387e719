"""Pairs of any kind, and columns of a table."""
# pairs of any kind make a dict; columns of a table
fields = dict(word.split("=", 1) for word in ["a=b", "c=d"])
print(fields, fields.get("a"), fields["c"], fields.get("x"))
mixed = dict([[1, 2.5], [3, 4.5]])
print(mixed, mixed.get(1), dict(["ab", "cd"]))
rows = [[1, 2], [3, 4]]
columns = list(zip(*rows))
print(columns, [sum(column) for column in columns])
