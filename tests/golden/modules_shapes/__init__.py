"""Shapes, flat and solid."""
UNIT = 2.0
