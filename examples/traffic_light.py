"""Enumerations and match: a traffic light, and commands that are taken apart by their shape."""
from enum import Enum


class Light(Enum):
    RED = "stop"
    GREEN = "go"
    YELLOW = "wait"

    def following(self) -> "Light":
        match self:
            case Light.RED:
                return Light.GREEN
            case Light.GREEN:
                return Light.YELLOW
            case Light.YELLOW:
                return Light.RED


class Crossing:
    def __init__(self):
        self.light = Light.RED
        self.waiting = 0

    def handle(self, command: str) -> str:
        match command.split():
            case ["next"]:
                self.light = self.light.following()
                return self.light.value
            case ["arrive", count] if count.isdigit():
                self.waiting += int(count)
                return f"{self.waiting} waiting"
            case ["leave"] if self.light is not Light.GREEN:
                return "not now"
            case ["leave" | "go"]:
                gone, self.waiting = self.waiting, 0
                return f"{gone} gone"
            case [verb, *rest]:
                return f"cannot {verb} {rest}"
            case _:
                return "say something"


crossing = Crossing()
for command in ("arrive 3", "leave", "next", "leave", "next", "arrive many cars", ""):
    print(f"{crossing.light.name:<6} {command!r}: {crossing.handle(command)}")
