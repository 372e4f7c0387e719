/// Python's time module.
#pragma once

#include <py/iterate.hpp>
#include <py/math.hpp>
#include <py/object.hpp>
#include <py/str.hpp>
#include <py/tuple.hpp>
#include <py/vector.hpp>

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <tuple>

namespace py::time {

/// A point in time, taken apart. A sequence of nine ints with names.
class struct_time {
 public:
  struct_time() = default;
  explicit struct_time(const std::array<std::int64_t, 9>& fields) : fields_(fields) {}
  struct_time(const std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t>& fields)
      : struct_time(std::apply([](auto... field) { return std::array<std::int64_t, 9>{field...}; }, fields)) {}
  /// Raises TypeError unless there are 9 to 11 elements.
  template <typename Source>
    requires(!std::same_as<std::remove_cvref_t<Source>, struct_time>)
  explicit struct_time(const Source& source) : struct_time(first_nine(vector<std::int64_t>(source))) {}
  std::int64_t tm_year() const noexcept { return fields_[0]; }
  std::int64_t tm_mon() const noexcept { return fields_[1]; }
  std::int64_t tm_mday() const noexcept { return fields_[2]; }
  std::int64_t tm_hour() const noexcept { return fields_[3]; }
  std::int64_t tm_min() const noexcept { return fields_[4]; }
  std::int64_t tm_sec() const noexcept { return fields_[5]; }
  std::int64_t tm_wday() const noexcept { return fields_[6]; }
  std::int64_t tm_yday() const noexcept { return fields_[7]; }
  std::int64_t tm_isdst() const noexcept { return fields_[8]; }

  const std::int64_t* begin() const noexcept { return fields_.data(); }
  const std::int64_t* end() const noexcept { return fields_.data() + fields_.size(); }
  /// Raises IndexError.
  std::int64_t at(std::int64_t index) const;
  tuple<std::int64_t> slice(const bound& lower, const bound& upper, const bound& step = {}) const;
  std::int64_t py_len() const noexcept { return 9; }
  bool py_bool() const noexcept { return true; }
  std::int64_t py_getitem(std::int64_t index) const { return at(index); }
  str py_repr() const;
  std::int64_t py_hash() const;
  object py_box() const;
  static bool py_check(const object& value);
  static struct_time py_unbox(const object& value);
  friend bool operator==(const struct_time&, const struct_time&) = default;
  friend auto operator<=>(const struct_time&, const struct_time&) = default;

 private:
  static std::array<std::int64_t, 9> first_nine(const vector<std::int64_t>& fields);

  std::array<std::int64_t, 9> fields_{};
};

/// Seconds since 1970.
double time();
std::int64_t time_ns();
/// Clocks whose differences are meaningful.
double perf_counter();
std::int64_t perf_counter_ns();
double monotonic();
std::int64_t monotonic_ns();
/// Processor time of the process, of the thread.
double process_time();
std::int64_t process_time_ns();
double thread_time();

/// Raises ValueError for a negative duration.
void sleep(math::real seconds);

struct_time localtime();
struct_time localtime(none_t);
struct_time localtime(math::real seconds);
struct_time gmtime();
struct_time gmtime(none_t);
struct_time gmtime(math::real seconds);
/// Seconds of a local time. Raises OverflowError.
double mktime(const struct_time& t);
str strftime(const str& format);
str strftime(const str& format, none_t);
str strftime(const str& format, const struct_time& t);
/// Raises ValueError when the text does not have the format.
struct_time strptime(const str& text, const str& format = "%a %b %d %H:%M:%S %Y");
str asctime();
str asctime(none_t);
str asctime(const struct_time& t);
str ctime();
str ctime(none_t);
str ctime(math::real seconds);

// A time that may be None: the present then.
template <typename T>
struct_time localtime(const std::optional<T>& seconds) {
  return seconds ? localtime(*seconds) : localtime();
}
template <typename T>
struct_time gmtime(const std::optional<T>& seconds) {
  return seconds ? gmtime(*seconds) : gmtime();
}
template <std::same_as<struct_time> T>
str strftime(const str& format, const std::optional<T>& t) {
  return t ? strftime(format, *t) : strftime(format);
}
template <std::same_as<struct_time> T>
str asctime(const std::optional<T>& t) {
  return t ? asctime(*t) : asctime();
}

namespace detail {
/// The point in time that an argument of `function` is: None for the present. Raises TypeError for what is no tuple of nine ints.
struct_time time_in(const object& value, const char* function);
}  // namespace detail

template <std::same_as<object> T>
str strftime(const str& format, const T& t) {
  return strftime(format, detail::time_in(t, "strftime"));
}
template <std::same_as<object> T>
str asctime(const T& t) {
  return asctime(detail::time_in(t, "asctime"));
}
template <std::same_as<object> T>
double mktime(const T& t) {
  return mktime(detail::time_in(t, "mktime"));
}
template <typename T>
str ctime(const std::optional<T>& seconds) {
  return seconds ? ctime(*seconds) : ctime();
}

/// Seconds west of Greenwich, of standard and of daylight saving time.
extern const std::int64_t timezone;
extern const std::int64_t altzone;
extern const std::int64_t daylight;
extern const std::tuple<str, str> tzname;

}  // namespace py::time
