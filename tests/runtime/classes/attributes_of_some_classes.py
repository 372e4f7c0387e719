# Attributes that only some of the classes have which a name may be an instance of.
class Shape:
    def __init__(self, name):
        self.name = name


class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side ** 2


class Circle(Shape):
    pi = 3

    def __init__(self, r):
        super().__init__("circle")
        self.r = r

    def area(self):
        return self.pi * self.r * self.r

    @property
    def diameter(self):
        return 2 * self.r


class Point(Shape):
    pass


def describe(shape: Shape):
    try:
        print(shape.name, shape.area())
        print(shape.diameter, shape.pi)
    except AttributeError as e:
        print("error:", e)


for s in [Square(2), Circle(3), Point("p")]:
    describe(s)
    if isinstance(s, Circle):
        print(s.diameter, s.pi, s.r)


class Node:
    children = ()

    def accept(self, visitor):
        method = getattr(visitor, "visit_" + type(self).__name__.lower(), visitor.generic_visit)
        return method(self)


class Number(Node):
    def __init__(self, value):
        self.value = value


class Add(Node):
    symbol = "+"

    def __init__(self, *children):
        self.children = children


class Mul(Add):
    symbol = "*"


class Neg(Node):
    def __init__(self, child):
        self.children = (child,)


class Visitor:
    def generic_visit(self, node):
        raise NotImplementedError(f"{type(self).__name__} cannot visit {type(node).__name__}")


class Evaluator(Visitor):
    def visit_number(self, node):
        return node.value

    def visit_add(self, node):
        return sum(c.accept(self) for c in node.children)

    def visit_mul(self, node):
        result = 1
        for c in node.children:
            result *= c.accept(self)
        return result


class Printer(Visitor):
    def __init__(self):
        self.depth = 0

    def visit_number(self, node):
        return str(node.value)

    def generic_visit(self, node):
        self.depth += 1
        inner = [c.accept(self) for c in node.children]
        self.depth -= 1
        if isinstance(node, Add):
            text = f" {node.symbol} ".join(inner)
            return f"({text})" if self.depth else text
        return f"-{inner[0]}"


class Counter(Visitor):
    def __init__(self):
        self.counts = {}

    def generic_visit(self, node):
        name = type(node).__name__
        self.counts[name] = self.counts.get(name, 0) + 1
        for child in node.children:
            child.accept(self)


tree = Add(Number(1), Mul(Number(2), Number(3), Add(Number(4), Number(5))), Number(6))
print(tree.accept(Printer()), "=", tree.accept(Evaluator()))
counter = Counter()
tree.accept(counter)
print(counter.counts)
neg = Neg(tree)
print(neg.accept(Printer()))
try:
    neg.accept(Evaluator())
except NotImplementedError as e:
    print("error:", e)
