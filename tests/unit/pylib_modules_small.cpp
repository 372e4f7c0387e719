// string, time, enum, copy, operator, dataclasses. Expectations are CPython's.
#include "pylib_modules_show.hpp"

#include <py/builtins.hpp>
#include <py/copy.hpp>
#include <py/dataclasses.hpp>
#include <py/enum.hpp>
#include <py/exceptions.hpp>
#include <py/operator.hpp>
#include <py/string.hpp>
#include <py/time.hpp>

using py::dict;
using py::Int;
using py::list;
using py::object;
using py::repr;
using py::str;
using py::vector;

namespace {

template <typename Error, typename F>
str message_of(F call) {
  try {
    call();
  } catch (const Error& e) {
    return e.py_str();
  }
  return "nothing was raised";
}

}  // namespace

TEST_CASE("string: constants and capwords") {
  CHECK(py::string::ascii_letters.py_len() == 52);
  CHECK(py::string::digits + py::string::ascii_letters + py::string::punctuation + py::string::whitespace == py::string::printable);
  CHECK(repr(py::string::punctuation) == R"('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~')");
  CHECK(repr(py::string::whitespace) == R"(' \t\n\r\x0b\x0c')");
  CHECK(py::string::capwords("  hello   wORLD ") == "Hello World");
  CHECK(py::string::capwords("a-b-cD", "-") == "A-B-Cd");
  CHECK(py::string::capwords("x y", py::None) == "X Y");
}

TEST_CASE("string: Template") {
  const py::string::Template t("$who likes ${what}, $$5 $9");
  CHECK(t.safe_substitute(py::arg("who") = "tim") == "tim likes ${what}, $5 $9");
  CHECK(message_of<py::ValueError>([&] { t.substitute(py::arg("who") = 1, py::arg("what") = 2); }) == "Invalid placeholder in string: line 1, col 25");
  const py::string::Template good("$who likes ${what}s");
  CHECK(good.substitute(dict<str, str>{{"who", "tim"}, {"what", "kung pao"}}) == "tim likes kung paos");
  CHECK(good.substitute(dict<str, str>{{"who", "tim"}}, py::arg("what") = 3) == "tim likes 3s");
  CHECK(message_of<py::KeyError>([&] { good.substitute(py::arg("who") = "x"); }) == "'what'");
}

TEST_CASE("time: clocks and calendar") {
  const double before = py::time::perf_counter();
  py::time::sleep(0.01);
  const double passed = py::time::perf_counter() - before;
  CHECK(passed >= 0.01);
  CHECK(passed < 5);
  CHECK(py::time::time() > 1.6e9);
  CHECK(py::time::time_ns() > 1600000000000000000);
  CHECK(py::time::process_time() >= 0);
  CHECK(message_of<py::ValueError>([] { py::time::sleep(-1); }) == "sleep length must be non-negative");
  const py::time::struct_time t = py::time::gmtime(1700000000.75);
  CHECK(repr(t) == "time.struct_time(tm_year=2023, tm_mon=11, tm_mday=14, tm_hour=22, tm_min=13, tm_sec=20, tm_wday=1, tm_yday=318, tm_isdst=0)");
  CHECK(py::time::strftime("%Y-%m-%d %H:%M:%S %a %j", t) == "2023-11-14 22:13:20 Tue 318");
  CHECK(py::time::strftime("", t) == "");
  CHECK(py::time::asctime(t) == "Tue Nov 14 22:13:20 2023");
  CHECK(t.tm_year() == 2023);
  CHECK(t.at(-1) == 0);
  CHECK(py::len(t) == 9);
  CHECK(repr(vector<std::int64_t>(t.slice(0, 3))) == "[2023, 11, 14]");
  CHECK(py::time::mktime(py::time::localtime(1700000000)) == 1700000000.0);
  const py::time::struct_time parsed = py::time::strptime("2024-02-29 01:02:03", "%Y-%m-%d %H:%M:%S");
  CHECK(repr(parsed) == "time.struct_time(tm_year=2024, tm_mon=2, tm_mday=29, tm_hour=1, tm_min=2, tm_sec=3, tm_wday=3, tm_yday=60, tm_isdst=-1)");
  CHECK(message_of<py::ValueError>([] { py::time::strptime("x", "%Y"); }) == "time data 'x' does not match format '%Y'");
  CHECK(message_of<py::ValueError>([] { py::time::strptime("2024 x", "%Y"); }) == "unconverted data remains:  x");
}

// --- enum ---

