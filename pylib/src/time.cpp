// time: clocks, sleeping, calendar.
#include "dynamic.hpp"

#include <py/exceptions.hpp>
#include <py/time.hpp>
#include <py/tuple.hpp>

#include <time.h>
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <ctime>
#include <string>

namespace py::time {

namespace {

constexpr std::int64_t nanoseconds = 1'000'000'000;

std::int64_t read_clock(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return std::int64_t{now.tv_sec} * nanoseconds + now.tv_nsec;
}

/// Nanoseconds as seconds: whole seconds and rest apart, as CPython divides.
double seconds_of(std::int64_t time) { return static_cast<double>(time) / 1e9; }

struct_time from_tm(const std::tm& t) {
  return struct_time(std::array<std::int64_t, 9>{t.tm_year + std::int64_t{1900}, t.tm_mon + std::int64_t{1}, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec,
                                                 (t.tm_wday + std::int64_t{6}) % 7, t.tm_yday + std::int64_t{1}, t.tm_isdst});
}

std::tm to_tm(const struct_time& t) {
  std::tm result{};
  result.tm_year = static_cast<int>(t.tm_year() - 1900);
  result.tm_mon = static_cast<int>(t.tm_mon() - 1);
  result.tm_mday = static_cast<int>(t.tm_mday());
  result.tm_hour = static_cast<int>(t.tm_hour());
  result.tm_min = static_cast<int>(t.tm_min());
  result.tm_sec = static_cast<int>(t.tm_sec());
  result.tm_wday = static_cast<int>((t.tm_wday() + 1) % 7);
  result.tm_yday = static_cast<int>(t.tm_yday() - 1);
  result.tm_isdst = static_cast<int>(t.tm_isdst());
  return result;
}

std::time_t whole_seconds(double seconds) {
  const double whole = std::floor(seconds);
  if (std::isnan(seconds)) {
    raise_value_error("cannot convert float NaN to integer");
  }
  if (!(whole >= -9223372036854775808.0 && whole < 9223372036854775808.0)) {
    raise_overflow_error("timestamp out of range for platform time_t");
  }
  return static_cast<std::time_t>(whole);
}

struct_time local(std::time_t seconds) {
  std::tm result{};
  if (localtime_r(&seconds, &result) == nullptr) {
    raise_os_error(errno, object(None));
  }
  return from_tm(result);
}

struct_time universal(std::time_t seconds) {
  std::tm result{};
  if (gmtime_r(&seconds, &result) == nullptr) {
    raise_os_error(errno, object(None));
  }
  return from_tm(result);
}

std::time_t now() { return std::time(nullptr); }

}  // namespace

double time() { return seconds_of(read_clock(CLOCK_REALTIME)); }
std::int64_t time_ns() { return read_clock(CLOCK_REALTIME); }
double perf_counter() { return seconds_of(read_clock(CLOCK_MONOTONIC)); }
std::int64_t perf_counter_ns() { return read_clock(CLOCK_MONOTONIC); }
double monotonic() { return seconds_of(read_clock(CLOCK_MONOTONIC)); }
std::int64_t monotonic_ns() { return read_clock(CLOCK_MONOTONIC); }
double process_time() { return seconds_of(read_clock(CLOCK_PROCESS_CPUTIME_ID)); }
std::int64_t process_time_ns() { return read_clock(CLOCK_PROCESS_CPUTIME_ID); }
double thread_time() { return seconds_of(read_clock(CLOCK_THREAD_CPUTIME_ID)); }

void sleep(math::real seconds) {
  const double duration = seconds;
  if (std::isnan(duration)) {
    raise_value_error("Invalid value NaN (not a number)");
  }
  if (duration < 0) {
    raise_value_error("sleep length must be non-negative");
  }
  if (duration > 9223372036.0) {
    raise_overflow_error("timestamp too large to convert to C _PyTime_t");
  }
  const std::int64_t end = read_clock(CLOCK_MONOTONIC) + static_cast<std::int64_t>(std::ceil(duration * 1e9));
  const timespec until{static_cast<std::time_t>(end / nanoseconds), static_cast<long>(end % nanoseconds)};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr) == EINTR) {
  }
}

struct_time localtime() { return local(now()); }
struct_time localtime(none_t) { return local(now()); }
struct_time localtime(math::real seconds) { return local(whole_seconds(seconds)); }
struct_time gmtime() { return universal(now()); }
struct_time gmtime(none_t) { return universal(now()); }
struct_time gmtime(math::real seconds) { return universal(whole_seconds(seconds)); }

double mktime(const struct_time& t) {
  std::tm parts = to_tm(t);
  parts.tm_wday = -1;
  const std::time_t seconds = std::mktime(&parts);
  if (seconds == -1 && parts.tm_wday == -1) {
    raise_overflow_error("mktime argument out of range");
  }
  return static_cast<double>(seconds);
}

str strftime(const str& format) { return strftime(format, localtime()); }
str strftime(const str& format, none_t) { return strftime(format, localtime()); }
str strftime(const str& format, const struct_time& t) {
  const std::tm parts = to_tm(t);
  // the mark at the end tells an empty result from one that did not fit
  const std::string pattern = std::string(format.view()) + '\1';
  std::string text(128, '\0');
  std::size_t size = 0;
  while ((size = std::strftime(text.data(), text.size(), pattern.c_str(), &parts)) == 0) {
    text.resize(2 * text.size());
  }
  return str::from_utf8(std::string_view(text).substr(0, size - 1));
}

