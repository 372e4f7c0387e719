// The % operator of str and of bytes.
#include <py/bytes.hpp>
#include <py/format.hpp>

#include "byte_text.hpp"
#include "dynamic.hpp"
#include "str_internal.hpp"

#include <optional>
#include <string>

namespace py::detail {

namespace {

struct directive {
  bool left = false;
  bool plus = false;
  bool space = false;
  bool alternate = false;
  bool zero = false;
  std::int64_t width = -1;
  std::int64_t precision = -1;
};

/// What the fields are put into: text, or bytes that stand as the code points of the same numbers.
enum class output { text, bytes };

str text_of_bytes(const bytes& data) { return data.decode("latin-1"); }

class percent_formatter {
 public:
  percent_formatter(output kind, const str& pattern, std::span<const format_argument> arguments, const object* mapping) noexcept
      : kind_(kind), pattern_(pattern.view()), arguments_(arguments), mapping_(mapping) {}

  str run(bool lenient) {
    while (at_ < pattern_.size()) {
      const std::size_t sign = std::min(pattern_.find('%', at_), pattern_.size());
      out_.append_utf8(pattern_.substr(at_, sign - at_));
      at_ = sign;
      if (at_ < pattern_.size()) {
        ++at_;
        one();
      }
    }
    if (!lenient && next_ < arguments_.size()) {
      raise_type_error(kind_ == output::text ? "not all arguments converted during string formatting" : "not all arguments converted during bytes formatting");
    }
    return out_.finish();
  }

 private:
  void one();
  void read_flags(directive& options);
  std::int64_t read_number(const char* too_big, bool is_width, directive& options);
  void take_mapping_key();
  format_argument next_argument();
  void convert(char32_t code, const directive& options);
  void text(char code, const directive& options);
  void integer(char code, const directive& options);
  void real(char code, const directive& options);
  void character(const directive& options);
  void byte(const directive& options);
  void pad(const str& body, const directive& options, bool numeric_prefix);

  [[noreturn]] static void incomplete() { raise_value_error("incomplete format"); }
  char32_t peek() const {
    if (at_ >= pattern_.size()) {
      incomplete();
    }
    return decode_at(pattern_.data() + at_);
  }

