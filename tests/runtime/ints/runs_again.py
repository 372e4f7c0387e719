# Functions that change nothing outside themselves: tried on machine words, run again exactly when those overflow.


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def factorial(n):
    return 1 if n <= 1 else n * factorial(n - 1)


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def power(base, exponent, modulus=0):
    result = 1
    while exponent:
        if exponent & 1:
            result = result * base
            if modulus:
                result %= modulus
        base = base * base
        if modulus:
            base %= modulus
        exponent >>= 1
    return result


def digits(n):
    count = 0
    while n:
        n //= 10
        count += 1
    return count


def overflow_in_the_middle(n):
    value = 2**62 - n
    value = value * 4 + 1
    value -= 2**64
    steps = 0
    while value < 0 and steps < 50:
        value += 7
        steps += 1
    return value, steps


def nested(n):
    total = 0
    for i in range(n):
        total += factorial(i) % (i + 1)
    return total


def quotients(n, d):
    text = ""
    while n > 0:
        text += f"{n // d},{n % d};"
        n -= d * 2 + 1
    return text


def divide_after_overflow(n, divisor):
    big = n
    for _ in range(5):
        big = big * n
    return big // divisor


def shifts(n):
    out = []
    for i in range(60, 70):
        out.append(n << i)
    return out


def triangle(n):
    row = [1] * n
    for _ in range(n):
        for i in range(1, n):
            row[i] += row[i - 1]
    return row


def deep(n):
    return 0 if n == 0 else (deep(n - 1) ^ 1) + 1  # no C++ compiler makes a loop of it


def as_float(n):
    total = 0.5
    value = n
    for _ in range(4):
        total += value
        value = value * n + 1
    return total, value / 3, value > total, value == 7.0


def lucas(p, q, n):
    if n == 0:
        return 0, 1
    u, v = lucas(p, q, n - 1)
    return v, p * v - q * u


def complement(n):
    steps = 0
    while n > -10:
        n = ~n if steps % 2 else -n - 3
        steps += 1
        if steps > 40:
            break
    return n, abs(n), min(n, steps), max(n, 3), divmod(n, 7), n.bit_length()


def main():
    print([fib(n) for n in range(0, 25, 4)], factorial(5), factorial(20), factorial(21), factorial(40))
    print(gcd(48, 18), gcd(2**90, 2**70 * 3), gcd(-12, 18), gcd(0, 0), is_even(10), is_odd(7))
    print(power(3, 20), power(3, 100), power(7, 10**6, 10**9 + 7), power(2, 70, 10**30), power(2, 64, modulus=2**63 + 1))
    print(digits(0), digits(12345), digits(10**40))
    print(overflow_in_the_middle(1), overflow_in_the_middle(2**61))
    print(nested(30))
    print(quotients(40, 7))
    for divisor in (7, 0):
        try:
            print(divide_after_overflow(10**6, divisor))
        except ZeroDivisionError as error:
            print("ZeroDivisionError", error)
    try:
        quotients(5, 0)
    except ZeroDivisionError as error:
        print("ZeroDivisionError", error)
    print(shifts(1), shifts(-3))
    print(triangle(8), triangle(70)[-1])
    print(as_float(3), as_float(10**9))
    print(lucas(1, -1, 50), lucas(3, 2, 80))
    print(complement(5), complement(-3))
    try:
        deep(10**9)
    except RecursionError as error:
        print("RecursionError")
    print(deep(500))


main()
