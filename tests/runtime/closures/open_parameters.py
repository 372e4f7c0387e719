"""Functions that are called with different kinds of arguments and only walk or show them."""


def mix(data):
    state = 7
    for value in data:
        state = (state * 31 + value) & 0xFFFF
    return state


def describe(label, value):
    print(f"{label:>8}: {value}")
    print(label, value, sep="=")


numbers = [3, 5]


def grow(values):
    for value in values:
        if len(numbers) < 5:
            numbers.append(value + 1)
    return len(numbers)


print(mix(range(5)), mix([1, 2, 3]), mix({9}), mix((4, 5)))
describe("int", 3)
describe("text", "abc")
describe("list", [1, 2])
describe("none", None)
describe("pair", (1, 2.5))
print(grow(numbers), grow(range(3)), numbers)
