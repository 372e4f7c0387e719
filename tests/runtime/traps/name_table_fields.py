"""C++ keywords, macros, libc names and reserved identifiers as names of fields and methods."""


class Record:
    def __init__(self, start):
        self.alignas = start + 0
        self.alignof = start + 1
        self.auto = start + 2
        self.bitand = start + 3
        self.bitor = start + 4
        self.bool = start + 5
        self.case = start + 6
        self.catch = start + 7
        self.char = start + 8
        self.char8_t = start + 9
        self.char16_t = start + 10
        self.compl = start + 11
        self.concept = start + 12
        self.const = start + 13
        self.constexpr = start + 14
        self.constinit = start + 15
        self.const_cast = start + 16
        self.co_await = start + 17
        self.co_return = start + 18
        self.co_yield = start + 19
        self.decltype = start + 20
        self.default = start + 21
        self.delete = start + 22
        self.do = start + 23
        self.double = start + 24
        self.dynamic_cast = start + 25
        self.enum = start + 26
        self.explicit = start + 27
        self.export = start + 28
        self.extern = start + 29
        self.false = start + 30
        self.float = start + 31
        self.friend = start + 32
        self.goto = start + 33
        self.inline = start + 34
        self.int = start + 35
        self.long = start + 36
        self.mutable = start + 37
        self.namespace = start + 38
        self.new = start + 39
        self.noexcept = start + 40
        self.nullptr = start + 41
        self.operator = start + 42
        self.private = start + 43
        self.protected = start + 44
        self.public = start + 45
        self.register = start + 46
        self.reinterpret_cast = start + 47
        self.requires = start + 48
        self.short = start + 49
        self.signed = start + 50
        self.sizeof = start + 51
        self.static = start + 52
        self.static_assert = start + 53
        self.static_cast = start + 54
        self.struct = start + 55
        self.switch = start + 56
        self.template = start + 57
        self.this = start + 58
        self.thread_local = start + 59
        self.throw = start + 60
        self.true = start + 61
        self.try_ = start + 62
        self.typedef = start + 63
        self.typeid = start + 64
        self.typename = start + 65
        self.union = start + 66
        self.unsigned = start + 67
        self.using = start + 68
        self.virtual = start + 69
        self.void = start + 70
        self.volatile = start + 71
        self.wchar_t = start + 72
        self.xor = start + 73
        self.xor_eq = start + 74
        self.and_eq = start + 75
        self.or_eq = start + 76
        self.not_eq = start + 77
        self.override = start + 78
        self.final = start + 79
        self.import_ = start + 80
        self.module = start + 81
        self.NULL = start + 82
        self.EOF = start + 83
        self.assert_ = start + 84
        self.errno = start + 85
        self.stdin = start + 86
        self.stdout = start + 87
        self.stderr = start + 88
        self.linux = start + 89
        self.unix = start + 90
        self.INFINITY = start + 91
        self.NAN = start + 92
        self.HUGE_VAL = start + 93
        self.BUFSIZ = start + 94
        self.RAND_MAX = start + 95
        self.INT_MAX = start + 96
        self.INT_MIN = start + 97
        self.LONG_MAX = start + 98
        self.CHAR_BIT = start + 99
        self.SEEK_SET = start + 100
        self.SEEK_END = start + 101
        self.SIGINT = start + 102
        self.SIGTERM = start + 103
        self.I = start + 104
        self.offsetof = start + 105
        self.va_list = start + 106
        self.ENOENT = start + 107
        self.EINTR = start + 108
        self.EINVAL = start + 109
        self.EACCES = start + 110
        self.EDOM = start + 111
        self.ERANGE = start + 112
        self.TRUE = start + 113
        self.FALSE = start + 114
        self.major = start + 115
        self.minor = start + 116
        self.PATH_MAX = start + 117
        self.UINT64_MAX = start + 118
        self.INT64_C = start + 119
        self.SIZE_MAX = start + 120
        self.M_PI = start + 121
        self.FLT_MAX = start + 122
        self.DBL_MAX = start + 123
        self.EXIT_SUCCESS = start + 124
        self.L_tmpnam = start + 125
        self.FILENAME_MAX = start + 126
        self.CLOCKS_PER_SEC = start + 127
        self.MB_CUR_MAX = start + 128
        self.SCHED_OTHER = start + 129
        self.O_RDONLY = start + 130
        self.S_IRUSR = start + 131
        self.F_OK = start + 132
        self.R_OK = start + 133
        self.WNOHANG = start + 134
        self.main = start + 135
        self.select = start + 136
        self.log = start + 137
        self.exp = start + 138
        self.remove = start + 139
        self.random = start + 140
        self.link = start + 141
        self.read = start + 142
        self.write = start + 143
        self.abs_ = start + 144
        self.div = start + 145
        self.y0 = start + 146
        self.y1 = start + 147
        self.j0 = start + 148
        self.jn = start + 149
        self.system = start + 150
        self.access = start + 151
        self.time = start + 152
        self.clock = start + 153
        self.exit_ = start + 154
        self.abort = start + 155
        self.rand = start + 156
        self.printf = start + 157
        self.puts = start + 158
        self.signal = start + 159
        self.raise_ = start + 160
        self.sin = start + 161
        self.cos = start + 162
        self.sqrt = start + 163
        self.pow_ = start + 164
        self.floor = start + 165
        self.ceil = start + 166
        self.open_ = start + 167
        self.close = start + 168
        self.pipe = start + 169
        self.dup = start + 170
        self.kill = start + 171
        self.sleep = start + 172
        self.pause = start + 173
        self.sync = start + 174
        self.truncate = start + 175
        self.index = start + 176
        self.rename = start + 177
        self.stat = start + 178
        self.tmpfile = start + 179
        self.atoi = start + 180
        self.qsort = start + 181
        self.free = start + 182
        self.malloc = start + 183
        self.gamma = start + 184
        self.environ = start + 185
        self.wait = start + 186
        self.accept = start + 187
        self.bind = start + 188
        self.connect = start + 189
        self.listen = start + 190
        self.send = start + 191
        self.recv = start + 192
        self.socket = start + 193
        self.mktime = start + 194
        self.daylight = start + 195
        self.timezone = start + 196
        self.strlen = start + 197
        self.memcpy = start + 198
        self.isalpha = start + 199
        self.tolower = start + 200
        self.getenv = start + 201
        self.fork = start + 202
        self.nice = start + 203
        self.std = start + 204
        self.py = start + 205
        self.krait = start + 206
        self.size_t = start + 207
        self.uint8_t = start + 208
        self.int64_t = start + 209
        self.ssize_t = start + 210
        self.FILE = start + 211
        self._Node = start + 212
        self.__balance = start + 213
        self._Bool = start + 214
        self.__double_ = start + 215
        self._x = start + 216
        self.x__y = start + 217
        self.a___b = start + 218
        self._1 = start + 219
        self.__1 = start + 220
        self._Z__ = start + 221
        self.value_ = start + 222
        self.value__ = start + 223
        self.self_ = start + 224
        self.this_ = start + 225

    def show(self):
        print(self.alignas, self.alignof, self.auto, self.bitand, self.bitor, self.bool)
        print(self.case, self.catch, self.char, self.char8_t, self.char16_t, self.compl)
        print(self.concept, self.const, self.constexpr, self.constinit, self.const_cast, self.co_await)
        print(self.co_return, self.co_yield, self.decltype, self.default, self.delete, self.do)
        print(self.double, self.dynamic_cast, self.enum, self.explicit, self.export, self.extern)
        print(self.false, self.float, self.friend, self.goto, self.inline, self.int)
        print(self.long, self.mutable, self.namespace, self.new, self.noexcept, self.nullptr)
        print(self.operator, self.private, self.protected, self.public, self.register, self.reinterpret_cast)
        print(self.requires, self.short, self.signed, self.sizeof, self.static, self.static_assert)
        print(self.static_cast, self.struct, self.switch, self.template, self.this, self.thread_local)
        print(self.throw, self.true, self.try_, self.typedef, self.typeid, self.typename)
        print(self.union, self.unsigned, self.using, self.virtual, self.void, self.volatile)
        print(self.wchar_t, self.xor, self.xor_eq, self.and_eq, self.or_eq, self.not_eq)
        print(self.override, self.final, self.import_, self.module, self.NULL, self.EOF)
        print(self.assert_, self.errno, self.stdin, self.stdout, self.stderr, self.linux)
        print(self.unix, self.INFINITY, self.NAN, self.HUGE_VAL, self.BUFSIZ, self.RAND_MAX)
        print(self.INT_MAX, self.INT_MIN, self.LONG_MAX, self.CHAR_BIT, self.SEEK_SET, self.SEEK_END)
        print(self.SIGINT, self.SIGTERM, self.I, self.offsetof, self.va_list, self.ENOENT)
        print(self.EINTR, self.EINVAL, self.EACCES, self.EDOM, self.ERANGE, self.TRUE)
        print(self.FALSE, self.major, self.minor, self.PATH_MAX, self.UINT64_MAX, self.INT64_C)
        print(self.SIZE_MAX, self.M_PI, self.FLT_MAX, self.DBL_MAX, self.EXIT_SUCCESS, self.L_tmpnam)
        print(self.FILENAME_MAX, self.CLOCKS_PER_SEC, self.MB_CUR_MAX, self.SCHED_OTHER, self.O_RDONLY, self.S_IRUSR)
        print(self.F_OK, self.R_OK, self.WNOHANG, self.main, self.select, self.log)
        print(self.exp, self.remove, self.random, self.link, self.read, self.write)
        print(self.abs_, self.div, self.y0, self.y1, self.j0, self.jn)
        print(self.system, self.access, self.time, self.clock, self.exit_, self.abort)
        print(self.rand, self.printf, self.puts, self.signal, self.raise_, self.sin)
        print(self.cos, self.sqrt, self.pow_, self.floor, self.ceil, self.open_)
        print(self.close, self.pipe, self.dup, self.kill, self.sleep, self.pause)
        print(self.sync, self.truncate, self.index, self.rename, self.stat, self.tmpfile)
        print(self.atoi, self.qsort, self.free, self.malloc, self.gamma, self.environ)
        print(self.wait, self.accept, self.bind, self.connect, self.listen, self.send)
        print(self.recv, self.socket, self.mktime, self.daylight, self.timezone, self.strlen)
        print(self.memcpy, self.isalpha, self.tolower, self.getenv, self.fork, self.nice)
        print(self.std, self.py, self.krait, self.size_t, self.uint8_t, self.int64_t)
        print(self.ssize_t, self.FILE, self._Node, self.__balance, self._Bool, self.__double_)
        print(self._x, self.x__y, self.a___b, self._1, self.__1, self._Z__)
        print(self.value_, self.value__, self.self_, self.this_)


