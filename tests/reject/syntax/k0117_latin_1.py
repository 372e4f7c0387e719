# expect: K0117 2:11
# coding: latin-1
print("é")
