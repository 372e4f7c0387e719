// The classes int, bool, float and complex as dynamic code sees them.
#include "dynamic.hpp"

#include <py/arithmetic.hpp>
#include <py/bytes.hpp>
#include <py/complex.hpp>
#include <py/float.hpp>

#include <cmath>

namespace py {
namespace {

const object* keyword(const call_arguments& arguments, const str& name) {
  for (const keyword_argument& k : arguments.keywords) {
    if (k.name == name) {
      return &k.value;
    }
  }
  return nullptr;
}

object construct_int(const void*, const type&, const call_arguments& arguments) {
  const object* const base = arguments.positional.size() > 1 ? &arguments.positional[1] : keyword(arguments, "base");
  if (arguments.positional.size() > 2) {
    raise_type_error(detail::message("int() takes at most 2 arguments (", Int(static_cast<std::uint64_t>(arguments.positional.size())), " given)"));
  }
  if (arguments.positional.empty()) {
    if (base != nullptr) {
      raise_type_error("int() missing string argument");
    }
    return 0;
  }
  const object& value = arguments.positional[0];
  if (base != nullptr) {
    if (!value.is_str()) {
      return detail::dynamic_int(value, *base);
    }
    return Int::from_text(value.as_str(), size_argument(*base));
  }
  return value.is_str() ? Int::from_text(value.as_str()) : detail::dynamic_int(value);
}

void check_one(const call_arguments& arguments, const char* name) {
  if (!arguments.keywords.empty()) {
    raise_type_error(detail::message(name, "() takes no keyword arguments"));
  }
  if (arguments.positional.size() > 1) {
    raise_type_error(detail::message(name, " expected at most 1 argument, got ", Int(static_cast<std::uint64_t>(arguments.positional.size()))));
  }
}

object construct_bool(const void*, const type&, const call_arguments& arguments) {
  check_one(arguments, "bool");
  return !arguments.positional.empty() && arguments.positional[0].py_bool();
}

object construct_float(const void*, const type&, const call_arguments& arguments) {
  check_one(arguments, "float");
  if (arguments.positional.empty()) {
    return 0.0;
  }
  const object& value = arguments.positional[0];
  return value.is_str() ? detail::double_from_text(value.as_str()) : detail::dynamic_float(value);
}

object construct_complex(const void*, const type&, const call_arguments& arguments) {
  const object* const real = arguments.positional.empty() ? keyword(arguments, "real") : &arguments.positional[0];
  const object* const imag = arguments.positional.size() > 1 ? &arguments.positional[1] : keyword(arguments, "imag");
  if (real != nullptr && real->is_str()) {
    if (imag != nullptr) {
      raise_type_error("complex() can't take second arg if first is a string");
    }
    return detail::complex_from_text(real->as_str());
  }
  return complex_(real == nullptr ? object(0) : *real, imag == nullptr ? object(0) : *imag);
}

void describe_integer(class_<Int>& d) {
  d.property("real", [](const Int& n) { return n; })
      .property("imag", [](const Int&) { return 0; })
      .property("numerator", [](const Int& n) { return n; })
      .property("denominator", [](const Int&) { return 1; })
      .method("bit_length", [](const Int& n) { return n.bit_length(); })
      .method("bit_count", [](const Int& n) { return n.bit_count(); })
      .method("conjugate", [](const Int& n) { return n; })
      .method("as_integer_ratio", [](const Int& n) { return n.as_integer_ratio(); });
  d.method(
      "to_bytes", [](const Int& n, const object& length, const str& order, bool is_signed) { return n.to_bytes(size_argument(length), order, is_signed); }, arg("length") = 1,
      arg("byteorder") = "big", kw_only(), arg("signed") = false);
  d.class_method(
      "from_bytes", [](type_ref, const object& data, const str& order, bool is_signed) { return Int::from_bytes(bytes(data), order, is_signed); }, arg("bytes"),
      arg("byteorder") = "big", kw_only(), arg("signed") = false);
}

}  // namespace

const type& classes::int_() {
  static const type& kind = []() -> const type& {
    class_<Int> d("int");
    d.as_builtin().constructor_from(&construct_int);
    describe_integer(d);
    return *new type(d);
  }();
  return kind;
}

const type& classes::bool_() {
  static const type& kind = []() -> const type& {
    class_<bool, Int> d("bool");
    d.as_builtin().constructor_from(&construct_bool);
    return *new type(d);
  }();
  return kind;
}

const type& classes::float_() {
  static const type& kind = []() -> const type& {
    class_<double> d("float");
    d.as_builtin().constructor_from(&construct_float);
    d.property("real", [](double x) { return x; })
        .property("imag", [](double) { return 0.0; })
        .method("conjugate", [](double x) { return x; })
        .method("is_integer", [](double x) { return float_methods::is_integer(x); })
        .method("as_integer_ratio", [](double x) { return float_methods::as_integer_ratio(x); })
        .method("hex", [](double x) { return float_methods::hex(x); })
        .class_method("fromhex", [](type_ref, const str& text) { return float_methods::fromhex(text); }, arg("string"));
    return *new type(d);
  }();
  return kind;
}

const type& classes::complex_() {
  static const type& kind = []() -> const type& {
    class_<std::complex<double>> d("complex");
    d.as_builtin().constructor_from(&construct_complex);
    d.property("real", [](const std::complex<double>& z) { return z.real(); })
        .property("imag", [](const std::complex<double>& z) { return z.imag(); })
        .method("conjugate", [](const std::complex<double>& z) { return std::conj(z); });
    return *new type(d);
  }();
  return kind;
}

}  // namespace py
