from __future__ import annotations
from dataclasses import dataclass, field
from typing import Callable, Iterator, Optional

@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    pos: int = field(compare=False, default=-1)

def tokens(source: str) -> Iterator[Token]:
    i = 0
    while i < len(source):
        c = source[i]
        if c.isspace():
            i += 1
        elif c.isdigit():
            j = i
            while j < len(source) and (source[j].isdigit() or source[j] == "."):
                j += 1
            yield Token("num", source[i:j], i)
            i = j
        elif c.isalpha():
            j = i
            while j < len(source) and source[j].isalnum():
                j += 1
            yield Token("name", source[i:j], i)
            i = j
        else:
            yield Token("op", c, i)
            i += 1
    yield Token("end", "", len(source))

class Parser:
    binding = {"+": 10, "-": 10, "*": 20, "/": 20, "^": 30}
    def __init__(self, source):
        self.stream = list(tokens(source))
        self.i = 0
    def peek(self): return self.stream[self.i]
    def next(self):
        t = self.stream[self.i]
        self.i += 1
        return t
    def expr(self, power=0):
        t = self.next()
        if t.kind == "num":
            left = float(t.text) if "." in t.text else int(t.text)
        elif t.kind == "name":
            left = t.text
        elif t.text == "(":
            left = self.expr()
            if self.next().text != ")":
                raise SyntaxError(f"expected ) at {self.stream[self.i - 1].pos}")
        elif t.text == "-":
            left = ("neg", self.expr(25))
        else:
            raise SyntaxError(f"unexpected {t.text!r} at {t.pos}")
        while self.binding.get(self.peek().text, 0) > power:
            op = self.next().text
            left = (op, left, self.expr(self.binding[op] - (op == "^")))
        return left

ops: dict[str, Callable] = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b,
    "/": lambda a, b: a / b, "^": lambda a, b: a ** b, "neg": lambda a: -a,
}
def evaluate(tree, env):
    match tree:
        case int() | float(): return tree
        case str(): return env[tree]
        case (op, *args): return ops[op](*(evaluate(a, env) for a in args))

for text in ["1 + 2 * 3", "2 ^ 3 ^ 2", "-(x + 1.5) * y", "1 / (2 - 2)", "(1", "7 / 2"]:
    try:
        print(text, "=", evaluate(Parser(text).expr(), {"x": 2, "y": 4}))
    except (SyntaxError, ZeroDivisionError) as e:
        print(text, "->", type(e).__name__, e)
print(Token("a", "b", 3) == Token("a", "b", 4), hash(Token("a", "b")) == hash(Token("a", "b", 9)))
