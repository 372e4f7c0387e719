"""Flat shapes."""


class Square:
    def __init__(self, side: float):
        self.side = side

    def area(self) -> float:
        return self.side * self.side


def total_area(squares: list[Square]) -> float:
    """The sum of all areas."""
    return sum(square.area() for square in squares)
