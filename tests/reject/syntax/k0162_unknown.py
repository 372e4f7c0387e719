# expect: K0162 2:24
from __future__ import no_such_feature
