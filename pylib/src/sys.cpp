#include "dynamic.hpp"

#include <py/main.hpp>
#include <py/sys.hpp>

namespace py::sys {

constinit list<str> argv;
constinit list<str> path;
constinit str executable;
const std::tuple<std::int64_t, std::int64_t, std::int64_t, str, std::int64_t> version_info{3, 11, 7, "final", 0};

namespace {

/// The C library hands the program's arguments to functions that run before main.
[[gnu::constructor(210)]] void read_arguments(int argc, char** arguments) {
  for (int i = 0; i < argc; ++i) {
    argv.append(str::from_utf8(arguments[i]));
  }
  if (argc > 0) {
    executable = argv.at(0);
  }
}

}  // namespace

void exit_fn::operator()() const { raise_system_exit(None); }
void exit_fn::operator()(const object& code) const { raise_system_exit(code); }

std::int64_t getrecursionlimit() noexcept { return detail::recursion_limit(); }

void setrecursionlimit(size_argument limit) {
  if (limit < 1) {
    raise_value_error("recursion limit must be greater or equal than 1");
  }
  detail::set_recursion_limit(limit);
}

std::int64_t get_int_max_str_digits() noexcept { return detail::int_max_str_digits; }

void set_int_max_str_digits(size_argument maxdigits) {
  if (maxdigits != 0 && maxdigits < 640) {
    raise_value_error("maxdigits must be 0 or larger than 640");
  }
  detail::int_max_str_digits = maxdigits;
}

str FloatInfo::py_repr() const {
  return "sys.float_info(max=1.7976931348623157e+308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308, min_exp=-1021, min_10_exp=-307, "
         "dig=15, mant_dig=53, epsilon=2.220446049250313e-16, radix=2, rounds=1)";
}

}  // namespace py::sys
