"""for, while, else, break, continue and what the loop variable is afterwards."""


def find(items, wanted):
    for i, item in enumerate(items):
        if item == wanted:
            print("found at", i)
            break
    else:
        print("not found among", len(items))
        return -1
    return i


def countdown(n):
    while n > 0:
        n -= 1
        if n == 2:
            continue
        if n == 100:
            break
        print("n", n)
    else:
        print("ran out", n)


def primes(limit):
    found = []
    for candidate in range(2, limit):
        for p in found:
            if candidate % p == 0:
                break
        else:
            found.append(candidate)
    return found


print(find("abc", "b"), find([1, 2], 3), find([], 0))
countdown(5)
countdown(0)
print(primes(40))
for x in range(3):
    pass
print(x)
for x in range(0):
    pass
print(x)
for x in []:
    never = 1
try:
    print(never)
except NameError as error:
    print(error)


def unbound(flag):
    for y in range(2 if flag else 0):
        pass
    return y


print(unbound(True))
try:
    unbound(False)
except UnboundLocalError as error:
    print(error)
outer = 0
while True:
    outer += 1
    for inner in range(5):
        if inner == outer:
            break
    else:
        break
print(outer, inner)
while False:
    print("never")
else:
    print("while else")
