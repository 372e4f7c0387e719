# expect: K0401 6:14
"""What UserDict would do differently from dict is not carried out."""
from collections import UserDict


class Folded(UserDict):
    def __getitem__(self, key):
        return super().__getitem__(key.lower())


print(Folded())
