/// Text that is built in a list of strs.
///
///   parts = []               →  py::str::joiner parts(", ");
///   parts.append(text)       →  parts.append(text);
///   ", ".join(parts)         →  parts.join()
#include "lower/lowering.hpp"

namespace krait::lower {

using syntax::as;

bool Lowering::declare_joiner(const syntax::Stmt& statement, const syntax::Expr& target) {
  const auto* name = as<syntax::Name>(&target);
  const names::VariableId variable = name != nullptr ? names_.variable[name->id] : names::none;
  const std::string* const separator = variable != names::none ? whole_.joined_lists.separator(variable) : nullptr;
  if (separator == nullptr || names_.variables[variable].first_statement->id != statement.id) {
    return false;
  }
  need("py/str.hpp");
  context_->declared.insert(variable);
  cpp::Type* const joiner = cpp::raw_type("py::str::joiner");
  const std::string spelled = variable_name(variable);
  emit(separator->empty() ? cpp::variable(joiner, spelled) : cpp::variable(joiner, spelled, cpp::InitStyle::Call, {cpp::string(*separator)}));
  return true;
}

std::optional<Value> Lowering::call_joiner(const syntax::Call& node) {
  if (node.arguments.size() != 1 || node.function->kind != syntax::Kind::Attribute) {
    return std::nullopt;
  }
  const auto joiner = [&](const syntax::Expr& part) -> cpp::Expr* {
    const auto* name = as<syntax::Name>(&part);
    const names::VariableId variable = name != nullptr ? names_.variable[name->id] : names::none;
    return variable != names::none && whole_.joined_lists.separator(variable) != nullptr ? variable_place(variable) : nullptr;
  };
  if (cpp::Expr* const built = joiner(*node.arguments[0])) {
    return Value{cpp::call(cpp::member(built, "join")), str()};
  }
  if (cpp::Expr* const built = joiner(*static_cast<const syntax::Attribute&>(*node.function).value)) {
    return Value{cpp::call(cpp::member(built, "append"), {lower_as(*node.arguments[0], str())}), make(Kind::None)};
  }
  return std::nullopt;
}

}  // namespace krait::lower
