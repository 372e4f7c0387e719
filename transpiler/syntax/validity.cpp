// Placement of statements; definitions, imports, loops.
#include "syntax/validity.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "syntax/validator.hpp"

namespace krait::syntax {

using source::Code;

void check_validity(const Module& module, source::Diagnostics& diagnostics) { Validator(module, diagnostics).run(); }

void Validator::fail(Code code, Span where, std::string message, std::string help) { diagnostics_.report(code, where, std::move(message), std::move(help)); }

void Validator::run() {
  future_imports();
  open(ScopeKind::Module);
  body(module_.body);
  close();
  resolve_nonlocals();
}

void Validator::body(const Body& statements) {
  for (const Stmt* node : statements) {
    statement(*node);
  }
}

void Validator::statement(const Stmt& node) {
  visit(node, overloaded{
                  [&](const FunctionDef& n) { function(n); },
                  [&](const ClassDef& n) { class_definition(n); },
                  [&](const For& n) { for_loop(n); },
                  [&](const While& n) {
                    expr(n.test);
                    loop_body(n.body);
                    body(n.orelse);
                  },
                  [&](const If& n) {
                    expr(n.test);
                    body(n.body);
                    body(n.orelse);
                  },
                  [&](const With& n) { with(n); },
                  [&](const Match& n) { match(n); },
                  [&](const Try& n) { try_statement(n); },
                  [&](const Stmt& n) { simple(n); },
              });
}

void Validator::simple(const Stmt& node) {
  visit(node, overloaded{
                  [&](const Return& n) { return_statement(n); },
                  [&](const Assign& n) {
                    exprs(n.targets);
                    expr(n.value);
                  },
                  [&](const TypeAlias& n) {
                    expr(n.name);
                    type_parameters(n.type_parameters);
                    expr(n.value);
                  },
                  [&](const AugAssign& n) {
                    expr(n.target);
                    expr(n.value);
                  },
                  [&](const AnnAssign& n) { annotated_assignment(n); },
                  [&](const Import& n) { import(n); },
                  [&](const ImportFrom& n) { import_from(n); },
                  [&](const Global& n) { declare(n, n.names, true); },
                  [&](const Nonlocal& n) { declare(n, n.names, false); },
                  [&](const Break& n) { loop_exit(n, Code::K0152, "'break' outside loop"); },
                  [&](const Continue& n) { loop_exit(n, Code::K0153, "'continue' not properly in loop"); },
                  [&]<std::derived_from<SimpleStmt> Simple>(const Simple& n) {
                    n.parts(overloaded{
                        [&](const char*, const Expr* part) { expr(part); },
                        [&](const char*, const std::vector<Expr*>& parts) { exprs(parts); },
                    });
                  },
                  [&](const Stmt&) {},
              });
}

// ---- definitions

void Validator::function(const FunctionDef& node) {
  bind(node.name, node.name_span);
  exprs(node.decorators);
  type_parameters(node.type_parameters);
  parameters_outside(node.parameters, true);
  annotation(node.returns);
  ValidityScope& inner = open(ScopeKind::Function);
  inner.is_async = node.is_async;
  parameters_inside(node.parameters);
  body(node.body);
  if (inner.is_async && inner.is_generator && inner.value_return != nullptr) {
    fail(Code::K0151, inner.value_return->span, "'return' with value in async generator", "write a bare `return`, or yield the value");
  }
  close();
}

void Validator::class_definition(const ClassDef& node) {
  bind(node.name, node.name_span);
  exprs(node.decorators);
  type_parameters(node.type_parameters);
  exprs(node.bases);
  for (const Keyword& keyword : node.keywords) {
    expr(keyword.value);
  }
  ValidityScope& inner = open(ScopeKind::Class);
  const std::size_t first = node.name.find_first_not_of('_');
  inner.private_prefix = first == std::string::npos ? "" : "_" + node.name.substr(first);
  body(node.body);
  close();
}

void Validator::type_parameters(const std::vector<TypeParameter>& parameters) {
  for (const TypeParameter& parameter : parameters) {
    expr(parameter.bound);
    expr(parameter.default_value);
  }
}

// ---- loops, with, try

template <typename F>
void Validator::in_blocks(std::size_t count, Span where, F&& walk) {
  constexpr std::size_t most_blocks = 20;
  if (scope_->blocks <= most_blocks && scope_->blocks + count > most_blocks) {
    fail(Code::K0110, {where.file, where.begin, where.begin + 1}, "too many statically nested blocks", "move inner blocks into a function");
  }
  scope_->blocks += count;
  walk();
  scope_->blocks -= count;
}

void Validator::loop_body(const Body& statements) {
  if (statements.empty()) {
    return;
  }
  scope_->enclosing.push_back(Enclosing::Loop);
  in_blocks(1, statements.statements.front()->span, [&] { body(statements); });
  scope_->enclosing.pop_back();
}

void Validator::for_loop(const For& node) {
  if (node.is_async && !in_async_function()) {
    fail(Code::K0149, {node.span.file, node.span.begin, node.span.begin + 5}, "'async for' outside async function", "put the loop into an `async def`");
  }
  expr(node.target);
  expr(node.iter);
  loop_body(node.body);
  body(node.orelse);
}

void Validator::with(const With& node) {
  if (node.is_async && !in_async_function()) {
    fail(Code::K0149, {node.span.file, node.span.begin, node.span.begin + 5}, "'async with' outside async function", "put the statement into an `async def`");
  }
  for (const WithItem& item : node.items) {
    expr(item.context);
    expr(item.target);
  }
  in_blocks(node.items.size(), node.span, [&] { body(node.body); });
}

void Validator::handlers(const Try& node) {
  in_blocks(node.handlers.empty() ? 0 : 1, node.span, [&] { body(node.body); });
  for (const ExceptHandler& handler : node.handlers) {
    expr(handler.type);
    if (!handler.name.empty()) {
      bind(handler.name, handler.name_span);
    }
    if (node.is_star) {
      scope_->enclosing.push_back(Enclosing::ExceptStar);
    }
    in_blocks(2, handler.span, [&] { body(handler.body); });
    if (node.is_star) {
      scope_->enclosing.pop_back();
    }
  }
  body(node.orelse);
}

void Validator::try_statement(const Try& node) {
  if (node.finalbody.empty()) {
    handlers(node);
    return;
  }
  in_blocks(1, node.span, [&] { handlers(node); });
  in_blocks(1, node.finalbody.statements.front()->span, [&] { body(node.finalbody); });
}

constexpr std::string_view except_star_message = "'break', 'continue' and 'return' cannot appear in an except* block";
constexpr std::string_view except_star_help = "remember what to do in a variable and do it behind the `try`";

void Validator::return_statement(const Return& node) {
  expr(node.value);
  if (scope_->kind != ScopeKind::Function) {
    fail(Code::K0146, {node.span.file, node.span.begin, node.span.begin + 6}, "'return' outside function", "put the code into a function, or use `sys.exit()`");
    return;
  }
  if (std::find(scope_->enclosing.begin(), scope_->enclosing.end(), Enclosing::ExceptStar) != scope_->enclosing.end()) {
    fail(Code::K0165, node.span, std::string(except_star_message), std::string(except_star_help));
  }
  if (node.value != nullptr && scope_->value_return == nullptr) {
    scope_->value_return = &node;
  }
}

void Validator::loop_exit(const Stmt& node, Code code, std::string_view outside_loop) {
  if (scope_->enclosing.empty()) {
    fail(code, node.span, std::string(outside_loop), "remove it, or put it into the body of a loop");
  } else if (scope_->enclosing.back() == Enclosing::ExceptStar) {
    fail(Code::K0165, node.span, std::string(except_star_message), std::string(except_star_help));
  }
}

// ---- annotations

void Validator::annotation(const Expr* node) {
  // With `from __future__ import annotations` annotations are text, in which some expressions are forbidden.
  annotation_depth_ += future_annotations_ ? 1 : 0;
  expr(node);
  annotation_depth_ -= future_annotations_ ? 1 : 0;
}

void Validator::annotated_assignment(const AnnAssign& node) {
  if (const auto* target = as<Name>(node.target)) {
    SymbolUse& use = symbol(target->name);
    if ((use.declared_global || use.declared_nonlocal) && scope_->kind != ScopeKind::Module && node.simple) {
      fail(Code::K0159, node.span, fmt::format("annotated name '{}' can't be {}", target->name, use.declared_global ? "global" : "nonlocal"),
           "annotate it where it is first bound, outside this scope");
    }
    if (node.simple || node.value != nullptr) {
      bind(target->name, target->span);
    }
    use.annotated = use.annotated || node.simple;
  } else {
    expr(node.target);
  }
  annotation(node.annotation);
  expr(node.value);
}

// ---- imports

void Validator::import(const Import& node) {
  for (const ImportAlias& alias : node.names) {
    bind(alias.asname.empty() ? alias.name.substr(0, alias.name.find('.')) : alias.asname, alias.span);
  }
}

void Validator::import_from(const ImportFrom& node) {
  for (const ImportAlias& alias : node.names) {
    if (alias.name != "*") {
      bind(alias.asname.empty() ? alias.name : alias.asname, alias.span);
    } else if (scope_->kind != ScopeKind::Module) {
      fail(Code::K0160, alias.span, "import * only allowed at module level", "import the names that are used");
    }
  }
  if (node.module == "__future__" && node.level == 0 && scope_->kind != ScopeKind::Module) {
    fail(Code::K0161, node.span, "from __future__ imports must occur at the beginning of the file", "move it to the top of the file");
  }
}

void Validator::future_feature(const ImportFrom& node) {
  static constexpr std::array<std::string_view, 10> features = {"nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
                                                                "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop",  "annotations"};
  for (const ImportAlias& alias : node.names) {
    if (alias.name == "annotations") {
      future_annotations_ = true;
    } else if (alias.name == "braces") {
      fail(Code::K0162, alias.span, "not a chance", "indent");
    } else if (std::find(features.begin(), features.end(), alias.name) == features.end()) {
      fail(Code::K0162, alias.span, fmt::format("future feature {} is not defined", alias.name), "remove it");
    }
  }
}

void Validator::future_imports() {
  bool at_top = true;
  const Constant* doc = docstring(module_.body);
  for (const Stmt* node : module_.body) {
    const auto* import = as<ImportFrom>(node);
    if (import != nullptr && import->module == "__future__" && import->level == 0) {
      if (!at_top) {
        fail(Code::K0161, import->span, "from __future__ imports must occur at the beginning of the file", "move it to the top of the file, below the docstring");
      }
      future_feature(*import);
      continue;
    }
    const auto* expression = as<ExprStmt>(node);
    at_top = at_top && expression != nullptr && doc != nullptr && expression->value == doc;
  }
}

}  // namespace krait::syntax
