# difference: generators and coroutines in circles of references
# python: the garbage collector frees a circle of objects whatever it leads through.
# krait: it frees circles through instances, containers, closures, bound methods, `__dict__`s and the `self` of generators, as CPython does when the program ends and by counts of its own before; one through the variables of a suspended generator or coroutine, or a class made at run time, stays until the process ends.
# why: what a suspended C++ coroutine holds can be asked of nobody.
class Reader:
    def __init__(self, text):
        self.text = text
        self.lines = read(self)

    def __del__(self):
        print("gone")


def read(reader):
    for line in reader.text.splitlines():
        yield line


def lose():
    print(next(Reader("a\nb").lines))


lose()
print("end")