namespace {

class Color : public py::Enum<Color, Int> {
 public:
  static const py::ref<Color> RED, GREEN, ALIAS;
};
const py::ref<Color> Color::RED = Color::define("RED", 1);
const py::ref<Color> Color::GREEN = Color::define("GREEN", 2);
const py::ref<Color> Color::ALIAS = Color::define("ALIAS", 1);

class Planet : public py::Enum<Planet, std::tuple<double, double>> {
 public:
  Planet(double mass, double radius) : mass(mass), radius(radius), described(name() + " " + repr(value())) {}
  double mass;
  double radius;
  str described;
  static const py::ref<Planet> EARTH;
};
const py::ref<Planet> Planet::EARTH = Planet::define("EARTH", std::tuple(5.5, 6.25), 5.5, 6.25);

class Priority : public py::IntEnum<Priority> {
 public:
  static const py::ref<Priority> LOW, HIGH;
};
const py::ref<Priority> Priority::LOW = Priority::define("LOW", 1);
const py::ref<Priority> Priority::HIGH = Priority::define("HIGH", 2);

class Word : public py::StrEnum<Word> {
 public:
  static const py::ref<Word> ONE;
};
const py::ref<Word> Word::ONE = Word::define("ONE", "one");

class Permission : public py::Flag<Permission> {
 public:
  static const py::ref<Permission> R, W, X, RW;
};
const py::ref<Permission> Permission::R = Permission::define("R", 4);
const py::ref<Permission> Permission::W = Permission::define("W", 2);
const py::ref<Permission> Permission::X = Permission::define("X", 1);
const py::ref<Permission> Permission::RW = Permission::define("RW", 6);

class Bits : public py::IntFlag<Bits> {
 public:
  static const py::ref<Bits> A, B;
};
const py::ref<Bits> Bits::A = Bits::define("A", 1);
const py::ref<Bits> Bits::B = Bits::define("B", 2);

}  // namespace

TEST_CASE("enum: members") {
  CHECK(repr(Color::RED) == "<Color.RED: 1>");
  CHECK(str(Color::RED) == "Color.RED");
  CHECK(py::format_value(Color::RED, ">11") == "  Color.RED");
  CHECK(Color::RED->name() == "RED");
  CHECK(Color::GREEN->value() == 2);
  CHECK(Color::ALIAS == Color::RED);
  CHECK(Color::RED != Color::GREEN);
  CHECK(py::is(Color::of(1), Color::RED));
  CHECK(py::is(Color::named("GREEN"), Color::GREEN));
  CHECK(py::is(Color::named("ALIAS"), Color::RED));
  CHECK(Color::count() == 2);
  CHECK(repr(Color::members()) == "[<Color.RED: 1>, <Color.GREEN: 2>]");
  CHECK(repr(Color::all_names()) == "{'RED': <Color.RED: 1>, 'GREEN': <Color.GREEN: 2>, 'ALIAS': <Color.RED: 1>}");
  CHECK(py::hash(Color::RED) == py::hash(str("RED")));
  CHECK(message_of<py::ValueError>([] { Color::of(5); }) == "5 is not a valid Color");
  CHECK(message_of<py::KeyError>([] { Color::named("X"); }) == "'X'");
  CHECK(message_of<py::TypeError>([] { static_cast<void>(Color::RED < Color::GREEN); }) == "'<' not supported between instances of 'Color' and 'Color'");
  dict<py::ref<Color>, std::int64_t> counts{{Color::RED, 1}};
  counts[Color::RED] += 1;
  CHECK(repr(counts) == "{<Color.RED: 1>: 2}");
  CHECK(Planet::EARTH->mass == 5.5);
  CHECK(Planet::EARTH->described == "EARTH (5.5, 6.25)");
  CHECK(repr(Planet::EARTH) == "<Planet.EARTH: (5.5, 6.25)>");
}

