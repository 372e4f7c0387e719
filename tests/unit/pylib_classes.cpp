// Descriptors of C++ classes, functions with parameters, classes made at run time; expectations are CPython 3.11's.
#include <doctest/doctest.h>

#include <py/class.hpp>
#include <py/dict.hpp>
#include <py/exceptions.hpp>
#include <py/function.hpp>
#include <py/list.hpp>
#include <py/protocol.hpp>
#include <py/tuple.hpp>

#include <string>

namespace {

using py::object;
using py::str;

std::string text(const str& s) { return std::string(s.view()); }
std::string repr(const object& o) { return text(o.py_repr()); }

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

class Point : public py::Object {
 public:
  Point(py::Int x, py::Int y) : x(std::move(x)), y(std::move(y)) { ++alive; }
  ~Point() override { --alive; }

  py::Int norm() const { return x * x + y * y; }
  void move(const py::Int& dx, const py::Int& dy) {
    x += dx;
    y += dy;
  }
  py::Int level() const { return x + y; }
  void set_level(const py::Int& value) { x = value - y; }
  static py::ref<Point> origin() { return py::make<Point>(0, 0); }

  str py_repr() const override { return str("Point(") + x.py_repr() + ", " + y.py_repr() + ")"; }
  std::int64_t py_hash() const override { return py::hash(std::tuple<py::Int, py::Int>(x, y)); }
  bool operator==(const Point& other) const { return x == other.x && y == other.y; }
  bool operator<(const Point& other) const { return norm() < other.norm(); }
  py::ref<Point> operator+(const py::ref<Point>& other) const { return py::make<Point>(x + other->x, y + other->y); }
  py::ref<Point> py_rmul(const py::Int& factor) const { return py::make<Point>(x * factor, y * factor); }
  py::ref<Point> operator-() const { return py::make<Point>(-x, -y); }
  std::int64_t py_len() const { return 2; }
  py::Int py_getitem(std::int64_t i) const {
    if (i > 1) {
      throw py::IndexError("no such coordinate");
    }
    return i == 0 ? x : y;
  }
  py::Int py_call(const py::Int& factor) const { return norm() * factor; }

  static const py::type& py_class();
  const py::type& py_type() const override { return py_class(); }

  py::Int x;
  py::Int y;
  static inline py::Int count = 3;
  static inline int alive = 0;
};

const py::type& Point::py_class() {
  static const py::type& type = py::class_<Point>("Point")
                                    .init<py::Int, py::Int>(py::arg("x"), py::arg("y") = 0)
                                    .field("x", &Point::x)
                                    .field("y", &Point::y)
                                    .method("norm", &Point::norm)
                                    .method("move", &Point::move, py::arg("dx"), py::arg("dy") = 1)
                                    .property("level", &Point::level, &Point::set_level)
                                    .property("half", [](const Point& p) { return p.x / 2; })
                                    .static_field("count", &Point::count)
                                    .static_method("origin", &Point::origin)
                                    .attribute("dimensions", 2);
  return type;
}

object add_up(const object& first, const py::tuple<object>& rest, const py::dict<str, object>& options) {
  object total = first;
  for (const object& value : rest) {
    total += value;
  }
  return std::tuple<object, object>(total, object(options));
}

object point_class() { return py::class_of<Point>(); }

/// A class made at run time.
object make_class(const str& name, std::initializer_list<object> bases, std::initializer_list<py::detail::attribute_table::entry> attributes) {
  return py::make_class(name, std::vector<object>(bases), std::vector<py::detail::attribute_table::entry>(attributes));
}

}  // namespace

