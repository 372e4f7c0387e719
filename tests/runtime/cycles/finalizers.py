"""`__del__` of objects in circles: once, the oldest first, before the variables of the program end; it may bring objects back."""

saved = []


class Node:
    def __init__(self, name):
        self.name = name
        self.other = None

    def __del__(self):
        print("gone", self.name)


class Phoenix:
    def __init__(self, name):
        self.name = name
        self.me = self
        self.peers = []

    def __del__(self):
        print("burns", self.name, [peer.name for peer in self.peers])
        if self.name == "back":
            saved.append(self)


class Failing:
    def __init__(self):
        self.me = self

    def __del__(self):
        made = Node("made late")
        made.other = made
        print("made one more")


def pair(a, b):
    first, second = Node(a), Node(b)
    first.other = second
    second.other = first
    return first


def phoenixes():
    one, two = Phoenix("back"), Phoenix("not back")
    one.peers.append(one)
    two.peers.append(one)


def broken_by_hand():
    first = pair("c", "d")
    first.other = None
    print("broken")


kept = Node("kept")
pair("a", "b")
loop = pair("e", "f")
broken_by_hand()
phoenixes()
Failing()
print("end", len(saved))
