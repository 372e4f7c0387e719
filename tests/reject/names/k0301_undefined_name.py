# expect: K0301 3:11
def show():
    print(conut)
    return None


count = 1
