"""Higher-order functions."""

from typing import Any, Callable, Iterable

def reduce[T, R](f: Callable[[T | R, T], R], xs: Iterable[T], /) -> T | R:
    it = iter(xs)
    total = next(it)
    for x in it:
        total = f(total, x)
    return total
def reduce[T, R, I](f: Callable[[R | I, T], R], xs: Iterable[T], initial: I, /) -> R | I:
    total = initial
    for x in xs:
        total = f(total, x)
    return total

@hook("partial")
@cpp("py::object", header="py/object.hpp")
class partial:
    @cpp("py::functools::partial", header="py/functools.hpp")
    def __init__(self, f: Callable[..., Any], /, *args: Any, **named: Any) -> None: ...
    def __call__(self, *args: Any, **named: Any) -> Any: ...
    func: Callable[..., Any]
    args: tuple[Any, ...]
    keywords: dict[str, Any]

@hook("partial")
class partialmethod:
    def __init__(self, f: Callable[..., Any], /, *args: Any, **named: Any) -> None: ...

@hook("wraps")
def wraps(wrapped: Any, assigned: tuple[str, ...] = ..., updated: tuple[str, ...] = ...) -> Callable[..., Any]: ...
@hook("wraps")
def update_wrapper(wrapper: Any, wrapped: Any, assigned: tuple[str, ...] = ..., updated: tuple[str, ...] = ...) -> Any: ...

class CacheInfo:
    hits: int
    misses: int
    maxsize: int | None
    currsize: int

@cpp("py::functools::lru_cache", header="py/functools.hpp")
class _lru_cache_wrapper:
    def cache_info(self) -> CacheInfo: ...
    def cache_clear(self) -> None: ...

@hook("lru_cache")
def lru_cache(maxsize: Any = 128, typed: bool = False) -> Any: ...
@hook("lru_cache")
def cache(f: Callable[..., Any], /) -> Any: ...

@hook("cached_property")
class cached_property:
    def __init__(self, f: Callable[[Any], Any]) -> None: ...

@hook("total_ordering")
def total_ordering(cls: type, /) -> type: ...

@hook("singledispatch")
def singledispatch(f: Callable[..., Any]) -> Any: ...
@hook("singledispatch")
class singledispatchmethod:
    def __init__(self, f: Callable[..., Any]) -> None: ...

@own_type
def cmp_to_key[T](compare: Callable[[T, T], Any], /) -> Callable[[T], Any]:
    def key(x):
        compare(x, x) < 0
        return x
    return key
