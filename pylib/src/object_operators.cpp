#include "dynamic.hpp"

#include <py/complex.hpp>
#include <py/float.hpp>
#include <py/format.hpp>
#include <py/number.hpp>

#include <cmath>

namespace py {
namespace detail {

const char* operator_text(binary_op op) noexcept {
  static constexpr const char* texts[] = {"+", "-", "*", "/", "//", "%", "divmod()", "** or pow()", "<<", ">>", "&", "|", "^", "@"};
  return texts[static_cast<int>(op)];
}

const char* operator_text(comparison op) noexcept {
  static constexpr const char* texts[] = {"<", "<=", "==", "!=", ">", ">="};
  return texts[static_cast<int>(op)];
}

namespace {

const char* inplace_text(binary_op op) noexcept {
  static constexpr const char* texts[] = {"+=", "-=", "*=", "/=", "//=", "%=", "divmod()", "**=", "<<=", ">>=", "&=", "|=", "^=", "@="};
  return texts[static_cast<int>(op)];
}

// the special methods stand in the order of the operators
special shifted(special first, binary_op op) noexcept { return static_cast<special>(static_cast<int>(first) + static_cast<int>(op)); }

}  // namespace

special special_of(binary_op op) noexcept { return shifted(special::add, op); }
special reflected_special_of(binary_op op) noexcept { return shifted(special::radd, op); }
special inplace_special_of(binary_op op) noexcept { return shifted(special::iadd, op); }
special special_of(comparison op) noexcept { return static_cast<special>(static_cast<int>(special::lt) + static_cast<int>(op)); }

comparison mirrored(comparison op) noexcept {
  static constexpr comparison mirror[] = {comparison::greater, comparison::greater_equal, comparison::equal, comparison::not_equal, comparison::less, comparison::less_equal};
  return mirror[static_cast<int>(op)];
}

namespace {

bool is_integral(const object& value) noexcept { return value.is_int() || value.is_bool(); }
bool is_numeric(const object& value) noexcept { return is_integral(value) || value.is_float(); }
double number_as_double(const object& value) { return value.is_float() ? value.as_float() : unbox_int(value).to_double(); }

[[noreturn]] void raise_unsupported(const char* text, const object& a, const object& b) {
  raise_type_error(message("unsupported operand type(s) for ", str::from_utf8(text), ": '", a.py_type().name(), "' and '", b.py_type().name(), "'"));
}

object integer_power(const Int& base, const Int& exponent) {
  if (!exponent.is_negative()) {
    return Int::power(base, exponent);
  }
  if (!base.py_bool()) {
    raise_zero_division_error("0.0 cannot be raised to a negative power");
  }
  return float_pow(base.to_double(), exponent.to_double());
}

/// NotImplemented for operators that ints do not have.
object integer_binary(binary_op op, const Int& a, const Int& b) {
  switch (op) {
    case binary_op::add: return a + b;
    case binary_op::subtract: return a - b;
    case binary_op::multiply: return a * b;
    case binary_op::true_divide: return a / b;
    case binary_op::floor_divide: return floor_divide(a, b);
    case binary_op::modulo: return a % b;
    case binary_op::divmod: return Int::divide_modulo(a, b);
    case binary_op::power: return integer_power(a, b);
    case binary_op::left_shift: return a << b;
    case binary_op::right_shift: return a >> b;
    case binary_op::bit_and: return a & b;
    case binary_op::bit_or: return a | b;
    case binary_op::bit_xor: return a ^ b;
    case binary_op::matrix_multiply: break;
  }
  return NotImplemented;
}

object float_binary(binary_op op, double a, double b) {
  switch (op) {
    case binary_op::add: return a + b;
    case binary_op::subtract: return a - b;
    case binary_op::multiply: return a * b;
    case binary_op::true_divide: return float_div(a, b);
    case binary_op::floor_divide: return float_floor_div(a, b);
    case binary_op::modulo: return float_mod(a, b);
    case binary_op::divmod: return float_divmod(a, b);
    case binary_op::power:
      if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b)) {
        return complex_power(a, b);
      }
      return float_pow(a, b);
    default: return NotImplemented;
  }
}

object boolean_binary(binary_op op, bool a, bool b) {
  switch (op) {
    case binary_op::bit_and: return a && b;
    case binary_op::bit_or: return a || b;
    case binary_op::bit_xor: return a != b;
    default: return integer_binary(op, a ? 1 : 0, b ? 1 : 0);
  }
}

object numeric_binary(binary_op op, const object& a, const object& b) {
  if (a.is_float() || b.is_float()) {
    // operators that floats lack are refused before a huge int is converted
    return op >= binary_op::left_shift ? object(NotImplemented) : float_binary(op, number_as_double(a), number_as_double(b));
  }
  if (a.is_bool() && b.is_bool()) {
    return boolean_binary(op, a.as_bool(), b.as_bool());
  }
  return integer_binary(op, unbox_int(a), unbox_int(b));
}

[[noreturn]] void raise_multiply_sequence(const object& other) { raise_type_error(message("can't multiply sequence by non-int of type '", other.py_type().name(), "'")); }

/// What str does as a sequence, after both operands declined.
object str_binary(binary_op op, const object& a, const object& b) {
  if (op == binary_op::modulo && a.is_str()) {
    return percent_dynamic(a.as_str(), b);
  }
  if (op == binary_op::multiply) {
    const object& text = a.is_str() ? a : b;
    const object& other = a.is_str() ? b : a;
    const object times = index_of(other);
    if (!times.is_unbound()) {
      return text.as_str() * size_argument(times.as_int());
    }
    if (a.is_str() || !other.is_pointer()) {
      raise_multiply_sequence(other);
    }
  }
  if (op == binary_op::add && a.is_str()) {
    if (b.is_str()) {
      return a.as_str() + b.as_str();
    }
    raise_type_error(message("can only concatenate str (not \"", b.py_type().name(), "\") to str"));
  }
  return NotImplemented;
}

/// Whether the right operand's class is a proper subclass of the left one's, so that it is asked first.
bool right_comes_first(const object& left, const object& right) {
  if (!right.is_pointer()) {
    return false;
  }
  const type& a = left.py_type();
  const type& b = right.py_type();
  return &a != &b && b.is_subclass_of(a);
}

object general_binary(binary_op op, const object& left, const object& right, const char* text) {
  if (is_numeric(left) && is_numeric(right)) {
    object result = numeric_binary(op, left, right);
    if (!is_not_implemented(result)) {
      return result;
    }
    raise_unsupported(text, left, right);
  }
  const bool right_first = left.is_pointer() && right_comes_first(left, right) && right.py_type().lookup_special(reflected_special_of(op)) != nullptr;
  if (right_first) {
    object result = right.pointer()->py_boxed_binary(op, left, true);
    if (!is_not_implemented(result)) {
      return result;
    }
  }
  if (left.is_pointer()) {
    object result = left.pointer()->py_boxed_binary(op, right, false);
    if (!is_not_implemented(result)) {
      return result;
    }
  }
  if (right.is_pointer() && !right_first && (!left.is_pointer() || &left.py_type() != &right.py_type())) {
    object result = right.pointer()->py_boxed_binary(op, left, true);
    if (!is_not_implemented(result)) {
      return result;
    }
  }
  if (left.is_str() || right.is_str()) {
    object result = str_binary(op, left, right);
    if (!is_not_implemented(result)) {
      return result;
    }
  }
  raise_unsupported(text, left, right);
}

}  // namespace

