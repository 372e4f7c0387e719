"""A small shop: what it sells and what was ordered."""
from shop.catalogue import Catalogue, Product
from shop.orders import Order, UnknownProduct

__all__ = ["Catalogue", "Order", "Product", "UnknownProduct"]