TEST_CASE("instances of described classes act as Python objects") {
  const object p = point_class()(3, 4);
  CHECK(repr(p) == "Point(3, 4)");
  CHECK(repr(p.attr("x")) == "3");
  CHECK(repr(p.attr("norm")()) == "25");
  p.attr("x") = 6;
  p.attr("move")(1);
  p.attr("move")(1, py::arg("dy") = 2);
  CHECK(repr(p) == "Point(8, 7)");
  CHECK(repr(p.attr("level")) == "15");
  p.attr("level") = 10;
  CHECK(repr(p) == "Point(3, 7)");
  p.attr("x") += 1;
  CHECK(repr(p.attr("half")) == "2.0");
  CHECK(py::len(p) == 2);
  CHECK(repr(p[1]) == "7");
  CHECK(repr(p(2)) == "130");
  CHECK(repr(py::class_of<py::list<object>>()(p)) == "[4, 7]");
  CHECK(repr(object(py::type_of(p)).attr("__name__")) == "'Point'");
  CHECK(repr(point_class()) == "<class '__main__.Point'>");
  CHECK(repr(point_class().attr("__mro__")) == "(<class '__main__.Point'>, <class 'object'>)");
  CHECK(repr(point_class().attr("dimensions")) == "2");
  CHECK(repr(point_class().attr("count")) == "3");
  point_class().attr("count") = 4;
  CHECK(Point::count == 4);
  CHECK(repr(p.attr("count")) == "4");
  CHECK(repr(point_class().attr("origin")()) == "Point(0, 0)");
}

TEST_CASE("operators of described classes") {
  const object p = point_class()(1, 2);
  const object q = point_class()(3, 4);
  CHECK(repr(p + q) == "Point(4, 6)");
  CHECK(repr(3 * p) == "Point(3, 6)");
  CHECK(repr(-p) == "Point(-1, -2)");
  CHECK(p == point_class()(1, 2));
  CHECK(p != q);
  CHECK(p != 3);
  CHECK(p < q);
  CHECK(q > p);
  CHECK(py::hash(p) == py::hash(std::tuple<int, int>(1, 2)));
  CHECK(error_of([&] { p + 1; }) == "TypeError: unsupported operand type(s) for +: 'Point' and 'int'");
  CHECK(error_of([&] { static_cast<void>(p < 3); }) == "TypeError: '<' not supported between instances of 'Point' and 'int'");
  CHECK(error_of([&] { static_cast<void>(p <= q); }) == "TypeError: '<=' not supported between instances of 'Point' and 'Point'");
  // typed
  const py::ref<Point> a = py::make<Point>(1, 2);
  const py::ref<Point> b = py::make<Point>(1, 2);
  CHECK(a == b);
  CHECK_FALSE(py::is(a, b));
  CHECK(repr(a + b) == "Point(2, 4)");
  CHECK(repr(2 * a) == "Point(2, 4)");
  CHECK_FALSE(a < b);
}

TEST_CASE("boxing a reference keeps the instance") {
  const int before = Point::alive;
  {
    const py::ref<Point> p = py::make<Point>(1, 2);
    const object o = p;
    o.attr("x") = 10;
    CHECK(p->x == 10);
    CHECK(py::is(py::cast<py::ref<Point>>(o), p));
    CHECK(py::isinstance<Point>(o));
    CHECK_FALSE(py::isinstance<Point>(object(1)));
    CHECK(error_of([] { py::cast<py::ref<Point>>(object(1)); }) == "TypeError: expected Point, got int");
    const py::maybe<Point> none = py::cast<py::maybe<Point>>(object());
    CHECK(none == py::None);
    CHECK(error_of([&] { py::some(none, "x"); }) == "AttributeError: 'NoneType' object has no attribute 'x'");
  }
  CHECK(Point::alive == before);
}

TEST_CASE("wrong use of described classes") {
  const object p = point_class()(1, 2);
  CHECK(error_of([] { point_class()(); }) == "TypeError: Point.__init__() missing 1 required positional argument: 'x'");
  CHECK(error_of([] { point_class()(1, 2, 3); }) == "TypeError: Point.__init__() takes from 2 to 3 positional arguments but 4 were given");
  CHECK(error_of([] { point_class()(1, py::arg("z") = 2); }) == "TypeError: Point.__init__() got an unexpected keyword argument 'z'");
  CHECK(error_of([&] { p.attr("norm")(1); }) == "TypeError: Point.norm() takes 1 positional argument but 2 were given");
  CHECK(error_of([&] { p.attr("missing")(); }) == "AttributeError: 'Point' object has no attribute 'missing'");
  CHECK(error_of([&] { p.attr("missing") = 1; }) == "AttributeError: 'Point' object has no attribute 'missing'");
  CHECK(error_of([&] { p.attr("half") = 1; }) == "AttributeError: property 'half' of 'Point' object has no setter");
  CHECK(error_of([] { static_cast<void>(object(point_class().attr("nothing"))); }) == "AttributeError: type object 'Point' has no attribute 'nothing'");
}