record = Record(1000)
record.show()
print(record.alignas, record.alignof, record.auto, record.bitand, record.bitor, record.bool)
print(record.case, record.catch, record.char, record.char8_t, record.char16_t, record.compl)
print(record.concept, record.const, record.constexpr, record.constinit, record.const_cast, record.co_await)
print(record.co_return, record.co_yield, record.decltype, record.default, record.delete, record.do)
print(record.double, record.dynamic_cast, record.enum, record.explicit, record.export, record.extern)
print(record.false, record.float, record.friend, record.goto, record.inline, record.int)
print(record.long, record.mutable, record.namespace, record.new, record.noexcept, record.nullptr)
print(record.operator, record.private, record.protected, record.public, record.register, record.reinterpret_cast)
print(record.requires, record.short, record.signed, record.sizeof, record.static, record.static_assert)
print(record.static_cast, record.struct, record.switch, record.template, record.this, record.thread_local)
record.alignas += 1
record.alignof += 1
record.auto += 1
record.bitand += 1
record.bitor += 1
record.bool += 1
record.show()
print(record._Record__balance, record._Record__double_, record._Record__1)


class Actions:
    def alignas(self): return 0
    def alignof(self): return 1
    def auto(self): return 2
    def bitand(self): return 3
    def bitor(self): return 4
    def bool(self): return 5
    def case(self): return 6
    def catch(self): return 7
    def char(self): return 8
    def char8_t(self): return 9
    def char16_t(self): return 10
    def compl(self): return 11
    def concept(self): return 12
    def const(self): return 13
    def constexpr(self): return 14
    def constinit(self): return 15
    def const_cast(self): return 16
    def co_await(self): return 17
    def co_return(self): return 18
    def co_yield(self): return 19
    def decltype(self): return 20
    def default(self): return 21
    def delete(self): return 22
    def do(self): return 23
    def double(self): return 24
    def dynamic_cast(self): return 25
    def enum(self): return 26
    def explicit(self): return 27
    def export(self): return 28
    def extern(self): return 29
    def false(self): return 30
    def float(self): return 31
    def friend(self): return 32
    def goto(self): return 33
    def inline(self): return 34
    def int(self): return 35
    def long(self): return 36
    def mutable(self): return 37
    def namespace(self): return 38
    def new(self): return 39
    def noexcept(self): return 40
    def nullptr(self): return 41
    def operator(self): return 42
    def private(self): return 43
    def protected(self): return 44
    def public(self): return 45
    def register(self): return 46
    def reinterpret_cast(self): return 47
    def requires(self): return 48
    def short(self): return 49
    def signed(self): return 50
    def sizeof(self): return 51
    def static(self): return 52
    def static_assert(self): return 53
    def static_cast(self): return 54
    def struct(self): return 55
    def switch(self): return 56
    def template(self): return 57
    def this(self): return 58
    def thread_local(self): return 59
    def throw(self): return 60
    def true(self): return 61
    def try_(self): return 62
    def typedef(self): return 63
    def typeid(self): return 64
    def typename(self): return 65
    def union(self): return 66
    def unsigned(self): return 67
    def using(self): return 68
    def virtual(self): return 69
    def void(self): return 70
    def volatile(self): return 71
    def wchar_t(self): return 72
    def xor(self): return 73
    def xor_eq(self): return 74
    def and_eq(self): return 75
    def or_eq(self): return 76
    def not_eq(self): return 77
    def override(self): return 78
    def final(self): return 79
    def import_(self): return 80
    def module(self): return 81
    def NULL(self): return 82
    def EOF(self): return 83
    def assert_(self): return 84
    def errno(self): return 85
    def stdin(self): return 86
    def stdout(self): return 87
    def stderr(self): return 88
    def linux(self): return 89
    def unix(self): return 90
    def INFINITY(self): return 91
    def NAN(self): return 92
    def HUGE_VAL(self): return 93
    def BUFSIZ(self): return 94
    def RAND_MAX(self): return 95
    def INT_MAX(self): return 96
    def INT_MIN(self): return 97
    def LONG_MAX(self): return 98
    def CHAR_BIT(self): return 99
    def SEEK_SET(self): return 100
    def SEEK_END(self): return 101
    def SIGINT(self): return 102
    def SIGTERM(self): return 103
    def I(self): return 104
    def offsetof(self): return 105
    def va_list(self): return 106
    def ENOENT(self): return 107
    def EINTR(self): return 108
    def EINVAL(self): return 109
    def EACCES(self): return 110
    def EDOM(self): return 111
    def ERANGE(self): return 112
    def TRUE(self): return 113
    def FALSE(self): return 114
    def major(self): return 115
    def minor(self): return 116
    def PATH_MAX(self): return 117
    def UINT64_MAX(self): return 118
    def INT64_C(self): return 119
    def SIZE_MAX(self): return 120
    def M_PI(self): return 121
    def FLT_MAX(self): return 122
    def DBL_MAX(self): return 123
    def EXIT_SUCCESS(self): return 124
    def L_tmpnam(self): return 125
    def FILENAME_MAX(self): return 126
    def CLOCKS_PER_SEC(self): return 127
    def MB_CUR_MAX(self): return 128
    def SCHED_OTHER(self): return 129
    def O_RDONLY(self): return 130
    def S_IRUSR(self): return 131
    def F_OK(self): return 132
    def R_OK(self): return 133
    def WNOHANG(self): return 134
    def main(self): return 135
    def select(self): return 136
    def log(self): return 137
    def exp(self): return 138
    def remove(self): return 139
    def random(self): return 140
    def link(self): return 141
    def read(self): return 142
    def write(self): return 143
    def abs_(self): return 144
    def div(self): return 145
    def y0(self): return 146
    def y1(self): return 147
    def j0(self): return 148
    def jn(self): return 149
    def system(self): return 150
    def access(self): return 151
    def time(self): return 152
    def clock(self): return 153
    def exit_(self): return 154
    def abort(self): return 155
    def rand(self): return 156
    def printf(self): return 157
    def puts(self): return 158
    def signal(self): return 159
    def raise_(self): return 160
    def sin(self): return 161
    def cos(self): return 162
    def sqrt(self): return 163
    def pow_(self): return 164
    def floor(self): return 165
    def ceil(self): return 166
    def open_(self): return 167
    def close(self): return 168
    def pipe(self): return 169
    def dup(self): return 170
    def kill(self): return 171
    def sleep(self): return 172
    def pause(self): return 173
    def sync(self): return 174
    def truncate(self): return 175
    def index(self): return 176
    def rename(self): return 177
    def stat(self): return 178
    def tmpfile(self): return 179
    def atoi(self): return 180
    def qsort(self): return 181
    def free(self): return 182
    def malloc(self): return 183
    def gamma(self): return 184
    def environ(self): return 185
    def wait(self): return 186
    def accept(self): return 187
    def bind(self): return 188
    def connect(self): return 189
    def listen(self): return 190
    def send(self): return 191
    def recv(self): return 192
    def socket(self): return 193
    def mktime(self): return 194
    def daylight(self): return 195
    def timezone(self): return 196
    def strlen(self): return 197
    def memcpy(self): return 198
    def isalpha(self): return 199
    def tolower(self): return 200
    def getenv(self): return 201
    def fork(self): return 202
    def nice(self): return 203
    def std(self): return 204
    def py(self): return 205
    def krait(self): return 206
    def size_t(self): return 207
    def uint8_t(self): return 208
    def int64_t(self): return 209
    def ssize_t(self): return 210
    def FILE(self): return 211
    def _Node(self): return 212
    def _Bool(self): return 213
    def _x(self): return 214
    def x__y(self): return 215
    def a___b(self): return 216
    def _1(self): return 217
    def _Z__(self): return 218
    def value_(self): return 219
    def value__(self): return 220
    def self_(self): return 221
    def this_(self): return 222


