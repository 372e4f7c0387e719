# expect: K0152 4:9
while True:
    def f():
        break
