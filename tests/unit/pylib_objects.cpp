// py::object: values, operators, attributes, items, calls; expectations are CPython 3.11's.
#include <doctest/doctest.h>

#include <py/builtins.hpp>
#include <py/class.hpp>
#include <py/dict.hpp>
#include <py/exceptions.hpp>
#include <py/list.hpp>
#include <py/protocol.hpp>
#include <py/set.hpp>
#include <py/slice.hpp>
#include <py/tuple.hpp>

#include <string>

namespace {

using py::object;
using py::str;

std::string text(const str& s) { return std::string(s.view()); }
std::string repr(const object& o) { return text(o.py_repr()); }

/// "TypeError: text" of what `f` raises.
template <typename F>
std::string error_of(F f) {
  try {
    f();
  } catch (const py::BaseException& e) {
    return text(e.py_type().name()) + ": " + text(e.py_str());
  }
  return "nothing raised";
}

object list_of(std::initializer_list<object> items) { return py::list<object>(items); }
object tuple_of(std::initializer_list<object> items) { return py::tuple<object>(items); }

}  // namespace

TEST_CASE("scalars live inside the object") {
  CHECK(sizeof(object) == 16);
  CHECK(repr(object()) == "None");
  CHECK(repr(true) == "True");
  CHECK(repr(7) == "7");
  CHECK(repr(std::uint64_t{18446744073709551615u}) == "18446744073709551615");
  CHECK(repr(2.5) == "2.5");
  CHECK(repr("abc") == "'abc'");
  CHECK(repr("a rather longer text than fits inside") == "'a rather longer text than fits inside'");
  CHECK(repr(std::complex<double>(1, -2)) == "(1-2j)");
  CHECK(repr(std::tuple<int, str>(1, "x")) == "(1, 'x')");
  CHECK(repr(std::optional<int>()) == "None");
  CHECK(repr(py::NotImplemented) == "NotImplemented");
  CHECK(repr(py::Ellipsis) == "Ellipsis");
}

TEST_CASE("copies of heap values are counted") {
  const object big = py::Int::literal("123456789012345678901234567890");
  object other = big;
  other = other + 1;
  CHECK(repr(big) == "123456789012345678901234567890");
  CHECK(repr(other) == "123456789012345678901234567891");
  object grown = str("a rather longer text") + str(" than fits inside");
  const object shared = grown;
  grown += "!";
  CHECK(repr(grown) == "'a rather longer text than fits inside!'");
  CHECK(repr(shared) == "'a rather longer text than fits inside'");
}

TEST_CASE("arithmetic of numbers") {
  const object a = 7;
  CHECK(repr(a + 2) == "9");
  CHECK(repr(a - 2.5) == "4.5");
  CHECK(repr(2 * a) == "14");
  CHECK(repr(a / 2) == "3.5");
  CHECK(repr(a.py_floordiv(-2)) == "-4");
  CHECK(repr(a % -3) == "-2");
  CHECK(repr(a.py_pow(-1)) == "0.14285714285714285");
  CHECK(repr(a.py_pow(20)) == "79792266297612001");
  CHECK(repr(a.py_divmod(2)) == "(3, 1)");
  CHECK(repr(object(7.5).py_divmod(2)) == "(3.0, 1.5)");
  CHECK(repr(object(-8).py_pow(1.5)).substr(0, 6) == "(-4.15");
  CHECK(repr(a << 70) == "8264141345021879123968");
  CHECK(repr(~a) == "-8");
  CHECK(repr(-a) == "-7");
  CHECK(repr(+object(true)) == "1");
  CHECK(repr(object(true) + object(true)) == "2");
  CHECK(repr(object(true) & object(false)) == "False");
  CHECK(repr(object(true) & 3) == "1");
  CHECK(repr(object(std::complex<double>(1, 2)) * 2) == "(2+4j)");
  CHECK(repr(2 - object(std::complex<double>(1, 2))) == "(1-2j)");
  CHECK(repr(object(-5).py_abs()) == "5");
  CHECK(repr(object(std::complex<double>(3, 4)).py_abs()) == "5.0");
}

TEST_CASE("sequences multiply and concatenate") {
  CHECK(repr(object("ab") + "c") == "'abc'");
  CHECK(repr(object("ab") * 3) == "'ababab'");
  CHECK(repr(2 * object("ab")) == "'abab'");
  CHECK(repr(list_of({1, 2}) + list_of({"x"})) == "[1, 2, 'x']");
  CHECK(repr(list_of({1}) * 3) == "[1, 1, 1]");
  CHECK(repr(tuple_of({1}) + tuple_of({2})) == "(1, 2)");
  CHECK(repr(object("%s=%d") % tuple_of({"a", 3})) == "'a=3'");
  object xs = list_of({1});
  const object same = xs;
  xs += list_of({2});
  CHECK(repr(same) == "[1, 2]");
  CHECK(py::is(xs, same));
  object t = tuple_of({1});
  const object before = t;
  t += tuple_of({2});
  CHECK(repr(before) == "(1,)");
}

