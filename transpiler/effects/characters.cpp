#include "effects/characters.hpp"

#include <algorithm>

#include "syntax/children.hpp"

namespace krait::effects {

using syntax::as;

namespace {

std::ptrdiff_t code_points(const std::string& utf8) {
  return std::count_if(utf8.begin(), utf8.end(), [](char unit) { return (static_cast<unsigned char>(unit) & 0xC0U) != 0x80U; });
}

}  // namespace

Characters::Characters(const program::Program& program, const names::Names& names, const types::Facts& facts) : names_(&names), facts_(&facts), bound_(names.variables.size(), 0) {
  for (const auto& module : program.modules) {
    if (module->kind == program::ModuleKind::User) {
      for (const syntax::Stmt* statement : module->tree->body) {
        visit(*statement);
      }
    }
  }
}

bool Characters::is_text(const syntax::Expr& node) const {
  const types::Atom* only = facts_->type(node).single();
  return only != nullptr && only->kind == types::AtomKind::Instance && only->id == facts_->str_type;
}

void Characters::iterated(const syntax::Expr& target, const syntax::Expr& source) {
  if (const auto* name = as<syntax::Name>(&target); name != nullptr && names_->variable[name->id] != names::none && is_text(source)) {
    ++bound_[names_->variable[name->id]];
  }
}

void Characters::visit(const syntax::Node& node) {
  if (const auto* loop = as<syntax::For>(&node)) {
    iterated(*loop->target, *loop->iter);
  }
  const auto generators = [&](const auto* comprehension) {
    if (comprehension != nullptr) {
      for (const syntax::Comprehension& generator : comprehension->generators) {
        iterated(*generator.target, *generator.iter);
      }
    }
  };
  generators(as<syntax::ListComp>(&node));
  generators(as<syntax::SetComp>(&node));
  generators(as<syntax::GeneratorExp>(&node));
  generators(as<syntax::DictComp>(&node));
  if (const auto* assignment = as<syntax::Assign>(&node); assignment != nullptr && assignment->targets.size() == 1) {
    const auto* name = as<syntax::Name>(assignment->targets.front());
    if (name != nullptr && names_->variable[name->id] != names::none && as<syntax::Name>(assignment->value) == nullptr && contains(*assignment->value)) {
      ++bound_[names_->variable[name->id]];
    }
  }
  syntax::for_each_child(node, [&](const syntax::Node& child) { visit(child); });
}

bool Characters::contains(const syntax::Expr& node) const {
  if (const auto* constant = as<syntax::Constant>(&node)) {
    return constant->constant == syntax::ConstantKind::Str && code_points(constant->text) == 1;
  }
  if (const auto* name = as<syntax::Name>(&node)) {
    const names::VariableId variable = names_->variable[name->id];
    return variable != names::none && bound_[variable] > 0 && bound_[variable] == names_->variables[variable].definition_ids.size();
  }
  if (const auto* item = as<syntax::Subscript>(&node)) {
    return item->slice->kind != syntax::Kind::Slice && is_text(*item->value);
  }
  const auto* call = as<syntax::Call>(&node);
  const auto* callee = call != nullptr ? as<syntax::Name>(call->function) : nullptr;
  const types::CallFact* fact = callee != nullptr ? facts_->call(call->id) : nullptr;
  if (fact == nullptr || fact->function == types::none || !facts_->functions[fact->function].is_stub) {
    return false;
  }
  const auto& rows = facts_->functions[fact->function].stub_decorators;
  return types::has_decorator(rows, "character");
}

}  // namespace krait::effects
