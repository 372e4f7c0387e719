// The typed side of str, int, float, Number, formatting, printing and files. Expectations are CPython 3.11's.
#include <doctest/doctest.h>

#include <py/arithmetic.hpp>
#include <py/bytes.hpp>
#include <py/dict.hpp>
#include <py/exceptions.hpp>
#include <py/format.hpp>
#include <py/io.hpp>
#include <py/list.hpp>
#include <py/number.hpp>
#include <py/print.hpp>
#include <py/sys.hpp>
#include <py/tuple.hpp>
#include <py/type.hpp>
#include <py/vector.hpp>

#include <unistd.h>
#include <cstdio>
#include <limits>
#include <string>

using namespace py;

namespace {

std::string text(const str& s) { return std::string(s.view()); }

/// The message of the exception that `body` raises, with its class.
template <typename Body>
std::string raised(Body body) {
  try {
    body();
  } catch (const BaseException& error) {
    return text(error.py_type().name()) + ": " + text(error.py_str());
  }
  return "nothing raised";
}

/// What `body` prints.
template <typename Body>
std::string printed(Body body) {
  io::StringIO target;
  const io::TextIO before = sys::stdout_;
  sys::stdout_ = target;
  body();
  sys::stdout_ = before;
  return text(target.getvalue());
}

std::string temporary_path() { return "/tmp/krait_unit_" + std::to_string(::getpid()) + ".txt"; }

constinit const str constant_text = "constant";

}  // namespace

TEST_CASE("literals are constants and know whether they are ASCII") {
  CHECK(constant_text.isascii());
  CHECK(str("größe").isascii() == false);
  CHECK(str("größe").py_len() == 5);
  CHECK(str("nul\0inside").py_len() == 10);
  CHECK(str("nul\0ü").isascii() == false);
  CHECK(str().empty());
  CHECK(str("") == str());
  CHECK(sizeof(str) == 16);
}

TEST_CASE("inline, literal and heap strings are equal, ordered and hashed alike") {
  const str literal = "fourteen chars";
  const str made = str::from_utf8("fourteen chars");
  CHECK(literal == made);
  CHECK(literal.fast_hash() == made.fast_hash());
  CHECK(literal.py_hash() == made.py_hash());
  const str long_literal = "more than fourteen characters";
  const str heap = str::from_utf8("more than fourteen characters");
  CHECK(long_literal == heap);
  CHECK(long_literal.fast_hash() == heap.fast_hash());
  CHECK(heap.fast_hash() == heap.fast_hash());
  CHECK(made < heap);
  CHECK(str("ä") > str("z"));
  CHECK("b" > str("a"));
  CHECK((str("a") == "a"));
  CHECK((str("ab") != "a"));
  CHECK(!(str("") >= "a"));
}

TEST_CASE("appending in place leaves other strings alone") {
  str line = "a text of some length, ";
  const str before = line;
  line += "grown";
  line += line;
  CHECK(before == "a text of some length, ");
  CHECK(line == "a text of some length, growna text of some length, grown");
  str accents;
  for (int i = 0; i < 1000; ++i) {
    accents += "é";
    accents += "x";
  }
  CHECK(accents.py_len() == 2000);
  CHECK(accents[1998] == "é");
  CHECK(accents.at(-1) == "x");
  const str shared = accents;
  accents += "!";
  CHECK(shared.py_len() == 2000);
  CHECK(accents.py_len() == 2001);
}

TEST_CASE("non-ASCII text is indexed by code point") {
  const str long_literal = "añ日😀 and so on, until this text is longer than what is scanned from its beginning: añ日😀";
  CHECK(long_literal[2] == "日");
  CHECK(long_literal.at(-1) == "😀");
  CHECK(long_literal.code_point_at(-2) == U'日');
  str text_of_many;
  for (int i = 0; i < 300; ++i) {
    text_of_many += str::from_code_point(static_cast<char32_t>(0x4E00 + i));
  }
  for (const std::int64_t i : {0, 299, 64, 63, 65, 128, 1, 298, 200, 199, 201, 0}) {
    CHECK(text_of_many[i] == str::from_code_point(static_cast<char32_t>(0x4E00 + i)));
  }
  CHECK(text_of_many.slice(100, 102) == str("乤乥"));
  CHECK(text_of_many.find(text_of_many[250]) == 250);
  std::int64_t index = 0;
  for (const str& character : text_of_many) {
    CHECK(character == text_of_many[index++]);
  }
  CHECK(index == 300);
  CHECK(raised([&] { (void)text_of_many.at(300); }) == "IndexError: string index out of range");
  CHECK(raised([&] { (void)str("abc").at(Int::power(2, 70)); }) == "IndexError: cannot fit 'int' into an index-sized integer");
}

