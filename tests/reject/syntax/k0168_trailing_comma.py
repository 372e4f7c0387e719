# expect: K0168 2:20
from os import path,
