"""Binary search in sorted lists."""

from typing import Any, Callable, Sequence

@reads("a")
@raises(ValueError)
@range("len")
@uses("__lt__", of="T")
def bisect_left[T](a: Sequence[T], x: T, lo: int = 0, hi: int | None = None, *, key: None = None) -> int: ...
@reads("a")
@raises(ValueError)
@range("len")
@calls("key")
@uses("__lt__", of="K")
def bisect_left[T, K](a: Sequence[T], x: K, lo: int = 0, hi: int | None = None, *, key: Callable[[T], K]) -> int: ...
@reads("a")
@raises(ValueError)
@range("len")
@uses("__lt__", of="T")
def bisect_right[T](a: Sequence[T], x: T, lo: int = 0, hi: int | None = None, *, key: None = None) -> int: ...
@reads("a")
@raises(ValueError)
@range("len")
@calls("key")
@uses("__lt__", of="K")
def bisect_right[T, K](a: Sequence[T], x: K, lo: int = 0, hi: int | None = None, *, key: Callable[[T], K]) -> int: ...
@reads("a")
@raises(ValueError)
@range("len")
@uses("__lt__", of="T")
def bisect[T](a: Sequence[T], x: T, lo: int = 0, hi: int | None = None, *, key: None = None) -> int: ...
@reads("a")
@raises(ValueError)
@range("len")
@calls("key")
@uses("__lt__", of="K")
def bisect[T, K](a: Sequence[T], x: K, lo: int = 0, hi: int | None = None, *, key: Callable[[T], K]) -> int: ...
@mutates("a")
@lengthens
@keeps("x")
@raises(ValueError)
@uses("__lt__", of="T")
def insort_left[T](a: list[T], x: T, lo: int = 0, hi: int | None = None, *, key: None = None) -> None: ...
@mutates("a")
@lengthens
@keeps("x")
@raises(ValueError)
@calls("key")
@uses("__lt__", of="K")
def insort_left[T, K](a: list[T], x: T, lo: int = 0, hi: int | None = None, *, key: Callable[[T], K]) -> None: ...
@mutates("a")
@lengthens
@keeps("x")
@raises(ValueError)
@uses("__lt__", of="T")
def insort_right[T](a: list[T], x: T, lo: int = 0, hi: int | None = None, *, key: None = None) -> None: ...
@mutates("a")
@lengthens
@keeps("x")
@raises(ValueError)
@calls("key")
@uses("__lt__", of="K")
def insort_right[T, K](a: list[T], x: T, lo: int = 0, hi: int | None = None, *, key: Callable[[T], K]) -> None: ...
@mutates("a")
@lengthens
@keeps("x")
@raises(ValueError)
@uses("__lt__", of="T")
def insort[T](a: list[T], x: T, lo: int = 0, hi: int | None = None, *, key: None = None) -> None: ...
@mutates("a")
@lengthens
@keeps("x")
@raises(ValueError)
@calls("key")
@uses("__lt__", of="K")
def insort[T, K](a: list[T], x: T, lo: int = 0, hi: int | None = None, *, key: Callable[[T], K]) -> None: ...
