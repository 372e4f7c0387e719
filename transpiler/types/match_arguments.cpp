/// `__match_args__`, written in a class or made by `dataclass` and `NamedTuple`.
#include "types/match_arguments.hpp"

#include <algorithm>
#include <optional>

namespace krait::types {

using syntax::as;

namespace {

/// `__match_args__ = ("x", "y")` in the body of a class.
std::optional<std::vector<std::string>> written_arguments(const ClassInfo& cls) {
  if (cls.node == nullptr) {
    return std::nullopt;
  }
  for (const syntax::Stmt* statement : cls.node->body) {
    const auto* assignment = as<syntax::Assign>(statement);
    const auto* target = assignment != nullptr && assignment->targets.size() == 1 ? as<syntax::Name>(assignment->targets.front()) : nullptr;
    const auto* names = target != nullptr && target->name == "__match_args__" ? as<syntax::Tuple>(assignment->value) : nullptr;
    if (names == nullptr) {
      continue;
    }
    std::vector<std::string> result;
    for (const syntax::Expr* element : names->elements) {
      if (const auto* text = as<syntax::Constant>(element)) {
        result.push_back(text->text);
      }
    }
    return result;
  }
  return std::nullopt;
}

/// The parameters of the `__init__` that `dataclass` makes: bases' fields first.
std::vector<std::string> dataclass_arguments(const Facts& facts, const ClassInfo& cls) {
  std::vector<std::string> result;
  for (auto base = cls.mro.rbegin(); base != cls.mro.rend(); ++base) {
    const ClassInfo& owner = facts.classes[*base];
    if (owner.is_stub || owner.kind != ClassKind::Dataclass) {
      continue;
    }
    for (const std::string& name : owner.field_order) {
      const FieldInfo& field = owner.fields.find(name)->second;
      const bool declared = !field.is_class_var && field.in_init && !field.is_keyword_only && as<syntax::AnnAssign>(field.declaration) != nullptr;
      if (declared && std::find(result.begin(), result.end(), name) == result.end()) {
        result.push_back(name);
      }
    }
  }
  return result;
}

}  // namespace

std::vector<std::string> match_arguments(const Facts& facts, ClassId cls) {
  for (const ClassId base : facts.classes[cls].mro) {
    const ClassInfo& owner = facts.classes[base];
    if (const auto written = written_arguments(owner)) {
      return *written;
    }
    if (owner.kind == ClassKind::Dataclass) {
      return dataclass_arguments(facts, owner);
    }
    if (owner.kind == ClassKind::NamedTuple) {
      std::vector<std::string> result;
      std::copy_if(owner.field_order.begin(), owner.field_order.end(), std::back_inserter(result),
                   [&](const std::string& name) { return owner.fields.find(name)->second.is_instance_attribute; });
      return result;
    }
  }
  return {};
}

}  // namespace krait::types
