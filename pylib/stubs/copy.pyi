"""Shallow and deep copies."""

from typing import Any

@cpp("py::copy::Error", header="py/copy.hpp")
class Error(Exception): ...

@special("copy")
@uses("__copy__", of="x")
def copy[T](x: T, /) -> T: ...
@special("copy")
@uses("__deepcopy__", of="x")
def deepcopy[T](x: T, memo: dict[int, Any] | None = None, /) -> T: ...
