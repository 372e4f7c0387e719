# expect: K0302 2:39
from _module_with_one import present, absent

print(present, absent)
