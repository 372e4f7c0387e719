"""A bank account that cannot be overdrawn, and what happens when somebody tries."""


class InsufficientFunds(Exception):
    def __init__(self, owner: str, missing: int):
        super().__init__(f"{owner} lacks {missing}")
        self.missing = missing


class Account:
    """An account that cannot be overdrawn."""

    def __init__(self, owner: str, balance: int = 0):
        self.owner = owner
        self.balance = balance
        self.history: list[str] = []

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("a deposit must be positive")
        self.balance += amount
        self.history.append(f"+{amount}")

    def withdraw(self, amount: int) -> None:
        if amount > self.balance:
            raise InsufficientFunds(self.owner, amount - self.balance)
        self.balance -= amount
        self.history.append(f"-{amount}")


def transfer(source: Account, target: Account, amount: int) -> bool:
    try:
        source.withdraw(amount)
    except InsufficientFunds as error:
        print("refused:", error)
        return False
    target.deposit(amount)
    return True


ada = Account("Ada", 100)
bo = Account("Bo")
print(transfer(ada, bo, 30))
print(transfer(bo, ada, 50))
for account in (ada, bo):
    print(f"{account.owner:<5}{account.balance:>5}  {', '.join(account.history)}")
