// Names in their scopes: `global`, `nonlocal`, private names.
#include <fmt/format.h>

#include "syntax/validator.hpp"

namespace krait::syntax {

using source::Code;

ValidityScope& Validator::open(ScopeKind kind) {
  ValidityScope& scope = scopes_.emplace_back();
  scope.kind = kind;
  scope.parent = scope_;
  scope.private_prefix = scope_ == nullptr ? "" : scope_->private_prefix;
  scope_ = &scope;
  return scope;
}

/// `__name` in a class is `_Class__name`.
std::string Validator::mangled(std::string_view name) const {
  const bool is_private = name.starts_with("__") && !name.ends_with("__") && name.find('.') == std::string_view::npos;
  return is_private && !scope_->private_prefix.empty() ? scope_->private_prefix + std::string(name) : std::string(name);
}

SymbolUse& Validator::symbol(std::string_view name) { return scope_->symbols[mangled(name)]; }

void Validator::bind(std::string_view name, Span where) {
  if (name == "__debug__") {
    fail(Code::K0128, where, "cannot assign to __debug__", "choose another name");
  }
  symbol(name).assigned = true;
}

void Validator::declare(const Stmt& node, const std::vector<std::string>& names, bool is_global) {
  const std::string_view word = is_global ? "global" : "nonlocal";
  for (const std::string& declared : names) {
    SymbolUse& use = symbol(declared);
    if (use.parameter) {
      fail(Code::K0156, node.span, fmt::format("name '{}' is parameter and {}", declared, word), "rename the parameter");
    } else if (use.used) {
      fail(Code::K0157, node.span, fmt::format("name '{}' is used prior to {} declaration", declared, word), "move the declaration to the top of the function");
    } else if (use.annotated) {
      fail(Code::K0159, node.span, fmt::format("annotated name '{}' can't be {}", declared, word), "annotate it where it is first bound, outside this scope");
    } else if (use.assigned) {
      fail(Code::K0157, node.span, fmt::format("name '{}' is assigned to before {} declaration", declared, word), "move the declaration to the top of the function");
    }
    if (is_global ? use.declared_nonlocal : use.declared_global) {
      fail(Code::K0158, node.span, fmt::format("name '{}' is nonlocal and global", declared), "keep one of the declarations");
    }
    (is_global ? use.declared_global : use.declared_nonlocal) = true;
    use.declaration = node.span;
  }
}

void Validator::resolve_nonlocals() {
  for (const ValidityScope& scope : scopes_) {
    for (const auto& [name, use] : scope.symbols) {
      if (use.declared_nonlocal && !use.declared_global) {
        resolve(scope, name, use);
      }
    }
  }
}

void Validator::resolve(const ValidityScope& scope, const std::string& name, const SymbolUse& use) {
  if (scope.kind == ScopeKind::Module) {
    fail(Code::K0154, use.declaration, "nonlocal declaration not allowed at module level", "remove it");
    return;
  }
  for (const ValidityScope* outer = scope.parent; outer != nullptr; outer = outer->parent) {
    if (outer->kind == ScopeKind::Class && name == "__class__") {
      return;
    }
    if (outer->kind == ScopeKind::Class || outer->kind == ScopeKind::Module) {
      continue;
    }
    const auto entry = outer->symbols.find(name);
    if (entry == outer->symbols.end()) {
      continue;
    }
    if (entry->second.declared_global) {
      break;
    }
    if (entry->second.parameter || entry->second.assigned || entry->second.declared_nonlocal) {
      return;
    }
  }
  fail(Code::K0155, use.declaration, fmt::format("no binding for nonlocal '{}' found", name), "bind the name in an enclosing function, or use `global`");
}

}  // namespace krait::syntax
