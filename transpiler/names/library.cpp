#include "names/library.hpp"

#include <algorithm>

#include "source/function_ref.hpp"
#include "syntax/children.hpp"

namespace krait::names {

using namespace syntax;
using program::Module;
using program::ModuleKind;

namespace {

constexpr int longest_reexport = 16;

bool is_name(const Expr* expression, std::string_view name) {
  if (const auto* attribute = as<Attribute>(expression)) {
    return attribute->attribute == name;
  }
  const auto* plain = as<Name>(expression);
  return plain != nullptr && plain->name == name;
}

const std::vector<Expr*>& decorators(const Node& definition) {
  const auto* function = as<FunctionDef>(&definition);
  return function != nullptr ? function->decorators : static_cast<const ClassDef&>(definition).decorators;
}

bool has_decorator(const Node& definition, std::initializer_list<std::string_view> names) {
  return std::any_of(decorators(definition).begin(), decorators(definition).end(), [&](const Expr* decorator) {
    const auto* call = as<Call>(decorator);
    const Expr* name = call != nullptr ? call->function : decorator;
    return std::any_of(names.begin(), names.end(), [&](std::string_view wanted) { return is_name(name, wanted); });
  });
}

/// Whether any node of the statements satisfies the predicate; nested functions and classes are not entered.
bool any_node(const Node& node, FunctionRef<bool(const Node&)> predicate) {
  if (predicate(node)) {
    return true;
  }
  if (node.kind == Kind::FunctionDef || node.kind == Kind::ClassDef || node.kind == Kind::Lambda) {
    return false;
  }
  bool found = false;
  for_each_child(node, [&](const Node& child) { found = found || any_node(child, predicate); });
  return found;
}

bool any_node(const Body& body, FunctionRef<bool(const Node&)> predicate) {
  return std::any_of(body.begin(), body.end(), [&](const Stmt* statement) { return any_node(*statement, predicate); });
}

bool returns_truth(const Node& node) {
  const auto* result = as<Return>(&node);
  if (result == nullptr || result->value == nullptr) {
    return false;
  }
  const auto* constant = as<Constant>(result->value);
  return constant == nullptr || (constant->constant != ConstantKind::None && constant->constant != ConstantKind::False);
}

/// A `yield` whose exceptions some handler catches.
bool catches_at_yield(const Body& body) {
  return any_node(body, [](const Node& node) {
    const auto* attempt = as<Try>(&node);
    if (const auto* with = as<With>(&node)) {
      return any_node(with->body, [](const Node& inner) { return inner.kind == Kind::Yield; });
    }
    return attempt != nullptr && !attempt->handlers.empty() && any_node(attempt->body, [](const Node& inner) { return inner.kind == Kind::Yield; });
  });
}

const FunctionDef* method(const ClassDef& node, std::string_view name) {
  for (const Stmt* statement : node.body) {
    if (const auto* function = as<FunctionDef>(statement); function != nullptr && function->name == name) {
      return function;
    }
  }
  return nullptr;
}

}  // namespace

Meaning Library::member(const Module& module, std::string_view name, int depth) const {
  const auto number = a_.name_numbers.find(name);
  const EntryId id = number == a_.name_numbers.end() ? none : a_.find_entry(a_.names.scope_of_module[module.id], number->second);
  if (id == none || !a_.entries[id].is_bound || a_.entries[id].symbol == none) {
    const Module* submodule = a_.program.find(module.name + "." + std::string(name));
    return {nullptr, submodule};
  }
  return of_symbol(a_.entries[id].symbol, module, depth);
}

Meaning Library::imported(const ImportTarget& target, int depth) const {
  if (target.module == none) {
    return {};
  }
  const Module& module = *a_.program.modules[target.module];
  return target.name.empty() ? Meaning{nullptr, &module} : member(module, target.name, depth + 1);
}

Meaning Library::of_symbol(SymbolId symbol, const Module& module, int depth) const {
  const SymbolNotes& notes = a_.notes[symbol];
  if (depth > longest_reexport) {
    return {};
  }
  if (notes.imports == notes.bindings && notes.imports > 0) {
    for (const NodeId alias : notes.aliases) {
      const ImportTarget& target = a_.names.imports.at(alias);
      if (target.module == module.id && !target.name.empty()) {  // a package's own `from . import x`
        return {nullptr, a_.program.find(module.name + "." + target.name)};
      }
      if (const Meaning found = imported(target, depth)) {
        return found;
      }
    }
    if (notes.star_source != none) {
      return member(*a_.program.modules[notes.star_source], a_.names.symbols[symbol].name, depth + 1);
    }
  }
  const bool only_definitions = notes.functions + notes.classes == notes.bindings && (notes.bindings == 1 || module.kind == ModuleKind::Stub);
  return only_definitions && notes.definition != nullptr ? Meaning{notes.definition, &module} : Meaning{};
}

Meaning Library::meaning(const Expr& expression) const {
  if (const auto* name = as<Name>(&expression)) {
    const EntryId id = a_.entry_of_node[name->id];
    if (id == none) {
      return {};
    }
    const Entry& entry = a_.entries[id];
    if (entry.symbol != none) {
      const Scope& owner = a_.names.scopes[a_.names.symbols[entry.symbol].scope];
      return of_symbol(entry.symbol, *a_.program.modules[owner.module], 0);
    }
    return entry.access == Access::Builtin ? member(a_.program.builtins(), entry.spelling, 0) : Meaning{};
  }
  if (const auto* attribute = as<Attribute>(&expression)) {
    const Meaning base = meaning(*attribute->value);
    return base && base.definition == nullptr ? member(*base.module, attribute->attribute, 0) : Meaning{};
  }
  return {};
}

bool Library::never_returns(const Expr& expression) const {
  const auto* call = as<Call>(&expression);
  if (call == nullptr) {
    return false;
  }
  const Meaning callee = meaning(*call->function);
  const auto* function = as<FunctionDef>(callee.definition);
  return function != nullptr && callee.module->kind == ModuleKind::Stub && (is_name(function->returns, "NoReturn") || is_name(function->returns, "Never"));
}

// ---- generator expressions ---------------------------------------------------------------------------

namespace {

bool names_one_of(const Expr* annotation, std::initializer_list<std::string_view> names) {
  const auto* subscript = as<Subscript>(annotation);
  const Expr* head = subscript != nullptr ? subscript->value : annotation;
  if (const auto* either = as<BinOp>(annotation)) {
    return names_one_of(either->left, names) || names_one_of(either->right, names);
  }
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return is_name(head, name); });
}

