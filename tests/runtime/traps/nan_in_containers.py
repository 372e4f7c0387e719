"""NaN: compared by value, and by identity inside containers."""
nan = float("nan")
print(nan == nan, nan != nan, nan < 1, nan > 1, nan <= nan)
print(nan in [nan], [nan].count(nan), [nan].index(nan), [nan] == [nan], (nan,) == (nan,))
print(nan in (1.0, nan), {nan: 1} == {nan: 1}, {nan} == {nan})
numbers = [3.0, nan, 1.0]
print(numbers, nan in numbers, 1.0 in numbers, 2.0 in numbers)
print({"a": nan} == {"a": nan}, {nan: "x"}[nan], nan in {nan: "x"})
print(max(nan, 1.0), max(1.0, nan), min(nan, 1.0), min(1.0, nan))
print(max([2.0, nan, 3.0]), min([2.0, nan, 1.0]))
print([nan, 1] < [nan, 2], (nan, 1) < (nan, 2), [1.0, nan] < [2.0, nan])
values = [1.0, nan, 2.0]
values.remove(nan)
print(values)
inf = float("inf")
print(inf - inf, inf * 0, -inf < inf, inf == inf, repr(-nan) in ("nan", "-nan"), nan is nan)
print(f"{nan} {nan:6.1f} {inf:e} {-inf:.2f} {nan:%}", str(nan), "%f" % nan)
print(bool(nan), abs(nan), round(1.5), sum([1.0, nan]))
try:
    print(int(nan))
except ValueError as error:
    print(error)
try:
    print(round(inf))
except OverflowError as error:
    print(error)
class Odd:
    def __eq__(self, other):
        return False
    __hash__ = None


odd = Odd()
print(odd == odd, odd in [odd], [odd] == [odd], [odd].index(odd), [odd] != [odd])
mixed = [nan, "x", None]
print(mixed.index(nan), mixed == [nan, "x", None])
