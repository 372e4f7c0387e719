// Replacement fields: f-strings and str.format.
#include <py/exceptions.hpp>
#include <py/format.hpp>

#include "str_internal.hpp"

#include <optional>
#include <string>

namespace py::detail {

void format_argument::append_to(str::builder& out, char conversion, std::string_view spec) const {
  if (conversion == 'r' || conversion == 'a' || (conversion == 's' && what != kind::text)) {
    str text = operations != nullptr ? operations->text(pointer, conversion == 's' ? 's' : 'r', {}) : what == kind::text ? static_cast<const str*>(pointer)->py_repr() : str();
    if (operations == nullptr && what != kind::text) {
      str::builder plain;
      append_to(plain, '\0', {});
      text = plain.finish();
    }
    if (conversion == 'a' && !text.isascii()) {
      text = ascii_of_repr(text);
    }
    append_formatted(out, text, spec);
    return;
  }
  switch (what) {
    case kind::boolean: append_formatted(out, boolean, spec); break;
    case kind::integer: append_formatted(out, integer, spec); break;
    case kind::big: append_formatted(out, *static_cast<const Int*>(pointer), spec); break;
    case kind::real: append_formatted(out, real, spec); break;
    case kind::text: append_formatted(out, *static_cast<const str*>(pointer), spec); break;
    case kind::other: out.append(operations->text(pointer, '\0', str::from_utf8(spec))); break;
  }
}

object format_argument::box() const {
  switch (what) {
    case kind::boolean: return boolean;
    case kind::integer: return integer;
    case kind::big: return *static_cast<const Int*>(pointer);
    case kind::real: return real;
    case kind::text: return *static_cast<const str*>(pointer);
    default: return operations->box(pointer);
  }
}

namespace {

/// Where a field's first part (`0`, `name`, nothing) finds its value.
class field_source {
 public:
  field_source(std::span<const format_argument> arguments, std::span<const named_format_argument> named) noexcept : arguments_(arguments), named_(named) {}
  field_source(object (*look_up)(const void*, const str&), const void* mapping) noexcept : look_up_(look_up), mapping_(mapping) {}

  const format_argument& next_automatic() {
    if (numbering_ == numbering::manual) {
      raise_value_error("cannot switch from manual field specification to automatic field numbering");
    }
    numbering_ = numbering::automatic;
    return argument(next_++);
  }
  const format_argument& numbered(std::int64_t index) {
    if (numbering_ == numbering::automatic) {
      raise_value_error("cannot switch from automatic field numbering to manual field specification");
    }
    numbering_ = numbering::manual;
    return argument(index);
  }
  const format_argument& named(const str& name) {
    if (look_up_ != nullptr) {
      looked_up_ = look_up_(mapping_, name);
      from_mapping_ = make_format_argument(looked_up_);
      return from_mapping_;
    }
    for (const named_format_argument& candidate : named_) {
      if (candidate.name == name) {
        return candidate.value;
      }
    }
    raise_key_error(name);
  }

 private:
  enum class numbering : std::uint8_t { undecided, automatic, manual };

  const format_argument& argument(std::int64_t index) const {
    if (look_up_ != nullptr) {
      raise_value_error("Format string contains positional fields");
    }
    if (index >= static_cast<std::int64_t>(arguments_.size())) {
      str::builder message;
      message.append("Replacement index ");
      message.append(int64_to_str(index));
      message.append(" out of range for positional args tuple");
      raise_index_error(message.finish());
    }
    return arguments_[static_cast<std::size_t>(index)];
  }

