// Calls and the argument lists of calls and class definitions.
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "syntax/builder.hpp"

namespace krait::syntax {

using source::Code;

Expr* Builder::call(const Concrete& node) {
  auto* result = make<Call>(head_begin(node), node.end);
  result->function = head(*node.first);
  const Concrete& list = *node.first->next;
  if (list.form == Form::GeneratorExpression) {
    for (const Concrete* clause = list.first; clause != nullptr; clause = clause->next) {
      if (clause->form == Form::ForInClause && clause->has(Form::Comma)) {
        fail(Code::K0140, list.first->next->begin, clause->child(Form::Comma)->begin, "Generator expression must be parenthesized",
             "put the generator expression in its own parentheses");
        return result;
      }
    }
    result->arguments.push_back(comprehension(list));
  } else {
    arguments(list, result->arguments, result->keywords);
  }
  return result;
}

void Builder::arguments(const Concrete& list, std::vector<Expr*>& positional, std::vector<Keyword>& keywords) {
  check_argument_order(list);
  for (const Concrete* child = list.first; child != nullptr; child = child->next) {
    if (child->is_rule) {
      argument(*child, positional, keywords);
    }
  }
  std::unordered_map<std::string_view, Span> seen;
  for (const Keyword& keyword : keywords) {
    if (keyword.name.empty()) {
      continue;
    }
    const auto [earlier, is_new] = seen.emplace(keyword.name, keyword.span);
    if (!is_new) {
      diagnostics_.report(
          {Code::K0138, keyword.span, fmt::format("keyword argument repeated: {}", keyword.name), "pass each keyword argument once", {{earlier->second, "first passed here"}}});
    }
  }
}

void Builder::argument(const Concrete& node, std::vector<Expr*>& positional, std::vector<Keyword>& keywords) {
  if (node.form == Form::KeywordArgument) {
    Keyword keyword;
    const Concrete& keyword_name = *node.first;
    keyword.name = identifier(keyword_name);
    keyword.span = span(keyword_name.begin, keyword_name.end);
    if (keyword.name == "__debug__") {
      fail(Code::K0128, keyword_name, "cannot assign to __debug__", "choose another name");
    }
    keyword.value = expression(*node.child(Form::Equal)->next);
    keywords.push_back(std::move(keyword));
  } else if (node.form == Form::DictionarySplat) {
    Keyword keyword;
    keyword.value = expression(*node.first_rule());
    keyword.span = span(node.begin, node.end);
    keywords.push_back(std::move(keyword));
  } else {
    positional.push_back(expression(node, {.named = true, .star_any = true}));
  }
}

void Builder::check_argument_order(const Concrete& list) {
  if (list.first->next->form == Form::Comma) {
    fail_invalid(list.first->next->begin, list.first->next->end);
  }
  bool after_keyword = false;
  bool after_unpacking = false;
  for (const Concrete* child = list.first; child != nullptr; child = child->next) {
    if (!child->is_rule) {
      continue;
    }
    if (child->form == Form::KeywordArgument) {
      after_keyword = true;
    } else if (child->form == Form::DictionarySplat) {
      after_unpacking = true;
    } else if (text_[child->begin] == '*' || hidden_star_before(*child)) {
      if (after_unpacking) {
        fail(Code::K0137, *child, "iterable argument unpacking follows keyword argument unpacking", "move the `*` argument before the `**` argument");
      }
    } else if (after_unpacking) {
      fail(Code::K0137, *child, "positional argument follows keyword argument unpacking", "move the argument before the `**` argument");
    } else if (after_keyword) {
      fail(Code::K0136, *child, "positional argument follows keyword argument", "move the argument before the keyword arguments, or name it");
    }
  }
}

}  // namespace krait::syntax
