/// f-strings.
///
///   f"{n:6} {word!r}"  →  py::format("{:6} {!r}", n, word)
#include <algorithm>
#include <set>

#include "lower/lowering.hpp"

namespace krait::lower {

using syntax::as;

namespace {
std::string escape_braces(const std::string& text) {
  std::string result;
  for (const char c : text) {
    result += c;
    if (c == '{' || c == '}') {
      result += c;
    }
  }
  return result;
}
}  // namespace

/// The fields whose text must be made before later ones are evaluated, which change what it looks at: `f"{xs} {xs.pop()}"`.
std::set<const syntax::Expr*> Lowering::texts_made_first(const syntax::JoinedStr& node) const {
  std::vector<const syntax::FormattedValue*> fields;
  for (const syntax::Expr* part : node.values) {
    if (const auto* field = as<syntax::FormattedValue>(part)) {
      fields.push_back(field);
    }
  }
  std::set<const syntax::Expr*> first;
  for (std::size_t k = fields.size(); k-- > 0;) {
    const effects::Effects text = effects_.text_of(*fields[k]->value);
    for (std::size_t later = k + 1; later < fields.size(); ++later) {
      const syntax::FormattedValue& other = *fields[later];
      const bool disturbed = effects_.conflict(text, effects_.of(*other.value)) || (other.format_spec != nullptr && effects_.conflict(text, effects_.of(*other.format_spec)));
      if (disturbed || (first.contains(&other) && effects_.conflict(text, effects_.text_of(*other.value)))) {
        first.insert(fields[k]);
      }
    }
  }
  return first;
}

/// Appends the replacement fields of a joined string to a format; operands in order of evaluation.
void Lowering::flatten_format(const syntax::JoinedStr& node, std::string& format, std::vector<const syntax::Expr*>& operands) {
  const std::set<const syntax::Expr*> made_first = texts_made_first(node);
  for (const syntax::Expr* part : node.values) {
    if (const auto* text = as<syntax::Constant>(part)) {
      format += escape_braces(text->text);
      continue;
    }
    if (made_first.contains(part)) {
      format += "{}";
      operands.push_back(part);
      continue;
    }
    const auto& field = static_cast<const syntax::FormattedValue&>(*part);
    format += escape_braces(field.debug_text) + "{";
    operands.push_back(field.value);
    const bool debug_repr = !field.debug_text.empty() && field.conversion == 0 && field.format_spec == nullptr;
    if (field.conversion != 0 || debug_repr) {
      format += std::string("!") + (debug_repr ? 'r' : field.conversion);
    }
    if (const auto* spec = as<syntax::JoinedStr>(field.format_spec)) {
      format += ":";
      for (const syntax::Expr* piece : spec->values) {
        if (const auto* text = as<syntax::Constant>(piece)) {
          format += text->text;
        } else {
          const auto& nested = static_cast<const syntax::FormattedValue&>(*piece);
          operands.push_back(nested.value);
          format += nested.conversion != 0 ? std::string("{!") + nested.conversion + "}" : "{}";
        }
      }
    } else if (const auto* constant = as<syntax::Constant>(field.format_spec)) {
      format += ":" + constant->text;
    }
    format += "}";
  }
}

Value Lowering::lower_kind(const syntax::JoinedStr& node) {
  std::string format;
  std::vector<const syntax::Expr*> operands;
  flatten_format(node, format, operands);
  if (operands.empty()) {
    std::string text;
    for (const syntax::Expr* part : node.values) {
      text += static_cast<const syntax::Constant*>(part)->text;
    }
    return {cpp::string(text), str()};
  }
  need("py/format.hpp");
  std::vector<cpp::Expr*> arguments = {cpp::string(format)};
  const bool plain = std::all_of(operands.begin(), operands.end(), [&](const syntax::Expr* operand) {  // no `__format__` of the program
    const Repr of = repr(*operand);
    return of.is_trivial() || of.is_integer() || of == str();
  });
  const std::vector<Value> values = lower_operands(operands, {}, plain);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Value& value = values[i];
    const bool self = is_self(*operands[i]) && value.repr.is(Kind::Ref);
    arguments.push_back(self ? cpp::construct(type({.kind = Kind::Ref, .cls = context_->self_class, .arguments = {}}), {cpp::this_()}) : value.expr);
  }
  return {cpp::call("py::format", arguments), str()};
}

Value Lowering::lower_kind(const syntax::FormattedValue& node) {
  syntax::JoinedStr whole;
  whole.kind = syntax::Kind::JoinedStr;
  whole.values = {const_cast<syntax::FormattedValue*>(&node)};
  return lower_kind(whole);
}

}  // namespace krait::lower
