"""`__eq__` without its operand raises TypeError, whatever is compared."""
class E:
    def __eq__(self):
        return True
try:
    print(E() == 3)
except TypeError as e:
    print(e)
try:
    print(E() != 3)
except TypeError as e:
    print(e)
try:
    print(3 == E())
except TypeError as e:
    print(e)
