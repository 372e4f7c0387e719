#include "lower/caches.hpp"

#include "lower/lowering.hpp"
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

/// `lru_cache` or `cache` among the decorators, or null.
const types::StubDecorator* cache_decorator(const types::FunctionInfo& function) {
  for (const types::StubDecorator& row : function.stub_decorators) {
    if (!function.is_stub && (row.name == "lru_cache" || row.name == "cache")) {
      return &row;
    }
  }
  return nullptr;
}

/// How many results a cache keeps; None for all.
cpp::Expr* Lowering::cache_limit(const types::StubDecorator& row) {
  const syntax::Expr* limit = row.arguments.empty() ? nullptr : row.arguments.front();
  for (const syntax::Keyword& option : row.keywords) {
    limit = option.name == "maxsize" ? option.value : limit;
  }
  return row.name == "cache" ? none() : limit != nullptr ? value_of(*limit).expr : cpp::number(128);
}

/// `py::functools::cached_function<R(A…)>`: what a closure with a cache is.
cpp::Type* Lowering::cached_closure_type(const types::FunctionInfo& function) {
  need("py/functools.hpp");
  std::vector<cpp::Type*> parameters;
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    parameters.push_back(type(reprs_.of_parameter(function, i)));
  }
  return cpp::type("py::functools::cached_function", {cpp::function_type(kept_result(function), parameters)});
}

/// What a cache keeps of a call.
cpp::Type* Lowering::kept_result(const types::FunctionInfo& function) {
  const Repr result = reprs_.of_result(function);
  return result.is(Kind::None) || result.is(Kind::Never) ? type(make(Kind::None)) : type(result);
}

/// The function that looks into its cache before it calls the one written.
cpp::Function* Lowering::cached_function(const types::FunctionInfo& function, const types::StubDecorator& row, cpp::Expr* uncached) {
  need("py/functools.hpp");
  const bool member = function.owner != types::none && function.method == types::MethodKind::Instance;
  cpp::Function* made = function_signature(function, true);
  std::vector<cpp::Type*> types;
  std::vector<cpp::Expr*> arguments = {uncached};
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    if (member && i == 0) {
      const Repr self{.kind = Kind::Ref, .cls = function.owner, .arguments = {}};
      types.push_back(type(self));
      arguments.push_back(cpp::construct(type(self), {cpp::this_()}));
      continue;
    }
    types.push_back(type(reprs_.of_parameter(function, i)));
    cpp::Parameter& parameter = made->parameters[i - (member ? 1 : 0)];
    parameter.attribute.clear();
    arguments.push_back(cpp::name(parameter.name));
  }
  cpp::Expr* size = cache_limit(row);
  cpp::Type* const cache_type = cpp::type("py::functools::lru_cache", {cpp::function_type(kept_result(function), types)});
  cpp::Variable* cache = cpp::variable(cache_type, "cache", cpp::InitStyle::Call, {size});
  const Repr result = reprs_.of_result(function);
  const bool gives_nothing = result.is(Kind::None) || result.is(Kind::Never);
  const auto result_of = [&](cpp::Expr* call) { return gives_nothing ? cpp::expr_stmt(call) : static_cast<cpp::Stmt*>(cpp::return_(call)); };
  cache->specifiers.is_static = true;
  if (!member && is_cache_inspected(function.id, program_, facts_)) {
    // The program asks for it: a function of its own keeps it.
    const std::string keeper = representation::cpp_name(function.name) + "_cached";
    in_header([&] {
      need("py/functools.hpp");
      header_declarations_.push_back(cpp::function(cpp::ref(cache_type), keeper, {}));
    });
    cpp::Function* keeps = cpp::function(cpp::ref(cache_type), keeper, {}, {cache, cpp::return_(cpp::name("cache"))});
    keeps->definition = cpp::Definition::Defined;
    keeps->blank_before = true;
    source_declarations_.push_back(keeps);
    made->body.statements = {result_of(cpp::call(cpp::call(keeper, {}), arguments))};
  } else {
    made->body.statements = {cache, result_of(cpp::call("cache", arguments))};
  }
  made->definition = cpp::Definition::Defined;
  made->blank_before = true;
  return made;
}

/// `f.cache_info`, of a function: a method of the library.
bool Lowering::is_library_method(const syntax::Attribute& member) const {
  const types::AttributeFact* fact = facts_.attribute(member.id);
  return fact != nullptr && fact->kind == types::AttributeKind::Method && fact->owner != types::none && facts_.classes[fact->owner].is_stub;
}

}  // namespace krait::lower
