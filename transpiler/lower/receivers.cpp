/// Objects that could go away while a method of theirs runs (docs/analysis.md, 7).
///
///   context.state.handle(context)  →  py::maybe<State>(context->state)->handle(context)
///
/// where `handle` may replace `context.state` and uses `self` afterwards: the copy of the handle keeps the object.
#include <algorithm>

#include "lower/lowering.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;

namespace {

/// Walks a method's body in order of evaluation, as far as its text shows it.
class SelfAfterWrite {
 public:
  SelfAfterWrite(const types::FunctionInfo& method, const std::vector<effects::Key>& storage, const effects::EffectFacts& effects, const names::Names& names)
      : method_(method), storage_(storage), effects_(effects), names_(names) {}

  [[nodiscard]] bool found() {
    walk(method_.node->body);
    return found_;
  }

 private:
  void walk(const syntax::Body& body) {
    for (const syntax::Stmt* statement : body) {
      walk(*statement);
    }
  }
  void walk(const syntax::Node& node) {
    if (is_self_of(method_, node, names_)) {
      found_ = found_ || written_;
    } else if (const auto* name = as<syntax::Name>(&node); name != nullptr && name->name == "super") {
      found_ = found_ || written_;
    }
    if (const auto* assign = as<syntax::Assign>(&node)) {
      walk(*assign->value);
      for (const syntax::Expr* target : assign->targets) {
        walk(*target);
      }
      syntax::Body alone;
      alone.statements = {const_cast<syntax::Assign*>(assign)};
      note(effects_.body(alone));
      return;
    }
    const bool loops = node.kind == syntax::Kind::For || node.kind == syntax::Kind::While;
    for (int pass = 0; pass < (loops ? 2 : 1); ++pass) {
      syntax::for_each_child(node, [&](const syntax::Node& child) { walk(child); });
    }
    if (node.kind == syntax::Kind::Call) {
      note(effects_.of(static_cast<const syntax::Expr&>(node)));
    } else if (node.kind == syntax::Kind::AugAssign || node.kind == syntax::Kind::AnnAssign || node.kind == syntax::Kind::Delete) {
      written_ = true;
    }
  }
  void note(const effects::Effects& effects) {
    written_ = written_ || effects.anything || std::any_of(storage_.begin(), storage_.end(), [&](effects::Key key) { return effects.writes.contains(key); });
  }

  const types::FunctionInfo& method_;
  const std::vector<effects::Key>& storage_;
  const effects::EffectFacts& effects_;
  const names::Names& names_;
  bool written_ = false;
  bool found_ = false;
};

}  // namespace

/// The storage that a place is part of, as effects have it; none for what is no place that others can write.
std::vector<effects::Key> Lowering::storage_of(const syntax::Expr& place) const {
  if (const auto* member = as<syntax::Attribute>(&place)) {
    return {effects::field(member->attribute)};
  }
  if (const auto* item = as<syntax::Subscript>(&place)) {
    return effects_.element_storage(facts_.type(*item->value));
  }
  const auto* name = as<syntax::Name>(&place);
  const names::Variable* variable = name != nullptr && names_.variable[name->id] != names::none ? &names_.variables[names_.variable[name->id]] : nullptr;
  if (variable != nullptr && (variable->placement == names::Placement::Global || names_.symbols[variable->symbol].is_captured)) {
    return {effects::variable(names_.variable[name->id])};
  }
  return {};
}

/// Must the caller keep the object that `call` runs a method of, which it finds in `receiver`?
bool Lowering::may_lose_receiver(const syntax::Call& call, const syntax::Expr& receiver, const types::CallFact& fact) const {
  const std::vector<effects::Key> storage = storage_of(receiver);
  const effects::Effects& effects = effects_.of(call);
  const bool written = effects.anything || std::any_of(storage.begin(), storage.end(), [&](effects::Key key) { return effects.writes.contains(key); });
  if (storage.empty() || !written) {
    return false;
  }
  const auto uses_self = [&](types::FunctionId target) {
    const types::FunctionInfo& method = facts_.functions[target];
    return method.node != nullptr && method.owner != types::none && method.method == types::MethodKind::Instance && !method.is_generator && !method.is_async &&
           SelfAfterWrite(method, storage, effects_, names_).found();
  };
  std::vector<types::FunctionId> targets = fact.targets;
  for (const types::FunctionId target : fact.targets) {
    if (const auto family = whole_.families.find(target); family != whole_.families.end()) {
      targets.insert(targets.end(), family->second.begin(), family->second.end());
    }
  }
  return std::any_of(targets.begin(), targets.end(), uses_self);
}

}  // namespace krait::lower