  std::span<const format_argument> arguments_;
  std::span<const named_format_argument> named_;
  object (*look_up_)(const void*, const str&) = nullptr;
  const void* mapping_ = nullptr;
  object looked_up_;
  format_argument from_mapping_;
  std::int64_t next_ = 0;
  numbering numbering_ = numbering::undecided;
};

/// The number in `text`, or -1 when it is not all digits.
std::int64_t field_number(std::string_view text) {
  std::int64_t value = text.empty() ? -1 : 0;
  for (const char c : text) {
    if (c < '0' || c > '9') {
      return -1;
    }
    if (value > (INT64_MAX - 9) / 10) {
      raise_value_error("Too many decimal digits in format string");
    }
    value = value * 10 + (c - '0');
  }
  return value;
}

/// Follows `.name` and `[key]` from a value.
object follow_path(object value, std::string_view path) {
  while (!path.empty()) {
    if (path.front() == '.') {
      path.remove_prefix(1);
      const std::size_t size = std::min(path.find_first_of(".["), path.size());
      if (size == 0) {
        raise_value_error("Empty attribute in format string");
      }
      value = get_attribute(value, str::from_utf8(path.substr(0, size)));
      path.remove_prefix(size);
    } else if (path.front() == '[') {
      const std::size_t close = path.find(']');
      if (close == std::string_view::npos) {
        raise_value_error("Missing ']' in format string");
      }
      const std::string_view key = path.substr(1, close - 1);
      if (key.empty()) {
        raise_value_error("Empty attribute in format string");
      }
      const std::int64_t index = field_number(key);
      value = value.py_getitem(index >= 0 ? object(index) : object(str::from_utf8(key)));
      path.remove_prefix(close + 1);
    } else {
      raise_value_error("Only '.' or '[' may follow ']' in format field specifier");
    }
  }
  return value;
}

class field_formatter {
 public:
  explicit field_formatter(field_source& source) noexcept : source_(source) {}

  void run(std::string_view pattern, int depth, str::builder& out);

 private:
  void field(std::string_view text, bool closed, int depth, str::builder& out);
  const format_argument& find(std::string_view name, object& followed, format_argument& boxed);

  field_source& source_;
};

const format_argument& field_formatter::find(std::string_view name, object& followed, format_argument& boxed) {
  const std::size_t head = std::min(name.find_first_of(".["), name.size());
  const std::string_view first = name.substr(0, head);
  const std::int64_t index = field_number(first);
  const format_argument& argument = first.empty() ? source_.next_automatic() : index >= 0 ? source_.numbered(index) : source_.named(str::from_utf8(first));
  if (head == name.size()) {
    return argument;
  }
  followed = follow_path(argument.box(), name.substr(head));
  boxed = make_format_argument(followed);
  return boxed;
}

/// Where a field beginning after its `{` ends: the matching `}`; npos when it is missing.
std::size_t field_end(std::string_view text) {
  int depth = 1;
  bool in_brackets = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_brackets) {
      in_brackets = c != ']';
    } else if (c == '[' && depth == 1) {
      // brackets hide braces in the name part only
      in_brackets = text.substr(0, i).find_first_of(":!") == std::string_view::npos;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      return i;
    }
  }
  return std::string_view::npos;
}

void field_formatter::field(std::string_view text, bool closed, int depth, str::builder& out) {
  // name [! conversion] [: spec]
  std::size_t name_end = 0;
  bool in_brackets = false;
  while (name_end < text.size() && (in_brackets || (text[name_end] != '!' && text[name_end] != ':'))) {
    if (text[name_end] == '{') {
      raise_value_error("unexpected '{' in field name");
    }
    in_brackets = text[name_end] == '[' || (in_brackets && text[name_end] != ']');
    ++name_end;
  }
  if (!closed && name_end == text.size()) {
    raise_value_error("expected '}' before end of string");
  }
  char conversion = '\0';
  std::string_view spec;
  std::size_t rest = name_end;
  if (rest < text.size() && text[rest] == '!') {
    if (rest + 1 >= text.size()) {
      raise_value_error(closed ? "unmatched '{' in format spec" : "end of string while looking for conversion specifier");
    }
    conversion = text[rest + 1];
    rest += 2;
    if (rest < text.size() && text[rest] != ':') {
      raise_value_error("expected ':' after conversion specifier");
    }
  }
  if (!closed) {
    raise_value_error(rest < text.size() ? "unmatched '{' in format spec" : "expected '}' before end of string");
  }
  if (rest < text.size()) {
    spec = text.substr(rest + 1);
  }
  object followed;
  format_argument boxed;
  const format_argument argument = find(text.substr(0, name_end), followed, boxed);
  if (conversion != '\0' && conversion != 'r' && conversion != 's' && conversion != 'a') {
    str::builder message;
    message.append("Unknown conversion specifier ");
    message.append_char(conversion);
    raise_value_error(message.finish());
  }
  str::builder expanded;
  if (spec.find('{') != std::string_view::npos) {
    run(spec, depth - 1, expanded);
    spec = expanded.view();
  }
  argument.append_to(out, conversion, spec);
}

