# expect: K0203 3:8
import sys
import no_such_module

print(sys.argv)