TEST_CASE("enum: IntEnum and StrEnum") {
  CHECK(Priority::LOW < Priority::HIGH);
  CHECK(Priority::LOW < 3);
  CHECK(3 > Priority::LOW);
  CHECK(Priority::LOW == 1);
  CHECK(Priority::LOW != 2);
  CHECK(repr(Priority::LOW + 1) == "2");
  CHECK(repr(1 + Priority::LOW) == "2");
  CHECK(repr(Priority::HIGH - Priority::LOW) == "1");
  CHECK(repr(Priority::LOW / 2) == "0.5");
  CHECK(repr(Priority::LOW * 2.5) == "2.5");
  CHECK(repr(py::floor_div(Priority::HIGH, 2)) == "1");
  CHECK(repr(-Priority::LOW) == "-1");
  CHECK(repr(Priority::LOW | 6) == "7");
  CHECK(repr(Priority::LOW) == "<Priority.LOW: 1>");
  CHECK(str(Priority::LOW) == "1");
  CHECK(py::format_value(Priority::HIGH, "03") == "002");
  CHECK(py::hash(Priority::HIGH) == 2);
  vector<py::ref<Priority>> order{Priority::HIGH, Priority::LOW};
  order.sort();
  CHECK(repr(order) == "[<Priority.LOW: 1>, <Priority.HIGH: 2>]");
  CHECK(Word::ONE == "one");
  CHECK(repr(Word::ONE) == "<Word.ONE: 'one'>");
  CHECK(str(Word::ONE) == "one");
  CHECK(Word::ONE + str("!") == "one!");
  CHECK(Word::ONE->value().upper() == "ONE");
}

TEST_CASE("enum: flags") {
  const py::ref<Permission> rx = Permission::R | Permission::X;
  CHECK(repr(rx) == "<Permission.R|X: 5>");
  CHECK(str(rx) == "Permission.R|X");
  CHECK(py::is(rx, Permission::R | Permission::X));
  CHECK(py::is(Permission::R | Permission::W, Permission::RW));
  CHECK(repr(~Permission::R) == "<Permission.W|X: 3>");
  CHECK(repr(Permission::R & Permission::W) == "<Permission: 0>");
  CHECK(str(Permission::R & Permission::W) == "Permission(0)");
  CHECK(!py::truth(Permission::R & Permission::W));
  CHECK(py::contains(Permission::RW, Permission::R));
  CHECK(!py::contains(Permission::RW, Permission::X));
  CHECK(repr(list<py::ref<Permission>>(Permission::RW)) == "[<Permission.R: 4>, <Permission.W: 2>]");
  CHECK(py::len(Permission::RW) == 2);
  CHECK(message_of<py::ValueError>([] { Permission::of(8); }) == "<flag 'Permission'> invalid value 8\n    given 0b0 1000\n  allowed 0b0 0111");
  CHECK(repr(Bits::A | Bits::B) == "<Bits.A|B: 3>");
  CHECK(repr(Bits::A | 8) == "<Bits.A|8: 9>");
  CHECK(str(Bits::A | Bits::B) == "3");
  CHECK(repr(~Bits::A) == "<Bits.B: 2>");
  CHECK(repr(Bits::A + 1) == "2");
}

TEST_CASE("enum: dynamic") {
  const object red(Color::RED);
  CHECK(red.py_repr() == "<Color.RED: 1>");
  CHECK(object(red.attr("name")) == object("RED"));
  CHECK(object(red.attr("value")) == object(1));
  CHECK(red == object(Color::of(1)));
  CHECK(!(red == object(1)));
  CHECK(object(Priority::LOW) == object(1));
  CHECK(object(1) == object(Priority::LOW));
  CHECK((object(Priority::LOW) + object(4)) == object(5));
  CHECK((object(4) - object(Priority::LOW)) == object(3));
  CHECK(object(Priority::LOW) < object(Priority::HIGH));
  CHECK(object(Word::ONE) == object("one"));
  CHECK((object(Permission::R) | object(Permission::X)).py_repr() == "<Permission.R|X: 5>");
  CHECK(message_of<py::AttributeError>([&] { red.attr("value") = 3; }) == "<enum 'Enum'> cannot set attribute 'value'");
}

// --- copy ---

namespace {

class Node : public py::Object {
 public:
  list<Int> values;
  py::maybe<Node> next;
  void py_deepen(py::copy::memo& seen) {
    values = py::copy::deepcopy(values, seen);
    next = py::copy::deepcopy(next, seen);
  }
};

}  // namespace

