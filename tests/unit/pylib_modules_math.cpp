// math against CPython: pylib_modules_math.inc is printed by `pylib_modules_oracle.py math`.
#include "pylib_modules_show.hpp"

#include <py/exceptions.hpp>
#include <py/list.hpp>
#include <py/math.hpp>
#include <py/vector.hpp>

#include <bit>
#include <cmath>
#include <map>
#include <string>
#include <vector>

using py::Int;
using py::str;

namespace {

constexpr double infinity = py::math::inf;
constexpr double not_a_number = py::math::nan;

bool same(double a, double b) { return (std::isnan(a) && std::isnan(b)) || std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

enum outcome { value = 0, value_error = 1, overflow_error = 2 };

struct one_row {
  const char* name;
  double x;
  double result;
  int kind;
};
struct two_row {
  const char* name;
  double x;
  double y;
  double result;
  int kind;
};

#define TWO(...)
#define HYPOT(...)
#define FSUM(...)
#define BIGLOG(...)
#define INTEGER(...)
#define ONE(name, x, result, kind) {#name, x, result, kind},
constexpr one_row one_rows[] = {
#include "pylib_modules_math.inc"
};
#undef ONE
#undef TWO
#define ONE(...)
#define TWO(name, x, y, result, kind) {#name, x, y, result, kind},
constexpr two_row two_rows[] = {
#include "pylib_modules_math.inc"
};
#undef TWO
#define TWO(...)

#define NAMED(name) {#name, [](double x) -> double { return py::math::name(x); }}
const std::map<std::string, double (*)(double)> one_functions = {NAMED(acos),  NAMED(acosh),   NAMED(asin), NAMED(asinh), NAMED(atan),  NAMED(atanh), NAMED(cbrt),    NAMED(cos),
                                                                 NAMED(cosh),  NAMED(degrees), NAMED(erf),  NAMED(erfc),  NAMED(exp),   NAMED(exp2),  NAMED(expm1),   NAMED(fabs),
                                                                 NAMED(gamma), NAMED(lgamma),  NAMED(log),  NAMED(log10), NAMED(log1p), NAMED(log2),  NAMED(radians), NAMED(sin),
                                                                 NAMED(sinh),  NAMED(sqrt),    NAMED(tan),  NAMED(tanh),  NAMED(ulp)};
#undef NAMED
#define NAMED(name) {#name, [](double x, double y) -> double { return py::math::name(x, y); }}
const std::map<std::string, double (*)(double, double)> two_functions = {NAMED(atan2), NAMED(copysign), NAMED(fmod), NAMED(pow), NAMED(remainder), NAMED(nextafter), NAMED(hypot)};
#undef NAMED

template <typename F>
void check_row(F call, double expected, int kind) {
  int got_kind = value;
  double got = 0;
  try {
    got = call();
  } catch (const py::ValueError& e) {
    CHECK(e.py_str() == "math domain error");
    got_kind = value_error;
  } catch (const py::OverflowError& e) {
    CHECK(e.py_str() == "math range error");
    got_kind = overflow_error;
  }
  CHECK(got_kind == kind);
  CHECK_MESSAGE((kind != value || same(got, expected)), got, " instead of ", expected);
}

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

TEST_CASE("math: functions of one float") {
  for (const one_row& row : one_rows) {
    CAPTURE(row.name);
    CAPTURE(row.x);
    check_row([&] { return one_functions.at(row.name)(row.x); }, row.result, row.kind);
  }
}

TEST_CASE("math: functions of two floats") {
  for (const two_row& row : two_rows) {
    CAPTURE(row.name);
    CAPTURE(row.x);
    CAPTURE(row.y);
    check_row([&] { return two_functions.at(row.name)(row.x, row.y); }, row.result, row.kind);
  }
}

#define PARENTHESISED(...) __VA_ARGS__

TEST_CASE("math: sums and lengths") {
  const auto length = [](const std::vector<double>& values) { return py::math::hypot(py::spread(values)); };
  const auto sum = [](const std::vector<double>& values) { return py::math::fsum(values); };
#undef HYPOT
#undef FSUM
#define HYPOT(values, result) CHECK(same(length(PARENTHESISED values), result));
#define FSUM(values, result) CHECK(same(sum(PARENTHESISED values), result));
#include "pylib_modules_math.inc"
#undef HYPOT
#undef FSUM
#define HYPOT(...)
#define FSUM(...)
  CHECK(py::math::fsum(py::vector<double>{0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}) == 1.0);
  CHECK(py::math::fsum(py::vector<std::int64_t>{1, 2, 3}) == 6.0);
  CHECK(py::math::fsum(py::vector<double>{}) == 0.0);
  CHECK(py::math::fsum(py::vector<double>{infinity, 1.0}) == infinity);
  CHECK(message_of<py::ValueError>([] { py::math::fsum(py::vector<double>{infinity, -infinity}); }) == "-inf + inf in fsum");
  CHECK(message_of<py::OverflowError>([] { py::math::fsum(py::vector<double>{1e308, 1e308, -1e308}); }) == "intermediate overflow in fsum");
  CHECK(py::math::hypot() == 0.0);
  CHECK(py::math::hypot(-3) == 3.0);
  CHECK(py::math::hypot(3, 4.0, Int(12)) == 13.0);
  CHECK(py::math::dist(std::tuple(1.0, 2.0), py::list<std::int64_t>{4, 6}) == 5.0);
  CHECK(message_of<py::ValueError>([] { py::math::dist(std::tuple(1, 2), std::tuple(1)); }) == "both points must have the same number of dimensions");
}

TEST_CASE("math: logarithms of large ints") {
#undef BIGLOG
#define BIGLOG(name, digits, result) CHECK(same(py::math::name(Int::literal(digits)), result));
#include "pylib_modules_math.inc"
#undef BIGLOG
#define BIGLOG(...)
  CHECK(message_of<py::ValueError>([] { py::math::log(Int(0)); }) == "math domain error");
  CHECK(message_of<py::ValueError>([] { py::math::log2(Int::literal("-100000000000000000000000000000")); }) == "math domain error");
  CHECK(py::math::log(8, 2) == 3.0);
  CHECK(message_of<py::ZeroDivisionError>([] { py::math::log(8, 1); }) == "float division by zero");
  CHECK(message_of<py::OverflowError>([] { py::math::sqrt(Int(1) << Int(2000)); }) == "int too large to convert to float");
}

TEST_CASE("math: functions of ints") {
  using py::math::comb, py::math::factorial, py::math::gcd, py::math::isqrt, py::math::lcm, py::math::perm;
#undef INTEGER
#define INTEGER(name, arguments, digits) CHECK(name arguments == Int::literal(digits));
#include "pylib_modules_math.inc"
  CHECK(gcd() == 0);
  CHECK(gcd(py::spread(py::vector<std::int64_t>{12, 18, 27})) == 3);
  CHECK(lcm() == 1);
  CHECK(lcm(4, 6, true) == 12);
  CHECK(perm(5) == 120);
  CHECK(message_of<py::ValueError>([] { factorial(-1); }) == "factorial() not defined for negative values");
  CHECK(message_of<py::OverflowError>([] { factorial(Int(1) << Int(64)); }) == "factorial() argument should not exceed 9223372036854775807");
  CHECK(message_of<py::ValueError>([] { comb(-1, 2); }) == "n must be a non-negative integer");
  CHECK(message_of<py::ValueError>([] { comb(1, -2); }) == "k must be a non-negative integer");
  CHECK(message_of<py::ValueError>([] { isqrt(-1); }) == "isqrt() argument must be nonnegative");
}

TEST_CASE("math: rounding and parts") {
  CHECK(py::math::floor(-1.5) == -2);
  CHECK(py::math::ceil(-1.5) == -1);
  CHECK(py::math::trunc(-1.5) == -1);
  CHECK(py::math::floor(1e30) == Int::literal("1000000000000000019884624838656"));
  CHECK(py::math::floor(std::int64_t{7}) == 7);
  CHECK(py::math::ceil(Int(7)) == 7);
  CHECK(message_of<py::OverflowError>([] { py::math::floor(infinity); }) == "cannot convert float infinity to integer");
  CHECK(message_of<py::ValueError>([] { py::math::ceil(not_a_number); }) == "cannot convert float NaN to integer");
  CHECK(py::math::frexp(10.0) == std::tuple<double, std::int64_t>(0.625, 4));
  CHECK(py::math::frexp(0.0) == std::tuple<double, std::int64_t>(0.0, 0));
  CHECK(py::math::ldexp(0.625, 4) == 10.0);
  CHECK(py::math::ldexp(1.0, -2000) == 0.0);
  CHECK(message_of<py::OverflowError>([] { py::math::ldexp(1.0, 5000); }) == "math range error");
  CHECK(py::math::modf(-2.5) == std::tuple<double, double>(-0.5, -2.0));
  CHECK(py::math::modf(infinity) == std::tuple<double, double>(0.0, infinity));
}

TEST_CASE("math: isclose, prod, constants") {
  CHECK(py::math::isclose(1.0, 1.0 + 1e-10));
  CHECK(!py::math::isclose(1.0, 1.0 + 1e-8));
  CHECK(py::math::isclose(1.0, 1.1, py::rel_tol = 0.2));
  CHECK(py::math::isclose(0.0, 1e-12, py::abs_tol = 1e-9));
  CHECK(!py::math::isclose(infinity, -infinity));
  CHECK(message_of<py::ValueError>([] { py::math::isclose(1, 1, py::abs_tol = -1); }) == "tolerances must be non-negative");
  CHECK(py::math::prod(py::vector<std::int64_t>{3000000000, 3000000000, 3}) == Int::literal("27000000000000000000"));
  CHECK(py::math::prod(py::vector<double>{0.5, 4.0}).py_repr() == "2.0");
  CHECK(py::math::prod(py::vector<double>{}).py_repr() == "1");
  CHECK(py::math::prod(py::vector<std::int64_t>{2, 3}, py::start = 1.5) == 9.0);
  CHECK(py::repr(py::math::pi) == "3.141592653589793");
  CHECK(py::repr(py::math::tau) == "6.283185307179586");
  CHECK(py::repr(py::math::e) == "2.718281828459045");
}

TEST_CASE("math: dynamic arguments") {
  CHECK(py::math::sqrt(py::object(16)) == 4.0);
  CHECK(py::math::floor(py::object(2.5)) == py::object(2));
  CHECK(py::math::log(py::object(Int(1) << Int(3000))) == py::math::log(Int(1) << Int(3000)));
  CHECK(message_of<py::TypeError>([] { py::math::sqrt(py::object("x")); }) == "must be real number, not str");
  CHECK(message_of<py::TypeError>([] { py::math::factorial(py::object(2.0)); }) == "'float' object cannot be interpreted as an integer");
  CHECK(message_of<py::TypeError>([] { py::math::trunc(py::object("x")); }) == "type str doesn't define __trunc__ method");
}
