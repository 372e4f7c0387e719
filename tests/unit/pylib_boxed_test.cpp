// Containers as dynamic code meets them: objects, methods by name, operators, CPython's error texts.
#include <doctest/doctest.h>

#include <py/builtins.hpp>
#include <py/class.hpp>
#include <py/exceptions.hpp>

#include <string>

namespace {

using py::None;
using py::object;

template <typename F>
std::string shown(F f) {
  try {
    return std::string(py::repr(f()).view());
  } catch (const py::BaseException& e) {
    return std::string(e.py_type().name().view()) + ": " + std::string(e.py_str().view());
  }
}

#define SAME(python, expected, ...) CHECK(shown([&]() -> object { return __VA_ARGS__; }) == expected)

template <typename... T>
object L(const T&... items) {
  return py::list<object>{object(items)...};
}
/// A list whose elements have a C++ type.
template <typename... T>
object ints(T... items) {
  return py::list<std::int64_t>{items...};
}
template <typename... T>
object T_(const T&... items) {
  return py::tuple<object>{object(items)...};
}
object D(std::initializer_list<std::pair<object, object>> items) { return py::dict<object, object>(items); }
template <typename... T>
object S(const T&... items) {
  return py::set<object>{object(items)...};
}
object part(const py::bound& lower, const py::bound& upper, const py::bound& step = {}) { return py::slice(lower, upper, step); }

}  // namespace