TEST_CASE("templates of str take any container") {
  CHECK(str(", ").join(vector<str>{"a", "b", "c"}) == "a, b, c");
  CHECK(str("-").join(list<str>{"x"}) == "x");
  CHECK(str("").join(std::tuple<str, str>("p", "q")) == "pq");
  CHECK(str("|").join(str("abc")) == "a|b|c");
  CHECK(str("abc").startswith(std::tuple<str, str>("x", "ab")));
  CHECK(str("abc").endswith(tuple<str>{"x", "bc"}));
  CHECK(!str("abc").startswith(std::tuple<>()));
  CHECK(text(str("+").join(list<object>{object("a"), object("b")})) == "a+b");
  CHECK(raised([] { (void)str("+").join(list<object>{object("a"), object(3)}); }) == "TypeError: sequence item 1: expected str instance, int found");
  dict<std::int64_t, str> table{{97, "<a>"}, {98, ""}};
  CHECK(str("abcab").translate(table) == "<a>c<a>");
  CHECK(raised([] { (void)str("a").split(""); }) == "ValueError: empty separator");
  CHECK(str("a,b,,c").split(",") == vector<str>{"a", "b", "", "c"});
  const auto [head, separator, tail] = str("key=value=x").partition("=");
  CHECK(head + separator + tail == "key=value=x");
}

TEST_CASE("Int stays exact over every boundary") {
  const std::int64_t edges[] = {0,
                                1,
                                -1,
                                7,
                                -7,
                                (std::int64_t{1} << 62) - 1,
                                std::int64_t{1} << 62,
                                -(std::int64_t{1} << 62),
                                std::numeric_limits<std::int64_t>::max(),
                                std::numeric_limits<std::int64_t>::min()};
  for (const std::int64_t a : edges) {
    for (const std::int64_t b : edges) {
      __extension__ using wide = __int128;
      const auto as_int = [](wide value) { return Int(static_cast<std::int64_t>(value >> 64)) * (Int(1) << 64) + Int(static_cast<std::uint64_t>(value)); };
      CHECK(Int(a) + Int(b) == as_int(static_cast<wide>(a) + b));
      CHECK(Int(a) - b == as_int(static_cast<wide>(a) - b));
      CHECK(a * Int(b) == as_int(static_cast<wide>(a) * b));
      CHECK((Int(a) < Int(b)) == (a < b));
      CHECK((Int(a) == b) == (a == b));
      if (b != 0) {
        const auto [quotient, remainder] = Int::divide_modulo(a, b);
        CHECK(quotient * b + remainder == a);
        CHECK(floor_div(Int(a), b) == quotient);
        CHECK(mod(Int(a), b) == remainder);
        CHECK((remainder == 0 || (remainder < 0) == (b < 0)));
      }
    }
    CHECK(Int(a).to_int64() == a);
    CHECK(Int(a).py_hash() == detail::hash_int64(a));
  }
  CHECK(Int(std::numeric_limits<std::uint64_t>::max()).py_str() == "18446744073709551615");
  CHECK(raised([] { (void)Int::power(2, 64).to_int64(); }) == "OverflowError: Python int too large to convert to C long");
}

TEST_CASE("Int grows and shrinks through its operators") {
  Int n = 1;
  for (int i = 0; i < 200; ++i) {
    n *= 3;
  }
  CHECK(n.py_str() == "265613988875874769338781322035779626829233452653394495974574961739092490901302182994384699044001");
  for (int i = 0; i < 200; ++i) {
    n = floor_div(n, 3);
  }
  CHECK(n == 1);
  CHECK(n.is_small());
  CHECK((Int(1) << 100 >> 98) == 4);
  CHECK((-Int(1) << 70 >> 80) == -1);
  CHECK(~(Int(1) << 80) + (Int(1) << 80) == -1);
  CHECK(((Int(1) << 80) & -(Int(1) << 40)) == (Int(1) << 80));
  CHECK(Int::gcd(Int(1) << 70, Int::power(6, 30)) == (Int(1) << 30));
  CHECK(Int::integer_sqrt(Int::power(10, 41)).py_str() == "316227766016837933199");
  CHECK(Int::literal("123456789012345678901234567890").bit_length() == 97);
}

