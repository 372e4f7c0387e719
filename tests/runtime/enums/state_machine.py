"""Enum members as dict keys, in match, in dataclasses, and as states."""
from dataclasses import dataclass
from enum import Enum


class State(Enum):
    IDLE = "idle"
    OPEN = "open"
    CLOSED = "closed"
    BROKEN = "broken"

    @property
    def final(self):
        return self in (State.CLOSED, State.BROKEN)


class Event(Enum):
    OPEN = 1
    CLOSE = 2
    KICK = 3


TRANSITIONS = {
    (State.IDLE, Event.OPEN): State.OPEN,
    (State.OPEN, Event.CLOSE): State.CLOSED,
    (State.OPEN, Event.KICK): State.BROKEN,
}


@dataclass
class Door:
    state: State = State.IDLE
    kicks: int = 0

    def handle(self, event: Event) -> bool:
        following = TRANSITIONS.get((self.state, event))
        if following is None:
            return False
        self.state = following
        self.kicks += event is Event.KICK
        return True


def describe(state):
    match state:
        case State.IDLE:
            return "waiting"
        case State.OPEN | State.CLOSED:
            return "used " + state.value
        case _:
            return "other"


door = Door()
for event in (Event.CLOSE, Event.OPEN, Event.OPEN, Event.KICK, Event.CLOSE):
    print(event.name, door.handle(event), door, door.state.final)
print([describe(state) for state in State])
counts = {state: 0 for state in State}
for (before, _), after in TRANSITIONS.items():
    counts[after] += 1
print({state.name: n for state, n in counts.items()}, Door() == Door(State.IDLE))