/// `def sum(xs: Iterable[T]) -> T`: goes through the argument before it returns.
bool consumes(const FunctionDef& function, std::size_t position) {
  const auto parameters = function.parameters.all();
  const Parameter* parameter = position < parameters.size() ? parameters[position] : nullptr;
  return parameter != nullptr && names_one_of(parameter->annotation, {"Iterable", "Iterator", "Mapping"}) && !names_one_of(function.returns, {"Iterator", "Iterable", "Generator"});
}

}  // namespace

void Library::find_consuming_methods() {
  consuming_methods_.emplace();
  std::unordered_set<std::string_view> keeping;
  for (const auto& module : a_.program.modules) {
    for (const Stmt* statement : module->tree->body) {
      const auto* cls = as<ClassDef>(statement);
      for (const Stmt* member : cls != nullptr ? cls->body : Body{}) {
        if (const auto* function = as<FunctionDef>(member)) {
          const bool uses_up = module->kind == ModuleKind::Stub && consumes(*function, 1);
          (uses_up ? *consuming_methods_ : keeping).insert(function->name);
        }
      }
    }
  }
  std::erase_if(*consuming_methods_, [&](std::string_view name) { return keeping.contains(name); });
}

bool Library::uses_up(const Call& call, const Expr& argument) {
  const auto position = static_cast<std::size_t>(std::find(call.arguments.begin(), call.arguments.end(), &argument) - call.arguments.begin());
  if (const Meaning callee = meaning(*call.function)) {
    const auto* cls = as<ClassDef>(callee.definition);
    const auto* function = as<FunctionDef>(callee.definition);
    const bool of_library = callee.module->kind == ModuleKind::Stub;
    return of_library && (cls != nullptr ? method(*cls, "__next__") == nullptr : function != nullptr && consumes(*function, position));
  }
  const auto* member = as<Attribute>(call.function);
  if (!consuming_methods_) {
    find_consuming_methods();
  }
  return member != nullptr && position == 0 && consuming_methods_->contains(member->attribute);
}

bool Library::is_used_up(const GeneratorExp& generator) {
  const auto user = a_.generator_users.find(generator.id);
  if (user == a_.generator_users.end() || user->second == nullptr) {
    return user != a_.generator_users.end();
  }
  if (const auto* outer = as<GeneratorExp>(user->second)) {
    return is_used_up(*outer);
  }
  const auto* call = as<Call>(user->second);
  return call == nullptr || uses_up(*call, generator);
}

/// Does a decorator `@calls("key")` say that the function only calls the argument?
static bool only_calls(const FunctionDef& function, std::string_view parameter) {
  const auto says = [&](std::string_view row) {
    return std::any_of(function.decorators.begin(), function.decorators.end(), [&](const Expr* decorator) {
      const auto* call = as<Call>(decorator);
      return call != nullptr && is_name(call->function, row) && std::any_of(call->arguments.begin(), call->arguments.end(), [&](const Expr* argument) {
               const auto* constant = as<Constant>(argument);
               return constant != nullptr && constant->text == parameter;
             });
    });
  };
  return says("calls") && !says("keeps") && !says("calls_later") && !names_one_of(function.returns, {"Iterator", "Iterable", "Generator"});
}

