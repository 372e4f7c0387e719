"""Constants, capwords and Template."""

from typing import Any, Final, Mapping

ascii_letters: Final[str]
ascii_lowercase: Final[str]
ascii_uppercase: Final[str]
digits: Final[str]
hexdigits: Final[str]
octdigits: Final[str]
printable: Final[str]
punctuation: Final[str]
whitespace: Final[str]

@pure
def capwords(s: str, sep: str | None = None) -> str: ...

@cpp("py::string::Template", header="py/string.hpp")
@pure
class Template:
    template: str
    def __init__(self, template: str) -> None: ...
    @raises(KeyError, ValueError)
    @uses("__str__", of="named")
    def substitute(self, /, **named: object) -> str: ...
    @raises(KeyError, ValueError)
    @uses("__str__", of="named")
    def substitute(self, mapping: Mapping[str, Any], /, **named: object) -> str: ...
    @uses("__str__", of="named")
    def safe_substitute(self, /, **named: object) -> str: ...
    @uses("__str__", of="named")
    def safe_substitute(self, mapping: Mapping[str, Any], /, **named: object) -> str: ...
