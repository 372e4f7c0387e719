"""The products that the shop sells."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Product:
    code: str
    title: str
    cents: int

    @property
    def price(self) -> str:
        return f"{self.cents // 100}.{self.cents % 100:02}"


class Catalogue:
    def __init__(self, products: list[Product]):
        self._by_code = {product.code: product for product in products}

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def find(self, code: str) -> Product:
        return self._by_code[code]
