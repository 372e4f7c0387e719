// `match` statements and patterns.
#include <fmt/format.h>

#include "syntax/builder.hpp"

namespace krait::syntax {

using source::Code;

Stmt* Builder::match_statement(const Concrete& node) {
  auto* result = make<Match>(node.begin, node.end);
  const Concrete* block = node.child(Form::Block);
  const Concrete* colon = node.child(Form::Colon);
  check_header(node);
  result->subject = sequence(node.first->next, colon, {.named = true, .star = true});
  const LogicalLine& header = lexical_.line_at(colon->begin);
  for (const Concrete* child = block == nullptr ? nullptr : block->first; child != nullptr; child = child->next) {
    if (child->form != Form::CaseClause) {
      fail_invalid(child->begin, child->end);
      continue;
    }
    const LogicalLine& line = lexical_.line_at(child->begin);
    if (line.begin != child->begin || line.block_depth != header.block_depth + 1) {
      fail(Code::K0189, child->begin, child->begin + 4, "invalid syntax: `case` must stand in the block of `match`", "indent it one level deeper than `match`");
    }
    result->cases.push_back(match_case(*child));
  }
  if (result->cases.empty()) {
    fail(Code::K0189, node.first->begin, node.first->end, "expected an indented block of `case` clauses after 'match' statement", "add a `case`");
    return result;
  }
  result->span.end = suite_end(result->cases.back().body, node.end);
  return result;
}

MatchCase Builder::match_case(const Concrete& node) {
  MatchCase result;
  check_header(node);
  const Concrete* stop = node.child(Form::IfClause);
  if (stop == nullptr) {
    stop = node.child(Form::Colon);
  }
  result.pattern = pattern_parts(node.first->next, stop, true);
  if (const Concrete* guard = node.child(Form::IfClause)) {
    result.guard = expression(*guard->first_rule(), {.named = true});
  }
  result.body = suite(node.child(Form::Block), node);
  return result;
}

/// The patterns from `first` until `stop`; with a comma they are an open sequence.
Pattern* Builder::pattern_parts(const Concrete* first, const Concrete* stop, bool open) {
  std::vector<Pattern*> parts;
  bool has_comma = false;
  std::uint32_t end = first->end;
  for (const Concrete* child = first; child != stop; child = child->next) {
    end = child->end;
    if (child->form == Form::Comma) {
      has_comma = true;
    } else {
      parts.push_back(pattern(*child));
    }
  }
  if (!has_comma && open) {
    if (parts.front()->kind == Kind::MatchStar) {
      fail(Code::K0174, *first, "invalid syntax: a starred pattern stands only in a sequence", "write `[*rest]`");
    }
    return parts.front();
  }
  auto* result = make<MatchSequence>(first->begin, end);
  result->patterns = std::move(parts);
  return result;
}

Pattern* Builder::pattern(const Concrete& node) {
  if (!enter(node)) {
    leave();
    return make<MatchAs>(node.begin, node.end);
  }
  Pattern* result = nullptr;
  switch (node.form) {
    case Form::CasePattern: {
      // A negative number stands in the case_pattern itself: a minus sign and the number.
      const bool is_literal = node.first->form == Form::Minus;
      result = is_literal ? literal_pattern(node.first, nullptr, node.begin, node.end) : pattern(*node.first);
      break;
    }
    case Form::Integer:
    case Form::Float: {
      result = literal_pattern(&node, node.next, node.begin, node.end);
      break;
    }
    case Form::ComplexPattern: result = literal_pattern(node.first, nullptr, node.begin, node.end); break;
    case Form::DottedName:
    case Form::Underscore:
    case Form::Identifier: result = name_pattern(node); break;
    case Form::AsPattern: result = as_pattern(node); break;
    case Form::UnionPattern: result = or_pattern(node); break;
    case Form::ListPattern:
    case Form::TuplePattern: result = sequence_pattern(node); break;
    case Form::DictPattern: result = mapping_pattern(node); break;
    case Form::ClassPattern: result = class_pattern(node); break;
    case Form::SplatPattern: result = splat_pattern(node); break;
    case Form::True:
    case Form::False:
    case Form::None: {
      auto* singleton = make<MatchSingleton>(node.begin, node.end);
      singleton->constant = node.form == Form::True ? ConstantKind::True : node.form == Form::False ? ConstantKind::False : ConstantKind::None;
      result = singleton;
      break;
    }
    case Form::String:
    case Form::ConcatenatedString: {
      auto* value = make<MatchValue>(node.begin, node.end);
      value->value = string(node);
      if (value->value->kind == Kind::JoinedStr) {
        fail(Code::K0174, node, "patterns may only match literals and attribute lookups", "compare with an f-string in a guard: `case x if x == f\"…\"`");
      }
      result = value;
      break;
    }
    default:
      fail(Code::K0174, node, "invalid syntax in a pattern", "patterns are literals, names, dotted names, classes, sequences and mappings");
      result = make<MatchAs>(node.begin, node.end);
  }
  leave();
  return result;
}

/// `1`, `-1`, `1+2j`, `-1.5-2j`.
Expr* Builder::signed_number(const Concrete* first, const Concrete* stop, std::uint32_t begin) {
  const bool negative = first->form == Form::Minus;
  const Concrete* digits = negative ? first->next : first;
  Expr* left = number(*digits);
  if (negative) {
    auto* minus = make<UnaryOp>(begin, digits->end);
    minus->op = UnaryOperator::USub;
    minus->operand = left;
    left = minus;
  }
  const Concrete* sign = digits->next;
  if (sign == stop || sign == nullptr) {
    return left;
  }
  auto* sum = make<BinOp>(begin, sign->next->end);
  sum->left = left;
  sum->op = sign->form == Form::Plus ? BinaryOperator::Add : BinaryOperator::Sub;
  sum->right = number(*sign->next);
  const auto* imaginary = static_cast<const Constant*>(sum->right);
  const auto* real = as<Constant>(negative ? static_cast<UnaryOp*>(left)->operand : left);
  if (imaginary->constant != ConstantKind::Complex) {
    fail(Code::K0174, imaginary->span, "imaginary number required in complex literal", "write the sum as one number");
  } else if (real->constant == ConstantKind::Complex) {
    fail(Code::K0174, real->span, "real number required in complex literal", "write the real part without `j`");
  }
  return sum;
}

Pattern* Builder::literal_pattern(const Concrete* first, const Concrete* stop, std::uint32_t begin, std::uint32_t end) {
  auto* result = make<MatchValue>(begin, end);
  result->value = signed_number(first, stop, begin);
  return result;
}

Expr* Builder::dotted_value(const Concrete& node) {
  Expr* result = name(*node.first);
  std::uint32_t links = 0;
  for (const Concrete* child = node.first->next; child != nullptr; child = child->next) {
    if (child->form == Form::Identifier && chain_fits(++links, child->begin)) {
      auto* attribute = make<Attribute>(node.begin, child->end);
      attribute->value = result;
      attribute->attribute = identifier(*child);
      attribute->name_span = span(child->begin, child->end);
      result = attribute;
    }
  }
  return result;
}

Pattern* Builder::name_pattern(const Concrete& node) {
  if (node.form == Form::DottedName && node.first->next != nullptr) {
    auto* result = make<MatchValue>(node.begin, node.end);
    result->value = dotted_value(node);
    return result;
  }
  auto* result = make<MatchAs>(node.begin, node.end);
  const Concrete& named = node.form == Form::DottedName ? *node.first : node;
  result->name = identifier(named);
  if (result->name == "_") {
    result->name.clear();
  }
  return result;
}

Pattern* Builder::sequence_pattern(const Concrete& node) {
  const bool is_group = node.form == Form::TuplePattern && !node.has(Form::Comma) && node.first_rule() != nullptr;
  if (is_group) {
    Pattern* inner = pattern(*node.first_rule());
    if (inner->kind == Kind::MatchStar) {
      // `(*rest)` is a sequence even without a comma.
      auto* result = make<MatchSequence>(node.begin, node.end);
      fail(Code::K0174, inner->span, "invalid syntax: a starred pattern stands only in a sequence", "write `(*rest,)`");
      return result;
    }
    return inner;
  }
  auto* result = make<MatchSequence>(node.begin, node.end);
  for (const Concrete* child = node.first; child != nullptr; child = child->next) {
    if (child->is_rule) {
      result->patterns.push_back(pattern(*child));
    }
  }
  return result;
}

Expr* Builder::mapping_key(const Concrete* first, const Concrete* stop) {
  if (first->form == Form::Minus || first->form == Form::Integer || first->form == Form::Float) {
    return signed_number(first, stop, first->begin);
  }
  if (first->form == Form::ComplexPattern) {
    return signed_number(first->first, nullptr, first->begin);
  }
  switch (first->form) {
    case Form::DottedName:
      if (first->first->next != nullptr) {
        return dotted_value(*first);
      }
      break;
    case Form::String:
    case Form::ConcatenatedString:
      if (Expr* key = string(*first); key->kind != Kind::JoinedStr) {
        return key;
      }
      break;
    case Form::True: return constant(*first, ConstantKind::True);
    case Form::False: return constant(*first, ConstantKind::False);
    case Form::None: return constant(*first, ConstantKind::None);
    default: break;
  }
  fail(Code::K0174, *first, "mapping pattern keys may only match literals and attribute lookups", "write a literal or a dotted name as key");
  return broken(first->begin, first->end);
}

Pattern* Builder::mapping_pattern(const Concrete& node) {
  auto* result = make<MatchMapping>(node.begin, node.end);
  const Concrete* child = node.first->next;
  while (child != nullptr && child->form != Form::RightBrace) {
    if (child->form == Form::Comma) {
      child = child->next;
      continue;
    }
    if (!result->rest.empty()) {
      fail(Code::K0174, *child, "invalid syntax: nothing may follow `**rest` in a mapping pattern", "move `**rest` to the end");
      return result;
    }
    if (child->form == Form::SplatPattern) {
      const Concrete& rest = *child->first->next;
      result->rest = identifier(rest);
      if (child->first->form != Form::DoubleStar || result->rest == "_") {
        fail(Code::K0174, *child, "invalid syntax: a mapping pattern collects the rest as `**name`", "write `**rest`, or leave it out");
      }
      child = child->next;
      continue;
    }
    const Concrete* colon = child;
    while (colon->form != Form::Colon) {
      colon = colon->next;
    }
    result->keys.push_back(mapping_key(child, colon));
    result->patterns.push_back(pattern(*colon->next));
    child = colon->next->next;
  }
  return result;
}

Pattern* Builder::class_pattern(const Concrete& node) {
  auto* result = make<MatchClass>(node.begin, node.end);
  result->cls = dotted_value(*node.first);
  for (const Concrete* child = node.first->next; child != nullptr; child = child->next) {
    if (child->form != Form::CasePattern) {
      continue;
    }
    // `x=1 as y` is parsed as the keyword pattern `x=1` with a name.
    const Concrete* inner = child->first;
    const Concrete* bound = nullptr;
    if (inner->form == Form::AsPattern && inner->first->first->form == Form::KeywordPattern) {
      bound = inner->child(Form::Identifier);
      inner = inner->first->first;
    }
    if (inner->form != Form::KeywordPattern) {
      if (!result->keyword_names.empty()) {
        fail(Code::K0175, *child, "positional patterns follow keyword patterns", "move the positional patterns forward");
      }
      result->patterns.push_back(pattern(*child));
      if (result->patterns.back()->kind == Kind::MatchStar) {
        fail(Code::K0174, *child, "invalid syntax: a starred pattern stands only in a sequence", "remove the star");
      }
      continue;
    }
    const Concrete* value = inner->child(Form::Equal)->next;
    Pattern* matched = value->form == Form::Minus ? literal_pattern(value, nullptr, value->begin, inner->end) : pattern(*value);
    if (bound != nullptr) {
      auto* named = make<MatchAs>(value->begin, bound->end);
      named->pattern = matched;
      named->name = identifier(*bound);
      matched = named;
    }
    result->keyword_names.push_back(identifier(*inner->first));
    result->keyword_patterns.push_back(matched);
  }
  return result;
}

Pattern* Builder::splat_pattern(const Concrete& node) {
  auto* result = make<MatchStar>(node.begin, node.end);
  if (node.first->form == Form::DoubleStar) {
    fail(Code::K0174, node, "invalid syntax: `**` stands only in mapping patterns", "write `*name` in a sequence");
  }
  const std::string bound = identifier(*node.first->next);
  result->name = bound == "_" ? "" : bound;
  return result;
}

Pattern* Builder::as_pattern(const Concrete& node) {
  auto* result = make<MatchAs>(node.begin, node.end);
  result->pattern = pattern(*node.first);
  const Concrete& bound = *node.child(Form::As)->next;
  result->name = identifier(bound);
  if (result->name == "_") {
    fail(Code::K0174, bound, "cannot use '_' as a target", "choose a name, or leave out `as _`");
  }
  if (result->pattern->kind == Kind::MatchStar) {
    fail(Code::K0174, node, "invalid syntax: a starred pattern cannot be named with `as`", "write `*name`");
  }
  return result;
}

Pattern* Builder::or_pattern(const Concrete& node) {
  auto* result = make<MatchOr>(node.begin, node.end);
  const Concrete* child = node.first;
  while (child != nullptr) {
    if (child->form == Form::Pipe) {
      child = child->next;
      continue;
    }
    if (child->form == Form::Minus) {
      result->patterns.push_back(literal_pattern(child, child->next->next, child->begin, child->next->end));
      child = child->next->next;
      continue;
    }
    Pattern* alternative = nullptr;
    if (child->form == Form::Integer || child->form == Form::Float) {
      alternative = literal_pattern(child, child->next, child->begin, child->end);
    } else {
      alternative = pattern(*child);
    }
    if (alternative->kind == Kind::MatchOr && text_[child->begin] != '(') {
      // The grammar nests `a | b | c`; Python has one node.
      const auto& inner = static_cast<MatchOr*>(alternative)->patterns;
      result->patterns.insert(result->patterns.end(), inner.begin(), inner.end());
    } else {
      result->patterns.push_back(alternative);
    }
    child = child->next;
  }
  return result;
}

}  // namespace krait::syntax
