"""Enumerations: members are computed by the transpiler, py/enum.hpp supports them at run time."""

from typing import Any, Iterator, Self

@hook("EnumMeta")
class EnumMeta(type):
    def __iter__(self) -> Iterator[Any]: ...
    def __reversed__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...
    def __contains__(self, x: object, /) -> bool: ...
    def __getitem__(self, name: str, /) -> Any: ...
    __members__: dict[str, Any]

EnumType = EnumMeta

@hook("Enum")
@cpp("py::Enum", header="py/enum.hpp")
@pure
class Enum:
    name: str
    value: Any
    _name_: str
    _value_: Any
    @raises(ValueError)
    def __init__(self, value: Any, /) -> None: ...
    @cpp("py::hash")
    def __hash__(self) -> int: ...
    @cpp("py::repr")
    def __repr__(self) -> str: ...
    @cpp("py::str_of")
    def __str__(self) -> str: ...
    @cpp("py::format_value")
    def __format__(self, spec: str, /) -> str: ...
    @classmethod
    def _missing_(cls, value: object, /) -> Any: ...
    @staticmethod
    def _generate_next_value_(name: str, start: int, count: int, last_values: list[Any], /) -> Any: ...

@hook("Enum")
@cpp("py::IntEnum", header="py/enum.hpp")
class IntEnum(int, Enum):
    value: int
@hook("Enum")
@cpp("py::StrEnum", header="py/enum.hpp")
class StrEnum(str, Enum):
    value: str
@hook("Enum")
@cpp("py::Flag", header="py/enum.hpp")
@pure
class Flag(Enum):
    value: int
    def __and__(self, other: Self, /) -> Self: ...
    def __or__(self, other: Self, /) -> Self: ...
    def __xor__(self, other: Self, /) -> Self: ...
    def __invert__(self) -> Self: ...
    def __contains__(self, other: Self, /) -> bool: ...
    def __iter__(self) -> Iterator[Self]: ...
    def __len__(self) -> int: ...
    def __bool__(self) -> bool: ...
@hook("Enum")
@cpp("py::IntFlag", header="py/enum.hpp")
class IntFlag(int, Flag):
    value: int
@hook("Enum")
class ReprEnum(Enum): ...

@hook("auto")
class auto:
    def __init__(self) -> None: ...
    value: Any

@hook("unique")
@cpp("py::check_unique", header="py/enum.hpp")
@raises(ValueError)
def unique(cls: type, /) -> type:
    return cls
@hook("enum_member")
class member:
    def __init__(self, value: Any, /) -> None: ...
@hook("enum_member")
class nonmember:
    def __init__(self, value: Any, /) -> None: ...
@hook("enum_property")
class property: ...
