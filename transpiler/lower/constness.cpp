// Which locals are `const`: those that their function, as it came out, neither assigns, nor moves from, nor gives back.
#include <algorithm>
#include <string>
#include <unordered_set>

#include "cpp/walk.hpp"
#include "lower/lowering.hpp"

namespace krait::lower {

using representation::Kind;

namespace {

/// Names of locals that a function changes or moves out of, as wholes or in parts. By name only: two locals of one name share their fate.
class ChangedNames {
 public:
  explicit ChangedNames(const cpp::Node& function) {
    cpp::walk(function, [this](const cpp::Node& node) { visit(node); });
  }
  [[nodiscard]] bool contains(const std::string& name, bool as_whole) const { return wholes_.contains(name) || (!as_whole && parts_.contains(name)); }

 private:
  void visit(const cpp::Node& node) {
    switch (node.kind) {
      case cpp::Kind::Assign: note(static_cast<const cpp::Assign&>(node).target); break;
      case cpp::Kind::Postfix: note(static_cast<const cpp::Postfix&>(node).operand); break;
      case cpp::Kind::Unary: visit_unary(static_cast<const cpp::Unary&>(node)); break;
      case cpp::Kind::Call: visit_call(static_cast<const cpp::Call&>(node)); break;
      case cpp::Kind::Return: note(static_cast<const cpp::Return&>(node).value); break;  // moves where it can
      case cpp::Kind::CoReturn: note(static_cast<const cpp::CoReturn&>(node).value); break;
      default: break;
    }
  }
  void visit_unary(const cpp::Unary& node) {
    if (node.op == cpp::UnaryOp::Increment || node.op == cpp::UnaryOp::Decrement || node.op == cpp::UnaryOp::AddressOf) {
      note(node.operand);
    }
  }
  void visit_call(const cpp::Call& node) {
    const auto* callee = cpp::as<cpp::Name>(node.callee);
    if (callee != nullptr && callee->text.starts_with("std::")) {  // move, exchange, swap, get
      for (const cpp::Expr* argument : node.arguments) {
        note(argument);
      }
    }
  }
  /// The local that `place` is, or is a part of.
  void note(const cpp::Expr* place) {
    bool is_element = false;
    while (place != nullptr) {
      if (const auto* name = cpp::as<cpp::Name>(place)) {
        (is_element ? parts_ : wholes_).insert(name->text);
        return;
      }
      if (const auto* pointed = cpp::as<cpp::Unary>(place); pointed != nullptr && pointed->op == cpp::UnaryOp::Dereference) {
        place = pointed->operand;
      } else if (const auto* member = cpp::as<cpp::Member>(place); member != nullptr && !member->is_arrow) {
        place = member->object;
      } else if (const auto* element = cpp::as<cpp::Subscript>(place)) {
        place = element->object;
        is_element = true;
      } else {
        return;
      }
    }
  }

  std::unordered_set<std::string> wholes_;
  std::unordered_set<std::string> parts_;  ///< through a subscript
};

}  // namespace

/// A class of the library whose values are handles: `@handle` in its stub, or in that of a base.
bool Lowering::is_library_handle(const Repr& repr) const {
  if (!repr.is(Kind::Library)) {
    return false;
  }
  const auto& mro = facts_.classes[repr.cls].mro;
  return std::any_of(mro.begin(), mro.end(), [&](ClassId cls) { return types::has_decorator(facts_.classes[cls].stub_decorators, "handle"); });
}

/// Of a class whose values are C++ structs: coroutines among its methods take a changeable one.
bool Lowering::has_const_methods(ClassId cls) const {
  const auto& mro = facts_.classes[cls].mro;
  return std::all_of(mro.begin(), mro.end(), [&](ClassId base) {
    const auto& methods = facts_.classes[base].methods;
    return facts_.classes[base].is_stub || std::all_of(methods.begin(), methods.end(), [&](const auto& method) {
             const types::FunctionInfo& function = facts_.functions[method.second];
             return function.node == nullptr || function.method != types::MethodKind::Instance || whole_.const_methods.contains(function.id);
           });
  });
}

bool Lowering::is_handle(const Repr& repr) const {
  const bool container = repr.is(Kind::Library) && !repr.owned && (repr.cls == facts_.list_type || repr.cls == facts_.dict_type || repr.cls == facts_.set_type);
  return container || is_library_handle(repr) || repr.is(Kind::Object) || repr.is(Kind::Ref) || repr.is(Kind::Maybe);
}

bool Lowering::is_value_or_handle(const Repr& repr) const {
  const bool container = repr.is(Kind::Library) && (repr.cls == facts_.str_type || repr.cls == facts_.list_type || repr.cls == facts_.dict_type || repr.cls == facts_.set_type ||
                                                    repr.cls == facts_.tuple_type);
  return container || is_handle(repr) || repr.is_trivial() || repr.is_integer() || repr.is(Kind::Number) || repr.is(Kind::Optional) || repr.is(Kind::Function) ||
         repr.is(Kind::Tuple) || (repr.is(Kind::Struct) && has_const_methods(repr.cls));
}

cpp::Variable* Lowering::constant_if_kept(cpp::Variable* local, const Repr& repr) {
  const bool handle = is_handle(repr);
  const bool made = !local->values.empty() || (handle && repr.is(Kind::Library));
  if (is_value_or_handle(repr) && made && (local->type->kind == cpp::Kind::AutoType || local->type->kind == cpp::Kind::RawType || local->type->kind == cpp::Kind::NamedType)) {
    constant_if_kept_.emplace(local, Keepable{local, handle});
  }
  return local;
}

void Lowering::settle_constants(const std::vector<cpp::Stmt*>& declarations) {
  for (const cpp::Stmt* declaration : declarations) {
    std::vector<Keepable> candidates;
    cpp::walk(*declaration, [&](const cpp::Node& node) {
      if (const auto found = constant_if_kept_.find(&node); found != constant_if_kept_.end()) {
        candidates.push_back(found->second);
      }
    });
    if (candidates.empty()) {
      continue;
    }
    const ChangedNames changed(*declaration);
    for (const auto& [local, is_handle] : candidates) {
      if (!changed.contains(local->names.front(), is_handle)) {
        local->type = cpp::const_(local->type);
      }
    }
  }
}

}  // namespace krait::lower
