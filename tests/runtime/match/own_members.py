"""`match self` in an enumeration: the subject is the member itself."""
import enum
class Light(enum.Enum):
    RED = "go"
    GREEN = "stop"
    def same(self):
        return self == Light.RED
    def m(self) -> str:
        match self:
            case Light.RED:
                return "r"
            case Light.GREEN:
                return "g"
        return "?"
print(Light.RED == Light.RED, Light.RED.same(), Light.GREEN.m(), Light.RED.m())
