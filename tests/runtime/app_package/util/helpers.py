COUNTER = 0
STATE = {"n": 0}
def slugify(text):
    return "-".join(text.lower().split())
def bump(by=1):
    global COUNTER
    COUNTER += by
    STATE["n"] += by
    return COUNTER