TEST_CASE("ints and floats compare exactly") {
  const Int big = Int::power(2, 53) + 1;
  CHECK(!(big == 9007199254740992.0));
  CHECK(big > 9007199254740992.0);
  CHECK(Int::power(10, 23) != 1e23);
  CHECK(Int::power(10, 400) > std::numeric_limits<double>::max());
  CHECK(Int::power(10, 400) < std::numeric_limits<double>::infinity());
  CHECK(!(Int(3) < std::numeric_limits<double>::quiet_NaN()));
  CHECK(2.5 < Int(3));
  CHECK(Number(3) == Number(3.0));
  CHECK(Number(2.5) < Int(3));
}

TEST_CASE("Number prints as what it is") {
  Number total = 0;
  CHECK(total.py_repr() == "0");
  total += 1;
  CHECK(total.py_repr() == "1");
  total += 0.5;
  CHECK(total.py_repr() == "1.5");
  CHECK((Number(7) / Number(2)) == 3.5);
  CHECK(floor_div(Number(7), Number(2)).py_repr() == "3");
  CHECK(floor_div(Number(7.0), 2).py_repr() == "3.0");
  CHECK(pow_number(2, -1).py_repr() == "0.5");
  CHECK(pow_number(2, 70).py_repr() == "1180591620717411303424");
  CHECK(mod(Number(-7), 3).py_repr() == "2");
  CHECK(Number(1.0).py_hash() == Number(1).py_hash());
}

TEST_CASE("arithmetic function objects on C++ numbers") {
  static_assert(std::is_same_v<decltype(floor_div(std::int64_t{7}, std::int64_t{2})), std::int64_t>);
  static_assert(std::is_same_v<decltype(true_div(std::int64_t{7}, std::int64_t{2})), double>);
  static_assert(std::is_same_v<decltype(py::pow(std::int64_t{7}, std::int64_t{2})), Int>);
  static_assert(std::is_same_v<decltype(mod(7.5, 2)), double>);
  static_assert(std::is_same_v<decltype(int_(2.5)), Int>);
  CHECK(floor_div(-7, 2) == -4);
  CHECK(mod(-7, 2) == 1);
  CHECK(mod(7, -2) == -1);
  CHECK(mod(std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}) == 0);
  CHECK(floor_div(-7.5, 2.0) == -4.0);
  CHECK(mod(-7.5, 2) == 0.5);
  CHECK(py::divmod(-7, 2) == std::tuple<std::int64_t, std::int64_t>(-4, 1));
  CHECK(shr(-5, 100) == -1);
  CHECK(shl(1, 70) == Int::power(2, 70));
  CHECK(true_div((std::int64_t{1} << 53) + 1, 1) == 9007199254740992.0);
  CHECK(py::round(2.5) == 2);
  CHECK(py::round(2.675, 2) == 2.67);
  CHECK(py::round(1250, -2) == 1200);
  CHECK(py::abs(-3) == 3);
  CHECK(bit_length(-256) == 9);
  CHECK(int_(true) == 1);
  CHECK(int_(str(" 0x1_f "), 16) == 31);
  CHECK(float_(3) == 3.0);
  CHECK(raised([] { (void)floor_div(1, 0); }) == "ZeroDivisionError: integer division or modulo by zero");
  CHECK(raised([] { (void)mod(1, 0); }) == "ZeroDivisionError: integer modulo by zero");
  CHECK(raised([] { (void)true_div(1, 0); }) == "ZeroDivisionError: division by zero");
  CHECK(raised([] { (void)true_div(1.0, 0); }) == "ZeroDivisionError: float division by zero");
  CHECK(raised([] { (void)py::pow(2.0, 5000); }) == "OverflowError: (34, 'Numerical result out of range')");
  CHECK(raised([] { (void)(Int::power(10, 400) * 1.0); }) == "OverflowError: int too large to convert to float");
  CHECK(raised([] { (void)int_(std::numeric_limits<double>::quiet_NaN()); }) == "ValueError: cannot convert float NaN to integer");
  CHECK(text(repr(to_bytes(1000, 2))) == R"(b'\x03\xe8')");
  CHECK(int_from_bytes(bytes("\xff\x00"), "big", signed_ = true) == -256);
}

