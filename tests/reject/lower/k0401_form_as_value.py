# expect: K0401 6:7
"""A class that exists for the transpiler only is no value."""
from functools import singledispatchmethod


print(singledispatchmethod)
