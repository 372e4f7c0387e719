"""C++ keywords, macros, libc names and reserved identifiers as names of variables, global and local."""

alignas, alignof, auto, bitand, bitor, bool, case, catch, char, char8_t = range(10)
char16_t, compl, concept, const, constexpr, constinit, const_cast, co_await, co_return, co_yield = range(10)
decltype, default, delete, do, double, dynamic_cast, enum, explicit, export, extern = range(10)
false, float, friend, goto, inline, int, long, mutable, namespace, new = range(10)
noexcept, nullptr, operator, private, protected, public, register, reinterpret_cast, requires, short = range(10)
signed, sizeof, static, static_assert, static_cast, struct, switch, template, this, thread_local = range(10)
throw, true, try_, typedef, typeid, typename, union, unsigned, using, virtual = range(10)
void, volatile, wchar_t, xor, xor_eq, and_eq, or_eq, not_eq, override, final = range(10)
import_, module, NULL, EOF, assert_, errno, stdin, stdout, stderr, linux = range(10)
unix, INFINITY, NAN, HUGE_VAL, BUFSIZ, RAND_MAX, INT_MAX, INT_MIN, LONG_MAX, CHAR_BIT = range(10)
SEEK_SET, SEEK_END, SIGINT, SIGTERM, I, offsetof, va_list, ENOENT, EINTR, EINVAL = range(10)
EACCES, EDOM, ERANGE, TRUE, FALSE, major, minor, PATH_MAX, UINT64_MAX, INT64_C = range(10)
SIZE_MAX, M_PI, FLT_MAX, DBL_MAX, EXIT_SUCCESS, L_tmpnam, FILENAME_MAX, CLOCKS_PER_SEC, MB_CUR_MAX, SCHED_OTHER = range(10)
O_RDONLY, S_IRUSR, F_OK, R_OK, WNOHANG, main, select, log, exp, remove = range(10)
random, link, read, write, abs_, div, y0, y1, j0, jn = range(10)
system, access, time, clock, exit_, abort, rand, printf, puts, signal = range(10)
raise_, sin, cos, sqrt, pow_, floor, ceil, open_, close, pipe = range(10)
dup, kill, sleep, pause, sync, truncate, index, rename, stat, tmpfile = range(10)
atoi, qsort, free, malloc, gamma, environ, wait, accept, bind, connect = range(10)
listen, send, recv, socket, mktime, daylight, timezone, strlen, memcpy, isalpha = range(10)
tolower, getenv, fork, nice, std, py, krait, size_t, uint8_t, int64_t = range(10)
ssize_t, FILE, _Node, __balance, _Bool, __double_, _x, x__y, a___b, _ = range(10)
__, ___, _1, __1, _Z__, value_, value__, self_, this_ = range(9)

print("globals")
print(alignas, alignof, auto, bitand, bitor, bool, case, catch, char, char8_t)
print(char16_t, compl, concept, const, constexpr, constinit, const_cast, co_await, co_return, co_yield)
print(decltype, default, delete, do, double, dynamic_cast, enum, explicit, export, extern)
print(false, float, friend, goto, inline, int, long, mutable, namespace, new)
print(noexcept, nullptr, operator, private, protected, public, register, reinterpret_cast, requires, short)
print(signed, sizeof, static, static_assert, static_cast, struct, switch, template, this, thread_local)
print(throw, true, try_, typedef, typeid, typename, union, unsigned, using, virtual)
print(void, volatile, wchar_t, xor, xor_eq, and_eq, or_eq, not_eq, override, final)
print(import_, module, NULL, EOF, assert_, errno, stdin, stdout, stderr, linux)
print(unix, INFINITY, NAN, HUGE_VAL, BUFSIZ, RAND_MAX, INT_MAX, INT_MIN, LONG_MAX, CHAR_BIT)
print(SEEK_SET, SEEK_END, SIGINT, SIGTERM, I, offsetof, va_list, ENOENT, EINTR, EINVAL)
print(EACCES, EDOM, ERANGE, TRUE, FALSE, major, minor, PATH_MAX, UINT64_MAX, INT64_C)
print(SIZE_MAX, M_PI, FLT_MAX, DBL_MAX, EXIT_SUCCESS, L_tmpnam, FILENAME_MAX, CLOCKS_PER_SEC, MB_CUR_MAX, SCHED_OTHER)
print(O_RDONLY, S_IRUSR, F_OK, R_OK, WNOHANG, main, select, log, exp, remove)
print(random, link, read, write, abs_, div, y0, y1, j0, jn)
print(system, access, time, clock, exit_, abort, rand, printf, puts, signal)
print(raise_, sin, cos, sqrt, pow_, floor, ceil, open_, close, pipe)
print(dup, kill, sleep, pause, sync, truncate, index, rename, stat, tmpfile)
print(atoi, qsort, free, malloc, gamma, environ, wait, accept, bind, connect)
print(listen, send, recv, socket, mktime, daylight, timezone, strlen, memcpy, isalpha)
print(tolower, getenv, fork, nice, std, py, krait, size_t, uint8_t, int64_t)
print(ssize_t, FILE, _Node, __balance, _Bool, __double_, _x, x__y, a___b, _)
print(__, ___, _1, __1, _Z__, value_, value__, self_, this_)