TEST_CASE("f-string patterns") {
  CHECK(py::format("{:6} {}", 42, "word") == "    42 word");
  CHECK(py::format("{!r:>6}|{{}}|{:{}.{}f}", "a", 3.14159, 8, 2) == "   'a'|{}|    3.14");
  CHECK(py::format("{:,} {:x} {:b}", Int::power(2, 70), Int::power(2, 65), -5) == "1,180,591,620,717,411,303,424 20000000000000000 -101");
  CHECK(py::format("{!s:>5}{!a}", true, "é") == " True'\\xe9'");
  CHECK(py::format("{} {}", list<std::int64_t>{1, 2}, None) == "[1, 2] None");
  CHECK(py::format("{1}{0}", 1, 2) == "21");
  CHECK(raised([] { (void)py::format("{:d}", 2.5); }) == "ValueError: Unknown format code 'd' for object of type 'float'");
}

TEST_CASE("str.format with names, attributes and indices") {
  CHECK(str("{0[1]} {name!r} {z.real}").format(list<std::int64_t>{5, 6}, arg("name") = "n", arg("z") = 3) == "6 'n' 3");
  CHECK(str("{} {}").format(spread(vector<std::int64_t>{1, 2})) == "1 2");
  CHECK(str("{a}-{b}").format(spread_kwargs(dict<str, std::int64_t>{{"a", 1}, {"b", 2}})) == "1-2");
  CHECK(str("{a}").format_map(dict<str, str>{{"a", "x"}}) == "x");
  CHECK(raised([] { (void)str("{missing}").format(); }) == "KeyError: 'missing'");
  CHECK(raised([] { (void)str("{}").format(); }) == "IndexError: Replacement index 0 out of range for positional args tuple");
}

TEST_CASE("the % operator") {
  CHECK(percent("%5.1f|%-8s|%+d|%x|%r|%%", 12.345, "share", 7, 255, "é") == " 12.3|share   |+7|ff|'é'|%");
  CHECK(str("%s and %s") % std::tuple<str, std::int64_t>("a", 2) == "a and 2");
  CHECK(str("%s") % list<std::int64_t>{1, 2} == "[1, 2]");
  CHECK(str("%(x)03d %(y)s") % dict<str, object>{{"x", object(7)}, {"y", object("é")}} == "007 é");
  CHECK(str("%s") % str("x") == "x");
  CHECK(raised([] { (void)(str("%d") % str("x")); }) == "TypeError: %d format: a real number is required, not str");
  CHECK(raised([] { (void)(str("%s %s") % 1); }) == "TypeError: not enough arguments for format string");
  CHECK(raised([] { (void)(str("%s") % std::tuple<int, int>(1, 2)); }) == "TypeError: not all arguments converted during string formatting");
}

TEST_CASE("print and its keyword arguments") {
  CHECK(printed([] { print("a", 1, 2.5, true, None); }) == "a 1 2.5 True None\n");
  CHECK(printed([] { print(1, 2, sep = ", ", end = "!"); }) == "1, 2!");
  CHECK(printed([] { print(); }) == "\n");
  CHECK(printed([] { print(spread(vector<std::int64_t>{1, 2, 3}), sep = "-"); }) == "1-2-3\n");
  CHECK(printed([] { print("x", sep = None, end = std::optional<str>()); }) == "x\n");
  CHECK(printed([] { print(Int::power(2, 64), Number(2.0), 1e16, std::int8_t{-3}, std::uint64_t{1} << 63); }) == "18446744073709551616 2.0 1e+16 -3 9223372036854775808\n");
  io::StringIO target;
  print("to", "file", file = target, flush = true);
  CHECK(target.getvalue() == "to file\n");
}

