"""Heaps in lists, with CPython's order of comparisons and of equal elements."""

from typing import Any, Callable, Iterable, Iterator

@mutates("heap")
@lengthens
@keeps("item")
@uses("__lt__", of="T")
def heappush[T](heap: list[T], item: T, /) -> None: ...
@mutates("heap")
@raises(IndexError)
@uses("__lt__", of="T")
@range("element")
def heappop[T](heap: list[T], /) -> T: ...
@mutates("heap")
@lengthens
@uses("__lt__", of="T")
def heapify[T](heap: list[T], /) -> None: ...
@mutates("heap")
@lengthens
@keeps("item")
@raises(IndexError)
@uses("__lt__", of="T")
def heapreplace[T](heap: list[T], item: T, /) -> T: ...
@mutates("heap")
@lengthens
@keeps("item")
@uses("__lt__", of="T")
def heappushpop[T](heap: list[T], item: T, /) -> T: ...
@keeps("iterables")
def merge[T](*iterables: Iterable[T], key: Callable[[T], Any] | None = None, reverse: bool = False) -> Iterator[T]:
    for iterable in iterables:
        for x in iterable:
            if key is not None:
                key(x) < key(x)
            else:
                x < x
            yield x
@keeps("iterable")
@calls("key")
@uses("__lt__", of="T")
def nlargest[T](n: int, iterable: Iterable[T], key: Callable[[T], Any] | None = None) -> list[T]: ...
@keeps("iterable")
@calls("key")
@uses("__lt__", of="T")
def nsmallest[T](n: int, iterable: Iterable[T], key: Callable[[T], Any] | None = None) -> list[T]: ...
