/// Blocks, comments, and the order of evaluation.
#include "lower/lowering.hpp"

#include <algorithm>
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;

/// `rows.append(std::move(result))`: nothing of it is left behind.
static bool is_handed_over(const cpp::Expr* expr) {
  const auto* call = cpp::as<cpp::Call>(expr);
  const auto* member = call != nullptr && call->arguments.size() == 1 ? cpp::as<cpp::Member>(call->callee) : nullptr;
  const auto* moved = member != nullptr && (member->name == "append" || member->name == "add") ? cpp::as<cpp::Call>(call->arguments[0]) : nullptr;
  const auto* move = moved != nullptr ? cpp::as<cpp::Name>(moved->callee) : nullptr;
  return move != nullptr && move->text == "std::move";
}

void Lowering::emit(cpp::Stmt* statement) {
  if (auto* expression = cpp::as<cpp::ExprStmt>(statement); expression != nullptr && context_ != nullptr) {
    auto* assignment = cpp::as<cpp::Assign>(expression->expr);
    auto statements = in_block([&] { open(assignment != nullptr ? assignment->value : expression->expr); });
    if (!statements.empty() && is_handed_over(expression->expr)) {
      block_->insert(block_->end(), statements.begin(), statements.end());
      context_->taken.insert(static_cast<const cpp::Variable&>(*statements.front()).names[0]);
    } else if (!statements.empty()) {
      // What it is built in dies with the statement.
      statements.push_back(statement);
      statement = cpp::block(std::move(statements));
    }
  } else if (auto* last = cpp::as<cpp::Return>(statement); last != nullptr && context_ != nullptr) {
    open(last->value);
  }
  if (const auto* variable = cpp::as<cpp::Variable>(statement); variable != nullptr && context_ != nullptr) {
    context_->taken.insert(variable->names);
  }
  block_->push_back(statement);
}

std::vector<cpp::Stmt*> Lowering::in_block(const std::function<void()>& body) {
  std::vector<cpp::Stmt*> statements;
  std::vector<cpp::Stmt*>* const outer = std::exchange(block_, &statements);
  // Names declared inside are free again behind the block; `emit` takes them again if its statements join the block around it.
  const std::size_t taken = context_ != nullptr ? context_->taken.mark() : 0;
  body();
  if (context_ != nullptr) {
    context_->taken.restore(taken);
  }
  block_ = outer;
  return statements;
}

/// The body of a compound statement, behind whose opening brace the comment of its first line stands; null for others.
static cpp::Body* body_of(cpp::Stmt* statement) {
  switch (statement->kind) {
    case cpp::Kind::Block: return &static_cast<cpp::Block*>(statement)->body;
    case cpp::Kind::If: return &static_cast<cpp::If*>(statement)->then;
    case cpp::Kind::RangeFor: return &static_cast<cpp::RangeFor*>(statement)->body;
    case cpp::Kind::For: return &static_cast<cpp::For*>(statement)->body;
    case cpp::Kind::While: return &static_cast<cpp::While*>(statement)->body;
    case cpp::Kind::Try: return &static_cast<cpp::Try*>(statement)->body;
    default: return nullptr;
  }
}

std::vector<cpp::Comment> Lowering::comments(const std::vector<syntax::Comment>& source) const {
  std::vector<cpp::Comment> result;
  for (const syntax::Comment& one : source) {
    std::string text = one.text;
    std::size_t hashes = text.find_first_not_of('#');
    text = hashes == std::string::npos ? "" : text.substr(hashes);
    if (text.starts_with(' ')) {
      text.erase(0, 1);
    }
    result.push_back(cpp::comment(text));
  }
  return result;
}

void Lowering::attach_comments(cpp::Stmt* statement, const syntax::Stmt& source) {
  for (cpp::Comment& one : comments(source.leading)) {
    statement->leading.push_back(std::move(one));
  }
  cpp::Body* const body = body_of(statement);
  for (cpp::Comment& one : comments(source.trailing)) {
    (body != nullptr ? body->opening : statement->trailing).push_back(std::move(one));
  }
  statement->blank_before = statement->blank_before || source.blank_lines_before > 0;
}

