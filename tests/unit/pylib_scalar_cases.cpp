// Runs tests/unit/data/scalar_cases.txt (see tools/make_scalar_cases.py): thousands of operations with CPython's answers.
// KRAIT_SCALAR_CASES names another file of cases to run instead.
#include <doctest/doctest.h>

#include <py/arithmetic.hpp>
#include <py/builtins.hpp>
#include <py/bytes.hpp>
#include <py/dict.hpp>
#include <py/exceptions.hpp>
#include <py/format.hpp>
#include <py/list.hpp>
#include <py/slice.hpp>
#include <py/tuple.hpp>
#include <py/type.hpp>

#include <cstdlib>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// Reads the literals that repr() writes.
class literal_reader {
 public:
  explicit literal_reader(std::string_view text) : text_(text) {}

  py::object value() {
    skip_spaces();
    if (take("None")) {
      return py::None;
    }
    if (take("True")) {
      return true;
    }
    if (take("False")) {
      return false;
    }
    if (take("complex(")) {
      const double real = py::float_(value());
      expect(',');
      const double imag = py::float_(value());
      expect(')');
      return std::complex<double>(real, imag);
    }
    if (take("b'") || take("b\"")) {
      return byte_string(text_[at_ - 1]);
    }
    if (peek() == '\'' || peek() == '"') {
      return string(text_[at_++]);
    }
    if (peek() == '(' || peek() == '[') {
      return sequence();
    }
    return number();
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_spaces() {
    while (peek() == ' ') {
      ++at_;
    }
  }
  bool take(std::string_view word) {
    if (text_.substr(at_).starts_with(word)) {
      at_ += word.size();
      return true;
    }
    return false;
  }
  void expect(char c) {
    skip_spaces();
    REQUIRE(peek() == c);
    ++at_;
  }
  char32_t escape() {
    const char c = text_[at_++];
    const int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (digits == 0) {
      return c == 'n' ? U'\n' : c == 'r' ? U'\r' : c == 't' ? U'\t' : static_cast<char32_t>(static_cast<unsigned char>(c));
    }
    const auto code = std::stoul(std::string(text_.substr(at_, static_cast<std::size_t>(digits))), nullptr, 16);
    at_ += static_cast<std::size_t>(digits);
    return static_cast<char32_t>(code);
  }
  py::object string(char quote) {
    py::str::builder out;
    while (peek() != quote) {
      if (peek() == '\\') {
        ++at_;
        out.append_code_point(escape());
      } else {
        out.append_utf8(text_.substr(at_++, 1));
      }
    }
    ++at_;
    const py::str raw = out.finish();
    return py::str::from_utf8(raw.view());
  }
  py::object byte_string(char quote) {
    std::string out;
    while (peek() != quote) {
      out += peek() == '\\' ? (++at_, static_cast<char>(escape())) : text_[at_++];
    }
    ++at_;
    return py::object(py::bytes::from_text(out));
  }
  py::object sequence() {
    const char close = text_[at_++] == '(' ? ')' : ']';
    py::vector<py::object> items;
    for (skip_spaces(); peek() != close; skip_spaces()) {
      items.append(value());
      skip_spaces();
      if (peek() == ',') {
        ++at_;
      }
    }
    ++at_;
    return close == ')' ? py::object(py::tuple<py::object>(std::move(items))) : py::object(py::list<py::object>(std::move(items)));
  }
  py::object number() {
    const std::size_t end = std::min(text_.find_first_of(",)] ", at_), text_.size());
    const std::string word(text_.substr(at_, end - at_));
    at_ = end;
    if (word.find_first_of(".enif") == std::string::npos) {
      return word.starts_with('-') ? -py::Int::literal(word.c_str() + 1) : py::Int::literal(word.c_str());
    }
    return py::float_(py::str::from_utf8(word));
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

using arguments = std::vector<py::object>;
using operation = std::function<py::object(const arguments&)>;

operation binary(py::binary_op op) {
  return [op](const arguments& a) { return py::object::binary(op, a[0], a[1]); };
}
operation comparing(py::comparison op) {
  return [op](const arguments& a) { return py::object::compare(op, a[0], a[1]); };
}

const std::map<std::string, operation>& operations() {
  using py::binary_op;
  using py::object;
  static const std::map<std::string, operation> table{
      {"add", binary(binary_op::add)},
      {"sub", binary(binary_op::subtract)},
      {"mul", binary(binary_op::multiply)},
      {"truediv", binary(binary_op::true_divide)},
      {"floordiv", binary(binary_op::floor_divide)},
      {"mod", binary(binary_op::modulo)},
      {"pow", binary(binary_op::power)},
      {"lshift", binary(binary_op::left_shift)},
      {"rshift", binary(binary_op::right_shift)},
      {"and", binary(binary_op::bit_and)},
      {"or", binary(binary_op::bit_or)},
      {"xor", binary(binary_op::bit_xor)},
      {"divmod", binary(binary_op::divmod)},
      {"percent", binary(binary_op::modulo)},
      {"eq", comparing(py::comparison::equal)},
      {"lt", comparing(py::comparison::less)},
      {"le", comparing(py::comparison::less_equal)},
      {"neg", [](const arguments& a) { return -a[0]; }},
      {"invert", [](const arguments& a) { return ~a[0]; }},
      {"abs", [](const arguments& a) { return object(py::abs(a[0])); }},
      {"pow3", [](const arguments& a) { return object(py::pow_mod(a[0], a[1], a[2])); }},
      {"round", [](const arguments& a) { return a.size() == 1 ? object(py::round(a[0])) : object(py::round(a[0], a[1])); }},
      {"int", [](const arguments& a) { return a.size() == 1 ? object(py::int_(a[0])) : object(py::int_(a[0], a[1])); }},
      {"float", [](const arguments& a) { return object(py::float_(a[0])); }},
      {"complex", [](const arguments& a) { return object(py::complex_(a[0])); }},
      {"str", [](const arguments& a) { return object(a[0].py_str()); }},
      {"repr", [](const arguments& a) { return object(a[0].py_repr()); }},
      {"ascii", [](const arguments& a) { return object(py::ascii(a[0])); }},
      {"hash", [](const arguments& a) { return object(a[0].py_hash()); }},
      {"format", [](const arguments& a) { return object(a[0].py_format(a[1].as_str())); }},
      {"getitem", [](const arguments& a) { return a[0].py_getitem(a[1]); }},
      {"slice", [](const arguments& a) { return a[0].py_getitem(object(py::slice(py::bound(a[1]), py::bound(a[2]), py::bound(a[3])))); }},
      {"contains", [](const arguments& a) { return object(a[0].py_contains(a[1])); }},
      {"len", [](const arguments& a) { return object(a[0].py_len()); }},
      {"bool", [](const arguments& a) { return object(a[0].py_bool()); }},
      {"hex", [](const arguments& a) { return object(py::hex(a[0])); }},
      {"oct", [](const arguments& a) { return object(py::oct(a[0])); }},
      {"bin", [](const arguments& a) { return object(py::bin(a[0])); }},
      {"from_hex", [](const arguments& a) { return object(py::float_from_hex(a[0].as_str())); }},
      {"bytes_from_hex", [](const arguments& a) { return object(py::bytes::fromhex(a[0].as_str())); }},
      {"from_bytes", [](const arguments& a) { return object(py::int_from_bytes(py::cast<py::bytes>(a[0]), a[1].as_str(), py::signed_ = a[2].py_bool())); }},
      {"to_bytes", [](const arguments& a) { return object(py::to_bytes(a[0].as_int(), py::size_argument(a[1]), a[2].as_str(), py::signed_ = a[3].py_bool())); }},
      {"translate", [](const arguments& a) { return object(a[0].as_str().translate(py::str::maketrans(a[1].as_str(), a[2].as_str(), a[3].as_str()))); }},
  };
  return table;
}

py::object evaluate(const std::string& name, const arguments& values) {
  if (name.starts_with("call:")) {
    const py::call_arguments given{{values.data() + 1, values.size() - 1}, {}};
    return py::detail::call_method(values[0], py::str::from_utf8(name.substr(5)), given);
  }
  return operations().at(name)(values);
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    result += c == '\n' ? "\\n" : c == '\t' ? "\\t" : std::string(1, c);
  }
  return result;
}

std::string answer(const std::string& name, const arguments& values) {
  try {
    return std::string(evaluate(name, values).py_repr().view());
  } catch (const py::BaseException& error) {
    return "!" + escaped(error.py_type().name().view()) + ": " + escaped(error.py_str().view());
  }
}

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> fields;
  std::size_t start = 0;
  for (std::size_t tab = line.find('\t'); tab != std::string::npos; tab = line.find('\t', start)) {
    fields.push_back(line.substr(start, tab - start));
    start = tab + 1;
  }
  fields.push_back(line.substr(start));
  return fields;
}

std::string case_file() {
  const char* const given = std::getenv("KRAIT_SCALAR_CASES");
  return given != nullptr ? given : KRAIT_ROOT "/tests/unit/data/scalar_cases.txt";
}

}  // namespace

TEST_CASE("operations on scalars give CPython's answers") {
  std::ifstream input(case_file(), std::ios::binary);
  REQUIRE_MESSAGE(input.good(), "no file of cases");
  int count = 0;
  for (std::string line; std::getline(input, line); ++count) {
    const std::vector<std::string> fields = split(line);
    arguments values;
    for (std::size_t i = 1; i + 1 < fields.size(); ++i) {
      values.push_back(literal_reader(fields[i]).value());
    }
    const std::string found = answer(fields.front(), values);
    if (found != fields.back()) {
      FAIL_CHECK(line << "\n  gives " << found);
    }
  }
  CHECK(count > 1000);
}
