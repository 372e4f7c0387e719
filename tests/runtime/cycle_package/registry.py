"""The registry; names of the other module are read only when functions run."""
print("registry begins")
from cycle_package import helpers

entries = []


def add(shape):
    entries.append(helpers.Entry(shape, len(entries)))


def all_shapes():
    return [entry.shape for entry in entries]


def largest():
    import cycle_package.shapes as shapes
    best = shapes.UNIT
    for shape in all_shapes():
        if shape.area() > best.area():
            best = shape
    return best


print("registry ends")
