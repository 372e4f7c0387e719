// f-strings: text, replacement fields, format specifications.
#include "syntax/builder.hpp"

namespace krait::syntax {

using source::Code;

Expr* Builder::joined_string(const Concrete& node, const std::vector<StringPart>& parts) {
  auto* result = make<JoinedStr>(node.begin, node.end);
  for (const StringPart& part : parts) {
    joined_part(part, node, *result);
  }
  return result;
}

/// Appends text, to the last constant if there is one.
void Builder::add_text(JoinedStr& result, std::string text, const Concrete& whole) {
  if (text.empty()) {
    return;
  }
  if (!result.values.empty() && result.values.back()->kind == Kind::Constant) {
    static_cast<Constant*>(result.values.back())->text += text;
    return;
  }
  auto* constant = make<Constant>(whole.begin, whole.end);
  constant->constant = ConstantKind::Str;
  constant->text = std::move(text);
  result.values.push_back(constant);
}

void Builder::joined_part(const StringPart& part, const Concrete& whole, JoinedStr& result) {
  std::uint32_t at = part.content_begin;
  for (const Concrete* child = part.node->first; child != nullptr && part.format; child = child->next) {
    if (child->form == Form::Interpolation) {
      add_text(result, decode(at, child->begin, part, true), whole);
      add_field(*child, part, whole, result);
      at = child->end;
    }
  }
  add_text(result, decode(at, part.content_end, part, part.format), whole);
}

namespace {

/// First place at or after `at` that is not white space.
std::uint32_t skip_space(std::string_view text, std::uint32_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r' || text[at] == '\f')) {
    ++at;
  }
  return at;
}

}  // namespace

void Builder::add_field(const Concrete& field, const StringPart& part, const Concrete& whole, JoinedStr& result) {
  auto* value = make<FormattedValue>(field.begin, field.end);
  value->value = field_expression(field);
  if (const Concrete* equal = field.child(Form::Equal)) {
    const std::uint32_t end = skip_space(text_, equal->end);
    value->debug_text = text_.substr(field.begin + 1, end - field.begin - 1);
    value->conversion = 'r';
  }
  if (const Concrete* conversion = field.child(Form::TypeConversion)) {
    value->conversion = text_[conversion->end - 1];
  }
  if (const Concrete* spec = field.child(Form::FormatSpecifier)) {
    value->format_spec = format_spec(field, spec->begin, part, whole);
    if (!field.has(Form::TypeConversion)) {
      value->conversion = 0;
    }
  }
  result.values.push_back(value);
}

Expr* Builder::field_expression(const Concrete& field) {
  const Concrete* first = field.first_rule();
  if (first == nullptr) {
    fail(Code::K0121, field, "f-string: empty expression not allowed", "name what to insert, or write `{{}}` for braces");
    return broken(field.begin, field.end);
  }
  if (first->form == Form::Yield) {
    return yield(*first);
  }
  return star_expressions(*first);
}

JoinedStr* Builder::format_spec(const Concrete& field, std::uint32_t colon, const StringPart& part, const Concrete& whole) {
  auto* result = make<JoinedStr>(colon + 1, field.end - 1);
  std::uint32_t at = colon + 1;
  if (const Concrete* spec = field.child(Form::FormatSpecifier)) {
    for (const Concrete* child = spec->first; child != nullptr; child = child->next) {
      if (child->form == Form::FormatExpression || child->form == Form::Interpolation) {
        add_text(*result, decode(at, child->begin, part, false), whole);
        add_field(*child, part, whole, *result);
        at = child->end;
      }
    }
  }
  add_text(*result, decode(at, field.end - 1, part, false), whole);
  return result;
}

}  // namespace krait::syntax
