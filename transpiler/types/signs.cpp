#include "types/signs.hpp"

#include <algorithm>

#include "syntax/children.hpp"

namespace krait::types {

using syntax::as;

namespace {

/// `f` of `f(…)`, `m` of `x.m(…)`.
std::string called_name(const syntax::Call& call) {
  const auto* name = as<syntax::Name>(call.function);
  const auto* member = as<syntax::Attribute>(call.function);
  return name != nullptr ? name->name : member != nullptr ? member->attribute : "";
}

}  // namespace

bool Signs::any(const std::vector<syntax::Expr*>& nodes) const {
  return std::any_of(nodes.begin(), nodes.end(), [&](const syntax::Expr* node) { return node != nullptr && of(*node) != Sign::Unknown; });
}

Sign Signs::of_call(const syntax::Call& call) const {
  const std::string name = called_name(call);
  if (functions_.contains(name)) {
    return results_.contains(name) ? Sign::MaybeNegative : Sign::Unknown;
  }
  return any(call.arguments) ? Sign::MaybeNegative : Sign::Unknown;  // a range, a copy, the least of several, …
}

/// Of an int, or of the ints in a container.
Sign Signs::of(const syntax::Expr& node) const {
  const auto maybe = [](bool evident) { return evident ? Sign::MaybeNegative : Sign::Unknown; };
  if (const auto* unary = as<syntax::UnaryOp>(&node)) {
    const auto* literal = as<syntax::Constant>(unary->operand);
    const bool is_number = literal != nullptr && literal->constant == syntax::ConstantKind::Int;
    if (unary->op == syntax::UnaryOperator::USub && is_number) {
      return literal->text.find_first_of("123456789abcdefABCDEF") != std::string::npos ? Sign::Negative : Sign::Unknown;
    }
    return unary->op == syntax::UnaryOperator::USub ? Sign::MaybeNegative : unary->op == syntax::UnaryOperator::UAdd ? of(*unary->operand) : Sign::Unknown;
  }
  if (const auto* name = as<syntax::Name>(&node)) {
    const names::VariableId variable = names_->variable[name->id];
    return maybe(variable != names::none && variables_.contains(variable));
  }
  if (const auto* member = as<syntax::Attribute>(&node)) {
    return maybe(attributes_.contains(member->attribute));
  }
  if (const auto* operation = as<syntax::BinOp>(&node)) {
    const bool keeps = operation->op == syntax::BinaryOperator::Add || operation->op == syntax::BinaryOperator::Mult || operation->op == syntax::BinaryOperator::FloorDiv;
    const bool left = of(*operation->left) != Sign::Unknown;
    return maybe((left && (keeps || operation->op == syntax::BinaryOperator::Sub)) || (keeps && of(*operation->right) != Sign::Unknown));
  }
  if (const auto* choice = as<syntax::IfExp>(&node)) {
    return maybe(of(*choice->body) != Sign::Unknown || of(*choice->orelse) != Sign::Unknown);
  }
  switch (node.kind) {
    case syntax::Kind::List: return maybe(any(static_cast<const syntax::List&>(node).elements));
    case syntax::Kind::Tuple: return maybe(any(static_cast<const syntax::Tuple&>(node).elements));
    case syntax::Kind::Set: return maybe(any(static_cast<const syntax::Set&>(node).elements));
    case syntax::Kind::BoolOp: return maybe(any(static_cast<const syntax::BoolOp&>(node).values));
    case syntax::Kind::NamedExpr: return of(*static_cast<const syntax::NamedExpr&>(node).value);
    case syntax::Kind::Starred: return of(*static_cast<const syntax::Starred&>(node).value);
    case syntax::Kind::Subscript: return of(*static_cast<const syntax::Subscript&>(node).value);
    case syntax::Kind::Call: return of_call(static_cast<const syntax::Call&>(node));
    default: return Sign::Unknown;
  }
}

void Signs::mark(const syntax::Expr& target) {
  if (const auto* name = as<syntax::Name>(&target)) {
    const names::VariableId variable = names_->variable[name->id];
    grew_ = (variable != names::none && variables_.insert(variable).second) || grew_;
  } else if (const auto* member = as<syntax::Attribute>(&target)) {
    grew_ = attributes_.insert(member->attribute).second || grew_;
  } else if (const auto* element = as<syntax::Subscript>(&target)) {
    mark(*element->value);
  } else if (const auto* starred = as<syntax::Starred>(&target)) {
    mark(*starred->value);
  } else if (target.kind == syntax::Kind::Tuple || target.kind == syntax::Kind::List) {
    syntax::for_each_child(target, [&](const syntax::Node& child) { mark(static_cast<const syntax::Expr&>(child)); });
  }
}

void Signs::store(const syntax::Expr& target, const syntax::Expr& value) {
  const auto* targets = as<syntax::Tuple>(&target);
  const auto* values = as<syntax::Tuple>(&value);
  if (targets != nullptr && values != nullptr && targets->elements.size() == values->elements.size()) {
    for (std::size_t i = 0; i < targets->elements.size(); ++i) {
      store(*targets->elements[i], *values->elements[i]);
    }
  } else if (of(value) != Sign::Unknown) {
    mark(target);
  }
}

void Signs::mark_parameter(const ParameterInfo& parameter) {
  if (parameter.variable != names::none) {
    grew_ = variables_.insert(parameter.variable).second || grew_;
  }
}

/// Each place of an argument is followed up once, at the first call of the name whose argument there has a sign.
void Signs::scan_call(const syntax::Call& call) {
  const auto known = functions_.find(called_name(call));
  if (known == functions_.end()) {
    return;
  }
  Named& named = known->second;
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    if (named.positions.contains(i) || of(*call.arguments[i]) == Sign::Unknown) {
      continue;
    }
    named.positions.insert(i);
    for (const FunctionInfo* function : named.functions) {
      const std::size_t position = i + (function->owner != none && function->method != MethodKind::Static ? 1 : 0);
      if (position < function->parameters.size()) {
        mark_parameter(function->parameters[position]);
      }
    }
  }
  for (const syntax::Keyword& keyword : call.keywords) {
    if (named.keywords.contains(keyword.name) || of(*keyword.value) == Sign::Unknown) {
      continue;
    }
    named.keywords.insert(keyword.name);
    for (const FunctionInfo* function : named.functions) {
      for (const ParameterInfo& parameter : function->parameters) {
        if (parameter.name == keyword.name) {
          mark_parameter(parameter);
        }
      }
    }
  }
}