/// Locals of a block that stands last die where those around them do: it needs no braces.
static void join_last_block(std::vector<cpp::Stmt*>& statements) {
  auto* const block = statements.empty() ? nullptr : cpp::as<cpp::Block>(statements.back());
  if (block == nullptr || !block->trailing.empty() || !block->body.opening.empty() || !block->body.dangling.empty() || block->body.statements.empty()) {
    return;
  }
  statements.pop_back();
  cpp::Stmt* const first = block->body.statements.front();
  first->leading.insert(first->leading.begin(), block->leading.begin(), block->leading.end());
  first->blank_before = block->blank_before;
  statements.insert(statements.end(), block->body.statements.begin(), block->body.statements.end());
}

std::vector<cpp::Stmt*> Lowering::lower_body(const syntax::Body& body, std::size_t first) {
  return in_block([&] {
    for (std::size_t i = first; i < body.statements.size(); ++i) {
      const syntax::Stmt* statement = body.statements[i];
      const std::size_t before = block_->size();
      if (moved_statements_.contains(statement)) {
        continue;
      }
      if (facts_.is_reached(statement->id)) {
        declare_variables_before(body, *statement);
        lower(*statement);
      }
      if (block_->size() > before) {
        // Leading comments go above the first statement made, trailing ones behind the same.
        attach_comments((*block_)[before], *statement);
      } else if (!statement->leading.empty() || !statement->trailing.empty()) {
        cpp::Stmt* line = cpp::make<cpp::CommentLine>();
        attach_comments(line, *statement);
        for (cpp::Comment& one : line->trailing) {
          line->leading.push_back(std::move(one));
        }
        line->trailing.clear();
        emit(line);
      }
    }
    if (!body.dangling.empty()) {
      auto* line = cpp::make<cpp::CommentLine>();
      line->leading = comments(body.dangling);
      emit(line);
    }
    join_last_block(*block_);
  });
}

/// `… async for x in xs …`: awaits each element.
static bool iterates_asynchronously(const syntax::Node& node) {
  const auto asynchronous = [](const std::vector<syntax::Comprehension>& clauses) {
    return std::any_of(clauses.begin(), clauses.end(), [](const syntax::Comprehension& clause) { return clause.is_async; });
  };
  switch (node.kind) {
    case syntax::Kind::ListComp: return asynchronous(static_cast<const syntax::ListComp&>(node).generators);
    case syntax::Kind::SetComp: return asynchronous(static_cast<const syntax::SetComp&>(node).generators);
    case syntax::Kind::DictComp: return asynchronous(static_cast<const syntax::DictComp&>(node).generators);
    case syntax::Kind::For: return static_cast<const syntax::For&>(node).is_async;
    case syntax::Kind::With: return static_cast<const syntax::With&>(node).is_async;
    default: return false;
  }
}

bool Lowering::contains_suspension(const syntax::Node& node) const {
  if (iterates_asynchronously(node)) {
    return true;
  }
  switch (node.kind) {
    case syntax::Kind::Await:
    case syntax::Kind::Yield:
    case syntax::Kind::YieldFrom: return true;
    case syntax::Kind::Lambda:
    case syntax::Kind::FunctionDef:
    case syntax::Kind::ClassDef:
    case syntax::Kind::GeneratorExp: return false;
    default: break;
  }
  bool found = false;
  syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || contains_suspension(child); });
  return found;
}

cpp::Expr* Lowering::self_contained(const std::function<cpp::Expr*()>& make) {
  cpp::Expr* expr = nullptr;
  std::vector<cpp::Stmt*> statements = in_block([&] { expr = make(); });
  if (statements.empty()) {
    return expr;
  }
  statements.push_back(cpp::return_(expr));
  return cpp::call(cpp::lambda({cpp::capture("&")}, {}, std::move(statements)));
}

