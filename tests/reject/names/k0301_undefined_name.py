# expect: K0301 3:7
def show():
    print(conut)
    return None


count = 1
