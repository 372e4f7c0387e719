"""Methods of the library kept in variables: each call counts, in order."""
rows = iter([1, 2, 3, 4])
step = rows.__next__
print(step(), step())
found = []
add = found.append
add(step())
add(step())
print(found)
take = found.pop
print(take(), take(), found)
print(set().union(*map(set, ["ab", "bc"])) == {"a", "b", "c"}, sorted(set().union(*(word[1:] for word in ["ab", "cde"]))))
