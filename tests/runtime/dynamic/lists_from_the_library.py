"""Lists that methods of the library make for values of several types."""


def fields(row):
    if row is None or isinstance(row, dict):
        return []
    try:
        first, second = row.split(",")
        return [second, first]
    except ValueError:
        return row.split(",")
    except AttributeError as error:
        return [str(error)]


for row in ("a,b", None, "a,b,c", 7, {"k": 1}):
    print(fields(row))
