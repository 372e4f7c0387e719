"""Features that Python 3.11 has anyway."""

from typing import Any, Final

annotations: Final[Any]
division: Final[Any]
print_function: Final[Any]
absolute_import: Final[Any]
unicode_literals: Final[Any]
generator_stop: Final[Any]
generators: Final[Any]
nested_scopes: Final[Any]
with_statement: Final[Any]
