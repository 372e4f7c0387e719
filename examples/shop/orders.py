"""Orders of products."""
from shop.catalogue import Catalogue, Product

DISCOUNT_FROM = 5_000
DISCOUNT_PERCENT = 10


class UnknownProduct(LookupError):
    pass


class Order:
    """Lines of products and amounts; the total has a discount from 50.00 on."""

    def __init__(self, catalogue: Catalogue):
        self.catalogue = catalogue
        self.lines: list[tuple[Product, int]] = []

    def add(self, code: str, amount: int = 1) -> None:
        if code not in self.catalogue:
            raise UnknownProduct(f"no product {code!r}")
        self.lines.append((self.catalogue.find(code), amount))

    def total(self) -> int:
        cents = sum(product.cents * amount for product, amount in self.lines)
        if cents >= DISCOUNT_FROM:
            cents -= cents * DISCOUNT_PERCENT // 100
        return cents
