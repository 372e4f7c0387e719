# expect: K0204 2:1
from . import sibling
