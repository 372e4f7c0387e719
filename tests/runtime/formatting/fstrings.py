"""f-strings: nesting, quotes, conversions, expressions, joined literals, own __format__."""


class Temperature:
    def __init__(self, degrees):
        self.degrees = degrees

    def __format__(self, spec):
        if spec == "f":
            return f"{self.degrees * 9 / 5 + 32:.1f}F"
        return f"{self.degrees:{spec}}C"

    def __repr__(self):
        return f"Temperature({self.degrees!r})"


t = Temperature(21.5)
print(f"{t} {t:f} {t:.0f} {t!r} {t!s:>20}")
name, items, table = "Ada", [1, 2, 3], {"k": "v", "n": 5}
print(f"{name.upper()} {items[0]} {items[-1]:>4} {table['k']} {len(items)} {sum(items) / 2}")
print(f"{'yes' if items else 'no'} {[n * 2 for n in items]} { {n for n in items} } {(lambda x: x + 1)(2)}")
print(f"{name!r:>8}" f"{1}" "plain {not a field}" f"{{literal}} {name}")
print(f"""multi
{name}
lines""")
print(rf"\d{name}\n", fr"{items}\t", f"tab\t{name}\\")
print(f"{f'{name}!':*^10} {f'{1}{2!r}'}")
value = 10
print(f"{value:{'>' if value > 5 else '<'}{value}}|", f"{(value := 3)} {value}", f"{value!s}", f"{value:=+5}")
print(f"{3.0} {3} {True} {None} {'é'} {b'x'} {1e5} {10**20} {-0.0}")
order = []


def note(x):
    order.append(x)
    return x


print(f"{note(1)}{note(2):{note(3)}}{note(4)!r}", order)
print(f"{'a' 'b'}", f"{1,}", f"{1, 2}", f'{"q"}', f"{items[1:]}", f"{not items}", f"{1 < 2}", f"{1 if 0 else 2}")
print("" f"", f"{''}" == "", f"{name}" is not None, f"{'{}'}", f"{'x' * 3}")


def report(rows):
    return "\n".join(f"{i:>2}. {label:<10}{amount:>8,.2f}" for i, (label, amount) in enumerate(rows, 1))


print(report([("rent", 1200.5), ("food", 89), ("travel", 12345.678)]))

# a nested width behind plain fields and text
n, w = 3, 5
print(f"{n:>3}|{'x':<{w}}|{n:>{w}}|{'s':>{w}}|{n:3}|{n:^6}|{2.5:>{w}}|")
