"""Iterator building blocks."""

from typing import Any, Callable, Iterable, Iterator, Literal

def accumulate[T](xs: Iterable[T], func: None = None, *, initial: T | None = None) -> Iterator[T]:
    total = initial
    if total is not None:
        yield total
    for x in xs:
        total = x if total is None else total + x
        yield total
def accumulate[T, R](xs: Iterable[T], func: Callable[[T | R, T], R], *, initial: R | None = None) -> Iterator[T | R]:
    total = initial
    if total is not None:
        yield total
    for x in xs:
        total = x if total is None else func(total, x)
        yield total

@cpp("py::itertools::Chain", header="py/itertools.hpp")
class chain[T](Iterator[T]):
    @keeps("sources")
    def __init__(self, *sources: Iterable[T]) -> None: ...
    @classmethod
    @cpp("py::itertools::chain_from_iterable")
    def from_iterable[A](cls, sources: Iterable[Iterable[A]], /) -> Iterator[A]:
        for source in sources:
            for x in source:
                yield x

def combinations[T](xs: Iterable[T], r: int) -> Iterator[tuple[T, ...]]:
    pool = tuple(xs)
    while True:
        yield pool
def combinations_with_replacement[T](xs: Iterable[T], r: int) -> Iterator[tuple[T, ...]]:
    pool = tuple(xs)
    while True:
        yield pool

def compress[T](data: Iterable[T], selectors: Iterable[Any]) -> Iterator[T]:
    for x, selected in zip(data, selectors):
        if selected:
            yield x

def count(start: int = 0, step: int = 1) -> Iterator[int]:
    while True:
        yield start
        start += step
def count(start: int = 0, step: float = 1) -> Iterator[int | float]:
    while True:
        yield start
        start += step
def count(start: float, step: float = 1) -> Iterator[float]:
    while True:
        yield start
        start += step

def cycle[T](xs: Iterable[T], /) -> Iterator[T]:
    saved = list(xs)
    while True:
        for x in saved:
            yield x

def dropwhile[T](predicate: Callable[[T], Any], xs: Iterable[T], /) -> Iterator[T]:
    for x in xs:
        predicate(x)
        yield x

def filterfalse[T](predicate: Callable[[T], Any] | None, xs: Iterable[T], /) -> Iterator[T]:
    for x in xs:
        if predicate is None:
            if not x:
                yield x
        elif not predicate(x):
            yield x

def groupby[T](xs: Iterable[T], key: None = None) -> Iterator[tuple[T, Iterator[T]]]:
    for x in xs:
        if x == x:
            yield (x, iter([x]))
def groupby[T, K](xs: Iterable[T], key: Callable[[T], K]) -> Iterator[tuple[K, Iterator[T]]]:
    for x in xs:
        k = key(x)
        if k == k:
            yield (k, iter([x]))

def islice[T](xs: Iterable[T], stop: int | None, /) -> Iterator[T]:
    for x in xs:
        yield x
def islice[T](xs: Iterable[T], start: int | None, stop: int | None, step: int | None = 1, /) -> Iterator[T]:
    for x in xs:
        yield x

def pairwise[T](xs: Iterable[T], /) -> Iterator[tuple[T, T]]:
    for x in xs:
        yield (x, x)

def permutations[T](xs: Iterable[T], r: None = None) -> Iterator[tuple[T, ...]]:
    pool = tuple(xs)
    while True:
        yield pool
def permutations[T](xs: Iterable[T], r: int) -> Iterator[tuple[T, ...]]:
    pool = tuple(xs)
    while True:
        yield pool

def product[A, B](a: Iterable[A], b: Iterable[B], /) -> Iterator[tuple[A, B]]:
    second = list(b)
    for x in a:
        for y in second:
            yield (x, y)
def product[A, B, C](a: Iterable[A], b: Iterable[B], c: Iterable[C], /) -> Iterator[tuple[A, B, C]]:
    second = list(b)
    third = list(c)
    for x in a:
        for y in second:
            for z in third:
                yield (x, y, z)
def product[A, B, C, D](a: Iterable[A], b: Iterable[B], c: Iterable[C], d: Iterable[D], /) -> Iterator[tuple[A, B, C, D]]:
    second = list(b)
    third = list(c)
    fourth = list(d)
    for x in a:
        for y in second:
            for z in third:
                for w in fourth:
                    yield (x, y, z, w)
def product[T](*sources: Iterable[T], repeat: int = 1) -> Iterator[tuple[T, ...]]:
    pool = [x for source in sources for x in source]
    while True:
        yield tuple(pool)

def repeat[T](x: T, /) -> Iterator[T]:
    while True:
        yield x
def repeat[T](x: T, times: int) -> Iterator[T]:
    while True:
        yield x

def starmap[R](f: Callable[..., R], xs: Iterable[Any], /) -> Iterator[R]:
    for x in xs:
        yield f(*x)

def takewhile[T](predicate: Callable[[T], Any], xs: Iterable[T], /) -> Iterator[T]:
    for x in xs:
        if not predicate(x):
            break
        yield x

@keeps("xs")
def tee[T](xs: Iterable[T], n: int = 2, /) -> tuple[Iterator[T], ...]: ...

def zip_longest[A, B](a: Iterable[A], b: Iterable[B], /, *, fillvalue: Any = None) -> Iterator[tuple[Any, Any]]:
    first = iter(a)
    second = iter(b)
    while True:
        yield (next(first, fillvalue), next(second, fillvalue))
def zip_longest[A, B, C](a: Iterable[A], b: Iterable[B], c: Iterable[C], /, *, fillvalue: Any = None) -> Iterator[tuple[Any, Any, Any]]:
    first = iter(a)
    second = iter(b)
    third = iter(c)
    while True:
        yield (next(first, fillvalue), next(second, fillvalue), next(third, fillvalue))
def zip_longest(*sources: Iterable[Any], fillvalue: Any = None) -> Iterator[tuple[Any, ...]]:
    iterators = [iter(source) for source in sources]
    while True:
        yield tuple([next(iterator, fillvalue) for iterator in iterators])