static bool has_parameter(const FunctionDef& function, std::string_view name) {
  const auto parameters = function.parameters.all();
  return std::any_of(parameters.begin(), parameters.end(), [&](const Parameter* parameter) {
    return parameter->name == name && !is_name(parameter->annotation, "None") && !(as<Constant>(parameter->annotation) != nullptr);
  });
}

/// All functions of that name in the module, overloads too; where it is null, the methods of that name in every class.
bool Library::only_calls_keyword(const Module* module, std::string_view name, std::string_view keyword) const {
  bool found = false;
  bool fine = true;
  const auto look_at = [&](const Stmt* statement, const Module& in) {
    const auto* function = as<FunctionDef>(statement);
    const bool of_library = in.kind == ModuleKind::Stub;
    if (function != nullptr && function->name == name && (!of_library || has_parameter(*function, keyword))) {
      found = true;
      fine = fine && of_library && only_calls(*function, keyword);
    }
  };
  for (const auto& one : a_.program.modules) {
    for (const Stmt* statement : one->tree->body) {
      const auto* cls = as<ClassDef>(statement);
      if (one.get() == module) {
        look_at(statement, *one);
      }
      for (const Stmt* inner : module == nullptr && cls != nullptr ? cls->body : Body{}) {
        look_at(inner, *one);
      }
    }
  }
  return found && fine;
}

bool Library::is_called_at_once(const Lambda& lambda) {
  const auto user = a_.generator_users.find(lambda.id);
  const auto* call = user != a_.generator_users.end() ? as<Call>(user->second) : nullptr;
  if (call == nullptr) {
    return false;
  }
  const auto keyword = std::find_if(call->keywords.begin(), call->keywords.end(), [&](const Keyword& one) { return one.value == &lambda; });
  const Meaning callee = meaning(*call->function);
  const auto* function = as<FunctionDef>(callee.definition);
  const auto* member = as<Attribute>(call->function);
  if (keyword == call->keywords.end() || (callee ? function == nullptr || callee.module->kind != ModuleKind::Stub : member == nullptr)) {
    return false;
  }
  const std::string_view name = function != nullptr ? std::string_view(function->name) : member->attribute;
  const Module* module = function != nullptr ? callee.module : nullptr;
  const auto [known, is_new] = only_called_.emplace(std::tuple(module, name, std::string_view(keyword->name)), false);
  if (is_new) {
    known->second = only_calls_keyword(module, name, keyword->name);
  }
  return known->second;
}

// ---- context managers -------------------------------------------------------------------------------

bool Library::class_swallows(const Meaning& meaning, int depth) const {
  const auto* node = as<ClassDef>(meaning.definition);
  if (node == nullptr || depth > longest_reexport) {
    return true;
  }
  for (const std::string_view name : {"__exit__", "__aexit__"}) {
    if (const FunctionDef* exit = method(*node, name)) {
      return meaning.module->kind == ModuleKind::Stub ? is_name(exit->returns, "bool") : any_node(exit->body, [](const Node& node) { return returns_truth(node); });
    }
  }
  return std::any_of(node->bases.begin(), node->bases.end(), [&](const Expr* base) {
    const auto* subscript = as<Subscript>(base);
    return class_swallows(this->meaning(subscript != nullptr ? *subscript->value : *base), depth + 1);
  });
}

Meaning Library::stub_class(const Expr* annotation, const Module& module) const {
  if (const auto* subscript = as<Subscript>(annotation)) {
    annotation = subscript->value;
  }
  const auto* name = as<Name>(annotation);
  if (name == nullptr) {
    return {};
  }
  const Meaning found = member(module, name->name, 0);
  return found ? found : member(a_.program.builtins(), name->name, 0);
}

bool Library::call_swallows(const Meaning& callee) const {
  if (callee.definition->kind == Kind::ClassDef) {
    return class_swallows(callee);
  }
  const auto& function = static_cast<const FunctionDef&>(*callee.definition);
  if (callee.module->kind == ModuleKind::Stub) {
    const Meaning result = stub_class(function.returns, *callee.module);
    return result.definition != nullptr && class_swallows(result);
  }
  return catches_at_yield(function.body);
}

bool Library::may_swallow(const Expr& manager) {
  const auto* call = as<Call>(&manager);
  const Meaning callee = call != nullptr ? meaning(*call->function) : Meaning{};
  const bool is_generator = callee.definition != nullptr && callee.definition->kind == Kind::FunctionDef &&
                            (callee.module->kind == ModuleKind::Stub || a_.names.scopes[a_.names.scope_of_node[callee.definition->id]].is_generator);
  if (callee.definition != nullptr && (callee.definition->kind == Kind::ClassDef || is_generator)) {
    return call_swallows(callee);
  }
  return program_swallows();
}