std::string Lowering::operand_name(const syntax::Expr& operand) const {
  const auto* call = as<syntax::Call>(&operand);
  const auto* name = call != nullptr ? as<syntax::Name>(call->function) : nullptr;
  const auto* member = call != nullptr ? as<syntax::Attribute>(call->function) : nullptr;
  const std::string callee = name != nullptr ? name->name : member != nullptr ? member->attribute : "";
  return callee.empty() || callee.starts_with('_') ? "" : callee + "_result";
}

Value Lowering::hoist(Value value, const std::string& hint) {
  if (value.expr->kind == cpp::Kind::Binary && static_cast<const cpp::Binary&>(*value.expr).op == cpp::Op::Comma) {
    const auto& call = static_cast<const cpp::Binary&>(*value.expr);  // a call without a value, and its None
    emit(cpp::expr_stmt(call.left));
    return {call.right, value.repr};
  }
  if (value.expr->kind == cpp::Kind::StringLiteral) {
    value.expr = cpp::construct(type(str()), {value.expr});
  }
  if (const auto* local = cpp::as<cpp::Name>(value.expr); local != nullptr && (local->text.ends_with("_result") || local->text == "awaited") &&
                                                          std::find(context_->invented.begin(), context_->invented.end(), local->text) != context_->invented.end()) {
    return value;  // what an await gave: nobody changes it
  }
  const std::string name = fresh_name(hint);
  emit(cpp::variable(value.is_element ? cpp::const_auto_ref() : cpp::const_auto(), name, value.expr));
  return {cpp::name(name), value.repr, true};
}

std::vector<Value> Lowering::lower_operands(const std::vector<const syntax::Expr*>& operands, const std::vector<std::string>& hints, bool only_read) {
  std::vector<Value> values;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    Value value = value_of(*operands[i]);
    bool must_come_first = false;
    bool stays = only_read && value.is_place && !value.repr.is_trivial();  // if no later operand changes anything
    for (std::size_t later = i + 1; later < operands.size(); ++later) {
      const bool suspends = contains_suspension(*operands[later]);
      must_come_first = must_come_first || suspends || effects_.conflict(effects_.of(*operands[i]), effects_.of(*operands[later]));
      stays = stays && !suspends && effects_.of(*operands[later]).is_pure();
    }
    value.is_element = value.is_element || stays;
    const bool constant = operands[i]->kind == syntax::Kind::Constant || operands[i]->kind == syntax::Kind::Lambda;
    if (must_come_first && !constant) {
      const std::string called = operand_name(*operands[i]);
      value = hoist(std::move(value), i < hints.size() && !hints[i].empty() ? hints[i] : called.empty() ? "operand" : called);
      if (is_passing_object(*operands[i], true)) {
        need("utility");
        static_cast<cpp::Variable*>(block_->back())->type = cpp::auto_type();
        value.expr = cpp::call("std::move", {value.expr});  // the local is not to outlive its use
      }
    }
    values.push_back(std::move(value));
  }
  return values;
}

std::vector<cpp::Expr*> Lowering::lower_in_order(const std::vector<const syntax::Expr*>& parts, const std::function<cpp::Expr*(std::size_t)>& lower_part) {
  std::vector<cpp::Expr*> lowered;
  std::vector<bool> hoisted(parts.size(), false);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t before = block_->size();
    lowered.push_back(lower_part(i));
    const std::size_t after = block_->size();
    if (after == before) {
      continue;
    }
    const effects::Effects& effects = effects_.of(*parts[i]);
    for (std::size_t k = 0; k < i; ++k) {
      const syntax::Expr& earlier = *parts[k];
      const bool constant = earlier.kind == syntax::Kind::Constant || earlier.kind == syntax::Kind::Lambda;
      if (!constant && !hoisted[k] && (contains_suspension(*parts[i]) || effects_.conflict(effects_.of(earlier), effects))) {
        const std::string called = operand_name(earlier);
        hoisted[k] = true;
        lowered[k] = hoist({lowered[k], repr(earlier)}, called.empty() ? "operand" : called).expr;
      }
    }
    const auto at = [&](std::size_t index) { return block_->begin() + static_cast<std::ptrdiff_t>(index); };
    std::rotate(at(before), at(after), block_->end());
  }
  return lowered;
}

}  // namespace krait::lower
