"""Keys whose parts are known only when the program runs."""
from enum import Enum, auto
class State(Enum):
    IDLE = auto(); RUNNING = auto()
T = {(State.IDLE, State.RUNNING)}
D = {(State.IDLE, State.RUNNING): 5}
L = [(State.IDLE, State.RUNNING)]
def f(s):
    if isinstance(s, str): s = State[s.upper()]
    return (State.IDLE, s) in T, (State.IDLE, s) in D, (State.IDLE, s) in L, s in {State.RUNNING}, hash(s) == hash(State.RUNNING)
print(f("running"), f(State.RUNNING))
class Q:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n
    def __eq__(self, o): return isinstance(o, Q) and self.n == o.n
def g(x):
    if isinstance(x, int): x = Q(x)
    return (1, x) in {(1, Q(3))}, x in {Q(3)}, [x] == [Q(3)], ("a", x) in {("a", Q(3)): 1}, x in [Q(3)]
print(g(3), g(Q(3)))