TEST_CASE("copy") {
  const list<list<Int>> rows{list<Int>{1}, list<Int>{2}};
  const list<list<Int>> shallow = py::copy::copy(rows);
  const list<list<Int>> deep = py::copy::deepcopy(rows);
  rows[0].append(9);
  CHECK(repr(shallow) == "[[1, 9], [2]]");
  CHECK(repr(deep) == "[[1], [2]]");
  const list<Int> shared{5};
  const list<list<Int>> twice = py::copy::deepcopy(list<list<Int>>{shared, shared});
  twice[0].append(6);
  CHECK(repr(twice) == "[[5, 6], [5, 6]]");
  CHECK(py::copy::copy(7) == 7);
  CHECK(py::copy::deepcopy(str("x")) == "x");
  const auto node = py::make<Node>();
  node->values.append(1);
  node->next = node;
  const auto copied = py::copy::deepcopy(node);
  CHECK(!py::is(copied, node));
  CHECK(py::is(copied->next, copied));
  copied->values.append(2);
  CHECK(repr(node->values) == "[1]");
  node->next = py::None;
  copied->next = py::None;
  const auto table = py::copy::deepcopy(dict<str, list<Int>>{{"a", shared}});
  table.at("a").append(7);
  CHECK(repr(shared) == "[5]");
  CHECK(repr(py::copy::deepcopy(py::deque<list<Int>>({shared}, py::maxlen = 4))) == "deque([[5]], maxlen=4)");
  CHECK(repr(py::copy::deepcopy(std::tuple(shared, 1, str("s")))) == "([5], 1, 's')");
  const object dynamic(list<object>{1, object(list<object>{2}), object(std::tuple<object, object>(object(shared), 3))});
  const object dynamic_copy = py::copy::deepcopy(dynamic);
  shared.append(8);
  CHECK(dynamic_copy.py_repr() == "[1, [2], ([5], 3)]");
  CHECK(py::copy::copy(dynamic).py_repr() == "[1, [2], ([5, 8], 3)]");
  const object cyclic(list<object>{1});
  cyclic.attr("append")(cyclic);
  const object cyclic_copy = py::copy::deepcopy(cyclic);
  CHECK(cyclic_copy.py_repr() == "[1, [...]]");
  cyclic.attr("clear")();
  cyclic_copy.attr("clear")();
}

// --- operator ---

TEST_CASE("operator") {
  namespace op = py::operator_;
  CHECK(repr(op::add(INT64_MAX, 1)) == "9223372036854775808");
  CHECK(op::add(str("a"), "b") == "ab");
  CHECK(repr(op::mul(3, 2.5)) == "7.5");
  CHECK(repr(op::sub(1, 2)) == "-1");
  CHECK(repr(op::truediv(7, 2)) == "3.5");
  CHECK(repr(op::floordiv(-7, 2)) == "-4");
  CHECK(repr(op::mod(-7, 2)) == "1");
  CHECK(repr(op::pow(2, 70)) == "1180591620717411303424");
  CHECK(repr(op::neg(INT64_MIN)) == "9223372036854775808");
  CHECK(repr(op::invert(5)) == "-6");
  CHECK(repr(op::and_(true, false)) == "False");
  CHECK(repr(op::or_(6, 1)) == "7");
  CHECK(repr(op::xor_(true, 3)) == "2");
  CHECK(op::lt(1, 2));
  CHECK(op::ne(str("a"), str("b")));
  CHECK(!op::eq(py::math::nan, py::math::nan));
  CHECK(op::not_(list<Int>()));
  CHECK(op::is_not(py::None, 3));
  CHECK(op::contains(py::range(5), 3));
  CHECK(op::getitem(list<str>{"x", "y"}, -1) == "y");
  CHECK(op::countOf(list<Int>{1, 2, 1}, 1) == 2);
  CHECK(op::indexOf(list<Int>{1, 2, 1}, 2) == 1);
  CHECK(message_of<py::ValueError>([] { py::operator_::indexOf(list<Int>{1}, 5); }) == "sequence.index(x): x not in sequence");
  CHECK(op::item<1>(std::tuple(1, str("b"))) == "b");
  CHECK(repr(op::item<1, 0>(std::tuple(1, str("b")))) == "('b', 1)");
  CHECK(op::itemgetter("k")(dict<str, Int>{{"k", 4}}) == 4);
  CHECK(repr(op::itemgetter(0, 2)(list<Int>{7, 8, 9})) == "(7, 9)");
  CHECK(op::attrgetter("real")(object(5)) == object(5));
  CHECK(op::methodcaller("upper")(str("abc")) == object("ABC"));
  const list<Int> xs{1};
  CHECK(repr(op::iadd(xs, list<Int>{2})) == "[1, 2]");
  CHECK(repr(xs) == "[1, 2]");
}

TEST_CASE("dataclasses: frozen instances") {
  CHECK(message_of<py::AttributeError>([] { py::dataclasses::raise_frozen("x"); }) == "cannot assign to field 'x'");
  try {
    py::dataclasses::raise_frozen("x");
  } catch (const py::BaseException& e) {
    CHECK(e.py_type().py_repr() == "<class 'dataclasses.FrozenInstanceError'>");
  }
}
