# expect: K0401 9:12
from functools import cache
def maker():
    @cache
    def f(x):
        return x

    g = f
    return f.cache_info()
print(maker())