TEST_CASE("binding arguments") {
  const object f = py::def(
      "f", [](const object& a, const object& b, const object& c) { return std::tuple<object, object, object>(a, b, c); }, py::arg("a"), py::arg("b") = 2, py::kw_only(),
      py::arg("c") = 3);
  CHECK(repr(f(1)) == "(1, 2, 3)");
  CHECK(repr(f(1, py::arg("c") = 5)) == "(1, 2, 5)");
  CHECK(repr(f(py::arg("b") = 1, py::arg("a") = 0)) == "(0, 1, 3)");
  CHECK(repr(f(py::spread(list_of({7, 8})))) == "(7, 8, 3)");
  CHECK(repr(f(py::spread_kwargs(py::dict<str, object>{{"a", 1}, {"c", 2}}))) == "(1, 2, 2)");
  CHECK(error_of([&] { f(); }) == "TypeError: f() missing 1 required positional argument: 'a'");
  CHECK(error_of([&] { f(1, 2, 3); }) == "TypeError: f() takes from 1 to 2 positional arguments but 3 were given");
  CHECK(error_of([&] { f(1, 2, 3, py::arg("c") = 1); }) ==
        "TypeError: f() takes from 1 to 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given");
  CHECK(error_of([&] { f(1, py::arg("a") = 2); }) == "TypeError: f() got multiple values for argument 'a'");
  CHECK(error_of([&] { f(1, py::arg("q") = 2); }) == "TypeError: f() got an unexpected keyword argument 'q'");
  CHECK(error_of([&] { f(py::spread_kwargs(object(5))); }) == "TypeError: argument after ** must be a mapping, not int");

  const object g = py::def("g", [](int, int, int) {}, py::arg("x"), py::arg("y"), py::arg("z"));
  CHECK(error_of([&] { g(); }) == "TypeError: g() missing 3 required positional arguments: 'x', 'y', and 'z'");
  CHECK(error_of([&] { g(1); }) == "TypeError: g() missing 2 required positional arguments: 'y' and 'z'");
  const object h = py::def("h", [](int, int) {}, py::arg("a"), py::arg("b"), py::pos_only());
  CHECK(error_of([&] { h(1, py::arg("b") = 2); }) == "TypeError: h() got some positional-only arguments passed as keyword arguments: 'b'");
  const object k = py::def("k", [](int) {}, py::kw_only(), py::arg("only"));
  CHECK(error_of([&] { k(); }) == "TypeError: k() missing 1 required keyword-only argument: 'only'");
  CHECK(error_of([&] { k(1); }) == "TypeError: k() takes 0 positional arguments but 1 was given");
}

TEST_CASE("star parameters and defaults") {
  const object f = py::def("add_up", &add_up, py::arg("first"), py::args("rest"), py::kwargs("options"));
  CHECK(repr(f(1)) == "(1, {})");
  CHECK(repr(f(1, 2, 3, py::arg("x") = "y")) == "(6, {'x': 'y'})");
  CHECK(repr(f.attr("__name__")) == "'add_up'");
  f.attr("calls") = 3;
  CHECK(repr(f.attr("calls")) == "3");
  CHECK(repr(f.attr("__dict__")) == "{'calls': 3}");
  CHECK(error_of([&] { static_cast<void>(object(f.attr("hidden"))); }) == "AttributeError: 'function' object has no attribute 'hidden'");
  CHECK(repr(py::def("d", [](int a) { return a; }, py::arg("a") = 4).attr("__defaults__")) == "(4,)");
}

