from app_package.util import helpers
print("loading late", helpers.COUNTER)
calls = 0
def go():
    global calls
    calls += 1
    print("late", calls)
