"""Names that the C++ has to invent stay clear of the program's: of locals of closures and of members."""


class Assign:
    def __init__(self, value):
        self.value = value

    def run(self, env):
        env["a"] = result = self.value.get("k")
        return result


def outer():
    seen = {}

    def inner(key):
        value = seen[key] = key * 2
        return value

    return inner(1), inner("b"), seen


env = {}
print(Assign({"k": "v"}).run(env), env, outer())
