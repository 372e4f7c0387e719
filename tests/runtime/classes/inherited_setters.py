"""A property whose setter a class below uses."""
class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
    @property
    def balance(self): return self._balance
    @balance.setter
    def balance(self, v):
        self._balance = v
class Savings(Account):
    def __init__(self, *args, rate=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.rate = rate
    def grow(self, years=1):
        for _ in range(years):
            self.balance = round(self.balance * (1 + self.rate), 2)
        return self
s = Savings("sue", balance=1000, rate=0.1)
print(s.grow(2).balance, s.grow().owner)
