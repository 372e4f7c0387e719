class BoundedSemaphore(Semaphore):
    @raises(ValueError)
    def __init__(self, value: int = 1) -> None: ...
    @mutates("self")
    @raises(ValueError)
  # expect: K0 11 d0 2:3