"""At the bottom of the cycle, and pointing up again."""
print("helpers begins")
import cycle_package


class Entry:
    def __init__(self, shape, position):
        self.shape = shape
        self.position = position

    def describe(self):
        return f"{self.position}: {self.shape.name} of {cycle_package.VERSION}"


def early_look():
    return hasattr(cycle_package, "VERSION")


print("helpers ends", early_look())
