"""Data classes: computed by the transpiler."""

from typing import Any, Callable, Final

@hook("dataclass")
def dataclass(cls: type | None = None, /, *, init: bool = True, repr: bool = True, eq: bool = True, order: bool = False, unsafe_hash: bool = False, frozen: bool = False, match_args: bool = True, kw_only: bool = False, slots: bool = False, weakref_slot: bool = False) -> Any: ...
@hook("field")
def field(*, default: Any = ..., default_factory: Callable[[], Any] = ..., init: bool = True, repr: bool = True, hash: bool | None = None, compare: bool = True, metadata: Any = None, kw_only: bool = False) -> Any: ...
@hook("asdict")
def asdict(x: Any, /, *, dict_factory: Callable[..., Any] = ...) -> dict[str, Any]: ...
@hook("astuple")
def astuple(x: Any, /, *, tuple_factory: Callable[..., Any] = ...) -> tuple[Any, ...]: ...
@hook("replace")
def replace[T](x: T, /, **changes: Any) -> T: ...
@hook("fields")
def fields(x: Any, /) -> tuple[Field, ...]: ...
@hook("is_dataclass")
def is_dataclass(x: Any, /) -> bool: ...
@hook("make_dataclass")
def make_dataclass(name: str, fields: Any, *, bases: tuple[type, ...] = (), namespace: dict[str, Any] | None = None, frozen: bool = False) -> type: ...

@hook("Field")
class Field:
    name: str
    type: Any
    default: Any
    default_factory: Any
    init: bool
    repr: bool
    compare: bool
    kw_only: bool

@hook("InitVar")
class InitVar: ...
@hook("KW_ONLY")
class KW_ONLY: ...
@hook("MISSING")
class _MISSING_TYPE: ...
MISSING: Final[_MISSING_TYPE]

@cpp("py::dataclasses::FrozenInstanceError", header="py/dataclasses.hpp")
class FrozenInstanceError(AttributeError): ...
