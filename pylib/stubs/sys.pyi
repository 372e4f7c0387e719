"""The interpreter's parameters and functions that have a meaning in a compiled program."""

from io import TextIO
from typing import Any, Final, NoReturn

argv: list[str]
byteorder: Final[str]
executable: str
maxsize: Final[int]
maxunicode: Final[int]
path: list[str]
platform: Final[str]
stderr: TextIO
stdin: TextIO
stdout: TextIO
version: Final[str]
version_info: Final[tuple[int, int, int, str, int]]
float_info: Final[FloatInfo]
hash_info: Final[HashInfo]
int_info: Final[IntInfo]

class FloatInfo:
    max: float
    max_exp: int
    max_10_exp: int
    min: float
    min_exp: int
    min_10_exp: int
    dig: int
    mant_dig: int
    epsilon: float
    radix: int
    rounds: int

class HashInfo:
    width: int
    modulus: int
    inf: int
    nan: int
    imag: int

class IntInfo:
    bits_per_digit: int
    sizeof_digit: int
    default_max_str_digits: int
    str_digits_check_threshold: int

@raises(SystemExit)
def exit(code: object = None, /) -> NoReturn: ...
@special("exc_info")
def exc_info() -> tuple[type | None, BaseException | None, Any]: ...
@special("exc_info")
def exception() -> BaseException | None: ...
@pure
def getdefaultencoding() -> str: ...
@pure
def getfilesystemencoding() -> str: ...
@pure
@range("len")
def getrecursionlimit() -> int: ...
@raises(ValueError)
def setrecursionlimit(limit: int, /) -> None: ...
@pure
@range("len")
def get_int_max_str_digits() -> int: ...
@raises(ValueError)
def set_int_max_str_digits(maxdigits: int) -> None: ...
@pure
def intern(text: str, /) -> str: ...
@pure
def is_finalizing() -> bool: ...