object binary_after_left(binary_op op, const object& left, const object& right) {
  if (right.is_pointer()) {
    object result = right.pointer()->py_boxed_binary(op, left, true);
    if (!is_not_implemented(result)) {
      return result;
    }
  }
  raise_unsupported(operator_text(op), left, right);
}

object binary_after_right(binary_op op, const object& left, const object& right) {
  if (left.is_pointer() || left.is_str()) {
    object result = left.is_str() ? str_binary(op, left, right) : left.pointer()->py_boxed_binary(op, right, false);
    if (!is_not_implemented(result)) {
      return result;
    }
  }
  raise_unsupported(operator_text(op), left, right);
}

void raise_none_operand(binary_op op, const object& left, const object& right) { raise_unsupported(operator_text(op), left, right); }

}  // namespace detail

object object::binary(binary_op op, const object& left, const object& right) {
  using detail::integer_binary;
  if (left.is_int() && right.is_int()) {
    object result = integer_binary(op, left.as_int(), right.as_int());
    if (!is_not_implemented(result)) [[likely]] {
      return result;
    }
  } else if (left.is_str() && right.is_str() && op == binary_op::add) {
    return left.as_str() + right.as_str();
  }
  return detail::general_binary(op, left, right, detail::operator_text(op));
}

object& object::inplace(binary_op op, const object& right) {
  if (is_str() && right.is_str() && op == binary_op::add) {
    // the only owner of the text appends to it
    *std::launder(reinterpret_cast<str*>(this)) += right.as_str();
    return *this;
  }
  if (is_pointer()) {
    const object alive = *this;
    object result = pointer()->py_boxed_inplace(op, right);
    if (!is_not_implemented(result)) {
      return *this = std::move(result);
    }
  }
  if (is_int() && right.is_int()) {
    return *this = binary(op, *this, right);
  }
  return *this = detail::general_binary(op, *this, right, detail::inplace_text(op));
}

