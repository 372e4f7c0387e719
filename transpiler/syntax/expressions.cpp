// Operands: names, literals, displays, comprehensions, attributes, subscripts.
#include <algorithm>

#include "syntax/builder.hpp"
#include "syntax/numbers.hpp"

namespace krait::syntax {

using source::Code;

Expr* Builder::atom(const Concrete& node) {
  switch (node.form) {
    case Form::Identifier: return name(node);
    case Form::Integer:
    case Form::Float: return number(node);
    case Form::True: return constant(node, ConstantKind::True);
    case Form::False: return constant(node, ConstantKind::False);
    case Form::None: return constant(node, ConstantKind::None);
    case Form::Ellipsis: return constant(node, ConstantKind::Ellipsis);
    case Form::String:
    case Form::ConcatenatedString: return string(node);
    case Form::Attribute: return attribute(node);
    case Form::Subscript: return subscript(node);
    case Form::GenericType: return generic_subscript(node);
    case Form::Call: return call(node);
    case Form::List:
    case Form::ListPattern: return list_display(node);
    case Form::Set: return set_display(node);
    case Form::Dictionary: return dict_display(node);
    case Form::Tuple:
    case Form::TuplePattern:
    case Form::ParenthesizedExpression:
    case Form::ParenthesizedListSplat: return parenthesised(node);
    case Form::ListComprehension:
    case Form::SetComprehension:
    case Form::GeneratorExpression: return comprehension(node);
    case Form::DictionaryComprehension: return dict_comprehension(node);
    default: break;
  }
  fail_invalid(node.begin, node.end);
  return broken(node.begin, node.end);
}

Expr* Builder::name(const Concrete& node) {
  auto* result = make<Name>(node.begin, node.end);
  result->name = identifier(node);
  return result;
}

Expr* Builder::constant(const Concrete& node, ConstantKind kind) {
  auto* result = make<Constant>(node.begin, node.end);
  result->constant = kind;
  result->spelling = text(node);
  return result;
}

Expr* Builder::number(const Concrete& node) {
  auto* result = make<Constant>(node.begin, node.end);
  result->spelling = text(node);
  const bool imaginary = number_kind(result->spelling) == "imaginary";
  if (node.form == Form::Integer && !imaginary) {
    result->constant = ConstantKind::Int;
    result->text = decimal_digits(result->spelling);
    return result;
  }
  result->constant = imaginary ? ConstantKind::Complex : ConstantKind::Float;
  std::remove_copy(result->spelling.begin(), result->spelling.end(), std::back_inserter(result->text), '_');
  if (imaginary) {
    result->text.pop_back();
  }
  result->number = float_value(result->text);
  return result;
}

std::uint32_t Builder::head_begin(const Concrete& node) const {
  const Concrete* current = &node;
  while ((current->form == Form::Call || current->form == Form::Attribute || current->form == Form::Subscript) && text_[current->begin] == '*') {
    current = current->first;
  }
  const bool is_splat = current->form == Form::ListSplat || current->form == Form::ListSplatPattern;
  return is_splat ? current->first_rule()->begin : current->begin;
}

Expr* Builder::head(const Concrete& node) {
  if (node.form == Form::ListSplat || node.form == Form::ListSplatPattern) {
    return head(*node.first_rule());
  }
  if (!enter(node)) {
    leave();
    return broken(node.begin, node.end);
  }
  // Only what Python calls a primary stands before a call, a dot or a bracket.
  Expr* result = node.form == Form::Type ? expression(node) : atom(node);
  leave();
  return result;
}

Expr* Builder::attribute(const Concrete& node) {
  const Concrete* object = node.first_rule();
  const Concrete* attribute_name = object;
  for (const Concrete* child = object->next; child != nullptr; child = child->next) {
    attribute_name = child->form == Form::Identifier ? child : attribute_name;
  }
  auto* result = make<Attribute>(head_begin(node), node.end);
  result->value = head(*object);
  result->attribute = identifier(*attribute_name);
  result->name_span = span(attribute_name->begin, attribute_name->end);
  return result;
}

// ---- subscripts

Expr* Builder::subscript(const Concrete& node) { return subscript_of(head(*node.first), node, head_begin(node), node.end); }

Expr* Builder::generic_subscript(const Concrete& node) { return subscript_of(name(*node.first), *node.child(Form::TypeParameter), node.begin, node.end); }

Expr* Builder::subscript_of(Expr* value, const Concrete& brackets, std::uint32_t begin, std::uint32_t end) {
  auto* result = make<Subscript>(begin, end);
  result->value = value;
  std::vector<Expr*> items;
  bool is_tuple = false;
  std::uint32_t items_end = begin;
  const Concrete* child = brackets.child(Form::LeftBracket);
  for (child = child->next; child != nullptr && child->form != Form::RightBracket; child = child->next) {
    items_end = child->end;
    if (child->form == Form::Comma) {
      is_tuple = true;
    } else {
      items.push_back(subscript_item(*child, is_tuple));
    }
  }
  if (items.empty()) {
    fail_invalid(begin, end);
    result->slice = broken(begin, end);
  } else if (!is_tuple) {
    result->slice = items.front();
  } else {
    auto* tuple = make<Tuple>(items.front()->span.begin, items_end);
    const Concrete* first_item = brackets.child(Form::LeftBracket)->next;
    tuple->span.begin = first_item->begin;
    tuple->elements = std::move(items);
    result->slice = tuple;
  }
  return result;
}

Expr* Builder::subscript_item(const Concrete& node, bool& is_tuple) {
  if (node.form == Form::Slice) {
    return slice(node);
  }
  if (node.form != Form::Type) {
    Expr* item = expression(node, {.named = true, .star = true});
    is_tuple = is_tuple || item->kind == Kind::Starred;
    return item;
  }
  Run run = flatten(node, {.named = true, .star = true});
  const bool is_slice = std::any_of(run.pieces.begin(), run.pieces.end(), [](const Piece& p) { return p.operation == Form::Colon; });
  Expr* item = nullptr;
  if (is_slice) {
    item = slice_from_pieces(run);
  } else {
    item = run_expression(run).expr;
    is_tuple = is_tuple || item->kind == Kind::Starred;
  }
  if (!run.done()) {
    fail_invalid(run.pieces[run.at].begin, run.pieces[run.at].end);
  }
  return item;
}

/// `a:b:c` inside the brackets of what the grammar takes for a generic type.
Expr* Builder::slice_from_pieces(Run& run) {
  run.allowed = {};
  auto* result = make<Slice>(run.pieces.front().begin, run.pieces.back().end);
  Expr** slots[] = {&result->lower, &result->upper, &result->step};
  std::size_t slot = 0;
  while (!run.done() && slot < 3) {
    if (run.operation() == Form::Colon) {
      ++slot;
      ++run.at;
    } else {
      *slots[slot] = conditional(run).expr;
      if (!run.done() && run.operation() != Form::Colon) {
        break;
      }
    }
  }
  return result;
}

Expr* Builder::slice(const Concrete& node) {
  auto* result = make<Slice>(node.begin, node.end);
  Expr** slots[] = {&result->lower, &result->upper, &result->step};
  std::size_t slot = 0;
  for (const Concrete* child = node.first; child != nullptr; child = child->next) {
    if (child->form == Form::Colon) {
      ++slot;
    } else {
      *slots[slot] = expression(*child);
    }
  }
  return result;
}

// ---- displays

Expr* Builder::parenthesised(const Concrete& node) {
  const Concrete* inner = node.first_rule();
  const bool has_comma = node.has(Form::Comma);
  if (inner != nullptr && inner->form == Form::Yield) {
    return has_comma ? yield_with_tuple(node) : yield(*inner);
  }
  if (inner == nullptr || has_comma) {
    auto* result = make<Tuple>(node.begin, node.end);
    result->elements = elements(node);
    result->parenthesised = true;
    return result;
  }
  Expr* result = expression(*inner, {.named = true, .star = true});
  if (result->kind == Kind::Starred) {
    fail(Code::K0133, result->span, "cannot use starred expression here", "add a comma to make a tuple: `(*x,)`");
  }
  return result;
}

std::vector<Expr*> Builder::elements(const Concrete& node) {
  std::vector<Expr*> result;
  for (const Concrete* child = node.first; child != nullptr; child = child->next) {
    if (!child->is_rule) {
      continue;
    }
    if (child->form == Form::Yield) {
      fail_invalid(child->begin, child->end);
      continue;
    }
    result.push_back(expression(*child, {.named = true, .star = true}));
  }
  return result;
}

Expr* Builder::list_display(const Concrete& node) {
  auto* result = make<List>(node.begin, node.end);
  result->elements = elements(node);
  return result;
}

Expr* Builder::set_display(const Concrete& node) {
  auto* result = make<Set>(node.begin, node.end);
  result->elements = elements(node);
  return result;
}

Expr* Builder::dict_display(const Concrete& node) {
  auto* result = make<Dict>(node.begin, node.end);
  if (node.first->next->form == Form::Comma) {
    fail_invalid(node.first->next->begin, node.first->next->end);
  }
  for (const Concrete* child = node.first; child != nullptr; child = child->next) {
    if (child->form == Form::Pair) {
      const Concrete* key = child->first;
      const Concrete* value = child->child(Form::Colon)->next;
      // Evaluated by name: the order of initialisers in braces is the order of the text.
      Expr* key_expression = expression(*key);
      result->items.push_back({key_expression, expression(*value)});
    } else if (child->form == Form::DictionarySplat) {
      Run run = flatten(*child->first_rule(), {});
      result->items.push_back({nullptr, binary(run, 1).expr});
      if (!run.done()) {
        fail_invalid(run.pieces[run.at].begin, run.pieces[run.at].end);
      }
    }
  }
  return result;
}

// ---- yield and comprehensions

Expr* Builder::yield(const Concrete& node) {
  const Concrete* value = node.first_rule();
  if (node.has(Form::From)) {
    auto* result = make<YieldFrom>(node.begin, node.end);
    result->value = expression(*value);
    return result;
  }
  auto* result = make<Yield>(node.begin, node.end);
  result->value = value == nullptr ? nullptr : star_expressions(*value);
  return result;
}

/// `(yield a, b)`, which the grammar may take for a tuple whose first element is `yield a`.
Expr* Builder::yield_with_tuple(const Concrete& tuple) {
  const Concrete* word = tuple.first_rule();
  const Concrete* first_value = word->first_rule();
  const Concrete* last = word;
  for (const Concrete* child = word; child != nullptr && child->form != Form::RightParenthesis; child = child->next) {
    last = child;
  }
  auto* result = make<Yield>(word->begin, last->end);
  if (first_value == nullptr || word->has(Form::From)) {
    fail_invalid(word->next->begin, word->next->end);
    return result;
  }
  auto* values = make<Tuple>(first_value->begin, last->end);
  values->elements.push_back(expression(*first_value, {.star = true}));
  for (const Concrete* child = word->next; child != nullptr; child = child->next) {
    if (child->is_rule) {
      values->elements.push_back(expression(*child, {.star = true}));
    }
  }
  result->value = values;
  return result;
}

std::vector<Comprehension> Builder::comprehension_clauses(const Concrete& node) {
  std::vector<Comprehension> result;
  for (const Concrete* clause = node.first; clause != nullptr; clause = clause->next) {
    if (clause->form == Form::IfClause && !result.empty()) {
      result.back().ifs.push_back(expression(*clause->first_rule(), {.only_disjunction = true}));
    } else if (clause->form == Form::ForInClause) {
      Comprehension part;
      part.is_async = clause->has(Form::AsyncWord);
      part.target = target(*clause->first_rule(), Target::Other);
      const Concrete* iter = clause->child(Form::In)->next;
      part.iter = expression(*iter, {.only_disjunction = true});
      if (iter->next != nullptr) {
        fail_invalid(iter->next->begin, iter->next->end);
      }
      result.push_back(std::move(part));
    }
  }
  return result;
}

Expr* Builder::comprehension(const Concrete& node) {
  const auto fill = [&](auto* result) -> Expr* {
    const Concrete* element = node.first_rule();
    result->element = expression(*element, {.named = true, .star = true});
    if (result->element->kind == Kind::Starred) {
      fail(Code::K0176, result->element->span, "iterable unpacking cannot be used in comprehension", "add a loop over the inner iterable: `x for xs in xss for x in xs`");
    }
    result->generators = comprehension_clauses(node);
    return result;
  };
  switch (node.form) {
    case Form::ListComprehension: return fill(make<ListComp>(node.begin, node.end));
    case Form::SetComprehension: return fill(make<SetComp>(node.begin, node.end));
    default: return fill(make<GeneratorExp>(node.begin, node.end));
  }
}

Expr* Builder::dict_comprehension(const Concrete& node) {
  auto* result = make<DictComp>(node.begin, node.end);
  const Concrete& pair = *node.first_rule();
  result->key = expression(*pair.first);
  result->value = expression(*pair.child(Form::Colon)->next);
  result->generators = comprehension_clauses(node);
  return result;
}

// ---- lists of expressions

Expr* Builder::star_expressions(const Concrete& node) {
  if (node.form == Form::ExpressionList || node.form == Form::PatternList) {
    return sequence(node.first, nullptr, {.star = true});
  }
  return expression(node);
}

Expr* Builder::sequence(const Concrete* first, const Concrete* stop, Allowed allowed) {
  std::vector<Expr*> items;
  bool has_comma = false;
  std::uint32_t end = first->begin;
  for (const Concrete* child = first; child != stop; child = child->next) {
    end = child->end;
    if (child->form == Form::Comma) {
      has_comma = true;
    } else {
      items.push_back(expression(*child, allowed));
    }
  }
  if (!has_comma) {
    if (items.front()->kind == Kind::Starred) {
      fail(Code::K0133, items.front()->span, "can't use starred expression here", "add a comma to make a tuple: `*x,`");
    }
    return items.front();
  }
  auto* result = make<Tuple>(first->begin, end);
  result->elements = std::move(items);
  return result;
}

Expr* Builder::assigned_value(const Concrete& node) {
  if (node.form == Form::Yield) {
    return yield(node);
  }
  return star_expressions(node);
}

Expr* Builder::annotation(const Concrete& node, bool star) { return expression(node, {.star = star}); }

}  // namespace krait::syntax