  output kind_;
  std::string_view pattern_;
  std::span<const format_argument> arguments_;
  const object* mapping_;
  std::size_t at_ = 0;
  std::size_t next_ = 0;
  object keyed_;
  bool has_keyed_ = false;
  str::builder out_;
};

format_argument percent_formatter::next_argument() {
  if (has_keyed_) {
    return make_format_argument(keyed_);
  }
  if (next_ >= arguments_.size()) {
    raise_type_error("not enough arguments for format string");
  }
  return arguments_[next_++];
}

void percent_formatter::take_mapping_key() {
  if (mapping_ == nullptr) {
    raise_type_error("format requires a mapping");
  }
  const std::size_t start = ++at_;
  int depth = 1;
  while (depth > 0) {
    if (at_ >= pattern_.size()) {
      raise_value_error("incomplete format key");
    }
    depth += pattern_[at_] == '(' ? 1 : pattern_[at_] == ')' ? -1 : 0;
    ++at_;
  }
  const str key = str::from_utf8(pattern_.substr(start, at_ - 1 - start));
  keyed_ = mapping_->py_getitem(kind_ == output::text ? object(key) : object(key.encode("latin-1")));
  has_keyed_ = true;
}

void percent_formatter::read_flags(directive& options) {
  while (true) {
    switch (peek()) {
      case '-': options.left = true; break;
      case '+': options.plus = true; break;
      case ' ': options.space = true; break;
      case '#': options.alternate = true; break;
      case '0': options.zero = true; break;
      default: return;
    }
    ++at_;
  }
}

std::int64_t percent_formatter::read_number(const char* too_big, bool is_width, directive& options) {
  if (peek() == '*') {
    ++at_;
    const object value = next_argument().box();
    if (!value.is_int() && !value.is_bool()) {
      raise_type_error("* wants int");
    }
    std::int64_t number = cast<Int>(value).to_int64();
    if (number < 0 && is_width) {
      options.left = true;
      number = -number;
    }
    return number < 0 ? 0 : number;
  }
  std::int64_t value = -1;
  while (peek() >= '0' && peek() <= '9') {
    value = (value < 0 ? 0 : value) * 10 + static_cast<std::int64_t>(peek() - '0');
    if (value > INT32_MAX) {
      raise_value_error(too_big);
    }
    ++at_;
  }
  return value;
}

void percent_formatter::one() {
  directive options;
  has_keyed_ = false;
  if (peek() == '(') {
    take_mapping_key();
  }
  read_flags(options);
  options.width = read_number("width too big", true, options);
  if (peek() == '.') {
    ++at_;
    options.precision = read_number("precision too big", false, options);
    options.precision = options.precision < 0 ? 0 : options.precision;
  }
  if (peek() == 'h' || peek() == 'l' || peek() == 'L') {
    ++at_;
  }
  const char32_t code = peek();
  if (code == '%') {
    ++at_;
    out_.append_char('%');
    return;
  }
  convert(code, options);
  at_ += static_cast<std::size_t>(sequence_length(static_cast<unsigned char>(pattern_[at_])));
}

void percent_formatter::convert(char32_t code, const directive& options) {
  switch (code) {
    case 's':
    case 'r':
    case 'a': text(static_cast<char>(code), options); return;
    case 'b':
      if (kind_ == output::bytes) {
        text('b', options);
        return;
      }
      break;
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o': integer(static_cast<char>(code), options); return;
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': real(static_cast<char>(code), options); return;
    case 'c': kind_ == output::text ? character(options) : byte(options); return;
    default: break;
  }
  str::builder message;
  message.append("unsupported format character '");
  if (code > 31 && code < 128) {
    message.append_char(static_cast<char>(code));
  } else {
    message.append_char('?');
  }
  message.append("' (0x");
  message.append(Int(static_cast<std::int64_t>(code)).to_base(16));
  message.append(") at index ");
  message.append(int64_to_str(count_code_points(pattern_.data(), static_cast<std::int64_t>(at_))));
  raise_value_error(message.finish());
}

/// Pads to the width; with `numeric_prefix` zeros go after the sign and the "0x".
void percent_formatter::pad(const str& body, const directive& options, bool numeric_prefix) {
  const std::int64_t padding = options.width - body.py_len();
  if (padding <= 0) {
    out_.append(body);
  } else if (options.left) {
    out_.append(body);
    out_.append_fill(' ', padding);
  } else if (options.zero && numeric_prefix) {
    const std::string_view raw = body.view();
    std::size_t prefix = !raw.empty() && (raw[0] == '-' || raw[0] == '+' || raw[0] == ' ') ? 1 : 0;
    if (raw.size() > prefix + 1 && raw[prefix] == '0' && (raw[prefix + 1] == 'x' || raw[prefix + 1] == 'X' || raw[prefix + 1] == 'o')) {
      prefix += 2;
    }
    out_.append_ascii(raw.substr(0, prefix));
    out_.append_fill('0', padding);
    out_.append_ascii(raw.substr(prefix));
  } else {
    out_.append_fill(' ', padding);
    out_.append(body);
  }
}

/// What `%b` stands for: the bytes of a bytes-like object or of its `__bytes__`.
str bytes_field(const object& value) {
  if (const std::optional<std::string_view> data = byte_data(value)) {
    return text_of_bytes(bytes::from_text(*data));
  }
  if (value.is_pointer() && !value.py_type().lookup("__bytes__").is_unbound()) {
    return text_of_bytes(bytes(value));
  }
  raise_type_error(message("%b requires a bytes-like object, or an object that implements __bytes__, not '", value.py_type().name(), "'"));
}

void percent_formatter::text(char code, const directive& options) {
  const format_argument argument = next_argument();
  str body;
  if (kind_ == output::bytes && (code == 's' || code == 'b')) {
    body = bytes_field(argument.box());
  } else {
    str::builder plain;
    argument.append_to(plain, kind_ == output::bytes ? 'a' : code, {});
    body = plain.finish();
  }
  if (options.precision >= 0 && options.precision < body.py_len()) {
    body = body.slice(None, options.precision);
  }
  pad(body, options, false);
}

[[noreturn]] void raise_number_required(char code, const object& value, bool integer_only) {
  str::builder message;
  message.append_char('%');
  message.append_char(code);
  message.append_ascii(integer_only ? " format: an integer is required, not " : " format: a real number is required, not ");
  message.append(value.py_type().name());
  raise_type_error(message.finish());
}

void percent_formatter::integer(char code, const directive& options) {
  const object value = next_argument().box();
  const bool decimal = code == 'd' || code == 'i' || code == 'u';
  Int number;
  if (value.is_int() || value.is_bool()) {
    number = value.is_int() ? value.as_int() : Int(value.as_bool() ? 1 : 0);
  } else if (value.is_float() && decimal) {
    number = Int::from_double(value.as_float());
  } else if (value.is_str() || value.is_none() || value.is_float()) {
    raise_number_required(code, value, !decimal);
  } else if (const object index = index_of(value); index.is_int()) {
    number = index.as_int();
  } else if (decimal && value.is_pointer() && value.py_type().lookup_special(special::int_) != nullptr) {
    number = dynamic_int(value);
  } else {
    raise_number_required(code, value, !decimal);
  }
  str digits = decimal ? number.py_repr() : number.to_base(code == 'o' ? 8 : 16, code == 'X');
  const bool negative = number.is_negative();
  if (negative) {
    digits = digits.slice(1, None);
  }
  str::builder body;
  if (negative || options.plus || options.space) {
    body.append_char(negative ? '-' : options.plus ? '+' : ' ');
  }
  if (options.alternate && !decimal) {
    body.append_char('0');
    body.append_char(code);
  }
  body.append_fill('0', options.precision - digits.byte_size());
  body.append(digits);
  pad(body.finish(), options, true);
}

void percent_formatter::real(char code, const directive& options) {
  const object value = next_argument().box();
  if (value.is_str() || value.is_none() || byte_data(value)) {
    raise_type_error(message(kind_ == output::text ? "must be real number, not " : "float argument required, not ", value.py_type().name()));
  }
  const double number = value.is_float() ? value.as_float() : dynamic_float(value);
  str::builder body;
  const bool negative = number < 0 || (number == 0 && 1 / number < 0);
  if (negative || options.plus || options.space) {
    body.append_char(negative ? '-' : options.plus ? '+' : ' ');
  }
  append_double_digits(body, negative ? -number : number, code, options.precision < 0 ? 6 : options.precision, options.alternate, false);
  pad(body.finish(), options, true);
}

void percent_formatter::character(const directive& options) {
  const object value = next_argument().box();
  if (value.is_str() && value.as_str().py_len() == 1) {
    pad(value.as_str(), options, false);
    return;
  }
  if (!value.is_int() && !value.is_bool()) {
    raise_type_error("%c requires int or char");
  }
  const Int code = cast<Int>(value);
  if (code < 0 || code > 0x10FFFF) {
    raise_overflow_error("%c arg not in range(0x110000)");
  }
  pad(str::from_code_point(static_cast<char32_t>(code.to_int64())), options, false);
}

void percent_formatter::byte(const directive& options) {
  const object value = next_argument().box();
  const std::optional<std::string_view> data = byte_data(value);
  if (data && data->size() == 1) {
    pad(text_of_bytes(bytes::from_text(*data)), options, false);
    return;
  }
  const object code = data ? object() : index_of(value);
  if (!code.is_int()) {
    raise_type_error("%c requires an integer in range(256) or a single byte");
  }
  if (code.as_int() < 0 || code.as_int() > 255) {
    raise_overflow_error("%c arg not in range(256)");
  }
  pad(str::from_code_point(static_cast<char32_t>(code.as_int().to_int64())), options, false);
}

str formatted(output kind, const str& pattern, const object& value) {
  const std::int64_t size = tuple_size(value);
  if (size >= 0) {
    std::vector<object> items;
    std::vector<format_argument> arguments;
    items.reserve(static_cast<std::size_t>(size));
    for (std::int64_t i = 0; i < size; ++i) {
      items.push_back(tuple_item(value, i));
      arguments.push_back(make_format_argument(items.back()));
    }
    return percent_formatter(kind, pattern, arguments, nullptr).run(false);
  }
  const format_argument argument = make_format_argument(value);
  const bool is_mapping = value.is_pointer() && hasattr(value, "__getitem__");
  return percent_formatter(kind, pattern, {&argument, 1}, is_mapping ? &value : nullptr).run(is_mapping);
}

}  // namespace

str percent_fields(const str& pattern, std::span<const format_argument> arguments, const object* mapping, bool lenient) {
  return percent_formatter(output::text, pattern, arguments, mapping).run(lenient);
}

str percent_dynamic(const str& pattern, const object& value) { return formatted(output::text, pattern, value); }

bytes percent_bytes(const bytes& pattern, const object& value) { return formatted(output::bytes, text_of_bytes(pattern), value).encode("latin-1"); }

}  // namespace py::detail
