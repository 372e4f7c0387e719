"""C++ keywords, macros, libc names and reserved identifiers as names of parameters, given by position and by keyword."""


def f0(alignas, alignof, auto=3, *, bitand=4): return [alignas, alignof, auto, bitand]
def f1(bitor, bool, case=3, *, catch=4): return [bitor, bool, case, catch]
def f2(char, char8_t, char16_t=3, *, compl=4): return [char, char8_t, char16_t, compl]
def f3(concept, const, constexpr=3, *, constinit=4): return [concept, const, constexpr, constinit]
def f4(const_cast, co_await, co_return=3, *, co_yield=4): return [const_cast, co_await, co_return, co_yield]
def f5(decltype, default, delete=3, *, do=4): return [decltype, default, delete, do]
def f6(double, dynamic_cast, enum=3, *, explicit=4): return [double, dynamic_cast, enum, explicit]
def f7(export, extern, false=3, *, float=4): return [export, extern, false, float]
def f8(friend, goto, inline=3, *, int=4): return [friend, goto, inline, int]
def f9(long, mutable, namespace=3, *, new=4): return [long, mutable, namespace, new]
def f10(noexcept, nullptr, operator=3, *, private=4): return [noexcept, nullptr, operator, private]
def f11(protected, public, register=3, *, reinterpret_cast=4): return [protected, public, register, reinterpret_cast]
def f12(requires, short, signed=3, *, sizeof=4): return [requires, short, signed, sizeof]
def f13(static, static_assert, static_cast=3, *, struct=4): return [static, static_assert, static_cast, struct]
def f14(switch, template, this=3, *, thread_local=4): return [switch, template, this, thread_local]
def f15(throw, true, try_=3, *, typedef=4): return [throw, true, try_, typedef]
def f16(typeid, typename, union=3, *, unsigned=4): return [typeid, typename, union, unsigned]
def f17(using, virtual, void=3, *, volatile=4): return [using, virtual, void, volatile]
def f18(wchar_t, xor, xor_eq=3, *, and_eq=4): return [wchar_t, xor, xor_eq, and_eq]
def f19(or_eq, not_eq, override=3, *, final=4): return [or_eq, not_eq, override, final]
def f20(import_, module, NULL=3, *, EOF=4): return [import_, module, NULL, EOF]
def f21(assert_, errno, stdin=3, *, stdout=4): return [assert_, errno, stdin, stdout]
def f22(stderr, linux, unix=3, *, INFINITY=4): return [stderr, linux, unix, INFINITY]
def f23(NAN, HUGE_VAL, BUFSIZ=3, *, RAND_MAX=4): return [NAN, HUGE_VAL, BUFSIZ, RAND_MAX]
def f24(INT_MAX, INT_MIN, LONG_MAX=3, *, CHAR_BIT=4): return [INT_MAX, INT_MIN, LONG_MAX, CHAR_BIT]
def f25(SEEK_SET, SEEK_END, SIGINT=3, *, SIGTERM=4): return [SEEK_SET, SEEK_END, SIGINT, SIGTERM]
def f26(I, offsetof, va_list=3, *, ENOENT=4): return [I, offsetof, va_list, ENOENT]
def f27(EINTR, EINVAL, EACCES=3, *, EDOM=4): return [EINTR, EINVAL, EACCES, EDOM]
def f28(ERANGE, TRUE, FALSE=3, *, major=4): return [ERANGE, TRUE, FALSE, major]
def f29(minor, PATH_MAX, UINT64_MAX=3, *, INT64_C=4): return [minor, PATH_MAX, UINT64_MAX, INT64_C]
def f30(SIZE_MAX, M_PI, FLT_MAX=3, *, DBL_MAX=4): return [SIZE_MAX, M_PI, FLT_MAX, DBL_MAX]
def f31(EXIT_SUCCESS, L_tmpnam, FILENAME_MAX=3, *, CLOCKS_PER_SEC=4): return [EXIT_SUCCESS, L_tmpnam, FILENAME_MAX, CLOCKS_PER_SEC]
def f32(MB_CUR_MAX, SCHED_OTHER, O_RDONLY=3, *, S_IRUSR=4): return [MB_CUR_MAX, SCHED_OTHER, O_RDONLY, S_IRUSR]
def f33(F_OK, R_OK, WNOHANG=3, *, main=4): return [F_OK, R_OK, WNOHANG, main]
def f34(select, log, exp=3, *, remove=4): return [select, log, exp, remove]
def f35(random, link, read=3, *, write=4): return [random, link, read, write]
def f36(abs_, div, y0=3, *, y1=4): return [abs_, div, y0, y1]
def f37(j0, jn, system=3, *, access=4): return [j0, jn, system, access]
def f38(time, clock, exit_=3, *, abort=4): return [time, clock, exit_, abort]
def f39(rand, printf, puts=3, *, signal=4): return [rand, printf, puts, signal]
def f40(raise_, sin, cos=3, *, sqrt=4): return [raise_, sin, cos, sqrt]
def f41(pow_, floor, ceil=3, *, open_=4): return [pow_, floor, ceil, open_]
def f42(close, pipe, dup=3, *, kill=4): return [close, pipe, dup, kill]
def f43(sleep, pause, sync=3, *, truncate=4): return [sleep, pause, sync, truncate]
def f44(index, rename, stat=3, *, tmpfile=4): return [index, rename, stat, tmpfile]
def f45(atoi, qsort, free=3, *, malloc=4): return [atoi, qsort, free, malloc]
def f46(gamma, environ, wait=3, *, accept=4): return [gamma, environ, wait, accept]
def f47(bind, connect, listen=3, *, send=4): return [bind, connect, listen, send]
def f48(recv, socket, mktime=3, *, daylight=4): return [recv, socket, mktime, daylight]
def f49(timezone, strlen, memcpy=3, *, isalpha=4): return [timezone, strlen, memcpy, isalpha]
def f50(tolower, getenv, fork=3, *, nice=4): return [tolower, getenv, fork, nice]
def f51(std, py, krait=3, *, size_t=4): return [std, py, krait, size_t]
def f52(uint8_t, int64_t, ssize_t=3, *, FILE=4): return [uint8_t, int64_t, ssize_t, FILE]
def f53(_Node, __balance, _Bool=3, *, __double_=4): return [_Node, __balance, _Bool, __double_]
def f54(_x, x__y, a___b=3, *, _=4): return [_x, x__y, a___b, _]
def f55(__, ___, _1=3, *, __1=4): return [__, ___, _1, __1]
def f56(_Z__, value_, value__=3, *, self_=4): return [_Z__, value_, value__, self_]
def f57(this_, x1, x2=3, *, x3=4): return [this_, x1, x2, x3]


