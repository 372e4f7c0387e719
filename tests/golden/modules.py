"""A program of several modules: a package, imported in three ways."""
import modules_shapes.solids as solids
from modules_shapes import UNIT
from modules_shapes.plane import Square, total_area

squares = [Square(1.5), Square(UNIT)]
print(total_area(squares))
print(solids.volume(squares[0], 4.0))
solids.made += 1
print(solids.made, solids.describe())
