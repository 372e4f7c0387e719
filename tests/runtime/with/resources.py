"""Locks, transactions, pools and timers written as context managers; nested acquisition and release order."""


class Database:
    def __init__(self):
        self.rows = {}
        self.log = []

    def transaction(self):
        return Transaction(self)


class Transaction:
    def __init__(self, database):
        self.database = database

    def __enter__(self):
        self.saved = dict(self.database.rows)
        self.database.log.append("begin")
        return self

    def put(self, key, value):
        if value is None:
            raise ValueError(f"no value for {key}")
        self.database.rows[key] = value

    def __exit__(self, kind, error, traceback):
        if kind is None:
            self.database.log.append("commit")
        else:
            self.database.rows = self.saved
            self.database.log.append(f"rollback {kind.__name__}")
        return isinstance(error, ValueError)


class Pool:
    def __init__(self, size):
        self.free = list(range(size))

    def __call__(self):
        return Lease(self)


class Lease:
    def __init__(self, pool):
        self.pool = pool
        self.number = -1

    def __enter__(self):
        if not self.pool.free:
            raise RuntimeError("pool is empty")
        self.number = self.pool.free.pop()
        return self.number

    def __exit__(self, *_):
        self.pool.free.append(self.number)


class Indent:
    depth = 0

    def __enter__(self):
        Indent.depth += 1
        return lambda text: print("  " * Indent.depth + text)

    def __exit__(self, *_):
        Indent.depth -= 1


database = Database()
with database.transaction() as t:
    t.put("a", 1)
    t.put("b", 2)
with database.transaction() as t:
    t.put("a", 100)
    t.put("c", None)
try:
    with database.transaction() as t:
        t.put("d", 4)
        t.missing()
except AttributeError as error:
    print(error)
print(database.rows, database.log)
pool = Pool(2)
with pool() as first, pool() as second:
    print(first, second, pool.free)
    try:
        with pool():
            print("never")
    except RuntimeError as error:
        print(error)
print(pool.free)
with Indent() as say:
    say("one")
    with Indent() as deeper:
        deeper("two")
    say("back")
print(Indent.depth)
