"""Names of types that have no other name."""

from builtins import NoneType as NoneType, NotImplementedType as NotImplementedType
from typing import Any, AsyncGenerator, Coroutine, Generator

FunctionType = function
LambdaType = function
MethodType = function
BuiltinFunctionType = function
BuiltinMethodType = function
ModuleType = module
GeneratorType = Generator
CoroutineType = Coroutine
AsyncGeneratorType = AsyncGenerator
EllipsisType = ellipsis
MappingProxyType = dict

@special("traceback")
class TracebackType:
    tb_lineno: int
    tb_next: TracebackType | None

@hook("SimpleNamespace")
class SimpleNamespace:
    def __init__(self, **named: Any) -> None: ...
