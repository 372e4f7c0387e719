# expect: K0161 3:1
import os
from __future__ import annotations