void Signs::scan(const syntax::Node& node, const std::string& function) {
  syntax::for_each_child(node, [&](const syntax::Node& child) {
    if (const auto* inner = as<syntax::FunctionDef>(&child)) {
      scan(child, inner->name);
      return;
    }
    if (const auto* assign = as<syntax::Assign>(&child)) {
      for (const syntax::Expr* target : assign->targets) {
        store(*target, *assign->value);
      }
    } else if (const auto* annotated = as<syntax::AnnAssign>(&child); annotated != nullptr && annotated->value != nullptr) {
      store(*annotated->target, *annotated->value);
    } else if (const auto* augmented = as<syntax::AugAssign>(&child)) {
      store(*augmented->target, *augmented->value);
    } else if (const auto* named = as<syntax::NamedExpr>(&child)) {
      store(*named->target, *named->value);
    } else if (const auto* loop = as<syntax::For>(&child); loop != nullptr && of(*loop->iter) != Sign::Unknown) {
      mark(*loop->target);
    } else if (const auto* result = as<syntax::Return>(&child); result != nullptr && result->value != nullptr && of(*result->value) != Sign::Unknown) {
      grew_ = results_.insert(function).second || grew_;
    } else if (const auto* call = as<syntax::Call>(&child)) {
      scan_call(*call);
    }
    const std::vector<syntax::Comprehension>* generators = child.kind == syntax::Kind::ListComp       ? &static_cast<const syntax::ListComp&>(child).generators
                                                           : child.kind == syntax::Kind::SetComp      ? &static_cast<const syntax::SetComp&>(child).generators
                                                           : child.kind == syntax::Kind::DictComp     ? &static_cast<const syntax::DictComp&>(child).generators
                                                           : child.kind == syntax::Kind::GeneratorExp ? &static_cast<const syntax::GeneratorExp&>(child).generators
                                                                                                      : nullptr;
    for (std::size_t i = 0; generators != nullptr && i < generators->size(); ++i) {
      if (of(*(*generators)[i].iter) != Sign::Unknown) {
        mark(*(*generators)[i].target);
      }
    }
    scan(child, function);
  });
}

void Signs::build(const program::Program& program, const names::Names& names, const Facts& facts) {
  names_ = &names;
  for (const FunctionInfo& function : facts.functions) {
    if (function.is_stub) {
      continue;
    }
    functions_[function.name].functions.push_back(&function);
    if (function.name == "__init__" && function.owner != none) {
      functions_[facts.classes[function.owner].name].functions.push_back(&function);
    }
    for (const ParameterInfo& parameter : function.parameters) {
      if (parameter.variable != names::none && parameter.default_value != nullptr && of(*parameter.default_value) != Sign::Unknown) {
        variables_.insert(parameter.variable);
      }
    }
  }
  do {
    grew_ = false;
    for (const auto& module : program.modules) {
      if (module->kind == program::ModuleKind::User) {
        syntax::If wrapper;  // the module's body as the body of a statement
        wrapper.kind = syntax::Kind::If;
        syntax::Constant test;
        test.kind = syntax::Kind::Constant;
        wrapper.test = &test;
        wrapper.body.statements = module->tree->body.statements;
        scan(wrapper, "");
      }
    }
  } while (grew_);
  functions_.clear();
  for (const FunctionInfo& function : facts.functions) {
    if (!function.is_stub) {
      functions_[function.name];  // the rows may move: from now on only their names count
    }
  }
}

}  // namespace krait::types