TEST_CASE("unsupported operands") {
  CHECK(error_of([] { object(1) + "a"; }) == "TypeError: unsupported operand type(s) for +: 'int' and 'str'");
  CHECK(error_of([] { object("a") + 1; }) == "TypeError: can only concatenate str (not \"int\") to str");
  CHECK(error_of([] { object("a") * "b"; }) == "TypeError: can't multiply sequence by non-int of type 'str'");
  CHECK(error_of([] { object("a") * 1.5; }) == "TypeError: can't multiply sequence by non-int of type 'float'");
  CHECK(error_of([] { object(object()).py_pow("a"); }) == "TypeError: unsupported operand type(s) for ** or pow(): 'NoneType' and 'str'");
  CHECK(error_of([] { object(1).py_divmod("a"); }) == "TypeError: unsupported operand type(s) for divmod(): 'int' and 'str'");
  CHECK(error_of([] { -object("a"); }) == "TypeError: bad operand type for unary -: 'str'");
  CHECK(error_of([] { object("a").py_abs(); }) == "TypeError: bad operand type for abs(): 'str'");
  CHECK(error_of([] { ~object(1.5); }) == "TypeError: bad operand type for unary ~: 'float'");
  CHECK(error_of([] { object(1.5) & 2; }) == "TypeError: unsupported operand type(s) for &: 'float' and 'int'");
  CHECK(error_of([] { object(1).py_matmul(2); }) == "TypeError: unsupported operand type(s) for @: 'int' and 'int'");
  CHECK(error_of([] { object(std::complex<double>(0, 1)).py_floordiv(2); }) == "TypeError: unsupported operand type(s) for //: 'complex' and 'int'");
  CHECK(error_of([] {
          object x = 1;
          x += "a";
        }) == "TypeError: unsupported operand type(s) for +=: 'int' and 'str'");
  CHECK(error_of([] {
          object x = "a";
          x -= "b";
        }) == "TypeError: unsupported operand type(s) for -=: 'str' and 'str'");
  CHECK(error_of([] {
          object x = 2;
          x.py_ipow("b");
        }) == "TypeError: unsupported operand type(s) for **=: 'int' and 'str'");
  CHECK(error_of([] { object(1) % 0; }) == "ZeroDivisionError: integer modulo by zero");
  CHECK(error_of([] { object(1) / 0; }) == "ZeroDivisionError: division by zero");
  CHECK(error_of([] { object(0).py_pow(-1); }) == "ZeroDivisionError: 0.0 cannot be raised to a negative power");
  CHECK(error_of([] { object(1) << -1; }) == "ValueError: negative shift count");
}

TEST_CASE("comparison") {
  CHECK(object(1) == 1.0);
  CHECK(object(true) == 1);
  CHECK(object("a") != object(1));
  CHECK(object() == py::None);
  CHECK(object(py::Int::literal("9007199254740993")) != object(9007199254740992.0));
  CHECK(object(1) < 1.5);
  CHECK(object("a") < "b");
  CHECK(tuple_of({1, "a"}) < tuple_of({1, "b"}));
  CHECK(list_of({1, 2}) == list_of({1, 2.0}));
  CHECK(list_of({1}) != tuple_of({1}));
  CHECK(object(std::complex<double>(1, 0)) == 1);
  CHECK_FALSE(object(0.0 / 0.0) == object(0.0 / 0.0));
  CHECK(error_of([] { static_cast<void>(object(1) < "a"); }) == "TypeError: '<' not supported between instances of 'int' and 'str'");
  CHECK(error_of([] { static_cast<void>(object() >= 1); }) == "TypeError: '>=' not supported between instances of 'NoneType' and 'int'");
  CHECK(error_of([] { static_cast<void>(object(std::complex<double>()) < 1); }) == "TypeError: '<' not supported between instances of 'complex' and 'int'");
}

TEST_CASE("hashes agree with equality and with CPython") {
  CHECK(py::hash(object(1)) == 1);
  CHECK(py::hash(object(1.0)) == 1);
  CHECK(py::hash(object(true)) == 1);
  CHECK(py::hash(object(-1)) == -2);
  CHECK(py::hash(object(0.5)) == 1152921504606846976);
  CHECK(py::hash(object("abc")) == -4594863902769663758);
  CHECK(py::hash(tuple_of({1, 2, 3})) == 529344067295497451);
  CHECK(error_of([] { py::hash(list_of({})); }) == "TypeError: unhashable type: 'list'");
}

