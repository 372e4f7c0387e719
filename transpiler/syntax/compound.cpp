// Compound statements but for definitions and `match`.
#include <fmt/format.h>

#include "syntax/builder.hpp"

namespace krait::syntax {

using source::Code;

Stmt* Builder::compound_statement(const Concrete& node) {
  switch (node.form) {
    case Form::IfStatement: return if_statement(node);
    case Form::ForStatement: return for_statement(node);
    case Form::WhileStatement: return while_statement(node);
    case Form::TryStatement: return try_statement(node);
    case Form::WithStatement: return with_statement(node);
    case Form::FunctionDefinition: return function_definition(node, {});
    case Form::ClassDefinition: return class_definition(node, {});
    case Form::DecoratedDefinition: return decorated_definition(node);
    case Form::MatchStatement: return match_statement(node);
    default: return nullptr;
  }
}

Body Builder::else_suite(const Concrete& clause) {
  check_header(clause);
  return suite(clause.child(Form::Block), clause);
}

Stmt* Builder::if_statement(const Concrete& node) {
  auto* result = make<If>(node.begin, node.end);
  If* innermost = result;
  check_header(node);
  result->test = expression(*node.first->next, {.named = true});
  result->body = suite(node.child(Form::Block), node);
  std::vector<If*> chain{result};
  for (const Concrete* clause = node.first; clause != nullptr; clause = clause->next) {
    if (clause->form == Form::ElifClause) {
      if (!enter(*clause)) {
        break;
      }
      check_header(*clause);
      auto* branch = make<If>(clause->begin, clause->end);
      branch->is_elif = true;
      branch->test = expression(*clause->first->next, {.named = true});
      branch->body = suite(clause->child(Form::Block), *clause);
      innermost->orelse.statements.push_back(branch);
      innermost = branch;
      chain.push_back(branch);
    } else if (clause->form == Form::ElseClause) {
      innermost->orelse = else_suite(*clause);
    }
  }
  depth_ -= static_cast<std::uint32_t>(chain.size() - 1) + (too_deep_ ? 1 : 0);
  const std::uint32_t end = suite_end(innermost->orelse.empty() ? innermost->body : innermost->orelse, node.end);
  for (If* branch : chain) {
    branch->span.end = end;
  }
  return result;
}

Stmt* Builder::for_statement(const Concrete& node) {
  auto* result = make<For>(node.begin, node.end);
  check_header(node);
  result->is_async = node.has(Form::AsyncWord);
  const Concrete& word = *node.child(Form::In);
  result->target = target(*node.first_rule(), Target::Other);
  result->iter = star_expressions(*word.next);
  result->body = suite(node.child(Form::Block), node);
  if (const Concrete* clause = node.child(Form::ElseClause)) {
    result->orelse = else_suite(*clause);
  }
  result->span.end = suite_end(result->orelse.empty() ? result->body : result->orelse, node.end);
  return result;
}

Stmt* Builder::while_statement(const Concrete& node) {
  auto* result = make<While>(node.begin, node.end);
  check_header(node);
  result->test = expression(*node.first->next, {.named = true});
  result->body = suite(node.child(Form::Block), node);
  if (const Concrete* clause = node.child(Form::ElseClause)) {
    result->orelse = else_suite(*clause);
  }
  result->span.end = suite_end(result->orelse.empty() ? result->body : result->orelse, node.end);
  return result;
}

// ---- with

Stmt* Builder::with_statement(const Concrete& node) {
  auto* result = make<With>(node.begin, node.end);
  check_header(node);
  result->is_async = node.has(Form::AsyncWord);
  with_items(*node.child(Form::WithClause), result->items);
  result->body = suite(node.child(Form::Block), node);
  result->span.end = suite_end(result->body, node.end);
  return result;
}

namespace {

/// Whether a parenthesised head of `with` is a list of items rather than one value: `with (a, b as c):`.
bool is_item_list(const Concrete& value) {
  if (value.form != Form::Tuple && value.form != Form::ParenthesizedExpression) {
    return false;
  }
  bool any = false;
  for (const Concrete* child = value.first; child != nullptr; child = child->next) {
    if (!child->is_rule) {
      continue;
    }
    any = true;
    if (child->form == Form::ListSplat || child->form == Form::NamedExpression || child->form == Form::Yield) {
      return false;
    }
  }
  return any;
}

}  // namespace

/// `with (*a, b):` and `with (a := b):` are one value in parentheses, which the grammar takes for items; null otherwise.
Expr* Builder::with_parenthesised_value(const Concrete& clause) {
  if (!clause.has(Form::LeftParenthesis)) {
    return nullptr;
  }
  std::vector<const Concrete*> values;
  bool is_value = false;
  for (const Concrete* item = clause.first; item != nullptr; item = item->next) {
    if (item->form == Form::WithItem) {
      values.push_back(item->first);
      is_value = is_value || item->first->form == Form::NamedExpression || text_[item->begin] == '*' || hidden_star_before(*item->first);
    }
  }
  if (!is_value) {
    return nullptr;
  }
  auto* result = make<Tuple>(clause.begin, clause.end);
  result->parenthesised = true;
  for (const Concrete* value : values) {
    result->elements.push_back(expression(*value, {.named = true, .star = true}));
  }
  if (clause.has(Form::Comma)) {
    return result;
  }
  if (result->elements.front()->kind == Kind::Starred) {
    fail(Code::K0133, result->elements.front()->span, "cannot use starred expression here", "add a comma to make a tuple: `(*x,)`");
  }
  return result->elements.front();
}

void Builder::with_items(const Concrete& clause, std::vector<WithItem>& items) {
  if (Expr* value = with_parenthesised_value(clause)) {
    items.push_back({value, nullptr});
    return;
  }
  const Concrete* only = clause.first_rule();
  const Concrete* list = &clause;
  const bool single = !clause.has(Form::Comma) && !clause.has(Form::LeftParenthesis);
  if (single && is_item_list(*only->first)) {
    list = only->first;
  }
  if (!clause.has(Form::LeftParenthesis)) {
    const Concrete* last = clause.first;
    while (last->next != nullptr) {
      last = last->next;
    }
    if (last->form == Form::Comma) {
      fail_invalid(last->begin, last->end);
    }
  }
  for (const Concrete* item = list->first; item != nullptr; item = item->next) {
    if (item->is_rule) {
      items.push_back(with_item(item->form == Form::WithItem ? *item->first : *item));
    }
  }
}

WithItem Builder::with_item(const Concrete& node) {
  WithItem item;
  Run run = flatten(node, {});
  item.context = run_expression(run).expr;
  if (run.operation() == Form::As) {
    ++run.at;
    const Operand bound = primary_operand(run);
    item.target = bound.expr;
    make_target(item.target, Target::Other);
  }
  if (!run.done()) {
    fail_invalid(run.pieces[run.at].begin, run.pieces[run.at].end);
  }
  return item;
}

// ---- try

Stmt* Builder::try_statement(const Concrete& node) {
  auto* result = make<Try>(node.begin, node.end);
  check_header(node);
  result->body = suite(node.child(Form::Block), node);
  const Body* last = &result->body;
  for (const Concrete* clause = node.first; clause != nullptr; clause = clause->next) {
    if (clause->form == Form::ExceptClause || clause->form == Form::ExceptGroupClause) {
      result->handlers.push_back(except_clause(*clause));
    } else if (clause->form == Form::ElseClause) {
      result->orelse = else_suite(*clause);
    } else if (clause->form == Form::FinallyClause) {
      result->finalbody = else_suite(*clause);
    }
  }
  if (!result->finalbody.empty()) {
    last = &result->finalbody;
  } else if (!result->orelse.empty()) {
    last = &result->orelse;
  } else if (!result->handlers.empty()) {
    last = &result->handlers.back().body;
  }
  result->span.end = suite_end(*last, node.end);
  check_try(node, *result);
  return result;
}

void Builder::check_try(const Concrete& node, const Try& result) {
  const bool has_handler = !result.handlers.empty();
  if (!has_handler && (!result.orelse.empty() || result.finalbody.empty())) {
    fail(Code::K0163, node.first->begin, node.first->end, "expected 'except' or 'finally' block", "add a handler, or `finally:`");
  }
  bool first = true;
  for (const Concrete* clause = node.first; clause != nullptr; clause = clause->next) {
    if (clause->form != Form::ExceptClause && clause->form != Form::ExceptGroupClause) {
      continue;
    }
    const bool star = clause->form == Form::ExceptGroupClause || clause->has(Form::Star);
    if (!first && star != result.is_star) {
      fail(Code::K0165, clause->begin, clause->begin + 6, "cannot have both 'except' and 'except*' on the same 'try'", "use one of them for all handlers");
    }
    const_cast<Try&>(result).is_star = star;
    first = false;
  }
  for (std::size_t i = 0; i < result.handlers.size(); ++i) {
    const ExceptHandler& handler = result.handlers[i];
    if (handler.type == nullptr && result.is_star) {
      fail(Code::K0166, handler.span.begin, handler.span.begin + 6, "expected one or more exception types", "name the types: `except* ValueError:`");
    } else if (handler.type == nullptr && i + 1 < result.handlers.size()) {
      fail(Code::K0164, handler.span.begin, handler.span.begin + 6, "default 'except:' must be last", "move it behind the other handlers");
    }
  }
}

ExceptHandler Builder::except_clause(const Concrete& node) {
  ExceptHandler handler;
  handler.id = arena_.new_id();
  check_header(node);
  const Concrete* value = node.first_rule();
  if (value != nullptr && value->form != Form::Block) {
    Run run = flatten(*value, {});
    handler.type = run_expression(run).expr;
    if (run.operation() == Form::As) {
      ++run.at;
      const Piece bound = run.done() ? run.pieces.back() : run.pieces[run.at];
      if (bound.node == nullptr || bound.node->form != Form::Identifier) {
        fail(Code::K0124, bound.begin, bound.end, "invalid syntax: an exception is bound to a plain name", "write `as name`");
      } else {
        handler.name = identifier(*bound.node);
        handler.name_span = span(bound.begin, bound.end);
      }
      run.at += run.done() ? 0 : 1;
    }
    if (!run.done()) {
      fail_invalid(run.pieces[run.at].begin, run.pieces[run.at].end);
    }
    if (node.has(Form::Comma)) {
      fail(Code::K0167, value->begin, node.child(Form::Comma)->next->end, "multiple exception types must be parenthesized", "write `except (A, B):`");
    }
  }
  handler.body = suite(node.child(Form::Block), node);
  handler.span = span(node.begin, suite_end(handler.body, node.end));
  return handler;
}

}  // namespace krait::syntax
