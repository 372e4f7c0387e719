"""Arguments of `super().__init__` of all kinds."""
class Animal:
    def __init__(self, name, sounds):
        self.name = name
        self.sounds = sounds
    def speak(self):
        return self.name + ": " + " ".join(self.sounds)

class Dog(Animal):
    def __init__(self, name, loud=False):
        base = ["woof"]
        super().__init__(name.title(), [s.upper() for s in base] if loud else base)

class Cat(Animal):
    def __init__(self, name, mood=None):
        super().__init__(name or "cat", mood and [mood] or ["meow"])

class Puppy(Dog):
    def __init__(self, name):
        super().__init__(name + "y", loud=len(name) > 3)
        self.age = 0

class Cow(Animal):
    def __init__(self, *names):
        Animal.__init__(self, "-".join(n.lower() for n in names), list(map(str.upper, names)))

class Pair(Animal):
    def __init__(self, names):
        a, *b = names
        super().__init__(a, sorted(b, key=lambda s: -len(s)))

def log(x):
    print("log", x)
    return x

class Order(Animal):
    def __init__(self, n):
        super().__init__(log("n" + str(n)), [log(x) for x in "abc"[:n]])

class Err(Exception):
    def __init__(self, codes):
        super().__init__(", ".join(f"{c:03d}" for c in codes), [c for c in codes])
        self.codes = codes

class Stack(list):
    pass

for x in [Dog("rex"), Dog("rex", True), Cat(""), Cat("tom", "purr"), Puppy("fido"), Cow("Ann", "Bea"), Pair(["x", "yy", "zzz"]), Order(2)]:
    print(x.speak())
try:
    raise Err([1, 22])
except Err as e:
    print(e, e.args, e.codes)
