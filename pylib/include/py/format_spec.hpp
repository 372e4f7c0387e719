/// Python's format mini-language (`format(x, ">8.2f")`) for the scalar kinds.
#pragma once

#include <py/fwd.hpp>
#include <py/str.hpp>

#include <complex>
#include <cstdint>
#include <string_view>

namespace py::detail {

/// A parsed format specification.
struct format_spec {
  char32_t fill = ' ';
  char align = '\0';     ///< '<' '>' '^' '=', or 0 for the type's default
  char sign = '\0';      ///< '+' '-' ' ', or 0
  char grouping = '\0';  ///< ',' or '_', or 0
  bool coerce_zero = false;
  bool alternate = false;
  char32_t type = 0;
  std::int64_t width = -1;
  std::int64_t precision = -1;
};

/// Parses `text` for a type whose presentation type and alignment default to the given ones. Raises ValueError.
format_spec parse_format_spec(std::string_view text, char default_type, char default_align, const char* type_name);

// Append a formatted value to `out`. An empty spec is str(value). Raise ValueError, OverflowError.
void append_formatted(str::builder& out, std::int64_t value, std::string_view spec);
void append_formatted(str::builder& out, bool value, std::string_view spec);
void append_formatted(str::builder& out, const Int& value, std::string_view spec);
void append_formatted(str::builder& out, double value, std::string_view spec);
void append_formatted(str::builder& out, const str& value, std::string_view spec);
void append_formatted(str::builder& out, std::complex<double> value, std::string_view spec);

/// The same as a new str.
str format_int(std::int64_t value, const str& spec);
str format_double(double value, const str& spec);
str format_complex(std::complex<double> value, const str& spec);

/// Appends repr(value), straight into the builder.
void append_plain(str::builder& out, std::int64_t value);
void append_plain(str::builder& out, double value);

/// What a number consists of before padding and grouping: the digits before the point, and whatever follows them.
struct number_parts {
  char sign = '\0';
  std::string_view prefix = "";  // never without an address: they are copied from
  std::string_view digits = "";
  std::string_view rest = "";
};
/// Lays out a number: grouping, zero padding, alignment.
void append_number(str::builder& out, const number_parts& parts, const format_spec& spec, int group_size);
/// Appends the digits of a finite, non-negative double as type `type` ('e', 'f', 'g', 'r', capitals too) says.
void append_double_digits(str::builder& out, double value, char type, std::int64_t precision, bool alternate, bool add_point_zero);

}  // namespace py::detail
