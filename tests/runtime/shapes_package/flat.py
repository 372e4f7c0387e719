class Node:
    def __init__(self, name):
        self.name = name
        self.sides = 4
    def describe(self):
        return f"flat {self.name} {self.sides}"