TEST_CASE("lengths, items, membership, iteration") {
  const object xs = list_of({1, "x", 2.5});
  CHECK(py::len(xs) == 3);
  CHECK(repr(xs[0]) == "1");
  CHECK(repr(xs[-1]) == "2.5");
  CHECK(repr(xs[py::slice(0, 2)]) == "[1, 'x']");
  xs[1] = 5;
  xs[0] += 10;
  CHECK(repr(xs) == "[11, 5, 2.5]");
  xs.del_item(0);
  CHECK(repr(xs) == "[5, 2.5]");
  CHECK(py::contains(xs, 5.0));
  CHECK_FALSE(py::contains(xs, "5"));
  CHECK(repr(object("hello")[1]) == "'e'");
  CHECK(repr(object("hello")[py::slice(py::None, py::None, -1)]) == "'olleh'");
  CHECK(py::contains(object("hello"), "ell"));
  object total = 0;
  for (const object& x : xs) {
    total += x;
  }
  CHECK(repr(total) == "7.5");
  std::string letters;
  for (const object& c : object("añb")) {
    letters += text(c.py_str()) + ".";
  }
  CHECK(letters == "a.ñ.b.");
  const object it = py::iter(xs);
  CHECK(repr(py::next(it)) == "5");
  CHECK(repr(py::next(it, 0)) == "2.5");
  CHECK(repr(py::next(it, "end")) == "'end'");
  CHECK(error_of([&] { py::next(it); }) == "StopIteration: ");
  const object d = py::dict<object, object>{{"a", 1}};
  d["b"] = 2;
  CHECK(repr(d) == "{'a': 1, 'b': 2}");
  CHECK(error_of([&] { static_cast<void>(object(d["c"])); }) == "KeyError: 'c'");
}

TEST_CASE("what a value does not support") {
  CHECK(error_of([] { py::len(object(5)); }) == "TypeError: object of type 'int' has no len()");
  CHECK(error_of([] { static_cast<void>(object(object(5)[0])); }) == "TypeError: 'int' object is not subscriptable");
  CHECK(error_of([] { object(5)[0] = 1; }) == "TypeError: 'int' object does not support item assignment");
  CHECK(error_of([] { object("ab")[0] = "c"; }) == "TypeError: 'str' object does not support item assignment");
  CHECK(error_of([] { object("ab").del_item(0); }) == "TypeError: 'str' object doesn't support item deletion");
  CHECK(error_of([] { py::iter(object(5)); }) == "TypeError: 'int' object is not iterable");
  CHECK(error_of([] { object(5)(); }) == "TypeError: 'int' object is not callable");
  CHECK(error_of([] { static_cast<void>(object(object("abc")["a"])); }) == "TypeError: string indices must be integers, not 'str'");
  CHECK(error_of([] { static_cast<void>(object(object("abc")[5])); }) == "IndexError: string index out of range");
  CHECK(error_of([] { py::contains(object("abc"), object(1)); }) == "TypeError: 'in <string>' requires string as left operand, not int");
  CHECK(error_of([] { py::contains(object(5), 1); }) == "TypeError: argument of type 'int' is not iterable");
  CHECK(error_of([] { py::next(object(5)); }) == "TypeError: 'int' object is not an iterator");
  CHECK(error_of([] { list_of({}).py_format("x"); }) == "TypeError: unsupported format string passed to list.__format__");
}

TEST_CASE("attributes of builtin values") {
  CHECK(repr(object("a,b").attr("split")(",")) == "['a', 'b']");
  CHECK(repr(object("a b").attr("split")()) == "['a', 'b']");
  CHECK(repr(object("a b c").attr("split")(py::arg("maxsplit") = 1)) == "['a', 'b c']");
  CHECK(repr(object(", ").attr("join")(list_of({"a", "b"}))) == "'a, b'");
  CHECK(repr(object("  x ").attr("strip")()) == "'x'");
  CHECK(repr(object("abc").attr("startswith")(tuple_of({"x", "ab"}))) == "True");
  CHECK(repr(object("{}-{x!r}").attr("format")(1, py::arg("x") = "y")) == "\"1-'y'\"");
  CHECK(repr(object("abc").attr("upper")()) == "'ABC'");
  CHECK(repr(object(10).attr("bit_length")()) == "4");
  CHECK(repr(object(2.0).attr("is_integer")()) == "True");
  CHECK(repr(object(5).attr("real")) == "5");
  const object xs = list_of({3, 1});
  xs.attr("append")(object());
  CHECK(repr(xs) == "[3, 1, None]");
  CHECK(repr(object("abc").attr("__len__")()) == "3");
  CHECK(repr(object(5).attr("__add__")(6)) == "11");
  CHECK(py::hasattr(xs, "__iter__"));
  CHECK_FALSE(py::hasattr(object(5), "__len__"));
  CHECK(repr(object(5).attr("__class__")) == "<class 'int'>");
  const object method = xs.attr("append");
  method(4);
  CHECK(repr(xs) == "[3, 1, None, 4]");
}

