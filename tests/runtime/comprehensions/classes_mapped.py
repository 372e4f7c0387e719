"""Classes of containers as functions: map(list, rows)."""
print(list(map(list, zip([1, 2], [3, 4]))))
rows = ["ab", "cd"]
t = list(map(list, rows))
t[0].append("z")
print(t, [list(r) for r in zip(*rows)], list(map(tuple, zip(*[[1, 2], [3, 4]]))), list(map(set, ["aa"])), list(map(dict, [[("a", 1)]])), list(map(str, [1])), list(map(sorted, rows)))
m = list(map(list, zip(*[[1, 2, 3], [4, 5, 6]])))
m[0][0] = 7
print(m)
