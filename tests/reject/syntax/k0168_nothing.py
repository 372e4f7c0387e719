# expect: K0168 2:9
from os import
