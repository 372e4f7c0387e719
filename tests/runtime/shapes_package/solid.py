class Node:
    faces = 6
    def __init__(self, name, weight):
        self.name = name
        self.weight = weight
    def describe(self):
        return f"solid {self.name} {self.weight:.1f} {self.faces}"