void field_formatter::run(std::string_view pattern, int depth, str::builder& out) {
  if (depth < 0) {
    raise_value_error("Max string recursion exceeded");
  }
  while (!pattern.empty()) {
    const std::size_t brace = std::min(pattern.find_first_of("{}"), pattern.size());
    out.append_utf8(pattern.substr(0, brace));
    if (brace == pattern.size()) {
      return;
    }
    const char c = pattern[brace];
    pattern.remove_prefix(brace + 1);
    if (!pattern.empty() && pattern.front() == c) {
      out.append_char(c);
      pattern.remove_prefix(1);
      continue;
    }
    if (c == '}') {
      raise_value_error("Single '}' encountered in format string");
    }
    if (pattern.empty()) {
      raise_value_error("Single '{' encountered in format string");
    }
    const std::size_t end = field_end(pattern);
    field(pattern.substr(0, end), end != std::string_view::npos, depth, out);
    pattern.remove_prefix(end + 1);
  }
}

}  // namespace

str format_fields(std::string_view pattern, std::span<const format_argument> arguments) {
  str::builder out;
  std::size_t next = 0;
  // The common case: `{}` and `{:spec}` in order.
  while (true) {
    const std::size_t brace = pattern.find_first_of("{}");
    if (brace == std::string_view::npos) {
      out.append_utf8(pattern);
      return out.finish();
    }
    out.append_utf8(pattern.substr(0, brace));
    const char c = pattern[brace];
    if (brace + 1 < pattern.size() && pattern[brace + 1] == c) {
      out.append_char(c);
      pattern.remove_prefix(brace + 2);
      continue;
    }
    const std::size_t close = pattern.find_first_of("{}", brace + 1);
    const std::string_view inside = close == std::string_view::npos ? std::string_view() : pattern.substr(brace + 1, close - brace - 1);
    const bool plain = close != std::string_view::npos && pattern[close] == '}' && c == '{' && next < arguments.size();
    if (plain && (inside.empty() || inside.front() == ':')) {
      arguments[next++].append_to(out, '\0', inside.empty() ? inside : inside.substr(1));
    } else if (plain && inside.size() >= 2 && inside.front() == '!' && (inside.size() == 2 || inside[2] == ':')) {
      arguments[next++].append_to(out, inside[1], inside.size() == 2 ? std::string_view() : inside.substr(3));
    } else {
      field_source source(arguments.subspan(next), {});
      field_formatter(source).run(pattern.substr(brace), 2, out);
      return out.finish();
    }
    pattern.remove_prefix(close + 1);
  }
}

str format_dynamic(const str& pattern, std::span<const format_argument> arguments, std::span<const named_format_argument> named) {
  field_source source(arguments, named);
  str::builder out;
  field_formatter(source).run(pattern.view(), 2, out);
  return out.finish();
}

str format_mapping(const str& pattern, object (*look_up)(const void* mapping, const str& name), const void* mapping) {
  field_source source(look_up, mapping);
  str::builder out;
  field_formatter(source).run(pattern.view(), 2, out);
  return out.finish();
}

}  // namespace py::detail
