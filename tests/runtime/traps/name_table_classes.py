"""C++ keywords, macros, libc names and reserved identifiers as names of classes."""


class alignas:
    def __init__(self, value): self.value = value

class auto:
    def __init__(self, value): self.value = value

class bitor:
    def __init__(self, value): self.value = value

class case:
    def __init__(self, value): self.value = value

class char:
    def __init__(self, value): self.value = value

class char16_t:
    def __init__(self, value): self.value = value

class concept:
    def __init__(self, value): self.value = value

class constexpr:
    def __init__(self, value): self.value = value

class const_cast:
    def __init__(self, value): self.value = value

class co_return:
    def __init__(self, value): self.value = value

class decltype:
    def __init__(self, value): self.value = value

class delete:
    def __init__(self, value): self.value = value

class double:
    def __init__(self, value): self.value = value

class enum:
    def __init__(self, value): self.value = value

class export:
    def __init__(self, value): self.value = value

class false:
    def __init__(self, value): self.value = value

class friend:
    def __init__(self, value): self.value = value

class inline:
    def __init__(self, value): self.value = value

class long:
    def __init__(self, value): self.value = value

class namespace:
    def __init__(self, value): self.value = value

class noexcept:
    def __init__(self, value): self.value = value

class operator:
    def __init__(self, value): self.value = value

class protected:
    def __init__(self, value): self.value = value

class register:
    def __init__(self, value): self.value = value

class requires:
    def __init__(self, value): self.value = value

class signed:
    def __init__(self, value): self.value = value

class static:
    def __init__(self, value): self.value = value

class static_cast:
    def __init__(self, value): self.value = value

class switch:
    def __init__(self, value): self.value = value

class this:
    def __init__(self, value): self.value = value

class throw:
    def __init__(self, value): self.value = value

class try_:
    def __init__(self, value): self.value = value

class typeid:
    def __init__(self, value): self.value = value

class union:
    def __init__(self, value): self.value = value

class using:
    def __init__(self, value): self.value = value

class void:
    def __init__(self, value): self.value = value

class wchar_t:
    def __init__(self, value): self.value = value

class xor_eq:
    def __init__(self, value): self.value = value

class or_eq:
    def __init__(self, value): self.value = value

class override:
    def __init__(self, value): self.value = value

class import_:
    def __init__(self, value): self.value = value

class NULL:
    def __init__(self, value): self.value = value

class assert_:
    def __init__(self, value): self.value = value

class stdin:
    def __init__(self, value): self.value = value

class stderr:
    def __init__(self, value): self.value = value

class unix:
    def __init__(self, value): self.value = value

class NAN:
    def __init__(self, value): self.value = value

class BUFSIZ:
    def __init__(self, value): self.value = value

class INT_MAX:
    def __init__(self, value): self.value = value

class LONG_MAX:
    def __init__(self, value): self.value = value

class SEEK_SET:
    def __init__(self, value): self.value = value

class SIGINT:
    def __init__(self, value): self.value = value

class I:
    def __init__(self, value): self.value = value

class va_list:
    def __init__(self, value): self.value = value

class EINTR:
    def __init__(self, value): self.value = value

class EACCES:
    def __init__(self, value): self.value = value

class ERANGE:
    def __init__(self, value): self.value = value

class FALSE:
    def __init__(self, value): self.value = value

class minor:
    def __init__(self, value): self.value = value

class UINT64_MAX:
    def __init__(self, value): self.value = value

class SIZE_MAX:
    def __init__(self, value): self.value = value

class FLT_MAX:
    def __init__(self, value): self.value = value

class EXIT_SUCCESS:
    def __init__(self, value): self.value = value

class FILENAME_MAX:
    def __init__(self, value): self.value = value

class MB_CUR_MAX:
    def __init__(self, value): self.value = value

class O_RDONLY:
    def __init__(self, value): self.value = value

class F_OK:
    def __init__(self, value): self.value = value

class WNOHANG:
    def __init__(self, value): self.value = value

class select:
    def __init__(self, value): self.value = value

class exp:
    def __init__(self, value): self.value = value

class random:
    def __init__(self, value): self.value = value

class read:
    def __init__(self, value): self.value = value

class abs_:
    def __init__(self, value): self.value = value

class y0:
    def __init__(self, value): self.value = value

class j0:
    def __init__(self, value): self.value = value

class system:
    def __init__(self, value): self.value = value

class time:
    def __init__(self, value): self.value = value

class exit_:
    def __init__(self, value): self.value = value

class rand:
    def __init__(self, value): self.value = value

class puts:
    def __init__(self, value): self.value = value

class raise_:
    def __init__(self, value): self.value = value

class cos:
    def __init__(self, value): self.value = value