TEST_CASE("boxed lists") {
  SAME("[1, 'a', None]", "[1, 'a', None]", L(1, "a", None));
  SAME("[1, 2, 3][1]", "2", ints(1, 2, 3)[1]);
  SAME("[1, 2, 3][-1]", "3", ints(1, 2, 3)[-1]);
  SAME("[1, 2, 3][3]", "IndexError: list index out of range", ints(1, 2, 3)[3]);
  SAME("[1][True]", "IndexError: list index out of range", ints(1)[true]);
  SAME("[1]['a']", "TypeError: list indices must be integers or slices, not str", L(1)["a"]);
  SAME("[1][1.0]", "TypeError: list indices must be integers or slices, not float", L(1)[1.0]);
  SAME("[1, 2, 3][::-1]", "[3, 2, 1]", ints(1, 2, 3)[part(None, None, -1)]);
  SAME("[1, 2, 3][1:]", "[2, 3]", L(1, 2, 3)[part(1, None)]);
  SAME("[1, 2] + [3]", "[1, 2, 3]", ints(1, 2) + ints(3));
  SAME("[1, 2] + ['a']", "[1, 2, 'a']", ints(1, 2) + L("a"));
  SAME("[1] + (2,)", "TypeError: can only concatenate list (not \"tuple\") to list", ints(1) + T_(2));
  SAME("[1] + 1", "TypeError: can only concatenate list (not \"int\") to list", ints(1) + object(1));
  SAME("1 + [1]", "TypeError: unsupported operand type(s) for +: 'int' and 'list'", object(1) + ints(1));
  SAME("[1, 'a'] * 2", "[1, 'a', 1, 'a']", L(1, "a") * object(2));
  SAME("2 * [1]", "[1, 1]", object(2) * ints(1));
  SAME("[1] * 'a'", "TypeError: can't multiply sequence by non-int of type 'str'", ints(1) * object("a"));
  SAME("'a' * [1]", "TypeError: can't multiply sequence by non-int of type 'list'", object("a") * ints(1));
  SAME("[1] * [1]", "TypeError: can't multiply sequence by non-int of type 'list'", ints(1) * ints(1));
  SAME("2.5 * [1]", "TypeError: can't multiply sequence by non-int of type 'float'", object(2.5) * ints(1));
  SAME("[1] - [1]", "TypeError: unsupported operand type(s) for -: 'list' and 'list'", ints(1) - ints(1));
  SAME("[1, 2] == [1.0, True + 1]", "True", ints(1, 2) == L(1.0, 2));
  SAME("[1, 2] == (1, 2)", "False", ints(1, 2) == T_(1, 2));
  SAME("[1, 2] < [1, 3]", "True", ints(1, 2) < ints(1, 3));
  SAME("[1, 2] < (1, 3)", "TypeError: '<' not supported between instances of 'list' and 'tuple'", ints(1, 2) < T_(1, 3));
  SAME("[1, 'a'] < [1, 2]", "TypeError: '<' not supported between instances of 'str' and 'int'", L(1, "a") < L(1, 2));
  SAME("2 in [1, 2]", "True", py::contains(ints(1, 2), object(2)));
  SAME("len([1, 2])", "2", py::len(ints(1, 2)));
  SAME("bool([])", "False", py::truth(L()));
  SAME("hash([1])", "TypeError: unhashable type: 'list'", py::hash(ints(1)));
  SAME("list('ab')", "['a', 'b']", py::class_of<py::list<object>>()("ab"));
  SAME("list(5)", "TypeError: 'int' object is not iterable", py::class_of<py::list<object>>()(5));
  SAME("type([])", "<class 'list'>", py::type_of(ints(1)));
  SAME("type(iter([]))", "<class 'list_iterator'>", py::type_of(py::iter(ints(1))));
  SAME("[3, 1, 2].index(2)", "2", ints(3, 1, 2).attr("index")(2));
  SAME("[3].index(2)", "ValueError: 2 is not in list", ints(3).attr("index")(2));
  SAME("[3, 3].count(3.0)", "2", ints(3, 3).attr("count")(3.0));
  SAME("[].pop()", "IndexError: pop from empty list", L().attr("pop")());
  SAME("[1].pop(3)", "IndexError: pop index out of range", L(1).attr("pop")(3));
  SAME("[1].remove(3)", "ValueError: list.remove(x): x not in list", L(1).attr("remove")(3));
  SAME("[1].nothing", "AttributeError: 'list' object has no attribute 'nothing'", L(1).attr("nothing"));
  py::list<std::int64_t> typed{3, 1, 2};
  const object xs = typed;
  xs.attr("append")(10);
  xs.attr("extend")(py::range(2));
  xs.attr("insert")(0, -1);
  SAME("[-1, 3, 1, 2, 10, 0, 1]", "[-1, 3, 1, 2, 10, 0, 1]", typed);
  xs.attr("sort")();
  SAME("[-1, 0, 1, 1, 2, 3, 10]", "[-1, 0, 1, 1, 2, 3, 10]", xs);
  xs.attr("sort")(py::arg("key") = py::def("negate", [](const object& x) { return -x; }), py::arg("reverse") = true);
  SAME("[-1, 0, 1, 1, 2, 3, 10]", "[-1, 0, 1, 1, 2, 3, 10]", typed);
  xs.attr("reverse")();
  xs[0] = 99;
  xs[part(1, 3)] = L(7);
  xs.del_item(object(-1));
  xs.del_item(part(None, None, 2));
  SAME("[7, 1]", "[7, 1]", typed);
  CHECK(shown([&] {
          xs[5] = 1;
          return None;
        }) == "IndexError: list assignment index out of range");
  CHECK(shown([&] {
          xs[part(None, None, 2)] = L(1, 2, 3);
          return None;
        }) == "ValueError: attempt to assign sequence of size 3 to extended slice of size 1");
  CHECK(shown([&] {
          xs[part(0, 1)] = object(1);
          return None;
        }) == "TypeError: can only assign an iterable");
  object same = xs;
  same += L(5);
  same *= object(2);
  SAME("[7, 1, 5, 7, 1, 5]", "[7, 1, 5, 7, 1, 5]", typed);
  CHECK(py::is(py::cast<py::list<std::int64_t>>(xs), typed));
  SAME("list(reversed([1, 2]))", "[2, 1]", py::list(py::reversed(ints(1, 2))));
}

