// Numbers and strings where they meet dynamic values: arguments with __index__, arithmetic of objects, conversions.
#include "dynamic.hpp"
#include "str_internal.hpp"

#include <py/arithmetic.hpp>
#include <py/bound.hpp>
#include <py/bytes.hpp>
#include <py/dict.hpp>
#include <py/format.hpp>

#include <limits>

namespace py {

// --- integer arguments ---

bound::bound(const Int& value) noexcept : value_(value.clamp_int64()), present_(true) {}

bound::bound(const std::optional<Int>& value) noexcept : value_(value ? value->clamp_int64() : 0), present_(value.has_value()) {}

bound::bound(const object& value) {
  if (value.is_none()) {
    return;
  }
  const object index = detail::index_of(value);
  if (!index.is_int()) {
    raise_type_error("slice indices must be integers or None or have an __index__ method");
  }
  value_ = index.as_int().clamp_int64();
  present_ = true;
}

size_argument::size_argument(const Int& value) : value_(value.clamp_int64()) {
  if (!value.fits_int64()) {
    raise_overflow_error("Python int too large to convert to C ssize_t");
  }
}

size_argument::size_argument(const object& value) : value_(0) {
  const object index = detail::index_of(value);
  if (!index.is_int()) {
    raise_type_error(detail::message("'", value.py_type().name(), "' object cannot be interpreted as an integer"));
  }
  value_ = size_argument(index.as_int());
}

namespace detail {

// --- arithmetic ---

object dynamic_floor_div(const object& a, const object& b) { return object::binary(binary_op::floor_divide, a, b); }
object dynamic_mod(const object& a, const object& b) { return object::binary(binary_op::modulo, a, b); }
object dynamic_true_div(const object& a, const object& b) { return object::binary(binary_op::true_divide, a, b); }
object dynamic_pow(const object& a, const object& b) { return object::binary(binary_op::power, a, b); }
object dynamic_divmod(const object& a, const object& b) { return object::binary(binary_op::divmod, a, b); }
object dynamic_shl(const object& a, const object& b) { return object::binary(binary_op::left_shift, a, b); }
object dynamic_shr(const object& a, const object& b) { return object::binary(binary_op::right_shift, a, b); }
object dynamic_matmul(const object& a, const object& b) { return object::binary(binary_op::matrix_multiply, a, b); }
object dynamic_absolute(const object& value) { return object::unary(unary_op::absolute, value); }

namespace {

const object* special_of_value(const object& value, special which) { return value.is_pointer() ? value.py_type().lookup_special(which) : nullptr; }

object call_special(const object& method, const object& self) { return call_with_self(method, self, std::span<const object>()); }

bool is_integer_object(const object& value) noexcept { return value.is_int() || value.is_bool(); }

Int integer_in(const object& value) { return value.is_bool() ? Int(value.as_bool() ? 1 : 0) : value.as_int(); }

/// The text of bytes or bytearray, or null.
bool byte_text(const object& value, std::string_view& text) {
  if (!value.is_pointer()) {
    return false;
  }
  if (auto* const data = dynamic_cast<bytes_object*>(value.pointer())) {
    text = {reinterpret_cast<const char*>(data->data()), static_cast<std::size_t>(data->size())};
    return true;
  }
  if (auto* const data = dynamic_cast<bytearray_object*>(value.pointer())) {
    text = {reinterpret_cast<const char*>(data->items.data()), data->items.size()};
    return true;
  }
  return false;
}

}  // namespace

object dynamic_pow_mod(const object& a, const object& b, const object& modulus) {
  if (is_integer_object(a) && is_integer_object(b) && is_integer_object(modulus)) {
    return Int::power_modulo(integer_in(a), integer_in(b), integer_in(modulus));
  }
  if (modulus.is_none()) {
    return dynamic_pow(a, b);
  }
  if (const object* const method = special_of_value(a, special::pow)) {
    return call_with_self(*method, a, std::array<object, 2>{b, modulus});
  }
  if (a.is_float() || b.is_float() || modulus.is_float()) {
    raise_type_error("pow() 3rd argument not allowed unless all arguments are integers");
  }
  raise_type_error(message("unsupported operand type(s) for ** or pow(): '", a.py_type().name(), "', '", b.py_type().name(), "', '", modulus.py_type().name(), "'"));
}

object dynamic_round(const object& value) {
  if (is_integer_object(value)) {
    return integer_in(value);
  }
  if (value.is_float()) {
    return round_to_int(value.as_float());
  }
  if (const object* const method = special_of_value(value, special::round_)) {
    return call_special(*method, value);
  }
  raise_type_error(message("type ", value.py_type().name(), " doesn't define __round__ method"));
}

object dynamic_round(const object& value, const object& digits) {
  if (digits.is_none()) {
    return dynamic_round(value);
  }
  if (const object* const method = special_of_value(value, special::round_)) {
    return call_with_self(*method, value, std::array<object, 1>{digits});
  }
  const object count = index_of(digits);
  if (!count.is_int()) {
    raise_type_error(message("'", digits.py_type().name(), "' object cannot be interpreted as an integer"));
  }
  if (is_integer_object(value)) {
    return Int::round_to(integer_in(value), count.as_int());
  }
  if (value.is_float()) {
    return round_double(value.as_float(), count.as_int().clamp_int64());
  }
  raise_type_error(message("type ", value.py_type().name(), " doesn't define __round__ method"));
}

// --- conversions ---

Int int_from_raw_text(const char* data, std::int64_t size, std::int64_t base) { return Int::from_text(str::from_utf8({data, static_cast<std::size_t>(size)}), base); }

Int dynamic_int(const object& value) {
  if (is_integer_object(value)) {
    return integer_in(value);
  }
  if (value.is_float()) {
    return Int::from_double(value.as_float());
  }
  if (value.is_str()) {
    return Int::from_text(value.as_str());
  }
  std::string_view text;
  if (byte_text(value, text)) {
    return int_from_raw_text(text.data(), static_cast<std::int64_t>(text.size()), 10);
  }
  if (const object* const method = special_of_value(value, special::int_)) {
    const object result = call_special(*method, value);
    if (!is_integer_object(result)) {
      raise_type_error(message("__int__ returned non-int (type ", result.py_type().name(), ")"));
    }
    return integer_in(result);
  }
  const object index = index_of(value);
  if (index.is_int()) {
    return index.as_int();
  }
  if (value.is_pointer()) {
    const object truncate = value.py_type().lookup("__trunc__");
    if (!truncate.is_unbound()) {
      return dynamic_int(call_special(truncate, value));
    }
  }
  raise_type_error(message("int() argument must be a string, a bytes-like object or a real number, not '", value.py_type().name(), "'"));
}

Int dynamic_int(const object& value, const object& base) {
  const std::int64_t number = size_argument(base);
  std::string_view text;
  if (value.is_str()) {
    return Int::from_text(value.as_str(), number);
  }
  if (byte_text(value, text)) {
    return int_from_raw_text(text.data(), static_cast<std::int64_t>(text.size()), number);
  }
  raise_type_error("int() can't convert non-string with explicit base");
}

double dynamic_float(const object& value) {
  if (value.is_float()) {
    return value.as_float();
  }
  if (is_integer_object(value)) {
    return integer_in(value).to_double();
  }
  if (value.is_str()) {
    return double_from_text(value.as_str());
  }
  std::string_view text;
  if (byte_text(value, text)) {
    return double_from_text(str::from_utf8(text));
  }
  if (const object* const method = special_of_value(value, special::float_)) {
    const object result = call_special(*method, value);
    if (!result.is_float()) {
      raise_type_error(message(value.py_type().name(), ".__float__ returned non-float (type ", result.py_type().name(), ")"));
    }
    return result.as_float();
  }
  const object index = index_of(value);
  if (index.is_int()) {
    return index.as_int().to_double();
  }
  raise_type_error(message("float() argument must be a string or a real number, not '", value.py_type().name(), "'"));
}

std::complex<double> complex_of_object(const object& value) {
  if (auto* const number = value.try_as<complex_object>()) {
    return number->value;
  }
  if (value.is_str()) {
    return complex_from_text(value.as_str());
  }
  if (const object* const method = special_of_value(value, special::complex_)) {
    return complex_of_object(call_special(*method, value));
  }
  if (value.is_float() || is_integer_object(value) || special_of_value(value, special::float_) != nullptr || special_of_value(value, special::index) != nullptr) {
    return {dynamic_float(value), 0.0};
  }
  raise_type_error(message("complex() first argument must be a string or a number, not '", value.py_type().name(), "'"));
}

// --- str ---

str join_item(const object& item, std::int64_t position) {
  if (!item.is_str()) {
    raise_join_item(std::string(item.py_type().name().view()).c_str(), position);
  }
  return item.as_str();
}

void raise_join_item(const char* type_name, std::int64_t position) { raise_type_error(message("sequence item ", Int(position), ": expected str instance, ", type_name, " found")); }

translation look_up_dynamic_translation(const object& table, char32_t code_point) {
  object value;
  try {
    value = table.py_getitem(static_cast<std::int64_t>(code_point));
  } catch (const LookupError&) {
    return {};
  }
  return translation_of(value);
}

str format_map(const str& text, const object& mapping) { return text.format_map(mapping); }

object format_method() {
  return def(
      "format",
      [](const str& pattern, const tuple<object>& values, const dict<str, object>& names) {
        std::vector<format_argument> positional;
        for (const object& value : values) {
          positional.push_back(make_format_argument(value));
        }
        std::vector<named_format_argument> named;
        for (const auto& [name, value] : names.items()) {
          named.push_back({name, make_format_argument(value)});
        }
        return format_dynamic(pattern, positional, named);
      },
      arg("self"), pos_only(), args("args"), kwargs("kwargs"));
}

}  // namespace detail

// --- str.maketrans ---

dict<Int, object> str::maketrans(const str& from, const str& to) { return maketrans(from, to, str()); }

dict<Int, object> str::maketrans(const str& from, const str& to, const str& removed) {
  if (from.py_len() != to.py_len()) {
    raise_value_error("the first two maketrans arguments must have equal length");
  }
  dict<Int, object> table;
  auto target = to.code_points().begin();
  for (const char32_t c : from.code_points()) {
    table[Int(static_cast<std::uint32_t>(c))] = object(static_cast<std::int64_t>(*target));
    ++target;
  }
  for (const char32_t c : removed.code_points()) {
    table[Int(static_cast<std::uint32_t>(c))] = object(None);
  }
  return table;
}

namespace detail {

Int translated_code_point(const str& key) {
  if (key.py_len() != 1) {
    raise_value_error("string keys in translate table must be of length 1");
  }
  return Int(static_cast<std::uint32_t>(key.code_point_at(0)));
}

Int translated_code_point(const object& key) {
  if (key.is_str()) {
    return translated_code_point(key.as_str());
  }
  if (!key.is_int()) {
    raise_type_error("keys in translate table must be strings or integers");
  }
  return cast<Int>(key);
}

}  // namespace detail

}  // namespace py