object object::unary(unary_op op, const object& operand) {
  static constexpr const char* texts[] = {"unary -", "unary +", "unary ~", "abs()"};
  if (operand.is_int() || operand.is_bool()) {
    const Int value = detail::unbox_int(operand);
    switch (op) {
      case unary_op::negative: return -value;
      case unary_op::positive: return value;
      case unary_op::invert: return ~value;
      case unary_op::absolute: return Int::absolute(value);
    }
  }
  if (operand.is_float() && op != unary_op::invert) {
    const double value = operand.as_float();
    return op == unary_op::negative ? -value : op == unary_op::absolute ? std::fabs(value) : value;
  }
  if (operand.is_pointer()) {
    object result = operand.pointer()->py_boxed_unary(op);
    if (!is_not_implemented(result)) {
      return result;
    }
  }
  raise_type_error(detail::message("bad operand type for ", str::from_utf8(texts[static_cast<int>(op)]), ": '", operand.py_type().name(), "'"));
}

// --- comparison ---

namespace detail {
namespace {

template <typename A, typename B>
bool related(comparison op, const A& a, const B& b) {
  switch (op) {
    case comparison::less: return a < b;
    case comparison::less_equal: return a <= b;
    case comparison::equal: return a == b;
    case comparison::not_equal: return !(a == b);
    case comparison::greater: return a > b;
    case comparison::greater_equal: return a >= b;
  }
  __builtin_unreachable();
}

bool numbers_related(comparison op, const object& a, const object& b) {
  if (a.is_float()) {
    return b.is_float() ? related(op, a.as_float(), b.as_float()) : related(mirrored(op), unbox_int(b), a.as_float());
  }
  return b.is_float() ? related(op, unbox_int(a), b.as_float()) : related(op, unbox_int(a), unbox_int(b));
}

object rich_compare(comparison op, const object& left, const object& right) {
  if (is_numeric(left) && is_numeric(right)) {
    return numbers_related(op, left, right);
  }
  if (left.is_str() && right.is_str()) {
    return related(op, left.as_str(), right.as_str());
  }
  const bool right_first = left.is_pointer() && right_comes_first(left, right);
  if (right_first) {
    object result = right.pointer()->py_boxed_compare(mirrored(op), left);
    if (!is_not_implemented(result)) {
      return result;
    }
  }
  if (left.is_pointer()) {
    object result = left.pointer()->py_boxed_compare(op, right);
    if (!is_not_implemented(result)) {
      return result;
    }
  }
  if (right.is_pointer() && !right_first) {
    object result = right.pointer()->py_boxed_compare(mirrored(op), left);
    if (!is_not_implemented(result)) {
      return result;
    }
  }
  return NotImplemented;
}

}  // namespace

void raise_unorderable(const char* op, const object& left, const object& right) {
  raise_type_error(message("'", str::from_utf8(op), "' not supported between instances of '", left.py_type().name(), "' and '", right.py_type().name(), "'"));
}

bool compare_after_declining(comparison op, const object& left, const object& right, bool was_asked) {
  if (right.is_pointer() && !was_asked) {
    const object result = right.pointer()->py_boxed_compare(mirrored(op), left);
    if (!is_not_implemented(result)) {
      return result.py_bool();
    }
  }
  raise_unorderable(operator_text(op), left, right);
}

}  // namespace detail

