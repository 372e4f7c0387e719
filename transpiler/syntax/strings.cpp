// String and bytes literals: prefixes, implicit concatenation, escapes.
#include <algorithm>

#include <fmt/format.h>

#include "source/utf8.hpp"
#include "syntax/builder.hpp"
#include "syntax/unicode.hpp"

namespace krait::syntax {

using source::Code;

namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool is_octal(char c) { return c >= '0' && c <= '7'; }

/// The character of a one-letter escape, or -1.
int simple_escape(char c) {
  switch (c) {
    case '\\': return '\\';
    case '\'': return '\'';
    case '"': return '"';
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return -1;
  }
}

void append_character(std::string& result, char32_t value, bool bytes) {
  if (bytes) {
    result.push_back(static_cast<char>(static_cast<unsigned char>(value & 0xFFU)));
  } else {
    source::append_utf8(result, value);
  }
}

}  // namespace

Expr* Builder::string(const Concrete& node) {
  const std::vector<StringPart> parts = string_parts(node);
  const bool bytes = parts.front().bytes;
  for (const StringPart& part : parts) {
    if (part.bytes != bytes) {
      fail(Code::K0120, *part.node, "cannot mix bytes and nonbytes literals", "give all adjacent literals the prefix `b`, or none");
      return broken(node.begin, node.end);
    }
  }
  const bool is_format = std::any_of(parts.begin(), parts.end(), [](const StringPart& part) { return part.format; });
  return is_format ? joined_string(node, parts) : plain_string(node, parts);
}

std::vector<StringPart> Builder::string_parts(const Concrete& node) {
  std::vector<StringPart> parts;
  const auto add = [&](const Concrete& literal) {
    const Concrete* start = literal.child(Form::StringStart);
    StringPart part;
    part.node = &literal;
    part.content_begin = start->end;
    std::string_view prefix = text(*start);
    part.triple = prefix.ends_with("\"\"\"") || prefix.ends_with("'''");
    // Not the grammar's string_end: it may take in backslashes of a raw string.
    part.content_end = literal.end - (part.triple ? 3 : 1);
    prefix = prefix.substr(0, prefix.find_first_of("'\""));
    part.raw = prefix.find_first_of("rR") != std::string_view::npos;
    part.bytes = prefix.find_first_of("bB") != std::string_view::npos;
    part.format = prefix.find_first_of("fF") != std::string_view::npos;
    parts.push_back(part);
  };
  if (node.form == Form::String) {
    add(node);
  } else {
    for (const Concrete* child = node.first; child != nullptr; child = child->next) {
      add(*child);
    }
  }
  return parts;
}

Expr* Builder::plain_string(const Concrete& node, const std::vector<StringPart>& parts) {
  auto* result = make<Constant>(node.begin, node.end);
  result->constant = parts.front().bytes ? ConstantKind::Bytes : ConstantKind::Str;
  result->spelling = text(node);
  for (const StringPart& part : parts) {
    result->text += decode(part.content_begin, part.content_end, part, false);
  }
  return result;
}

std::string Builder::decode(std::uint32_t begin, std::uint32_t end, const StringPart& part, bool braces_doubled) {
  std::string result;
  result.reserve(end - begin);
  std::uint32_t at = begin;
  while (at < end) {
    const char c = text_[at];
    if (part.bytes && static_cast<unsigned char>(c) >= 0x80) {
      fail(Code::K0119, at, at + source::decode_utf8(text_, at).length, "bytes can only contain ASCII literal characters", "write the bytes as \\xNN, or encode a str");
      return result;
    }
    if (c == '\\' && !part.raw) {
      at = decode_escape(at, end, part, result);
      continue;
    }
    if (c == '\r' && at + 1 < end && text_[at + 1] == '\n') {
      ++at;
      continue;
    }
    result.push_back(c);
    ++at;
    if (braces_doubled && (c == '{' || c == '}') && at < end && text_[at] == c) {
      ++at;
    }
  }
  return result;
}

/// Decodes the escape at a backslash and returns where it ends.
std::uint32_t Builder::decode_escape(std::uint32_t at, std::uint32_t end, const StringPart& part, std::string& result) {
  if (at + 1 >= end) {
    result.push_back('\\');
    return at + 1;
  }
  const char c = text_[at + 1];
  if (c == '\n') {
    return at + 2;
  }
  if (c == '\r' && at + 2 < end && text_[at + 2] == '\n') {
    return at + 3;
  }
  if (const int simple = simple_escape(c); simple >= 0) {
    result.push_back(static_cast<char>(simple));
    return at + 2;
  }
  if (is_octal(c)) {
    char32_t value = 0;
    std::uint32_t next = at + 1;
    for (; next < end && next < at + 4 && is_octal(text_[next]); ++next) {
      value = value * 8 + static_cast<char32_t>(text_[next] - '0');
    }
    append_character(result, value, part.bytes);
    return next;
  }
  if (c == 'x' || (!part.bytes && (c == 'u' || c == 'U'))) {
    return decode_hex(at, end, part, result);
  }
  if (!part.bytes && c == 'N') {
    return decode_named(at, end, result);
  }
  result.push_back('\\');
  return at + 1;
}

std::uint32_t Builder::decode_hex(std::uint32_t at, std::uint32_t end, const StringPart& part, std::string& result) {
  const char letter = text_[at + 1];
  const std::uint32_t digits = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
  char32_t value = 0;
  std::uint32_t next = at + 2;
  for (; next < end && next < at + 2 + digits && hex_value(text_[next]) >= 0; ++next) {
    value = value * 16 + static_cast<char32_t>(hex_value(text_[next]));
  }
  if (next != at + 2 + digits) {
    const std::string message = part.bytes ? fmt::format("(value error) invalid \\x escape at position {}", at - part.content_begin)
                                           : fmt::format("(unicode error) 'unicodeescape' codec can't decode bytes in position {}-{}: truncated \\{} escape",
                                                         at - part.content_begin, next - part.content_begin - 1,
                                                         letter == 'x'   ? "xXX"
                                                         : letter == 'u' ? "uXXXX"
                                                                         : "UXXXXXXXX");
    fail(Code::K0118, at, next, message, fmt::format("write {} hexadecimal digits, or double the backslash", digits));
    return next;
  }
  if (value > 0x10FFFF) {
    fail(Code::K0118, at, next, "(unicode error) 'unicodeescape' codec can't decode bytes: illegal Unicode character", "the largest character is \\U0010ffff");
    return next;
  }
  append_character(result, value, part.bytes);
  return next;
}

std::uint32_t Builder::decode_named(std::uint32_t at, std::uint32_t end, std::string& result) {
  const std::size_t close = text_.find('}', at);
  if (at + 2 >= end || text_[at + 2] != '{' || close >= end || close == at + 3) {
    fail(Code::K0118, at, at + 2, "(unicode error) 'unicodeescape' codec can't decode bytes: malformed \\N character escape",
         "write \\N{NAME OF CHARACTER}, or double the backslash");
    return at + 2;
  }
  const auto next = static_cast<std::uint32_t>(close + 1);
  const std::string_view wanted = text_.substr(at + 3, close - at - 3);
  if (const auto character = character_named(wanted)) {
    source::append_utf8(result, *character);
  } else {
    fail(Code::K0118, at, next, "(unicode error) 'unicodeescape' codec can't decode bytes: unknown Unicode character name", "look the name up in the Unicode character database");
  }
  return next;
}

}  // namespace krait::syntax
