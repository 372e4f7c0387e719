# expect: K0401 3:9
class Never:
    def __str__(self, width):
        return "never"


print(Never())