object object::compare(comparison op, const object& left, const object& right) {
  object result = detail::rich_compare(op, left, right);
  if (!is_not_implemented(result)) {
    return result;
  }
  if (op == comparison::equal) {
    return same(left, right);
  }
  if (op == comparison::not_equal) {
    return !same(left, right);
  }
  detail::raise_unorderable(detail::operator_text(op), left, right);
}

bool object::equal(const object& a, const object& b) {
  if (a.is_int() && b.is_int()) {
    return a.as_int() == b.as_int();
  }
  if (a.is_str() && b.is_str()) {
    return a.as_str() == b.as_str();
  }
  if (!a.is_pointer() && !b.is_pointer()) {
    return detail::is_numeric(a) && detail::is_numeric(b) ? detail::numbers_related(comparison::equal, a, b) : a.tag() == b.tag() && a.is_none();
  }
  return compare(comparison::equal, a, b).py_bool();
}

bool object::ordered(comparison op, const object& a, const object& b) {
  if (a.is_int() && b.is_int()) {
    return detail::related(op, a.as_int(), b.as_int());
  }
  return compare(op, a, b).py_bool();
}

// --- complex ---

object boxing<std::complex<double>>::box(const std::complex<double>& value) { return object(make<detail::complex_object>(value)); }

bool boxing<std::complex<double>>::check(const object& value) { return detail::is_numeric(value) || value.try_as<detail::complex_object>() != nullptr; }

std::complex<double> boxing<std::complex<double>>::unbox(const object& value) {
  if (const auto* const number = value.try_as<detail::complex_object>()) {
    return number->value;
  }
  return detail::number_as_double(value);
}

namespace detail {

object complex_object::py_boxed_compare(comparison op, const object& other) {
  if ((op != comparison::equal && op != comparison::not_equal) || !boxing<std::complex<double>>::check(other)) {
    return NotImplemented;
  }
  bool equal = false;
  if (other.is_int() || other.is_bool()) {
    equal = value.imag() == 0 && unbox_int(other) == value.real();
  } else {
    equal = value == boxing<std::complex<double>>::unbox(other);
  }
  return equal == (op == comparison::equal);
}

object complex_object::py_boxed_binary(binary_op op, const object& other, bool reflected) {
  if (!boxing<std::complex<double>>::check(other)) {
    return NotImplemented;
  }
  const std::complex<double> operand = boxing<std::complex<double>>::unbox(other);
  const std::complex<double> a = reflected ? operand : value;
  const std::complex<double> b = reflected ? value : operand;
  switch (op) {
    case binary_op::add: return a + b;
    case binary_op::subtract: return a - b;
    case binary_op::multiply: return complex_mul(a, b);
    case binary_op::true_divide: return complex_divide(a, b);
    case binary_op::power: return complex_power(a, b);
    default: return NotImplemented;
  }
}

object complex_object::py_boxed_unary(unary_op op) {
  switch (op) {
    case unary_op::negative: return -value;
    case unary_op::positive: return value;
    case unary_op::absolute: return complex_absolute(value);
    case unary_op::invert: break;
  }
  return NotImplemented;
}

}  // namespace detail
}  // namespace py
