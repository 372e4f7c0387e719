"""A package whose modules import each other in a cycle."""
print("cycle_package begins")
from cycle_package.shapes import Shape, Circle
from cycle_package import registry as registry_module

VERSION = "1." + str(len(registry_module.entries))
print("cycle_package ends", VERSION)
