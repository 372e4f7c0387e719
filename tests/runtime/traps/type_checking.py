"""What stands under `if TYPE_CHECKING:` never runs, nor need it exist."""
import typing
from typing import TYPE_CHECKING, Callable

if TYPE_CHECKING:
    from no_such_module import Missing

if typing.TYPE_CHECKING:
    import another_missing_module

Handler = Callable[[int], int]


def apply(handler: Handler, value: int) -> int:
    return handler(value)


def find(name: "Missing | None" = None) -> str:
    return "checking" if TYPE_CHECKING else "running"


print(apply(lambda value: value + 1, 4), find(), TYPE_CHECKING, not typing.TYPE_CHECKING)