class pow_:
    def __init__(self, value): self.value = value

class ceil:
    def __init__(self, value): self.value = value

class close:
    def __init__(self, value): self.value = value

class dup:
    def __init__(self, value): self.value = value

class sleep:
    def __init__(self, value): self.value = value

class sync:
    def __init__(self, value): self.value = value

class index:
    def __init__(self, value): self.value = value

class stat:
    def __init__(self, value): self.value = value

class atoi:
    def __init__(self, value): self.value = value

class free:
    def __init__(self, value): self.value = value

class gamma:
    def __init__(self, value): self.value = value

class wait:
    def __init__(self, value): self.value = value

class bind:
    def __init__(self, value): self.value = value

class listen:
    def __init__(self, value): self.value = value

class recv:
    def __init__(self, value): self.value = value

class mktime:
    def __init__(self, value): self.value = value

class timezone:
    def __init__(self, value): self.value = value

class memcpy:
    def __init__(self, value): self.value = value

class tolower:
    def __init__(self, value): self.value = value

class fork:
    def __init__(self, value): self.value = value

class std:
    def __init__(self, value): self.value = value

class krait:
    def __init__(self, value): self.value = value

class uint8_t:
    def __init__(self, value): self.value = value

class ssize_t:
    def __init__(self, value): self.value = value

class _Node:
    def __init__(self, value): self.value = value

class _Bool:
    def __init__(self, value): self.value = value

class _x:
    def __init__(self, value): self.value = value

class a___b:
    def __init__(self, value): self.value = value

class _1:
    def __init__(self, value): self.value = value

class _Z__:
    def __init__(self, value): self.value = value

class value__:
    def __init__(self, value): self.value = value

class __balance:
    def __init__(self, value): self.value = value

class class_:
    def __init__(self, value): self.value = value

class struct:
    def __init__(self, value): self.value = value

class template:
    def __init__(self, value): self.value = value


print(alignas(0).value, auto(1).value, bitor(2).value, case(3).value, char(4).value)
print(char16_t(0).value, concept(1).value, constexpr(2).value, const_cast(3).value, co_return(4).value)
print(decltype(0).value, delete(1).value, double(2).value, enum(3).value, export(4).value)
print(false(0).value, friend(1).value, inline(2).value, long(3).value, namespace(4).value)
print(noexcept(0).value, operator(1).value, protected(2).value, register(3).value, requires(4).value)
print(signed(0).value, static(1).value, static_cast(2).value, switch(3).value, this(4).value)
print(throw(0).value, try_(1).value, typeid(2).value, union(3).value, using(4).value)
print(void(0).value, wchar_t(1).value, xor_eq(2).value, or_eq(3).value, override(4).value)
print(import_(0).value, NULL(1).value, assert_(2).value, stdin(3).value, stderr(4).value)
print(unix(0).value, NAN(1).value, BUFSIZ(2).value, INT_MAX(3).value, LONG_MAX(4).value)
print(SEEK_SET(0).value, SIGINT(1).value, I(2).value, va_list(3).value, EINTR(4).value)
print(EACCES(0).value, ERANGE(1).value, FALSE(2).value, minor(3).value, UINT64_MAX(4).value)
print(SIZE_MAX(0).value, FLT_MAX(1).value, EXIT_SUCCESS(2).value, FILENAME_MAX(3).value, MB_CUR_MAX(4).value)
print(O_RDONLY(0).value, F_OK(1).value, WNOHANG(2).value, select(3).value, exp(4).value)
print(random(0).value, read(1).value, abs_(2).value, y0(3).value, j0(4).value)
print(system(0).value, time(1).value, exit_(2).value, rand(3).value, puts(4).value)
print(raise_(0).value, cos(1).value, pow_(2).value, ceil(3).value, close(4).value)
print(dup(0).value, sleep(1).value, sync(2).value, index(3).value, stat(4).value)
print(atoi(0).value, free(1).value, gamma(2).value, wait(3).value, bind(4).value)
print(listen(0).value, recv(1).value, mktime(2).value, timezone(3).value, memcpy(4).value)
print(tolower(0).value, fork(1).value, std(2).value, krait(3).value, uint8_t(4).value)
print(ssize_t(0).value, _Node(1).value, _Bool(2).value, _x(3).value, a___b(4).value)
print(_1(0).value, _Z__(1).value, value__(2).value, __balance(3).value, class_(4).value)
print(struct(0).value, template(1).value)
for kind in (alignas, auto, bitor, case, char, char16_t, concept, constexpr, const_cast, co_return):
    print(kind.__name__, kind(1).value)


class new(auto):
    pass


print(type(new(3)).__name__, new(3).value, isinstance(new(3), auto))