actions = Actions()
print(actions.alignas(), actions.alignof(), actions.auto(), actions.bitand(), actions.bitor(), actions.bool())
print(actions.case(), actions.catch(), actions.char(), actions.char8_t(), actions.char16_t(), actions.compl())
print(actions.concept(), actions.const(), actions.constexpr(), actions.constinit(), actions.const_cast(), actions.co_await())
print(actions.co_return(), actions.co_yield(), actions.decltype(), actions.default(), actions.delete(), actions.do())
print(actions.double(), actions.dynamic_cast(), actions.enum(), actions.explicit(), actions.export(), actions.extern())
print(actions.false(), actions.float(), actions.friend(), actions.goto(), actions.inline(), actions.int())
print(actions.long(), actions.mutable(), actions.namespace(), actions.new(), actions.noexcept(), actions.nullptr())
print(actions.operator(), actions.private(), actions.protected(), actions.public(), actions.register(), actions.reinterpret_cast())
print(actions.requires(), actions.short(), actions.signed(), actions.sizeof(), actions.static(), actions.static_assert())
print(actions.static_cast(), actions.struct(), actions.switch(), actions.template(), actions.this(), actions.thread_local())
print(actions.throw(), actions.true(), actions.try_(), actions.typedef(), actions.typeid(), actions.typename())
print(actions.union(), actions.unsigned(), actions.using(), actions.virtual(), actions.void(), actions.volatile())
print(actions.wchar_t(), actions.xor(), actions.xor_eq(), actions.and_eq(), actions.or_eq(), actions.not_eq())
print(actions.override(), actions.final(), actions.import_(), actions.module(), actions.NULL(), actions.EOF())
print(actions.assert_(), actions.errno(), actions.stdin(), actions.stdout(), actions.stderr(), actions.linux())
print(actions.unix(), actions.INFINITY(), actions.NAN(), actions.HUGE_VAL(), actions.BUFSIZ(), actions.RAND_MAX())
print(actions.INT_MAX(), actions.INT_MIN(), actions.LONG_MAX(), actions.CHAR_BIT(), actions.SEEK_SET(), actions.SEEK_END())
print(actions.SIGINT(), actions.SIGTERM(), actions.I(), actions.offsetof(), actions.va_list(), actions.ENOENT())
print(actions.EINTR(), actions.EINVAL(), actions.EACCES(), actions.EDOM(), actions.ERANGE(), actions.TRUE())
print(actions.FALSE(), actions.major(), actions.minor(), actions.PATH_MAX(), actions.UINT64_MAX(), actions.INT64_C())
print(actions.SIZE_MAX(), actions.M_PI(), actions.FLT_MAX(), actions.DBL_MAX(), actions.EXIT_SUCCESS(), actions.L_tmpnam())
print(actions.FILENAME_MAX(), actions.CLOCKS_PER_SEC(), actions.MB_CUR_MAX(), actions.SCHED_OTHER(), actions.O_RDONLY(), actions.S_IRUSR())
print(actions.F_OK(), actions.R_OK(), actions.WNOHANG(), actions.main(), actions.select(), actions.log())
print(actions.exp(), actions.remove(), actions.random(), actions.link(), actions.read(), actions.write())
print(actions.abs_(), actions.div(), actions.y0(), actions.y1(), actions.j0(), actions.jn())
print(actions.system(), actions.access(), actions.time(), actions.clock(), actions.exit_(), actions.abort())
print(actions.rand(), actions.printf(), actions.puts(), actions.signal(), actions.raise_(), actions.sin())
print(actions.cos(), actions.sqrt(), actions.pow_(), actions.floor(), actions.ceil(), actions.open_())
print(actions.close(), actions.pipe(), actions.dup(), actions.kill(), actions.sleep(), actions.pause())
print(actions.sync(), actions.truncate(), actions.index(), actions.rename(), actions.stat(), actions.tmpfile())
print(actions.atoi(), actions.qsort(), actions.free(), actions.malloc(), actions.gamma(), actions.environ())
print(actions.wait(), actions.accept(), actions.bind(), actions.connect(), actions.listen(), actions.send())
print(actions.recv(), actions.socket(), actions.mktime(), actions.daylight(), actions.timezone(), actions.strlen())
print(actions.memcpy(), actions.isalpha(), actions.tolower(), actions.getenv(), actions.fork(), actions.nice())
print(actions.std(), actions.py(), actions.krait(), actions.size_t(), actions.uint8_t(), actions.int64_t())
print(actions.ssize_t(), actions.FILE(), actions._Node(), actions._Bool(), actions._x(), actions.x__y())
print(actions.a___b(), actions._1(), actions._Z__(), actions.value_(), actions.value__(), actions.self_())
print(actions.this_())


class Account:
    def __init__(self):
        self.__balance = 1
        self.balance = 2
        self._balance = 3
        self.balance_ = 4

    def total(self):
        return (self.__balance, self.balance, self._balance, self.balance_)


print(Account().total())
