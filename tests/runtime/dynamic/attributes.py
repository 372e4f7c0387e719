"""getattr, setattr, hasattr, delattr, vars and dir with names that are computed."""


class Robot:
    kind = "robot"

    def __init__(self):
        self.x = 0
        self.y = 0
        self.log = []

    def do_move(self, dx, dy=0):
        self.x += dx
        self.y += dy
        return f"at {self.x},{self.y}"

    def do_say(self, *words):
        return " ".join(words)

    def do_quit(self):
        return None

    def run(self, line):
        name, *args = line.split()
        method = getattr(self, "do_" + name, None)
        if method is None:
            return f"unknown {name}"
        self.log.append(name)
        return method(*[int(a) if a.lstrip("-").isdigit() else a for a in args])


class Settings:
    pass


robot = Robot()
for line in ("move 3", "move -1 5", "say hello there", "jump", "quit"):
    print(repr(robot.run(line)))
print(robot.log, vars(robot), hasattr(robot, "kind"), hasattr(robot, "do_" + "fly"))
for axis in ("x", "y"):
    setattr(robot, axis, getattr(robot, axis) * 10)
print(robot.x, robot.y, sorted(n for n in dir(robot) if n.startswith("do_")))
settings = Settings()
for i, name in enumerate(["width", "height", "title"]):
    setattr(settings, name, i * 1.5 if i < 2 else "t")
settings.extra = [1]
print(settings.width, settings.height, settings.title, settings.__dict__, len(vars(settings)))
delattr(settings, "extra")
print(hasattr(settings, "extra"), getattr(settings, "extra", "gone"))
settings.__dict__["direct"] = 5
print(settings.direct, getattr(Robot, "kind"), getattr(Robot, "do_say")(robot, "a", "b"))
try:
    getattr(settings, "no" + "thing")
except AttributeError as error:
    print(error)
Robot.do_jump = lambda self, height=1: f"jumped {height}"
print(robot.run("jump 5"), robot.run("jump"), Robot().run("jump 2"))
Robot.kind = "changed"
robot.kind = "own"
print(robot.kind, Robot().kind)
for value in (1, "s", 2.5, [1], {"k": 1}, (1,), None, True, robot, Robot, len, robot.run):
    print(type(value).__name__, callable(value), hasattr(value, "__len__"))
