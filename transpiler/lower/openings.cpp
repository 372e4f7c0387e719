/// What a statement evaluates first, as statements in front of it.
///
///   print([f(x) for x in xs].index(3))  →  py::vector<…> result;
///                                          for (…) { result.append(f(x)); }
///                                          py::print(result.index(3));
#include <algorithm>

#include "lower/lowering.hpp"

namespace krait::lower {

namespace {

/// Is nothing evaluated here that anybody could notice?
bool is_inert(const cpp::Expr& node) {
  switch (node.kind) {
    case cpp::Kind::Name:
    case cpp::Kind::Literal:
    case cpp::Kind::StringLiteral: return true;
    case cpp::Kind::Member: return is_inert(*static_cast<const cpp::Member&>(node).object);
    case cpp::Kind::Construct: {
      const auto& arguments = static_cast<const cpp::Construct&>(node).arguments;
      return std::all_of(arguments.begin(), arguments.end(), [](const cpp::Expr* one) { return one->kind == cpp::Kind::Literal || one->kind == cpp::Kind::StringLiteral; });
    }
    default: return false;
  }
}

/// `[&] { T result; for (…) {…} return result; }()`, as comprehensions are; null for anything else.
cpp::Lambda* built_on_the_spot(cpp::Expr* node) {
  const auto* call = cpp::as<cpp::Call>(node);
  auto* lambda = call != nullptr && call->arguments.empty() ? cpp::as<cpp::Lambda>(call->callee) : nullptr;
  if (lambda == nullptr || lambda->body.statements.size() != 3 || lambda->result != nullptr) {
    return nullptr;
  }
  const auto* variable = cpp::as<cpp::Variable>(lambda->body.statements[0]);
  const auto* last = cpp::as<cpp::Return>(lambda->body.statements[2]);
  const auto* name = last != nullptr ? cpp::as<cpp::Name>(last->value) : nullptr;
  const bool returns_it = variable != nullptr && name != nullptr && variable->names.size() == 1 && variable->names[0] == name->text;
  return returns_it && cpp::as<cpp::RangeFor>(lambda->body.statements[1]) != nullptr ? lambda : nullptr;
}

struct Place {
  cpp::Expr** slot = nullptr;
  bool is_receiver = false;  ///< of a call or a subscript: the value itself goes nowhere
};

Place first_built(cpp::Expr*& node, bool is_receiver);

Place first_of(std::vector<cpp::Expr*>& arguments) {
  for (cpp::Expr*& argument : arguments) {
    const Place found = first_built(argument, false);
    if (found.slot != nullptr || argument->kind == cpp::Kind::BraceInit) {
      return found;
    }
  }
  return {};
}

/// The place of a comprehension that is evaluated whatever happens, and before anything that could tell. The arguments of a call have no
/// order in C++, so those that conflict are locals already.
Place first_built(cpp::Expr*& node, bool is_receiver) {
  if (node == nullptr) {
    return {};
  }
  if (built_on_the_spot(node) != nullptr) {
    return {&node, is_receiver};
  }
  switch (node->kind) {
    case cpp::Kind::Call: {
      auto& call = static_cast<cpp::Call&>(*node);
      if (auto* member = cpp::as<cpp::Member>(call.callee); member != nullptr) {
        const Place found = first_built(member->object, true);
        return found.slot != nullptr || !is_inert(*member->object) ? found : first_of(call.arguments);
      }
      const auto* callee = cpp::as<cpp::Name>(call.callee);
      Place found = callee != nullptr ? first_of(call.arguments) : Place{};
      if (callee != nullptr && (callee->text == "py::print" || callee->text == "py::len")) {
        found.is_receiver = true;  // they only look at it
      }
      return found;
    }
    case cpp::Kind::Construct: return first_of(static_cast<cpp::Construct&>(*node).arguments);
    case cpp::Kind::Subscript: return first_built(static_cast<cpp::Subscript&>(*node).object, true);
    case cpp::Kind::Cast: return first_built(static_cast<cpp::Cast&>(*node).operand, false);
    default: return {};
  }
}

}  // namespace

/// Moves the comprehension that `node` evaluates first in front of the statement.
void Lowering::open(cpp::Expr*& node) {
  const Place place = first_built(node, false);
  if (place.slot == nullptr) {
    return;
  }
  const cpp::Body body = built_on_the_spot(*place.slot)->body;
  const std::string name = static_cast<const cpp::Variable&>(*body.statements[0]).names[0];
  if (!context_->taken.insert(name)) {
    return;
  }
  context_->invented.push_back(name);
  block_->push_back(body.statements[0]);
  block_->push_back(body.statements[1]);
  if (place.is_receiver) {
    *place.slot = cpp::name(name);
  } else {
    need("utility");
    *place.slot = cpp::call("std::move", {cpp::name(name)});
  }
}

}  // namespace krait::lower
