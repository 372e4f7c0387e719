// random against CPython: pylib_modules_random.inc is printed by `PYTHONHASHSEED=0 pylib_modules_oracle.py random`.
#include "pylib_modules_show.hpp"

#include <py/builtins.hpp>
#include <py/exceptions.hpp>
#include <py/random.hpp>

#include <bit>
#include <string>

using py::bytes;
using py::Int;
using py::str;
using py::vector;

namespace {

bool equals(double got, double expected) { return std::bit_cast<std::uint64_t>(got) == std::bit_cast<std::uint64_t>(expected); }
template <typename T, std::size_t N>
bool equals(const T& got, const char (&expected)[N]) {
  return py::repr(got) == expected;
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

// One function per seed keeps the functions small for the compiler.
struct draws {
  py::random::Random rng{0};
  py::list<std::int64_t> numbers;
  py::range thousand{1000};
  vector<str> four{"w", "x", "y", "z"};
  vector<double> weights{1, 2.5, 3, 0.5};

  template <typename T>
  void seed(const T& value) {
    rng = py::random::Random(value);
    numbers = py::list<std::int64_t>(py::range(20));
  }
};

}  // namespace

TEST_CASE("random: the draws of CPython") {
  draws all;
  auto& rng = all.rng;
  auto& numbers = all.numbers;
  const auto& thousand = all.thousand;
  const auto& four = all.four;
  const auto& weights = all.weights;
#define SEED(value) all.seed(value);
#define DRAW(expression, expected) CHECK(equals(rng.expression, expected));
#define SHUFFLE(expected) \
  rng.shuffle(numbers);   \
  CHECK(equals(numbers, expected));
#include "pylib_modules_random.inc"
}

TEST_CASE("random: the module's own generator") {
  py::random::seed(42);
  CHECK(py::random::random() == 0.6394267984578837);
  CHECK(py::random::randint(1, 100) == 4);
  CHECK(py::random::choice(vector<str>{"a", "b", "c"}) == "c");
  py::random::seed("text");
  const double first = py::random::random();
  py::random::seed(str("text"));
  CHECK(py::random::random() == first);
  py::random::seed(7);
  py::random::Random same(7);
  CHECK(py::random::getrandbits(100) == same.getrandbits(100));
  CHECK(py::random::randint(Int(1) << Int(70), Int(1) << Int(71)) == same.randint(Int(1) << Int(70), Int(1) << Int(71)));
  CHECK(py::random::randint(INT64_MIN, INT64_MAX) == same.randint(Int(INT64_MIN), Int(INT64_MAX)));
}

TEST_CASE("random: state") {
  py::random::Random rng(5);
  rng.gauss();
  const py::object state = rng.getstate();
  const double a = rng.gauss();
  const double b = rng.random();
  rng.setstate(state);
  CHECK(rng.gauss() == a);
  CHECK(rng.random() == b);
  const py::random::Random shared = rng;
  rng.seed(1);
  const double c = rng.random();
  rng.seed(1);
  CHECK(shared.random() == c);
  py::random::Random unseeded;
  CHECK(unseeded.random() < 1.0);
}

TEST_CASE("random: errors") {
  py::random::Random rng(1);
  CHECK(message_of<py::ValueError>([&] { rng.randint(5, 1); }) == "empty range for randrange() (5, 2, -3)");
  CHECK(message_of<py::ValueError>([&] { rng.randrange(0); }) == "empty range for randrange()");
  CHECK(message_of<py::ValueError>([&] { rng.randrange(5, 5); }) == "empty range for randrange() (5, 5, 0)");
  CHECK(message_of<py::ValueError>([&] { rng.randrange(1, 9, 0); }) == "zero step for randrange()");
  CHECK(message_of<py::ValueError>([&] { rng.randrange(1, 9, -1); }) == "empty range for randrange()");
  CHECK(message_of<py::IndexError>([&] { rng.choice(vector<std::int64_t>{}); }) == "Cannot choose from an empty sequence");
  CHECK(message_of<py::ValueError>([&] { rng.sample(vector<std::int64_t>{1, 2}, 3); }) == "Sample larger than population or is negative");
  CHECK(message_of<py::ValueError>([&] { rng.getrandbits(-1); }) == "number of bits must be non-negative");
  CHECK(message_of<py::ValueError>([&] { rng.choices(vector<std::int64_t>{1}, vector<double>{1, 2}); }) == "The number of weights does not match the population");
  CHECK(message_of<py::ValueError>([&] { rng.choices(vector<std::int64_t>{1}, vector<double>{0}); }) == "Total of weights must be greater than zero");
  CHECK(message_of<py::ValueError>([&] { rng.gammavariate(0, 1); }) == "gammavariate: alpha and beta must be > 0.0");
  CHECK(message_of<py::TypeError>([&] { rng.seed(py::object(py::list<Int>())); }) == "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.");
}