def local_variables(start):
    alignas = start
    alignof = start + 1
    auto = start + 2
    bitand = start + 3
    bitor = start + 4
    print(alignas, alignof, auto, bitand, bitor)
    bool = start
    case = start + 1
    catch = start + 2
    char = start + 3
    char8_t = start + 4
    print(bool, case, catch, char, char8_t)
    char16_t = start
    compl = start + 1
    concept = start + 2
    const = start + 3
    constexpr = start + 4
    print(char16_t, compl, concept, const, constexpr)
    constinit = start
    const_cast = start + 1
    co_await = start + 2
    co_return = start + 3
    co_yield = start + 4
    print(constinit, const_cast, co_await, co_return, co_yield)
    decltype = start
    default = start + 1
    delete = start + 2
    do = start + 3
    double = start + 4
    print(decltype, default, delete, do, double)
    dynamic_cast = start
    enum = start + 1
    explicit = start + 2
    export = start + 3
    extern = start + 4
    print(dynamic_cast, enum, explicit, export, extern)
    false = start
    float = start + 1
    friend = start + 2
    goto = start + 3
    inline = start + 4
    print(false, float, friend, goto, inline)
    int = start
    long = start + 1
    mutable = start + 2
    namespace = start + 3
    new = start + 4
    print(int, long, mutable, namespace, new)
    noexcept = start
    nullptr = start + 1
    operator = start + 2
    private = start + 3
    protected = start + 4
    print(noexcept, nullptr, operator, private, protected)
    public = start
    register = start + 1
    reinterpret_cast = start + 2
    requires = start + 3
    short = start + 4
    print(public, register, reinterpret_cast, requires, short)
    signed = start
    sizeof = start + 1
    static = start + 2
    static_assert = start + 3
    static_cast = start + 4
    print(signed, sizeof, static, static_assert, static_cast)
    struct = start
    switch = start + 1
    template = start + 2
    this = start + 3
    thread_local = start + 4
    print(struct, switch, template, this, thread_local)
    throw = start
    true = start + 1
    try_ = start + 2
    typedef = start + 3
    typeid = start + 4
    print(throw, true, try_, typedef, typeid)
    typename = start
    union = start + 1
    unsigned = start + 2
    using = start + 3
    virtual = start + 4
    print(typename, union, unsigned, using, virtual)
    void = start
    volatile = start + 1
    wchar_t = start + 2
    xor = start + 3
    xor_eq = start + 4
    print(void, volatile, wchar_t, xor, xor_eq)
    and_eq = start
    or_eq = start + 1
    not_eq = start + 2
    override = start + 3
    final = start + 4
    print(and_eq, or_eq, not_eq, override, final)
    import_ = start
    module = start + 1
    NULL = start + 2
    EOF = start + 3
    assert_ = start + 4
    print(import_, module, NULL, EOF, assert_)
    errno = start
    stdin = start + 1
    stdout = start + 2
    stderr = start + 3
    linux = start + 4
    print(errno, stdin, stdout, stderr, linux)
    unix = start
    INFINITY = start + 1
    NAN = start + 2
    HUGE_VAL = start + 3
    BUFSIZ = start + 4
    print(unix, INFINITY, NAN, HUGE_VAL, BUFSIZ)
    RAND_MAX = start
    INT_MAX = start + 1
    INT_MIN = start + 2
    LONG_MAX = start + 3
    CHAR_BIT = start + 4
    print(RAND_MAX, INT_MAX, INT_MIN, LONG_MAX, CHAR_BIT)
    SEEK_SET = start
    SEEK_END = start + 1
    SIGINT = start + 2
    SIGTERM = start + 3
    I = start + 4
    print(SEEK_SET, SEEK_END, SIGINT, SIGTERM, I)
    offsetof = start
    va_list = start + 1
    ENOENT = start + 2
    EINTR = start + 3
    EINVAL = start + 4
    print(offsetof, va_list, ENOENT, EINTR, EINVAL)
    EACCES = start
    EDOM = start + 1
    ERANGE = start + 2
    TRUE = start + 3
    FALSE = start + 4
    print(EACCES, EDOM, ERANGE, TRUE, FALSE)
    major = start
    minor = start + 1
    PATH_MAX = start + 2
    UINT64_MAX = start + 3
    INT64_C = start + 4
    print(major, minor, PATH_MAX, UINT64_MAX, INT64_C)
    SIZE_MAX = start
    M_PI = start + 1
    FLT_MAX = start + 2
    DBL_MAX = start + 3
    EXIT_SUCCESS = start + 4
    print(SIZE_MAX, M_PI, FLT_MAX, DBL_MAX, EXIT_SUCCESS)
    L_tmpnam = start
    FILENAME_MAX = start + 1
    CLOCKS_PER_SEC = start + 2
    MB_CUR_MAX = start + 3
    SCHED_OTHER = start + 4
    print(L_tmpnam, FILENAME_MAX, CLOCKS_PER_SEC, MB_CUR_MAX, SCHED_OTHER)
    O_RDONLY = start
    S_IRUSR = start + 1
    F_OK = start + 2
    R_OK = start + 3
    WNOHANG = start + 4
    print(O_RDONLY, S_IRUSR, F_OK, R_OK, WNOHANG)
    main = start
    select = start + 1
    log = start + 2
    exp = start + 3
    remove = start + 4
    print(main, select, log, exp, remove)
    random = start
    link = start + 1
    read = start + 2
    write = start + 3
    abs_ = start + 4
    print(random, link, read, write, abs_)
    div = start
    y0 = start + 1
    y1 = start + 2
    j0 = start + 3
    jn = start + 4
    print(div, y0, y1, j0, jn)
    system = start
    access = start + 1
    time = start + 2
    clock = start + 3
    exit_ = start + 4
    print(system, access, time, clock, exit_)
    abort = start
    rand = start + 1
    printf = start + 2
    puts = start + 3
    signal = start + 4
    print(abort, rand, printf, puts, signal)
    raise_ = start
    sin = start + 1
    cos = start + 2
    sqrt = start + 3
    pow_ = start + 4
    print(raise_, sin, cos, sqrt, pow_)
    floor = start
    ceil = start + 1
    open_ = start + 2
    close = start + 3
    pipe = start + 4
    print(floor, ceil, open_, close, pipe)
    dup = start
    kill = start + 1
    sleep = start + 2
    pause = start + 3
    sync = start + 4
    print(dup, kill, sleep, pause, sync)
    truncate = start
    index = start + 1
    rename = start + 2
    stat = start + 3
    tmpfile = start + 4
    print(truncate, index, rename, stat, tmpfile)
    atoi = start
    qsort = start + 1
    free = start + 2
    malloc = start + 3
    gamma = start + 4
    print(atoi, qsort, free, malloc, gamma)
    environ = start
    wait = start + 1
    accept = start + 2
    bind = start + 3
    connect = start + 4
    print(environ, wait, accept, bind, connect)
    listen = start
    send = start + 1
    recv = start + 2
    socket = start + 3
    mktime = start + 4
    print(listen, send, recv, socket, mktime)
    daylight = start
    timezone = start + 1
    strlen = start + 2
    memcpy = start + 3
    isalpha = start + 4
    print(daylight, timezone, strlen, memcpy, isalpha)
    tolower = start
    getenv = start + 1
    fork = start + 2
    nice = start + 3
    std = start + 4
    print(tolower, getenv, fork, nice, std)
    py = start
    krait = start + 1
    size_t = start + 2
    uint8_t = start + 3
    int64_t = start + 4
    print(py, krait, size_t, uint8_t, int64_t)
    ssize_t = start
    FILE = start + 1
    _Node = start + 2
    __balance = start + 3
    _Bool = start + 4
    print(ssize_t, FILE, _Node, __balance, _Bool)
    __double_ = start
    _x = start + 1
    x__y = start + 2
    a___b = start + 3
    _ = start + 4
    print(__double_, _x, x__y, a___b, _)
    __ = start
    ___ = start + 1
    _1 = start + 2
    __1 = start + 3
    _Z__ = start + 4
    print(__, ___, _1, __1, _Z__)
    value_ = start
    value__ = start + 1
    self_ = start + 2
    this_ = start + 3
    print(value_, value__, self_, this_)


local_variables(100)


def loops():
    for alignas, alignof in [(1, 2), (3, 4)]:
        auto = alignas * alignof
        print(auto)
    for bitand, bitor in [(1, 2), (3, 4)]:
        bool = bitand * bitor
        print(bool)
    for case, catch in [(1, 2), (3, 4)]:
        char = case * catch
        print(char)
    for char8_t, char16_t in [(1, 2), (3, 4)]:
        compl = char8_t * char16_t
        print(compl)
    for concept, const in [(1, 2), (3, 4)]:
        constexpr = concept * const
        print(constexpr)
    for constinit, const_cast in [(1, 2), (3, 4)]:
        co_await = constinit * const_cast
        print(co_await)
    for co_return, co_yield in [(1, 2), (3, 4)]:
        decltype = co_return * co_yield
        print(decltype)
    for default, delete in [(1, 2), (3, 4)]:
        do = default * delete
        print(do)


loops()
