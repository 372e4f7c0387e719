"""Packages inside packages: what importing one runs, stars, names that modules share."""
import app_package
from app_package import core, VERSION as V
from app_package.core import engine as eng
from app_package.core.models import *
from app_package.util import helpers
import app_package.util.helpers as h2
from app_package.util.helpers import slugify, COUNTER

def main():
    print(app_package.VERSION, V, core.NAME, eng.run("x"), helpers is h2)
    u = User("Ann Lee", email="a@b.c")
    print(u, slugify(u.name), repr(Admin("Root")), ROLE)
    try:
        print(hidden)
    except NameError as e:
        print(e)
    helpers.bump(); h2.bump()
    print(helpers.STATE["n"], COUNTER, helpers.COUNTER, app_package.core.models._hidden)
    print(eng.registry(), core.engine.DEFAULTS is eng.DEFAULTS)
    eng.DEFAULTS["k"] = 2
    print(core.engine.DEFAULTS, __name__, helpers.__name__, eng.whoami())
    from app_package.util import late
    late.go()
    import app_package.util.late as again
    again.go()
    try:
        User("", email="")
    except app_package.core.models.ValidationError as err:
        print("invalid:", err, err.field, isinstance(err, ValueError))

if __name__ == "__main__":
    main()