TEST_CASE("missing attributes") {
  CHECK(error_of([] { object(5).attr("strip")(); }) == "AttributeError: 'int' object has no attribute 'strip'");
  CHECK(error_of([] { static_cast<void>(object(object().attr("x"))); }) == "AttributeError: 'NoneType' object has no attribute 'x'");
  CHECK(error_of([] { object(5).attr("x") = 1; }) == "AttributeError: 'int' object has no attribute 'x'");
  CHECK(error_of([] { object("a").attr("split") = 1; }) == "AttributeError: 'str' object attribute 'split' is read-only");
  CHECK(error_of([] { list_of({}).attr("append") = 1; }) == "AttributeError: 'list' object attribute 'append' is read-only");
  CHECK(error_of([] { list_of({}).attr("x") = 1; }) == "AttributeError: 'list' object has no attribute 'x'");
  CHECK(error_of([] { static_cast<void>(object(object(py::class_of<py::Int>()).attr("foo"))); }) == "AttributeError: type object 'int' has no attribute 'foo'");
  CHECK(repr(py::getattr(object(5), "x", "none")) == "'none'");
}

TEST_CASE("wrong calls of builtin methods") {
  const object xs = list_of({});
  CHECK(error_of([&] { xs.attr("append")(); }) == "TypeError: list.append() takes exactly one argument (0 given)");
  CHECK(error_of([&] { xs.attr("append")(1, 2); }) == "TypeError: list.append() takes exactly one argument (2 given)");
  CHECK(error_of([] { object("a").attr("upper")(1); }) == "TypeError: str.upper() takes no arguments (1 given)");
  CHECK(error_of([] { object("a").attr("join")(5); }) == "TypeError: can only join an iterable");
  CHECK(error_of([] { object("a").attr("join")(list_of({1})); }) == "TypeError: sequence item 0: expected str instance, int found");
}

TEST_CASE("casts") {
  CHECK(py::cast<std::int64_t>(object(5)) == 5);
  CHECK(py::cast<double>(object(5)) == 5.0);
  CHECK(text(py::cast<str>(object("x"))) == "x");
  CHECK(py::cast<std::tuple<int, str>>(tuple_of({1, "x"})) == std::tuple<int, str>(1, "x"));
  CHECK_FALSE(py::cast<std::optional<int>>(object()).has_value());
  CHECK(error_of([] { py::cast<std::int64_t>(object("x")); }) == "TypeError: expected int, got str");
  CHECK(error_of([] { py::cast<std::int64_t>(object(py::Int::literal("123456789012345678901"))); }) == "OverflowError: Python int too large to convert to C long");
  CHECK(error_of([] { py::cast<bool>(object(1)); }) == "TypeError: expected bool, got int");
}

TEST_CASE("boxing keeps identity") {
  py::list<double> xs{1, 2};
  const object boxed = xs;
  boxed.attr("append")(3.5);
  CHECK(xs.size() == 3);
  CHECK(xs[2] == 3.5);
  CHECK(py::is(boxed, object(xs)));
  CHECK(py::is(py::cast<py::list<double>>(boxed), xs));
  CHECK(error_of([&] { boxed.attr("append")("x"); }) == "TypeError: expected float, got str");
}

TEST_CASE("types of values") {
  CHECK(text(py::type_of(object(1))->name()) == "int");
  CHECK(repr(object(py::type_of(object(list_of({}))))) == "<class 'list'>");
  CHECK(py::isinstance(object(true), object(py::class_of<py::Int>())));
  CHECK(py::isinstance(object("x"), tuple_of({py::class_of<py::Int>(), py::class_of<str>()})));
  CHECK_FALSE(py::isinstance(object(1.5), object(py::class_of<py::Int>())));
  CHECK(py::issubclass(py::class_of<bool>(), py::class_of<py::Int>()));
  CHECK(error_of([] { py::isinstance(object(1), object(2)); }) == "TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union");
  CHECK(repr(object(py::class_of<py::Int>())("12")) == "12");
  CHECK(repr(object(py::class_of<str>())(12)) == "'12'");
  CHECK(repr(object(py::class_of<double>())("1.5")) == "1.5");
  CHECK(repr(object(py::class_of<bool>())(0)) == "False");
  CHECK(error_of([] { object(py::class_of<py::Int>())("x"); }) == "ValueError: invalid literal for int() with base 10: 'x'");
  CHECK(py::callable(object(py::class_of<py::Int>())));
  CHECK_FALSE(py::callable(object(3)));
}
