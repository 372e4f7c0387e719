# difference: two different NaNs in containers of floats
# python: `[float("nan")] == [float("nan")]` is False: containers ask for identity first, and these are two objects.
# krait: a float has no identity when it is stored as a machine number; inside containers every NaN is identical to every other.
# why: keeping the identity of floats would box every one of them (docs/analysis.md, 23). `nan in [nan]` is True in both.
first = float("nan")
second = float("inf") - float("inf")
numbers = [first, 1.0]
print(numbers == [second, 1.0])
