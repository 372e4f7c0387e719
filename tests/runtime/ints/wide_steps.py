"""Products that leave 64 bits inside an expression and come back."""


class Random:
    def __init__(self, seed):
        self.state = seed

    def word(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return self.state

    def below(self, n):
        return (self.word() >> 33) % n


def power_mod(base, exponent, modulus):
    result = 1
    base %= modulus
    while exponent:
        if exponent & 1:
            result = result * base % modulus
        base = base * base % modulus
        exponent >>= 1
    return result


def hashed(text):
    value = 14695981039346656037
    for ch in text:
        value = ((value ^ ord(ch)) * 1099511628211) & 0xFFFFFFFFFFFFFFFF
    return value


def mixed(a, b):
    return (a * b - a) // 3, (a * b + b) % 1000003, a * b >> 40, a * b % 7


def ratio(row, col):
    diagonal = row + col
    return 1.0 / (diagonal * (diagonal + 1) // 2 + row + 1)


def signs(a, b, m):
    return a % m, a // m, (a * b) % m, (a * b) // m


def unsigned_and_signed(state):
    state &= 0xFFFFFFFFFFFFFFFF
    return state - 5, state // 3, state % 1000, state + 1, state >> 1, state ^ 255, 7 - state, -1 & state


random = Random(2024)
words = [random.word() for _ in range(5)]
print(words, [random.below(n) for n in (1, 2, 10, 1000, 2 ** 31)])
print(power_mod(3, 65537, 998244353), power_mod(10 ** 9, 10 ** 9, 10 ** 9 + 7), power_mod(2 ** 62, 3, 2 ** 63 - 25))
print(hashed(""), hashed("abc"), hashed("a much longer text, to be sure"))
for a in (0, 1, 2 ** 31, 2 ** 62, 2 ** 63 - 1):
    for b in (1, 3, 2 ** 40 + 1, 2 ** 63 - 1):
        print(mixed(a, b))
print(ratio(0, 0), ratio(10, 20), ratio(2 ** 40, 2 ** 41))
for a in (-7, 7, -2 ** 63, 2 ** 63 - 1):
    for m in (3, -3, 2 ** 40):
        print(signs(a, 5, m))
print(-2 ** 63 // -1, (-2 ** 63) % -1, [x // -1 for x in (-2 ** 63, 5)])
for state in (0, 4, 5, 2 ** 63, 2 ** 64 - 1):
    print(unsigned_and_signed(state))