struct_time strptime(const str& text, const str& format) {
  std::tm parts{};
  parts.tm_year = 0;
  parts.tm_mday = 1;
  parts.tm_isdst = -1;
  const std::string given(text.view());
  const std::string pattern(format.view());
  const char* const end = ::strptime(given.c_str(), pattern.c_str(), &parts);
  if (end == nullptr) {
    raise_value_error(str("time data ") + text.py_repr() + str(" does not match format ") + format.py_repr());
  }
  if (*end != '\0') {
    raise_value_error(str("unconverted data remains: ") + str::from_utf8(end));
  }
  std::tm counted = parts;  // fills in the day of the week and of the year
  timegm(&counted);
  parts.tm_wday = counted.tm_wday;
  parts.tm_yday = counted.tm_yday;
  return from_tm(parts);
}

struct_time detail::time_in(const object& value, const char* function) {
  if (value.is_none() && std::string_view(function) != "mktime") {
    return localtime();
  }
  const std::int64_t count = py::detail::tuple_size(value);
  if (count != 9) {
    raise_type_error(count < 0 ? str("Tuple or struct_time argument required") : py::detail::message(function, "(): illegal time tuple argument"));
  }
  return struct_time::py_unbox(value);
}

str asctime() { return asctime(localtime()); }
str asctime(none_t) { return asctime(localtime()); }
str asctime(const struct_time& t) {
  static constexpr const char* days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  char text[64];
  const int size =
      std::snprintf(text, sizeof text, "%s %s%3d %02d:%02d:%02d %lld", days[static_cast<std::size_t>(t.tm_wday()) % 7], months[static_cast<std::size_t>(t.tm_mon() - 1) % 12],
                    static_cast<int>(t.tm_mday()), static_cast<int>(t.tm_hour()), static_cast<int>(t.tm_min()), static_cast<int>(t.tm_sec()), static_cast<long long>(t.tm_year()));
  return str::from_ascii(std::string_view(text, static_cast<std::size_t>(size)));
}
str ctime() { return asctime(localtime()); }
str ctime(none_t) { return asctime(localtime()); }
str ctime(math::real seconds) { return asctime(localtime(seconds)); }

namespace {

/// The offset of the standard time (`saving` false) or of daylight saving time, seen in January and July.
struct zone {
  std::int64_t standard_offset;
  std::int64_t saving_offset;
  str standard_name;
  str saving_name;
  bool has_saving;
};

zone local_zone() {
  std::tm parts{};
  constexpr std::time_t half_year = 365 * 24 * 3600 / 2;
  const std::time_t base = now() / (2 * half_year) * (2 * half_year);
  const auto offset_at = [&](std::time_t when, str& name) {
    localtime_r(&when, &parts);
    name = str::from_utf8(parts.tm_zone);
    return -std::int64_t{parts.tm_gmtoff};
  };
  zone result;
  result.standard_offset = offset_at(base, result.standard_name);
  result.saving_offset = offset_at(base + half_year, result.saving_name);
  if (result.standard_offset < result.saving_offset) {
    std::swap(result.standard_offset, result.saving_offset);
    std::swap(result.standard_name, result.saving_name);
  }
  result.has_saving = result.standard_offset != result.saving_offset;
  return result;
}

}  // namespace

static const zone here = local_zone();
const std::int64_t timezone = here.standard_offset;
const std::int64_t altzone = here.saving_offset;
const std::int64_t daylight = here.has_saving ? 1 : 0;
const std::tuple<str, str> tzname = {here.standard_name, here.saving_name};

std::array<std::int64_t, 9> struct_time::first_nine(const vector<std::int64_t>& fields) {
  const std::int64_t count = fields.py_len();
  if (count < 9 || count > 11) {
    raise_type_error(py::detail::message("time.struct_time() takes an at ", count < 9 ? "least 9" : "most 11", "-sequence (", count, "-sequence given)"));
  }
  std::array<std::int64_t, 9> result{};
  std::copy_n(fields.begin(), 9, result.begin());
  return result;
}

tuple<std::int64_t> struct_time::slice(const bound& lower, const bound& upper, const bound& step) const {
  return tuple<std::int64_t>(vector<std::int64_t>(fields_)).slice(lower, upper, step);
}

std::int64_t struct_time::at(std::int64_t index) const {
  const std::int64_t at = index < 0 ? index + 9 : index;
  if (at < 0 || at >= 9) {
    raise_index_error("tuple index out of range");
  }
  return fields_[static_cast<std::size_t>(at)];
}

str struct_time::py_repr() const {
  static constexpr const char* names[] = {"tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"};
  str::builder text;
  text.append_ascii("time.struct_time(");
  for (std::size_t i = 0; i < 9; ++i) {
    if (i != 0) {
      text.append_ascii(", ");
    }
    text.append_ascii(names[i]);
    text.append_char('=');
    text.append(py::repr(fields_[i]));
  }
  text.append_char(')');
  return text.finish();
}

std::int64_t struct_time::py_hash() const {
  py::detail::tuple_hasher hasher;
  for (const std::int64_t field : fields_) {
    hasher.add(py::hash(field));
  }
  return hasher.finish();
}

object struct_time::py_box() const { return object(tuple<std::int64_t>(vector<std::int64_t>(fields_))); }
bool struct_time::py_check(const object& value) { return py::detail::tuple_size(value) == 9; }
struct_time struct_time::py_unbox(const object& value) {
  std::array<std::int64_t, 9> fields{};
  for (std::size_t i = 0; i < 9; ++i) {
    fields[i] = cast<std::int64_t>(py::detail::tuple_item(value, static_cast<std::int64_t>(i)));
  }
  return struct_time(fields);
}

}  // namespace py::time
