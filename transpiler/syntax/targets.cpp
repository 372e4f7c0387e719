// Targets of assignments, loops, `with`, `del`.
#include <string_view>

#include <fmt/format.h>

#include "syntax/builder.hpp"
#include "syntax/names_of.hpp"

namespace krait::syntax {

using source::Code;

Expr* Builder::target(const Concrete& node, Target purpose) {
  Expr* result = nullptr;
  if (node.form == Form::ExpressionList || node.form == Form::PatternList) {
    result = sequence(node.first, nullptr, {.star = true});
  } else {
    result = expression(node, {.star = true});
  }
  make_target(result, purpose);
  return result;
}

void Builder::fail_target(const Expr& expr, Target purpose) {
  const std::string_view what = describe_expression(expr);
  if (purpose == Target::Delete) {
    fail(Code::K0125, expr.span, fmt::format("cannot delete {}", what), "delete names, attributes or items only");
    return;
  }
  const auto* constant = as<Constant>(&expr);
  const bool is_keyword = constant != nullptr && (what == "None" || what == "True" || what == "False");
  if (is_keyword) {
    fail(Code::K0128, expr.span, fmt::format("cannot assign to {}", what), "choose another name");
    return;
  }
  const bool may_be_comparison = purpose == Target::Assignment && expr.kind != Kind::Starred;
  fail(Code::K0124, expr.span, fmt::format("cannot assign to {}{}", what, may_be_comparison ? " here. Maybe you meant '==' instead of '='?" : ""),
       "assign to a name, attribute, item, or a list or tuple of those");
}

void Builder::check_single_star(const std::vector<Expr*>& elements) {
  constexpr std::size_t most_before_star = 255;  // CPython's limit
  bool seen = false;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const Expr* element = elements[i];
    if (element->kind == Kind::Starred) {
      if (i > most_before_star) {
        fail(Code::K0134, element->span, "too many expressions in star-unpacking assignment", "unpack in two steps");
      }
      if (seen) {
        fail(Code::K0134, element->span, "multiple starred expressions in assignment", "keep one starred target");
      }
      seen = true;
    }
  }
}

void Builder::make_target(Expr* expr, Target purpose, bool inside_sequence) {
  const ExprContext context = purpose == Target::Delete ? ExprContext::Del : ExprContext::Store;
  const auto each = [&](std::vector<Expr*>& elements) {
    for (Expr* element : elements) {
      make_target(element, purpose, true);
    }
    if (purpose != Target::Delete) {
      check_single_star(elements);
    }
  };
  switch (expr->kind) {
    case Kind::Name: static_cast<Name*>(expr)->context = context; return;
    case Kind::Attribute: static_cast<Attribute*>(expr)->context = context; return;
    case Kind::Subscript: static_cast<Subscript*>(expr)->context = context; return;
    case Kind::List:
      static_cast<List*>(expr)->context = context;
      each(static_cast<List*>(expr)->elements);
      return;
    case Kind::Tuple:
      static_cast<Tuple*>(expr)->context = context;
      each(static_cast<Tuple*>(expr)->elements);
      return;
    case Kind::Starred:
      if (purpose == Target::Delete) {
        break;
      }
      if (!inside_sequence) {
        fail(Code::K0135, expr->span, "starred assignment target must be in a list or tuple", "add a comma: `*name, = values`");
        return;
      }
      static_cast<Starred*>(expr)->context = context;
      if (as<Starred>(static_cast<Starred*>(expr)->value) != nullptr) {
        break;
      }
      make_target(static_cast<Starred*>(expr)->value, purpose, true);
      return;
    default: break;
  }
  fail_target(*expr, purpose);
}

}  // namespace krait::syntax
