/// Python's sys module.
#pragma once

#include <py/fwd.hpp>
#include <py/io.hpp>
#include <py/list.hpp>
#include <py/str.hpp>

#include <cstdint>
#include <limits>
#include <tuple>

namespace py::sys {

/// The program and its arguments.
extern list<str> argv;
extern list<str> path;
extern str executable;
/// The standard streams. Assigning `stdout_` redirects print.
extern io::TextIO stdin_;
extern io::TextIO stdout_;
extern io::TextIO stderr_;

inline constexpr str byteorder = "little";
inline constexpr str platform = "linux";
inline constexpr str version = "3.11.7 (krait)";
inline constexpr std::int64_t maxsize = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t maxunicode = 0x10FFFF;

/// `sys.version_info`: a tuple with names.
class VersionInfo {
 public:
  static std::int64_t major() noexcept { return 3; }
  static std::int64_t minor() noexcept { return 11; }
  static std::int64_t micro() noexcept { return 7; }
  static str releaselevel() noexcept { return "final"; }
  static std::int64_t serial() noexcept { return 0; }
};
extern const std::tuple<std::int64_t, std::int64_t, std::int64_t, str, std::int64_t> version_info;

class FloatInfo {
 public:
  static double max() noexcept { return std::numeric_limits<double>::max(); }
  static std::int64_t max_exp() noexcept { return 1024; }
  static std::int64_t max_10_exp() noexcept { return 308; }
  static double min() noexcept { return std::numeric_limits<double>::min(); }
  static std::int64_t min_exp() noexcept { return -1021; }
  static std::int64_t min_10_exp() noexcept { return -307; }
  static std::int64_t dig() noexcept { return 15; }
  static std::int64_t mant_dig() noexcept { return 53; }
  static double epsilon() noexcept { return std::numeric_limits<double>::epsilon(); }
  static std::int64_t radix() noexcept { return 2; }
  static std::int64_t rounds() noexcept { return 1; }
  str py_repr() const;
};
inline constexpr FloatInfo float_info{};

class HashInfo {
 public:
  static std::int64_t width() noexcept { return 64; }
  static std::int64_t modulus() noexcept { return (std::int64_t{1} << 61) - 1; }
  static std::int64_t inf() noexcept { return 314159; }
  static std::int64_t nan() noexcept { return 0; }
  static std::int64_t imag() noexcept { return 1000003; }
};
inline constexpr HashInfo hash_info{};

class IntInfo {
 public:
  static std::int64_t bits_per_digit() noexcept { return 30; }
  static std::int64_t sizeof_digit() noexcept { return 4; }
  static std::int64_t default_max_str_digits() noexcept { return 4300; }
  static std::int64_t str_digits_check_threshold() noexcept { return 640; }
};
inline constexpr IntInfo int_info{};

/// Raises SystemExit.
struct exit_fn {
  [[noreturn]] void operator()() const;
  [[noreturn]] void operator()(const object& code) const;
};
inline constexpr exit_fn exit{};

inline str getdefaultencoding() { return "utf-8"; }
inline str getfilesystemencoding() { return "utf-8"; }
std::int64_t getrecursionlimit() noexcept;
/// Raises ValueError for a limit below 1.
void setrecursionlimit(size_argument limit);
std::int64_t get_int_max_str_digits() noexcept;
/// Raises ValueError for 1 to 639.
void set_int_max_str_digits(size_argument maxdigits);
inline str intern(const str& text) { return text; }
inline bool is_finalizing() noexcept { return false; }

}  // namespace py::sys
