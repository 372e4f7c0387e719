"""What outer fors bind lives as long as the inner ones go on."""
def f(n): return sum(i * j for i in range(n) for j in range(i))
def g(n, k): return sum(k for i in range(n) for j in range(n) if (i, j) != (0, 0))
def h(n): return sum(i + j + k for i in range(n) for j in (1, 2) for k in (i, j))
def m(n): return any(i * j == 12 for i in range(n) for j in range(n) if i != j)
print(f(5), g(3, 2), h(3), m(5), max(a + b for a in "ab" for b in "xy" if a != b))
def nb(x, y): return sum((x + dx, y + dy) in {(0, 0), (1, 1)} for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0))
print(nb(0, 0), nb(1, 0), nb(2, 2))