/// Whether any manager that could reach a `with` by way of a variable swallows: the program's own ones, and library classes it names.
bool Library::program_swallows() {
  if (program_swallows_ != Answer::Unknown) {
    return program_swallows_ == Answer::Yes;
  }
  bool found = false;
  for (const Scope& scope : a_.names.scopes) {
    if (a_.is_stub(scope.id)) {
      continue;
    }
    const Module& module = *a_.program.modules[scope.module];
    if (const auto* node = as<ClassDef>(scope.node)) {
      found = found || (scope.kind == ScopeKind::Class && (method(*node, "__exit__") != nullptr || method(*node, "__aexit__") != nullptr) && class_swallows({node, &module}));
    } else if (const auto* function = as<FunctionDef>(scope.node)) {
      found = found || (scope.is_generator && catches_at_yield(function->body));
    }
  }
  const auto names_swallower = [&](const Meaning& meaning) {
    const auto* node = as<ClassDef>(meaning.definition);
    return node != nullptr && meaning.module->kind == ModuleKind::Stub && (method(*node, "__exit__") != nullptr || method(*node, "__aexit__") != nullptr) &&
           class_swallows(meaning);
  };
  for (const auto& [alias, importer] : a_.taken_names) {
    const bool by_user = a_.program.modules[importer]->kind == ModuleKind::User;
    found = found || (by_user && names_swallower(imported(a_.names.imports.at(alias->id), 0)));
  }
  for (const AttributeUse& use : a_.attributes) {
    found = found || (!a_.is_stub(use.scope) && names_swallower(meaning(*use.node)));
  }
  program_swallows_ = found ? Answer::Yes : Answer::No;
  return found;
}

// ---- decorators -------------------------------------------------------------------------------------

bool Library::is_hook_class(const Expr& base) const {
  const Meaning found = meaning(base);
  return found.definition != nullptr && found.module->kind == ModuleKind::Stub && has_decorator(*found.definition, {"hook"});
}

bool Library::is_library_hook(const Expr& decorator) const {
  const auto* call = as<Call>(&decorator);
  const Meaning found = meaning(call != nullptr ? *call->function : decorator);
  return found.definition != nullptr && found.module->kind == ModuleKind::Stub && has_decorator(*found.definition, {"hook", "special", "pure"});
}

bool Library::is_inert_decorator(const Expr& decorator) const {
  const auto* call = as<Call>(&decorator);
  const Expr& name = call != nullptr ? *call->function : decorator;
  if (const auto* attribute = as<Attribute>(&name); attribute != nullptr && call == nullptr) {
    const auto* base = as<Name>(attribute->value);
    const EntryId id = base != nullptr ? a_.entry_of_node[base->id] : none;
    const bool is_member = id != none && a_.entries[id].access == Access::Class;
    if (is_member && (attribute->attribute == "setter" || attribute->attribute == "getter" || attribute->attribute == "deleter")) {
      return true;
    }
  }
  const Meaning found = meaning(name);
  if (found.definition == nullptr) {
    return false;
  }
  const auto* function = as<FunctionDef>(found.definition);
  if (found.module->kind == ModuleKind::Stub) {
    return is_library_hook(name);
  }
  return function != nullptr && function->decorators.empty() && only_stores_argument(*function, call != nullptr);
}

/// Whether a decorator's own statements (and, for a factory, those of the decorator that it makes) call only library hooks, or library
/// functions that are not given the decorated object itself. What its inner functions do happens when those are called.
bool Library::only_stores_argument(const FunctionDef& function, bool is_factory) const {
  const bool runs_code = any_node(function.body, [&](const Node& node) {
    if (const auto* inner = as<FunctionDef>(&node)) {
      const bool decorated = std::any_of(inner->decorators.begin(), inner->decorators.end(), [&](const Expr* decorator) { return !is_library_hook(*decorator); });
      return decorated || (is_factory && !only_stores_argument(*inner, false));
    }
    const auto* call = as<Call>(&node);
    if (call == nullptr) {
      return node.kind == Kind::Await || node.kind == Kind::Yield || node.kind == Kind::YieldFrom || node.kind == Kind::ClassDef;
    }
    const Meaning callee = meaning(*call->function);
    if (callee.definition == nullptr || callee.module->kind != ModuleKind::Stub) {
      return true;
    }
    const bool gives_name = std::any_of(call->arguments.begin(), call->arguments.end(), [](const Expr* argument) { return argument->kind == Kind::Name; });
    return gives_name && !has_decorator(*callee.definition, {"hook", "special", "pure"});
  });
  return !runs_code;
}

}  // namespace krait::names