TEST_CASE("boxed tuples") {
  SAME("(1, 'a')", "(1, 'a')", std::tuple(1, py::str("a")));
  SAME("(1,)", "(1,)", T_(1));
  SAME("(1, 2, 3)[1:]", "(2, 3)", T_(1, 2, 3)[part(1, None)]);
  SAME("(1, 2)[2]", "IndexError: tuple index out of range", T_(1, 2)[2]);
  SAME("(1, 2)['a']", "TypeError: tuple indices must be integers or slices, not str", T_(1, 2)["a"]);
  SAME("(1, 2) + (3,)", "(1, 2, 3)", T_(1, 2) + T_(3));
  SAME("(1, 2) + [3]", "TypeError: can only concatenate tuple (not \"list\") to tuple", T_(1, 2) + L(3));
  SAME("(1, 2) * 2", "(1, 2, 1, 2)", T_(1, 2) * object(2));
  SAME("hash((1, 2)) == hash((1.0, 2))", "True", py::hash(T_(1, 2)) == py::hash(object(std::tuple(1.0, 2))));
  SAME("hash(([],))", "TypeError: unhashable type: 'list'", py::hash(T_(L())));
  SAME("(1, 2) < (1, 2, 0)", "True", T_(1, 2) < T_(1, 2, 0));
  SAME("(1, 2).index(2)", "1", T_(1, 2).attr("index")(2));
  SAME("(1, 2).index(3)", "ValueError: tuple.index(x): x not in tuple", T_(1, 2).attr("index")(3));
  SAME("tuple('ab')", "('a', 'b')", py::class_of<py::tuple<object>>()("ab"));
  SAME("type((1,))", "<class 'tuple'>", py::type_of(T_(1)));
  const object t = T_(1, 2);
  CHECK(shown([&] {
          t[0] = 1;
          return None;
        }) == "TypeError: 'tuple' object does not support item assignment");
  CHECK(shown([&] {
          t.del_item(object(0));
          return None;
        }) == "TypeError: 'tuple' object doesn't support item deletion");
  CHECK(py::cast<std::tuple<std::int64_t, std::int64_t>>(t) == std::tuple<std::int64_t, std::int64_t>(1, 2));
  CHECK(py::cast<py::tuple<std::int64_t>>(t).at(1) == 2);
}

