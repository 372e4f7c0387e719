#include "lower/caches.hpp"

#include "syntax/children.hpp"

namespace krait::lower {

namespace {

bool inspects(const syntax::Node& node, types::FunctionId function, const types::Facts& facts) {
  if (const auto* member = syntax::as<syntax::Attribute>(&node)) {
    const types::AttributeFact* fact = facts.attribute(member->id);
    // The only methods of the library's that functions have are those of their caches.
    const bool of_cache = fact != nullptr && fact->kind == types::AttributeKind::Method && fact->owner != types::none && facts.classes[fact->owner].is_stub;
    const types::Atom* only = facts.type(*member->value).single();
    if (of_cache && only != nullptr && only->kind == types::AtomKind::Function && only->id == function) {
      return true;
    }
  }
  bool found = false;
  syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || inspects(child, function, facts); });
  return found;
}

}  // namespace

bool is_cache_inspected(types::FunctionId function, const program::Program& program, const types::Facts& facts) {
  for (const auto& module : program.modules) {
    if (module->kind != program::ModuleKind::User || module->tree == nullptr) {
      continue;
    }
    for (const syntax::Stmt* statement : module->tree->body) {
      if (inspects(*statement, function, facts)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace krait::lower
