"""Import cycles: the order in which module bodies run, names that are there later, one module under several names."""
import cycle_package
from cycle_package.registry import entries, largest
from cycle_package import shapes, helpers as tools
from cycle_package.shapes import Circle as Round

print(cycle_package.VERSION, cycle_package.Shape is shapes.Shape, Round is cycle_package.Circle)
square = shapes.Shape("square")
big = Round(5)
print([entry.describe() for entry in entries])
print(square.neighbours(), largest().name, largest().area())
print(isinstance(big, cycle_package.Shape), tools.Entry.__name__, tools.early_look())


def again():
    from cycle_package import VERSION
    import cycle_package.registry
    return VERSION, len(cycle_package.registry.entries)


print(again())
cycle_package.VERSION = "changed"
print(entries[0].describe(), again())
