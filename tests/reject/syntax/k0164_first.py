# expect: K0164 4:1
try:
    pass
except:
    pass
except ValueError:
    pass
