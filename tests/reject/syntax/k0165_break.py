# expect: K0165 6:9
while True:
    try:
        pass
    except* ValueError:
        break