TEST_CASE("text files") {
  const std::string path = temporary_path();
  const str name = str::from_utf8(path);
  {
    const auto file = py::open(name, "w", encoding = "utf-8");
    CHECK(file.write("first\nsecönd\r\nthird") == 19);
    CHECK(file.tell() == 20);
  }
  {
    const auto file = py::open(name);
    CHECK(file.read() == "first\nsecönd\nthird");
    CHECK(file.read() == "");
    file.seek(0);
    CHECK(file.readline() == "first\n");
    CHECK(file.read(3) == "sec");
    CHECK(file.readlines() == vector<str>{"önd\n", "third"});
    file.close();
    CHECK(file.closed());
    CHECK(raised([&] { (void)file.read(); }) == "ValueError: I/O operation on closed file.");
  }
  vector<str> lines;
  for (const str& line : py::open(name, "r", newline = "")) {
    lines.append(line);
  }
  CHECK(lines == vector<str>{"first\n", "secönd\r\n", "third"});
  py::open(name, "a").write("!");
  const bytes raw = py::open_binary(name, "rb").read();
  CHECK(raw.endswith("third!"));
  CHECK(raw.py_len() == 21);
  CHECK(raised([&] { (void)py::open(name, "r", encoding = "ascii").read(); }) ==
        "UnicodeDecodeError: 'ascii' codec can't decode byte 0xc3 in position 9: ordinal not in range(128)");
  CHECK(raised([&] { py::open(name, "r").write("x"); }) == "UnsupportedOperation: not writable");
  CHECK(raised([&] { (void)py::open(name, "w").read(); }) == "UnsupportedOperation: not readable");
  CHECK(raised([&] { (void)py::open(name, "q"); }) == "ValueError: invalid mode: 'q'");
  CHECK(raised([&] { (void)py::open(name, "r", encoding = "nope"); }) == "LookupError: unknown encoding: nope");
  std::remove(path.c_str());
  CHECK(raised([&] { (void)py::open(name); }) == "FileNotFoundError: [Errno 2] No such file or directory: '" + path + "'");
  CHECK(raised([&] { (void)py::open("/tmp"); }) == "IsADirectoryError: [Errno 21] Is a directory: '/tmp'");
}

TEST_CASE("streams in memory") {
  io::StringIO stream("one\ntwö\nthree");
  CHECK(stream.readline() == "one\n");
  CHECK(stream.read(3) == "twö");
  CHECK(stream.tell() == 7);
  stream.seek(0);
  stream.write("ONE");
  CHECK(stream.getvalue() == "ONE\ntwö\nthree");
  CHECK(list<str>(stream) == list<str>{"\n", "twö\n", "three"});
  io::BytesIO data(bytes("abc\ndef"));
  CHECK(data.readline() == "abc\n");
  CHECK(data.read() == "def");
  data.close();
  CHECK(raised([&] { (void)data.read(); }) == "ValueError: I/O operation on closed file.");
}

TEST_CASE("bytes and bytearray") {
  const bytes data("a,b;c");
  CHECK(data.at(-1) == 99);
  CHECK(data.contains(97));
  CHECK(data.split(bytes(",")) == vector<bytes>{bytes("a"), bytes("b;c")});
  CHECK(bytes(3) == bytes("\0\0\0"));
  CHECK(bytes(vector<std::int64_t>{65, 66}) == "AB");
  CHECK(bytes(str("é"), "latin-1") == "\xe9");
  CHECK(raised([] { (void)bytes(vector<std::int64_t>{256}); }) == "ValueError: bytes must be in range(0, 256)");
  bytearray buffer(data);
  const bytearray same = buffer;
  buffer.append(33);
  buffer.set_item(0, 90);
  buffer.set_slice(1, 2, bytes("--"));
  CHECK(same == "Z--b;c!");
  CHECK(buffer.pop() == 33);
  buffer.del_slice(0, 3);
  CHECK(text(repr(buffer)) == "bytearray(b'b;c')");
  CHECK(raised([&] { buffer.append(300); }) == "ValueError: byte must be in range(0, 256)");
  CHECK(memoryview(data).slice(2, None).tobytes() == "b;c");
  std::int64_t sum = 0;
  for (const std::int64_t byte : data) {
    sum += byte;
  }
  CHECK(sum == 97 + 44 + 98 + 59 + 99);
}

TEST_CASE("sys") {
  CHECK(sys::maxsize == std::numeric_limits<std::int64_t>::max());
  CHECK(!sys::argv.empty());
  sys::set_int_max_str_digits(640);
  CHECK(raised([] { (void)Int::power(10, 700).py_str(); }) ==
        "ValueError: Exceeds the limit (640 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit");
  sys::set_int_max_str_digits(0);
  CHECK(Int::power(10, 5000).py_str().py_len() == 5001);
  sys::set_int_max_str_digits(4300);
  CHECK(raised([] { sys::set_int_max_str_digits(5); }) == "ValueError: maxdigits must be 0 or larger than 640");
  CHECK(raised([] { sys::exit(3); }) == "SystemExit: 3");
}
