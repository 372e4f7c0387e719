# difference: objects that refer to each other in a circle
# python: the garbage collector finds them, at the latest when the program ends, and runs their `__del__`.
# krait: they stay until the process ends, and their `__del__` does not run.
# why: objects are freed when their last reference goes; the collector of docs/runtime.md (B4) for the others is not built yet.
class Node:
    def __init__(self):
        self.me = self

    def __del__(self):
        print("gone")


def lose():
    Node()


lose()
print("end")
