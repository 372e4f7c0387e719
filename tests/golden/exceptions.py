"""Exceptions: handlers, else, finally, chains."""


class ConfigError(Exception):
    def __init__(self, key: str):
        super().__init__(f"no value for {key}")
        self.key = key


def read(settings, key):
    try:
        return int(settings[key])
    except KeyError:
        raise ConfigError(key) from None
    except ValueError as error:
        print("bad number:", error)
        return 0


def attempt(settings, key):
    try:
        value = read(settings, key)
    except ConfigError as error:
        print("missing", error.key, "-", error)
    else:
        print(key, "is", value)
    finally:
        print("done with", key)


settings = {"width": "80", "height": "tall"}
for key in ("width", "height", "depth"):
    attempt(settings, key)
