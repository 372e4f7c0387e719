# expect: K0181 4:9
from __future__ import annotations
def f():
    x: (yield) = 1