TEST_CASE("typed function values") {
  int captured = 10;
  const py::function<py::Int(const py::Int&)> f = [&captured](const py::Int& x) { return x + captured; };
  CHECK(f(1) == 11);
  captured = 20;
  CHECK(f(1) == 21);
  const object boxed = f;
  CHECK(repr(boxed(5)) == "25");
  CHECK(py::cast<py::function<py::Int(const py::Int&)>>(boxed) == f);
  CHECK(error_of([&] { boxed(); }) == "TypeError: <lambda>() takes 1 positional argument but 0 were given");
  const object dynamic = py::def("double_it", [](const object& x) { return x + x; }, py::arg("x"));
  const auto typed = py::cast<py::function<py::Int(const py::Int&)>>(dynamic);
  CHECK(typed(4) == 8);
  CHECK(py::is(object(typed), dynamic));
  const py::function<void()> nothing;
  CHECK(error_of([&] { nothing(); }) == "TypeError: 'NoneType' object is not callable");
}

TEST_CASE("classes made at run time") {
  const object animal = make_class("Animal", {},
                                   {
                                       {"legs", 4},
                                       {"__init__", py::def(
                                                        "__init__", [](const object& self, const object& name) { self.attr("name") = name; }, py::arg("self"), py::arg("name"))},
                                       {"speak", py::def(
                                                     "speak", [](const object& self) { return self.attr("name") + " speaks"; }, py::arg("self"))},
                                       {"__repr__", py::def(
                                                        "__repr__", [](const object& self) { return object("<") + self.attr("name") + ">"; }, py::arg("self"))},
                                       {"__eq__", py::def(
                                                      "__eq__", [](const object& self, const object& other) { return object(self.attr("name")) == object(other.attr("name")); },
                                                      py::arg("self"), py::arg("other"))},
                                       {"__len__", py::def(
                                                       "__len__", [](const object&) { return 7; }, py::arg("self"))},
                                   });
  const object dog = make_class(
      "Dog", {animal},
      {
          {"speak",
           py::def(
               "speak", [&animal](const object& self) { return py::super(py::cast<py::type_ref>(object(py::type_of(self))), self).attr("speak")() + " woof"; }, py::arg("self"))},
      });
  const object rex = dog("Rex");
  CHECK(repr(rex) == "<Rex>");
  CHECK(repr(rex.attr("speak")()) == "'Rex speaks woof'");
  CHECK(repr(rex.attr("legs")) == "4");
  rex.attr("legs") = 3;
  CHECK(repr(animal.attr("legs")) == "4");
  CHECK(repr(rex.attr("__dict__")) == "{'name': 'Rex', 'legs': 3}");
  CHECK(py::len(rex) == 7);
  CHECK(py::isinstance(rex, animal));
  CHECK_FALSE(py::isinstance(animal("x"), dog));
  CHECK(py::issubclass(dog, animal));
  CHECK(rex == dog("Rex"));
  CHECK(error_of([&] { py::hash(rex); }) == "TypeError: unhashable type: 'Dog'");
  animal.attr("legs") = 5;
  rex.del_attr("legs");
  CHECK(repr(rex.attr("legs")) == "5");
  CHECK(error_of([&] { rex.del_attr("legs"); }) == "AttributeError: 'Dog' object has no attribute 'legs'");
  CHECK(error_of([&] { dog(); }) == "TypeError: __init__() missing 1 required positional argument: 'name'");
  CHECK(error_of([&] { make_class("Empty", {}, {})(1); }) == "TypeError: Empty() takes no arguments");
  CHECK(repr(dog) == "<class '__main__.Dog'>");
  CHECK(repr(dog.attr("__bases__")) == "(<class '__main__.Animal'>,)");
  CHECK(error_of([&] { make_class("Bad", {object(5)}, {}); }) == "TypeError: bases must be types");
}

TEST_CASE("attribute hooks and descriptors of classes made at run time") {
  const object kind = make_class("Hooks", {},
                                 {
                                     {"__getattr__", py::def(
                                                         "__getattr__", [](const object&, const str& name) { return str("no ") + name; }, py::arg("self"), py::arg("name"))},
                                     {"present", 1},
                                 });
  const object o = kind();
  CHECK(repr(o.attr("present")) == "1");
  CHECK(repr(o.attr("absent")) == "'no absent'");
  const object property_class = py::classes::property();
  const object with_property = make_class("WithProperty", {},
                                          {
                                              {"double", property_class(py::def(
                                                             "double", [](const object& self) { return self.attr("n") * 2; }, py::arg("self")))},
                                          });
  const object w = with_property();
  w.attr("n") = 4;
  CHECK(repr(w.attr("double")) == "8");
  CHECK(error_of([&] { w.attr("double") = 1; }) == "AttributeError: property 'double' of 'WithProperty' object has no setter");
  const object descriptor_class =
      make_class("Fixed", {},
                 {
                     {"__get__", py::def(
                                     "__get__", [](const object&, const object& instance, const object&) { return instance.is_none() ? object("class") : object("instance"); },
                                     py::arg("self"), py::arg("instance"), py::arg("owner"))},
                 });
  const object user = make_class("User", {}, {{"fixed", descriptor_class()}});
  CHECK(repr(user.attr("fixed")) == "'class'");
  CHECK(repr(user().attr("fixed")) == "'instance'");
}

