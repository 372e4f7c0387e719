"""Clocks, sleeping and formatting of times."""

from typing import Final, Iterable, Iterator

timezone: Final[int]
altzone: Final[int]
daylight: Final[int]
tzname: Final[tuple[str, str]]

@cpp("py::time::struct_time", header="py/time.hpp")
@pure
class struct_time:
    tm_year: int
    tm_mon: int
    tm_mday: int
    tm_hour: int
    tm_min: int
    tm_sec: int
    tm_wday: int
    tm_yday: int
    tm_isdst: int
    @raises(TypeError)
    def __init__(self, fields: Iterable[int], /) -> None: ...
    @cpp("py::len")
    @range("len")
    def __len__(self) -> int: ...
    @cpp("at")
    @raises(IndexError)
    def __getitem__(self, index: int, /) -> int: ...
    @cpp("slice")
    def __getitem__(self, index: slice, /) -> tuple[int, ...]: ...
    @cpp("py::iter")
    def __iter__(self) -> Iterator[int]: ...
    def __eq__(self, other: object, /) -> bool: ...
    @cpp("py::repr")
    def __repr__(self) -> str: ...

@io
@nothrow
def time() -> float: ...
@io
@nothrow
@range("nonnegative")
def time_ns() -> int: ...
@io
@nothrow
def perf_counter() -> float: ...
@io
@nothrow
@range("nonnegative")
def perf_counter_ns() -> int: ...
@io
@nothrow
def monotonic() -> float: ...
@io
@nothrow
@range("nonnegative")
def monotonic_ns() -> int: ...
@io
@nothrow
def process_time() -> float: ...
@io
@nothrow
@range("nonnegative")
def process_time_ns() -> int: ...
@io
@nothrow
def thread_time() -> float: ...
@io
@raises(ValueError)
def sleep(seconds: float, /) -> None: ...
@io
def localtime(seconds: float | None = None, /) -> struct_time: ...
@io
def gmtime(seconds: float | None = None, /) -> struct_time: ...
@raises(OverflowError)
def mktime(t: struct_time | tuple[int, int, int, int, int, int, int, int, int], /) -> float: ...
@io
def strftime(format: str, t: struct_time | tuple[int, int, int, int, int, int, int, int, int] | None = None, /) -> str: ...
@raises(ValueError)
def strptime(text: str, format: str = "%a %b %d %H:%M:%S %Y", /) -> struct_time: ...
@io
def asctime(t: struct_time | tuple[int, int, int, int, int, int, int, int, int] | None = None, /) -> str: ...
@io
def ctime(seconds: float | None = None, /) -> str: ...
