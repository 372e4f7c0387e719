VERSION = "1.2"
print("init app")