print(f0(1, 2, bitand=5), f0(alignof=7, alignas=8, auto=9))
print(f1(1, 2, catch=5), f1(bool=7, bitor=8, case=9))
print(f2(1, 2, compl=5), f2(char8_t=7, char=8, char16_t=9))
print(f3(1, 2, constinit=5), f3(const=7, concept=8, constexpr=9))
print(f4(1, 2, co_yield=5), f4(co_await=7, const_cast=8, co_return=9))
print(f5(1, 2, do=5), f5(default=7, decltype=8, delete=9))
print(f6(1, 2, explicit=5), f6(dynamic_cast=7, double=8, enum=9))
print(f7(1, 2, float=5), f7(extern=7, export=8, false=9))
print(f8(1, 2, int=5), f8(goto=7, friend=8, inline=9))
print(f9(1, 2, new=5), f9(mutable=7, long=8, namespace=9))
print(f10(1, 2, private=5), f10(nullptr=7, noexcept=8, operator=9))
print(f11(1, 2, reinterpret_cast=5), f11(public=7, protected=8, register=9))
print(f12(1, 2, sizeof=5), f12(short=7, requires=8, signed=9))
print(f13(1, 2, struct=5), f13(static_assert=7, static=8, static_cast=9))
print(f14(1, 2, thread_local=5), f14(template=7, switch=8, this=9))
print(f15(1, 2, typedef=5), f15(true=7, throw=8, try_=9))
print(f16(1, 2, unsigned=5), f16(typename=7, typeid=8, union=9))
print(f17(1, 2, volatile=5), f17(virtual=7, using=8, void=9))
print(f18(1, 2, and_eq=5), f18(xor=7, wchar_t=8, xor_eq=9))
print(f19(1, 2, final=5), f19(not_eq=7, or_eq=8, override=9))
print(f20(1, 2, EOF=5), f20(module=7, import_=8, NULL=9))
print(f21(1, 2, stdout=5), f21(errno=7, assert_=8, stdin=9))
print(f22(1, 2, INFINITY=5), f22(linux=7, stderr=8, unix=9))
print(f23(1, 2, RAND_MAX=5), f23(HUGE_VAL=7, NAN=8, BUFSIZ=9))
print(f24(1, 2, CHAR_BIT=5), f24(INT_MIN=7, INT_MAX=8, LONG_MAX=9))
print(f25(1, 2, SIGTERM=5), f25(SEEK_END=7, SEEK_SET=8, SIGINT=9))
print(f26(1, 2, ENOENT=5), f26(offsetof=7, I=8, va_list=9))
print(f27(1, 2, EDOM=5), f27(EINVAL=7, EINTR=8, EACCES=9))
print(f28(1, 2, major=5), f28(TRUE=7, ERANGE=8, FALSE=9))
print(f29(1, 2, INT64_C=5), f29(PATH_MAX=7, minor=8, UINT64_MAX=9))
print(f30(1, 2, DBL_MAX=5), f30(M_PI=7, SIZE_MAX=8, FLT_MAX=9))
print(f31(1, 2, CLOCKS_PER_SEC=5), f31(L_tmpnam=7, EXIT_SUCCESS=8, FILENAME_MAX=9))
print(f32(1, 2, S_IRUSR=5), f32(SCHED_OTHER=7, MB_CUR_MAX=8, O_RDONLY=9))
print(f33(1, 2, main=5), f33(R_OK=7, F_OK=8, WNOHANG=9))
print(f34(1, 2, remove=5), f34(log=7, select=8, exp=9))
print(f35(1, 2, write=5), f35(link=7, random=8, read=9))
print(f36(1, 2, y1=5), f36(div=7, abs_=8, y0=9))
print(f37(1, 2, access=5), f37(jn=7, j0=8, system=9))
print(f38(1, 2, abort=5), f38(clock=7, time=8, exit_=9))
print(f39(1, 2, signal=5), f39(printf=7, rand=8, puts=9))
print(f40(1, 2, sqrt=5), f40(sin=7, raise_=8, cos=9))
print(f41(1, 2, open_=5), f41(floor=7, pow_=8, ceil=9))
print(f42(1, 2, kill=5), f42(pipe=7, close=8, dup=9))
print(f43(1, 2, truncate=5), f43(pause=7, sleep=8, sync=9))
print(f44(1, 2, tmpfile=5), f44(rename=7, index=8, stat=9))
print(f45(1, 2, malloc=5), f45(qsort=7, atoi=8, free=9))
print(f46(1, 2, accept=5), f46(environ=7, gamma=8, wait=9))
print(f47(1, 2, send=5), f47(connect=7, bind=8, listen=9))
print(f48(1, 2, daylight=5), f48(socket=7, recv=8, mktime=9))
print(f49(1, 2, isalpha=5), f49(strlen=7, timezone=8, memcpy=9))
print(f50(1, 2, nice=5), f50(getenv=7, tolower=8, fork=9))
print(f51(1, 2, size_t=5), f51(py=7, std=8, krait=9))
print(f52(1, 2, FILE=5), f52(int64_t=7, uint8_t=8, ssize_t=9))
print(f53(1, 2, __double_=5), f53(__balance=7, _Node=8, _Bool=9))
print(f54(1, 2, _=5), f54(x__y=7, _x=8, a___b=9))
print(f55(1, 2, __1=5), f55(___=7, __=8, _1=9))
print(f56(1, 2, self_=5), f56(value_=7, _Z__=8, value__=9))
print(f57(1, 2, x3=5), f57(x1=7, this_=8, x2=9))


def collects(*operator, **namespace):
    return operator, namespace


print(collects(1, 2, template=3, new=4, std=5))
print((lambda auto, void=2: auto * void)(3), (lambda *typename: typename)(1, 2))
