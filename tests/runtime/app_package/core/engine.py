from __future__ import annotations
from typing import TYPE_CHECKING
from .models import ROLE
from ..util.helpers import slugify
if TYPE_CHECKING:
    from .models import User
DEFAULTS: dict[str, int] = {"k": 1}
_registry: list[str] = []
def register(fn):
    _registry.append(fn.__name__)
    return fn
@register
def run(x: str) -> str:
    return slugify(f"Run {x} {ROLE}")
@register
def greet(user: User) -> str:
    return f"hi {user.name}"
def registry(): return list(_registry)
def whoami(): return __name__