TEST_CASE("special methods of classes made at run time drive the operators") {
  const object money = make_class(
      "Money", {},
      {
          {"__init__", py::def(
                           "__init__", [](const object& self, const object& n) { self.attr("n") = n; }, py::arg("self"), py::arg("n"))},
          {"__add__",
           py::def(
               "__add__",
               [](const object& self, const object& other) -> object { return py::hasattr(other, "n") ? object(self.attr("n") + other.attr("n")) : object(py::NotImplemented); },
               py::arg("self"), py::arg("other"))},
          {"__radd__", py::def(
                           "__radd__", [](const object& self, const object& other) { return self.attr("n") + other; }, py::arg("self"), py::arg("other"))},
          {"__iadd__", py::def(
                           "__iadd__",
                           [](const object& self, const object& other) {
                             self.attr("n") += other;
                             return self;
                           },
                           py::arg("self"), py::arg("other"))},
          {"__lt__", py::def(
                         "__lt__", [](const object& self, const object& other) { return self.attr("n") < other.attr("n"); }, py::arg("self"), py::arg("other"))},
          {"__getitem__", py::def(
                              "__getitem__",
                              [](const object& self, const object& key) -> object {
                                if (key > 2) {
                                  throw py::IndexError("stop");
                                }
                                return self.attr("n") * key;
                              },
                              py::arg("self"), py::arg("key"))},
          {"__bool__", py::def(
                           "__bool__", [](const object& self) { return self.attr("n") != 0; }, py::arg("self"))},
          {"__call__", py::def(
                           "__call__", [](const object& self, const object& x) { return self.attr("n") + x; }, py::arg("self"), py::arg("x"))},
      });
  object five = money(5);
  CHECK(repr(five + money(6)) == "11");
  CHECK(repr(1 + five) == "6");
  CHECK(error_of([&] { five + 1; }) == "TypeError: unsupported operand type(s) for +: 'Money' and 'int'");
  const object same = five;
  five += 3;
  CHECK(py::is(five, same));
  CHECK(repr(five.attr("n")) == "8");
  CHECK(money(1) < money(2));
  CHECK(money(3) > money(2));
  CHECK(repr(py::class_of<py::list<object>>()(five)) == "[0, 8, 16]");
  CHECK(py::contains(five, 16));
  CHECK_FALSE(py::truth(money(0)));
  CHECK(repr(five(1)) == "9");
  CHECK(py::callable(five));
  CHECK(error_of([&] { -five; }) == "TypeError: bad operand type for unary -: 'Money'");
}

TEST_CASE("__del__ runs once, at the last reference") {
  std::string log;
  const object kind = make_class("Loud", {},
                                 {
                                     {"__del__", py::def(
                                                     "__del__", [&log](const object& self) { log += text(self.attr("name").value().py_str()) + " gone;"; }, py::arg("self"))},
                                 });
  {
    const object a = kind();
    a.attr("name") = "a";
    const object b = a;
    CHECK(log.empty());
  }
  CHECK(log == "a gone;");
}

TEST_CASE("deep structures are released without recursion") {
  struct Node : py::Object {
    py::maybe<Node> next;
  };
  py::maybe<Node> head;
  for (int i = 0; i < 1'000'000; ++i) {
    py::ref<Node> node = py::make<Node>();
    node->next = std::move(head);
    head = std::move(node);
  }
  head = py::None;
  object nested = list_of({});
  for (int i = 0; i < 200'000; ++i) {
    nested = list_of({nested});
  }
  nested = object();
  CHECK(head.is_none());
}
