// Functions, classes, parameters, decorators, type parameters and aliases.
#include <unordered_map>

#include <fmt/format.h>

#include "syntax/builder.hpp"

namespace krait::syntax {

using source::Code;

Stmt* Builder::decorated_definition(const Concrete& node) {
  std::vector<Expr*> decorators;
  const Concrete* definition = nullptr;
  for (const Concrete* child = node.first; child != nullptr; child = child->next) {
    if (child->form == Form::Decorator) {
      check_one_line(*child->first_rule());
      if (lexical_.line_at(child->begin).begin != child->begin) {
        fail_invalid(child->begin, child->begin + 1);
      }
      decorators.push_back(expression(*child->first_rule(), {.named = true}));
    } else {
      definition = child;
    }
  }
  if (lexical_.line_at(definition->begin).begin != definition->begin) {
    fail_invalid(definition->begin, definition->begin + 1);
  }
  return definition->form == Form::ClassDefinition ? class_definition(*definition, std::move(decorators)) : function_definition(*definition, std::move(decorators));
}

Stmt* Builder::function_definition(const Concrete& node, std::vector<Expr*> decorators) {
  auto* result = make<FunctionDef>(node.begin, node.end);
  check_header(node);
  result->decorators = std::move(decorators);
  result->is_async = node.has(Form::AsyncWord);
  const Concrete& name_node = *node.child(Form::Identifier);
  result->name = identifier(name_node);
  result->name_span = span(name_node.begin, name_node.end);
  if (const Concrete* list = node.child(Form::TypeParameter)) {
    result->type_parameters = type_parameters(*list);
  }
  result->parameters = parameters(node.child(Form::Parameters));
  if (const Concrete* arrow = node.child(Form::Arrow)) {
    result->returns = annotation(*arrow->next);
  }
  result->body = suite(node.child(Form::Block), node);
  result->span.end = suite_end(result->body, node.end);
  return result;
}

Stmt* Builder::class_definition(const Concrete& node, std::vector<Expr*> decorators) {
  auto* result = make<ClassDef>(node.begin, node.end);
  check_header(node);
  result->decorators = std::move(decorators);
  const Concrete& name_node = *node.child(Form::Identifier);
  result->name = identifier(name_node);
  result->name_span = span(name_node.begin, name_node.end);
  if (const Concrete* list = node.child(Form::TypeParameter)) {
    result->type_parameters = type_parameters(*list);
  }
  if (const Concrete* list = node.child(Form::ArgumentList)) {
    arguments(*list, result->bases, result->keywords);
  }
  result->body = suite(node.child(Form::Block), node);
  result->span.end = suite_end(result->body, node.end);
  return result;
}

// ---- parameters

struct Builder::ParameterState {
  Parameters result;
  bool seen_slash = false;
  bool seen_star = false;
  const Concrete* bare_star = nullptr;  ///< still waiting for a keyword-only parameter
  bool seen_default = false;
};

Parameters Builder::parameters(const Concrete* node) {
  ParameterState state;
  for (const Concrete* child = node == nullptr ? nullptr : node->first; child != nullptr; child = child->next) {
    if (child->is_rule) {
      add_parameter(*child, state);
    }
  }
  if (state.bare_star != nullptr) {
    fail(Code::K0144, *state.bare_star, "named arguments must follow bare *", "add a keyword-only parameter behind the `*`, or remove it");
  }
  check_parameter_names(state.result);
  return std::move(state.result);
}

void Builder::add_separator(const Concrete& node, ParameterState& state) {
  if (node.form == Form::KeywordSeparator) {
    if (state.seen_star) {
      fail(Code::K0143, node, "* argument may appear only once", "keep one `*`");
    }
    state.seen_star = true;
    state.bare_star = &node;
    return;
  }
  if (state.seen_slash) {
    fail(Code::K0143, node, "/ may appear only once", "keep one `/`");
  } else if (state.seen_star) {
    fail(Code::K0143, node, "/ must be ahead of *", "move the `/` before the `*`");
  } else if (state.result.positional_or_keyword.empty()) {
    fail(Code::K0143, node, "at least one argument must precede /", "add a parameter before the `/`, or remove it");
  }
  state.seen_slash = true;
  state.result.positional_only = std::move(state.result.positional_or_keyword);
  state.result.positional_or_keyword.clear();
}

void Builder::add_splat(const Concrete& splat, const Concrete* type, ParameterState& state) {
  const bool is_keyword = splat.form == Form::DictionarySplatPattern || splat.form == Form::DictionarySplat;
  const Concrete& name_node = *splat.first_rule();
  if (name_node.form != Form::Identifier) {
    fail(Code::K0145, name_node, "invalid syntax: a parameter is a plain name", "choose a plain name");
    return;
  }
  if (!is_keyword && state.seen_star) {
    fail(Code::K0143, splat, "* argument may appear only once", "keep one `*`");
  }
  auto* parameter = arena_.make<Parameter>();
  parameter->name = identifier(name_node);
  parameter->span = span(name_node.begin, name_node.end);
  parameter->id = arena_.new_id();
  parameter->annotation = type == nullptr ? nullptr : annotation(*type, !is_keyword);
  if (is_keyword) {
    state.result.kwarg = parameter;
  } else {
    state.result.vararg = parameter;
    state.seen_star = true;
  }
}

void Builder::add_parameter(const Concrete& node, ParameterState& state) {
  if (state.result.kwarg != nullptr) {
    fail(Code::K0143, node, "arguments cannot follow var-keyword argument", "move `**` to the end");
    return;
  }
  if (node.form == Form::KeywordSeparator || node.form == Form::PositionalSeparator) {
    add_separator(node, state);
    return;
  }
  const Concrete* inner = node.form == Form::TypedParameter ? node.first : &node;
  const Concrete* type = node.child(Form::Type);
  if (inner->form == Form::ListSplatPattern || inner->form == Form::DictionarySplatPattern || inner->form == Form::ListSplat || inner->form == Form::DictionarySplat) {
    if (inner->form == Form::DictionarySplatPattern && state.bare_star != nullptr) {
      fail(Code::K0144, *state.bare_star, "named arguments must follow bare *", "add a keyword-only parameter behind the `*`, or remove it");
      state.bare_star = nullptr;
    }
    add_splat(*inner, type, state);
    return;
  }
  const Concrete& name_node = node.form == Form::Identifier ? node : *node.first;
  if (name_node.form != Form::Identifier) {
    fail(Code::K0145, name_node, "invalid syntax: a parameter is a plain name; tuple parameters were removed in Python 3", "take one parameter and unpack it in the body");
    return;
  }
  Parameter parameter;
  parameter.name = identifier(name_node);
  parameter.span = span(name_node.begin, name_node.end);
  parameter.id = arena_.new_id();
  parameter.annotation = type == nullptr ? nullptr : annotation(*type);
  if (const Concrete* equal = node.child(Form::Equal)) {
    parameter.default_value = expression(*equal->next);
  }
  if (!state.seen_star) {
    if (state.seen_default && parameter.default_value == nullptr) {
      fail(Code::K0142, name_node, "non-default argument follows default argument", "give it a default too, or move it forward");
    }
    state.seen_default = parameter.default_value != nullptr || state.seen_default;
  }
  state.bare_star = nullptr;
  (state.seen_star ? state.result.keyword_only : state.result.positional_or_keyword).push_back(std::move(parameter));
}

void Builder::check_parameter_names(const Parameters& parameters) {
  std::unordered_map<std::string_view, Span> seen;
  for (const Parameter* parameter : parameters.all()) {
    const auto [earlier, is_new] = seen.emplace(parameter->name, parameter->span);
    if (!is_new) {
      diagnostics_.report({Code::K0141,
                           parameter->span,
                           fmt::format("duplicate argument '{}' in function definition", parameter->name),
                           "rename one of the two",
                           {{earlier->second, "first here"}}});
    }
    if (parameter->name == "__debug__") {
      fail(Code::K0128, parameter->span, "cannot assign to __debug__", "choose another name");
    }
  }
}

// ---- type parameters

std::vector<TypeParameter> Builder::type_parameters(const Concrete& node) {
  std::vector<TypeParameter> result;
  for (const Concrete* child = node.first; child != nullptr; child = child->next) {
    if (child->form != Form::Type) {
      continue;
    }
    result.push_back(type_parameter(*child));
    for (std::size_t i = 0; i + 1 < result.size(); ++i) {
      if (result[i].name == result.back().name) {
        fail(Code::K0141, result.back().span, fmt::format("duplicate type parameter '{}'", result.back().name), "rename one of the two");
      }
    }
  }
  return result;
}

TypeParameter Builder::type_parameter(const Concrete& node) {
  TypeParameter result;
  Run run = flatten(node, {});
  if (run.operation() == Form::Star) {
    result.kind = TypeParameterKind::TypeVarTuple;
    ++run.at;
  } else if (run.operation() == Form::DoubleStar) {
    result.kind = TypeParameterKind::ParamSpec;
    ++run.at;
  }
  if (!run.at_operand() || run.pieces[run.at].node->form != Form::Identifier) {
    fail(Code::K0101, node, "invalid syntax: a type parameter is a name", "write `[T]`, `[T: Bound]`, `[*Ts]` or `[**P]`");
    return result;
  }
  const Piece& named = run.pieces[run.at];
  result.name = identifier(*named.node);
  result.span = span(named.begin, named.end);
  ++run.at;
  if (run.operation() == Form::Colon && result.kind == TypeParameterKind::TypeVar) {
    ++run.at;
    result.bound = conditional(run).expr;
  }
  if (!run.done()) {
    fail_invalid(run.pieces[run.at].begin, run.pieces[run.at].end);
  }
  return result;
}

Stmt* Builder::type_alias(const Concrete& node) {
  auto* result = make<TypeAlias>(node.begin, node.end);
  const Concrete& left = *node.first->next;
  const Concrete& inner = *left.first;
  if (inner.form == Form::GenericType || inner.form == Form::Subscript) {
    result->name = name(*inner.first);
    if (const Concrete* list = inner.child(Form::TypeParameter)) {
      result->type_parameters = type_parameters(*list);
    } else {
      fail_invalid(inner.begin, inner.end);
    }
  } else if (inner.form == Form::Identifier) {
    result->name = name(inner);
  } else {
    fail(Code::K0101, left, "invalid syntax: a type alias is a plain name", "write `type Name = …`");
    return result;
  }
  if (auto* bound = const_cast<Name*>(as<Name>(result->name))) {
    bound->context = ExprContext::Store;
  }
  result->value = expression(*node.child(Form::Equal)->next);
  return result;
}

}  // namespace krait::syntax
