"""A program of several modules: the package `shop` and this file, which uses it."""
from shop import Catalogue, Order, Product, UnknownProduct

catalogue = Catalogue([Product("pen", "Fountain pen", 2_495), Product("ink", "Bottle of ink", 725), Product("pad", "Writing pad", 340)])
order = Order(catalogue)
order.add("pen", 2)
order.add("ink")
try:
    order.add("car")
except UnknownProduct as error:
    print("skipped:", error)
for product, amount in order.lines:
    print(f"{amount} x {product.title:<14} {product.price:>6}")
print(f"total {order.total() / 100:.2f} of {len(catalogue)} products on offer")