TEST_CASE("boxed dicts") {
  const object d = D({{1, "a"}, {"k", 2.5}});
  SAME("{1: 'a', 'k': 2.5}", "{1: 'a', 'k': 2.5}", d);
  SAME("{1: 'a', 'k': 2.5}[True]", "'a'", d[true]);
  SAME("{1: 'a', 'k': 2.5}['x']", "KeyError: 'x'", d["x"]);
  SAME("{}[[]]", "TypeError: unhashable type: 'list'", D({})[L()]);
  SAME("{1: 'a', 'k': 2.5}.get(5)", "None", d.attr("get")(5));
  SAME("{1: 'a', 'k': 2.5}.get(5, 'no')", "'no'", d.attr("get")(5, "no"));
  SAME("{1: 'a', 'k': 2.5}.keys()", "dict_keys([1, 'k'])", d.attr("keys")());
  SAME("{1: 'a', 'k': 2.5}.items()", "dict_items([(1, 'a'), ('k', 2.5)])", d.attr("items")());
  SAME("{1: 'a', 'k': 2.5}.values()", "dict_values(['a', 2.5])", d.attr("values")());
  SAME("{1: 2} | {3: 4}", "{1: 2, 3: 4}", D({{1, 2}}) | D({{3, 4}}));
  SAME("{1: 2} | [1]", "TypeError: unsupported operand type(s) for |: 'dict' and 'list'", D({{1, 2}}) | L(1));
  SAME("{1: 2, 3: 4} == {3: 4, 1: 2}", "True", D({{1, 2}, {3, 4}}) == D({{3, 4}, {1, 2}}));
  SAME("{1: 2} < {3: 4}", "TypeError: '<' not supported between instances of 'dict' and 'dict'", D({{1, 2}}) < D({{3, 4}}));
  SAME("{1: 2, 3: 4}.keys() - [1]", "{3}", object(D({{1, 2}, {3, 4}}).attr("keys")()) - L(1));
  SAME("{1: 2}.keys() == {1}", "True", object(D({{1, 2}}).attr("keys")()) == S(1));
  SAME("dict(a=1)", "{'a': 1}", py::class_of<py::dict<object, object>>()(py::arg("a") = 1));
  SAME("dict([(1, 2)], b=3)", "{1: 2, 'b': 3}", py::class_of<py::dict<object, object>>()(L(T_(1, 2)), py::arg("b") = 3));
  SAME("dict([1])", "TypeError: cannot convert dictionary update sequence element #0 to a sequence", py::class_of<py::dict<object, object>>()(L(1)));
  SAME("dict([(1, 2, 3)])", "ValueError: dictionary update sequence element #0 has length 3; 2 is required", py::class_of<py::dict<object, object>>()(L(T_(1, 2, 3))));
  SAME("dict(['ab'])", "{'a': 'b'}", py::class_of<py::dict<object, object>>()(L("ab")));
  SAME("{}.popitem()", "KeyError: 'popitem(): dictionary is empty'", D({}).attr("popitem")());
  SAME("{1: 2}.pop(3)", "KeyError: 3", D({{1, 2}}).attr("pop")(3));
  SAME("{1: 2}.pop(3, None)", "None", D({{1, 2}}).attr("pop")(3, None));
  SAME("list(reversed({1: 2, 3: 4}))", "[3, 1]", py::list(py::reversed(D({{1, 2}, {3, 4}}))));
  SAME("type({}.keys())", "<class 'dict_keys'>", py::type_of(object(D({}).attr("keys")())));
  py::dict<py::str, std::int64_t> typed{{"a", 1}};
  const object o = typed;
  o["b"] = 2;
  o.attr("update")(py::dict<py::str, std::int64_t>{{"c", 3}});
  SAME("3", "3", o.attr("setdefault")("c", 9));
  o.del_item("a");
  SAME("{'b': 2, 'c': 3}", "{'b': 2, 'c': 3}", typed);
  CHECK(shown([&] {
          o.del_item("zz");
          return None;
        }) == "KeyError: 'zz'");
  const object view = o.attr("items")();
  typed["d"] = 4;
  SAME("{'b': 2, 'c': 3, 'd': 4}.items()", "dict_items([('b', 2), ('c', 3), ('d', 4)])", view);
  CHECK(shown([&] {
          for (const object& key : o) {
            o[key + object("x")] = 1;
          }
          return None;
        }) == "RuntimeError: dictionary changed size during iteration");
}

TEST_CASE("boxed sets") {
  SAME("{1, 'a'} >= {1}", "True", S(1, "a") >= S(1));
  SAME("{1, 2} | {3}", "{1, 2, 3}", S(1, 2) | py::set<std::int64_t>{3});
  SAME("{1, 2} | [3]", "TypeError: unsupported operand type(s) for |: 'set' and 'list'", S(1, 2) | L(3));
  SAME("{1, 2} & frozenset([2])", "{2}", S(1, 2) & py::frozenset<std::int64_t>{2});
  SAME("frozenset([1, 2]) - {2}", "frozenset({1})", object(py::frozenset<std::int64_t>{1, 2}) - S(2));
  SAME("{1} + {2}", "TypeError: unsupported operand type(s) for +: 'set' and 'set'", S(1) + S(2));
  SAME("{1} < [1]", "TypeError: '<' not supported between instances of 'set' and 'list'", S(1) < L(1));
  SAME("{1} == frozenset([1])", "True", S(1) == object(py::frozenset<std::int64_t>{1}));
  SAME("set()", "set()", S());
  SAME("hash(frozenset([1, 'a'])) == hash(frozenset(['a', 1]))", "True",
       py::hash(object(py::frozenset<object>{object(1), object("a")})) == py::hash(object(py::frozenset<object>{object("a"), object(1)})));
  SAME("hash({1})", "TypeError: unhashable type: 'set'", py::hash(S(1)));
  SAME("{1}.remove(5)", "KeyError: 5", S(1).attr("remove")(5));
  SAME("set().pop()", "KeyError: 'pop from an empty set'", S().attr("pop")());
  SAME("{1}.add([])", "TypeError: unhashable type: 'list'", S(1).attr("add")(L()));
  SAME("{1, 2}.union([5], (6,))", "{1, 2, 5, 6}", S(1, 2).attr("union")(L(5), T_(6)));
  SAME("{1, 2}.issubset([1, 2, 3])", "True", S(1, 2).attr("issubset")(L(1, 2, 3)));
  SAME("{1, 2}.isdisjoint([3])", "True", S(1, 2).attr("isdisjoint")(L(3)));
  SAME("frozenset([1]).add", "AttributeError: 'frozenset' object has no attribute 'add'", object(py::frozenset<std::int64_t>{1}).attr("add"));
  SAME("frozenset('a')", "frozenset({'a'})", py::class_of<py::frozenset<object>>()("a"));
  SAME("{frozenset([1])} >= {frozenset([1])}", "True", S(py::frozenset<std::int64_t>{1}) >= S(py::frozenset<object>{object(1)}));
  SAME("{1} in {frozenset([1])}", "True", py::contains(S(py::frozenset<std::int64_t>{1}), S(1)));
  SAME("type(frozenset())", "<class 'frozenset'>", py::type_of(object(py::frozenset<std::int64_t>())));
  py::set<std::int64_t> typed{1};
  object o = typed;
  o |= S(2);
  o.attr("update")(L(3), py::range(5, 7));
  o -= S(1);
  SAME("{2, 3, 5, 6}", "{2, 3, 5, 6}", typed);
}

