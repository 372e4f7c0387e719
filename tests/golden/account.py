"""A bank account, and somebody who uses it."""


class InsufficientFunds(Exception):
    pass


class Account:
    """Money of one owner."""

    def __init__(self, owner: str, balance: float = 0.0):
        self.owner = owner
        self.balance = balance

    def withdraw(self, amount: float) -> float:
        if amount > self.balance:
            raise InsufficientFunds(f"{self.owner} needs {amount - self.balance:.2f} more")
        self.balance -= amount
        return self.balance

    def __str__(self):
        return f"{self.owner}: {self.balance:.2f}"


def main():
    account = Account("Ada", 100.0)
    print(account.withdraw(30.0))
    try:
        account.withdraw(100.0)
    except InsufficientFunds as error:
        print("refused:", error)
    print(account)


main()
