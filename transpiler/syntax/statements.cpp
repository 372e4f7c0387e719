// Bodies and simple statements.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "syntax/builder.hpp"

namespace krait::syntax {

using source::Code;

void Builder::statements(const Concrete& block, Body& body) {
  for (const Concrete* child = block.first; child != nullptr; child = child->next) {
    if (!child->is_rule) {
      continue;
    }
    if (!enter(*child)) {
      leave();
      return;
    }
    if (Stmt* made = statement(*child)) {
      body.statements.push_back(made);
    }
    leave();
  }
}

/// The suite behind a header; checks that it stands on the header's line or is one block deeper.
Body Builder::suite(const Concrete* block, const Concrete& header) {
  Body body;
  if (block == nullptr || block->first == nullptr) {
    fail(Code::K0107, header.begin, header.begin + 1, "expected an indented block", "write at least `pass`");
    return body;
  }
  const Concrete* colon = nullptr;
  for (const Concrete* child = header.first; child != block && child != nullptr; child = child->next) {
    colon = child->form == Form::Colon ? child : colon;
  }
  const LogicalLine& header_line = lexical_.line_at(colon == nullptr ? header.begin : colon->begin);
  for (const Concrete* child = block->first; child != nullptr; child = child->next) {
    const LogicalLine& line = lexical_.line_at(child->begin);
    const bool same_line = line.begin == header_line.begin;
    const bool header_has_suite = lexical_.line_at(block->first->begin).begin == header_line.begin;
    if (same_line != header_has_suite || (!same_line && line.block_depth != header_line.block_depth + 1)) {
      fail(Code::K0106, child->begin, child->begin + 1, "this line does not belong to the block above", "indent it like the block's first line, or like the block's header");
      return body;
    }
  }
  statements(*block, body);
  return body;
}

/// End of a compound statement: the end of its last logical line.
std::uint32_t Builder::suite_end(const Body& body, std::uint32_t otherwise) const {
  if (body.empty()) {
    return otherwise;
  }
  const Stmt& last = *body.statements.back();
  return std::max(last.span.end, lexical_.line_at(last.span.end == 0 ? 0 : last.span.end - 1).end);
}

/// The grammar lets a statement run over a line end where no bracket is open; Python does not.
void Builder::check_one_line(const Concrete& node) {
  const LogicalLine& line = lexical_.line_at(node.begin);
  if (node.end > line.end) {
    overrun_line_ends_.push_back(line.end);
    fail(Code::K0101, line.end, line.end, "invalid syntax: the line ends before the statement is complete", "finish the statement, or put the part that goes on in parentheses");
  }
}

void Builder::check_header(const Concrete& node) {
  const LogicalLine& line = lexical_.line_at(node.begin);
  for (const Concrete* child = node.first; child != nullptr && child->form != Form::Block; child = child->next) {
    if (child->form == Form::Colon && child->end > line.end) {
      fail(Code::K0183, line.end, line.end, "expected ':'", "end the header of a block with a colon on its line");
      return;
    }
  }
}

Stmt* Builder::statement(const Concrete& node) {
  if (Stmt* compound = compound_statement(node)) {
    return compound;
  }
  check_one_line(node);
  return simple_statement(node);
}

Stmt* Builder::simple_statement(const Concrete& node) {
  switch (node.form) {
    case Form::ExpressionStatement: return expression_statement(node);
    case Form::ReturnStatement: return return_statement(node);
    case Form::DeleteStatement: return delete_statement(node);
    case Form::RaiseStatement: return raise_statement(node);
    case Form::AssertStatement: return assert_statement(node);
    case Form::PassStatement: return make<Pass>(node.begin, node.end);
    case Form::BreakStatement: return make<Break>(node.begin, node.end);
    case Form::ContinueStatement: return make<Continue>(node.begin, node.end);
    case Form::GlobalStatement: return name_declaration<Global>(node);
    case Form::NonlocalStatement: return name_declaration<Nonlocal>(node);
    case Form::ImportStatement: return import_statement(node);
    case Form::ImportFromStatement:
    case Form::FutureImportStatement: return import_from(node);
    case Form::TypeAliasStatement: return type_alias(node);
    default: break;
  }
  fail_invalid(node.begin, node.end);
  return nullptr;
}

template <typename T>
Stmt* Builder::name_declaration(const Concrete& node) {
  auto* result = make<T>(node.begin, node.end);
  for (const Concrete* child = node.first; child != nullptr; child = child->next) {
    if (child->form == Form::Identifier) {
      result->names.push_back(identifier(*child));
    }
  }
  return result;
}

// ---- expressions and assignments

Stmt* Builder::expression_statement(const Concrete& node) {
  const Concrete& first = *node.first;
  if (first.next == nullptr) {
    if (first.form == Form::Assignment) {
      return assignment(first);
    }
    if (first.form == Form::AugmentedAssignment) {
      return augmented_assignment(first);
    }
  }
  auto* result = make<ExprStmt>(node.begin, node.end);
  if (first.form == Form::Yield) {
    result->value = yield(first);
  } else {
    result->value = sequence(&first, nullptr, {.star = true});
  }
  return result;
}

Stmt* Builder::assignment(const Concrete& node) {
  if (node.has(Form::Colon)) {
    return annotated_assignment(node);
  }
  auto* result = make<Assign>(node.begin, node.end);
  const Concrete* current = &node;
  for (;;) {
    result->targets.push_back(target(*current->first, Target::Assignment));
    const Concrete* right = current->child(Form::Equal)->next;
    if (right->form != Form::Assignment || right->has(Form::Colon)) {
      current = right;
      break;
    }
    current = right;
  }
  if (current->form == Form::AugmentedAssignment || current->form == Form::Assignment) {
    fail(Code::K0101, *current, "invalid syntax: this kind of assignment cannot be chained", "write two statements");
    return result;
  }
  result->value = assigned_value(*current);
  return result;
}

Stmt* Builder::annotated_assignment(const Concrete& node) {
  auto* result = make<AnnAssign>(node.begin, node.end);
  const Concrete& left = *node.first;
  const bool parenthesised_target = text_[left.begin] == '(';
  result->target = target(left, Target::Other);
  result->simple = left.form == Form::Identifier;
  if (result->target->kind == Kind::Tuple || result->target->kind == Kind::List) {
    const bool is_tuple = result->target->kind == Kind::Tuple;
    fail(Code::K0126, left, fmt::format("only single target (not {}) can be annotated", is_tuple ? "tuple" : "list"), "annotate each name on a line of its own");
  } else if (result->target->kind == Kind::Starred) {
    fail(Code::K0126, left, "illegal target for annotation", "annotate a name, attribute or item");
  }
  result->simple = result->simple && !parenthesised_target;
  result->annotation = annotation(*node.child(Form::Colon)->next);
  if (const Concrete* equal = node.child(Form::Equal)) {
    if (equal->next->form == Form::Assignment || equal->next->form == Form::AugmentedAssignment) {
      fail(Code::K0101, *equal->next, "invalid syntax: an annotated assignment cannot be chained", "write two statements");
      return result;
    }
    result->value = assigned_value(*equal->next);
  }
  return result;
}

namespace {

std::optional<BinaryOperator> augmented_operator(Form form) {
  switch (form) {
    case Form::PlusEqual: return BinaryOperator::Add;
    case Form::MinusEqual: return BinaryOperator::Sub;
    case Form::StarEqual: return BinaryOperator::Mult;
    case Form::SlashEqual: return BinaryOperator::Div;
    case Form::AtEqual: return BinaryOperator::MatMult;
    case Form::DoubleSlashEqual: return BinaryOperator::FloorDiv;
    case Form::PercentEqual: return BinaryOperator::Mod;
    case Form::DoubleStarEqual: return BinaryOperator::Pow;
    case Form::RightShiftEqual: return BinaryOperator::RShift;
    case Form::LeftShiftEqual: return BinaryOperator::LShift;
    case Form::AmpersandEqual: return BinaryOperator::BitAnd;
    case Form::CaretEqual: return BinaryOperator::BitXor;
    case Form::PipeEqual: return BinaryOperator::BitOr;
    default: return std::nullopt;
  }
}

}  // namespace

Stmt* Builder::augmented_assignment(const Concrete& node) {
  auto* result = make<AugAssign>(node.begin, node.end);
  const Concrete& left = *node.first;
  const Concrete& word = *left.next;
  result->op = augmented_operator(word.form).value_or(BinaryOperator::Add);
  result->target = target(left, Target::Other);
  const Kind kind = result->target->kind;
  if (kind == Kind::Tuple || kind == Kind::List || kind == Kind::Starred) {
    fail(Code::K0127, left,
         fmt::format("'{}' is an illegal expression for augmented assignment", kind == Kind::Tuple  ? "tuple"
                                                                               : kind == Kind::List ? "list"
                                                                                                    : "starred"),
         "assign to a name, attribute or item");
  }
  if (word.next->form == Form::Assignment || word.next->form == Form::AugmentedAssignment) {
    fail(Code::K0101, *word.next, "invalid syntax: an augmented assignment cannot be chained", "write two statements");
    return result;
  }
  result->value = assigned_value(*word.next);
  return result;
}

// ---- statements of one keyword

Stmt* Builder::return_statement(const Concrete& node) {
  auto* result = make<Return>(node.begin, node.end);
  const Concrete* value = node.first_rule();
  result->value = value == nullptr ? nullptr : star_expressions(*value);
  return result;
}

Stmt* Builder::delete_statement(const Concrete& node) {
  auto* result = make<Delete>(node.begin, node.end);
  const Concrete& list = *node.first_rule();
  const auto add = [&](const Concrete& item) {
    Expr* expr = expression(item, {.star = true});
    make_target(expr, Target::Delete);
    result->targets.push_back(expr);
  };
  if (list.form != Form::ExpressionList) {
    add(list);
    return result;
  }
  for (const Concrete* child = list.first; child != nullptr; child = child->next) {
    if (child->is_rule) {
      add(*child);
    }
  }
  return result;
}

Stmt* Builder::raise_statement(const Concrete& node) {
  auto* result = make<Raise>(node.begin, node.end);
  const Concrete* word = node.first;
  const Concrete* exception = word->next;
  if (exception != nullptr && exception->form == Form::ExpressionList) {
    fail(Code::K0101, *exception, "invalid syntax: `raise` takes one exception", "write `raise Error(value)`");
    return result;
  }
  if (exception != nullptr && exception->is_rule) {
    result->exception = expression(*exception);
  }
  if (const Concrete* from = node.child(Form::From)) {
    if (result->exception == nullptr) {
      fail_invalid(from->begin, from->end);
    }
    result->cause = expression(*from->next);
  }
  return result;
}

Stmt* Builder::assert_statement(const Concrete& node) {
  auto* result = make<Assert>(node.begin, node.end);
  const Concrete* test = node.first->next;
  result->test = expression(*test);
  if (test->next == nullptr) {
    return result;
  }
  const Concrete* message = test->next->next;
  result->message = expression(*message);
  if (message->next != nullptr) {
    fail(Code::K0190, message->next->begin, node.end, "invalid syntax: `assert` takes a condition and one message", "put several values into a tuple in parentheses");
  }
  return result;
}

// ---- imports

std::string Builder::dotted_name(const Concrete& node) {
  std::string result;
  for (const Concrete* child = node.first; child != nullptr; child = child->next) {
    if (child->form == Form::Identifier) {
      result += (result.empty() ? "" : ".") + identifier(*child);
    }
  }
  return result;
}

ImportAlias Builder::import_alias(const Concrete& node) {
  ImportAlias alias;
  alias.id = arena_.new_id();
  alias.span = span(node.begin, node.end);
  if (node.form == Form::AliasedImport) {
    alias.name = dotted_name(*node.first);
    alias.asname = identifier(*node.child(Form::Identifier));
  } else {
    alias.name = dotted_name(node);
  }
  return alias;
}

void Builder::import_names(const Concrete* first, bool parenthesised, std::vector<ImportAlias>& names) {
  const Concrete* last = first;
  for (const Concrete* child = first; child != nullptr; child = child->next) {
    if (child->form == Form::DottedName || child->form == Form::AliasedImport) {
      names.push_back(import_alias(*child));
    }
    last = child;
  }
  if (!parenthesised && last->form == Form::Comma) {
    fail(Code::K0168, *last, "trailing comma not allowed without surrounding parentheses", "remove the comma");
  }
}

Stmt* Builder::import_statement(const Concrete& node) {
  auto* result = make<Import>(node.begin, node.end);
  import_names(node.first->next, false, result->names);
  return result;
}

Stmt* Builder::import_from(const Concrete& node) {
  auto* result = make<ImportFrom>(node.begin, node.end);
  const Concrete& module = *node.first->next;
  if (node.form == Form::FutureImportStatement) {
    result->module = "__future__";
  } else if (module.form == Form::RelativeImport) {
    const std::string_view dots = text(*module.first);
    result->level = static_cast<std::uint32_t>(std::count(dots.begin(), dots.end(), '.'));
    const Concrete* named = module.child(Form::DottedName);
    result->module = named == nullptr ? "" : dotted_name(*named);
  } else {
    result->module = dotted_name(module);
  }
  const Concrete* names = module.next->next;
  if (names->form == Form::WildcardImport) {
    ImportAlias star;
    star.name = "*";
    star.span = span(names->begin, names->end);
    star.id = arena_.new_id();
    result->names.push_back(std::move(star));
    return result;
  }
  import_names(names, names->form == Form::LeftParenthesis, result->names);
  for (const ImportAlias& alias : result->names) {
    if (alias.name.find('.') != std::string::npos) {
      fail(Code::K0168, alias.span, "invalid syntax: a dotted name cannot be imported from a module", "import its last part from the inner module");
    }
  }
  return result;
}

}  // namespace krait::syntax