TEST_CASE("boxed ranges, slices and iterators") {
  SAME("range(0, 5)[1:3]", "range(1, 3)", object(py::range(5))[part(1, 3)]);
  SAME("range(5)[-1]", "4", object(py::range(5))[-1]);
  SAME("range(5)[9]", "IndexError: range object index out of range", object(py::range(5))[9]);
  SAME("range(5) == range(0, 5, 1)", "True", object(py::range(5)) == object(py::range(0, 5, 1)));
  SAME("range(5).start", "0", object(py::range(5)).attr("start"));
  SAME("range(5).index(7)", "ValueError: 7 is not in range", object(py::range(5)).attr("index")(7));
  SAME("range('a')", "TypeError: 'str' object cannot be interpreted as an integer", py::class_of<py::range>()("a"));
  SAME("range(1, 2, 0)", "ValueError: range() arg 3 must not be zero", py::class_of<py::range>()(1, 2, 0));
  SAME("list(range(1, 8, 3))", "[1, 4, 7]", py::class_of<py::list<object>>()(py::range(1, 8, 3)));
  SAME("slice(1, 2)", "slice(1, 2, None)", py::slice(1, 2));
  SAME("slice(1, 2).stop", "2", object(py::slice(1, 2)).attr("stop"));
  SAME("slice(1, 2) == slice(1, 2, None)", "True", object(py::slice(1, 2)) == object(py::slice(1, 2, None)));
  SAME("hash(slice(1))", "TypeError: unhashable type: 'slice'", py::hash(object(py::slice(1))));
  SAME("list(map(str, [1, 2]))", "['1', '2']", py::class_of<py::list<object>>()(py::iterator<py::str>(py::map(py::str_of, py::list<std::int64_t>{1, 2}))));
  SAME("type(zip())", "<class 'zip'>", py::type_of(object(py::iterator<std::tuple<std::int64_t, std::int64_t>>(py::zip(py::range(1), py::range(2))))));
  SAME("type(iter(range(3)))", "<class 'range_iterator'>", py::type_of(py::iter(object(py::range(3)))));
  SAME("reversed(5)", "TypeError: 'int' object is not reversible", object(py::list(py::reversed(object(5)))));
  SAME("sum([[1], [2]], [])", "[1, 2]", py::sum(L(L(1), L(2)), L()));
  SAME("sorted([3, 1.5, True])", "[True, 1.5, 3]", object(py::list(py::sorted(L(3, 1.5, true)))));
  SAME("max(['a', 'b'])", "'b'", py::max(L("a", "b")));
  SAME("max(5)", "TypeError: 'int' object is not iterable", py::max(object(5)));
}
