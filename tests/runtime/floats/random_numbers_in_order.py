"""Random numbers are drawn in the order in which Python evaluates."""
import random
random.seed(7)
a = random.random() - random.random()
b = random.uniform(0, 1) / random.uniform(1, 2)
print(a, b, random.randint(0, 9) - random.randint(0, 9) * random.randint(1, 3))
def f(x, y, z): return (x, y, z)
print(f(random.random(), random.random(), random.choice("abc")), [random.random() for _ in range(2)], (random.random(), random.random()))
def point():
    return random.random() * 2 - random.random()
print(point(), max(random.random(), random.random() + 1), random.random() < random.random())
