/// Declarations: every function and class of stubs and user modules gets its row before any body is walked.
#include <algorithm>

#include "syntax/children.hpp"
#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

// ---- stubs ------------------------------------------------------------------------------------------

void Engine::declare_stubs() {
  for (const auto& module : program_.modules) {
    if (module->kind == program::ModuleKind::Stub) {
      declare_stub_module(*module);
    }
  }
  resolve_well_known();
  resolve_stub_bases();
}

/// The value in `Final[Literal[value]]`, or null.
static const syntax::Constant* literal_of(const syntax::Expr* annotation) {
  const auto* outer = as<syntax::Subscript>(annotation);
  const auto* inner = outer != nullptr ? as<syntax::Subscript>(outer->slice) : nullptr;
  const auto* head = inner != nullptr ? as<syntax::Name>(inner->value) : nullptr;
  return head != nullptr && head->name == "Literal" ? as<syntax::Constant>(inner->slice) : nullptr;
}

void Engine::declare_stub_module(const program::Module& module) {
  for (const syntax::Stmt* statement : module.tree->body) {
    if (const auto* cls = as<syntax::ClassDef>(statement)) {
      declare_stub_class(*cls, module.id);
    } else if (const auto* function = as<syntax::FunctionDef>(statement)) {
      const FunctionId id = declare_stub_function(*function, module.id, none);
      const auto key = std::pair(module.id, function->name);
      const auto it = function_names_.find(key);
      if (it == function_names_.end()) {
        function_names_.emplace(key, id);
      }
    } else if (const auto* variable = as<syntax::AnnAssign>(statement)) {
      if (const auto* name = as<syntax::Name>(variable->target)) {
        stub_variables_.emplace(std::pair(module.id, name->name), variable);
        if (const syntax::Constant* literal = literal_of(variable->annotation)) {
          facts_.library_literals.emplace(std::pair(module.id, name->name), literal);
        }
      }
    } else if (const auto* alias = as<syntax::Assign>(statement)) {
      if (const auto* name = as<syntax::Name>(alias->targets.front())) {
        stub_aliases_.emplace(std::pair(module.id, name->name), alias->value);
      }
    }
  }
}

static std::vector<StubDecorator> stub_decorators(const std::vector<syntax::Expr*>& decorators) {
  std::vector<StubDecorator> rows;
  for (const syntax::Expr* decorator : decorators) {
    StubDecorator row;
    const auto* call = as<syntax::Call>(decorator);
    const syntax::Expr* callee = call != nullptr ? call->function : decorator;
    if (const auto* name = as<syntax::Name>(callee)) {
      row.name = name->name;
    } else if (const auto* member = as<syntax::Attribute>(callee)) {
      row.name = member->attribute;
    }
    if (call != nullptr) {
      row.arguments.assign(call->arguments.begin(), call->arguments.end());
      row.keywords = call->keywords;
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

bool has_decorator(const std::vector<StubDecorator>& rows, std::string_view name) {
  return std::any_of(rows.begin(), rows.end(), [&](const StubDecorator& row) { return row.name == name; });
}

const std::string& decorator_text(const std::vector<StubDecorator>& rows, std::string_view name, std::string_view keyword) {
  static const std::string nothing;
  for (const StubDecorator& row : rows) {
    if (row.name != name) {
      continue;
    }
    if (keyword.empty() && !row.arguments.empty()) {
      const auto* text = as<syntax::Constant>(row.arguments.front());
      return text != nullptr ? text->text : nothing;
    }
    for (const syntax::Keyword& option : row.keywords) {
      if (option.name == keyword) {
        const auto* text = as<syntax::Constant>(option.value);
        return text != nullptr ? text->text : nothing;
      }
    }
  }
  return nothing;
}

void Engine::declare_stub_class(const syntax::ClassDef& node, program::ModuleId module) {
  const auto id = static_cast<ClassId>(facts_.classes.size());
  ClassInfo info;
  info.id = id;
  info.name = node.name;
  info.module = module;
  info.is_stub = true;
  info.node = &node;
  info.stub_decorators = stub_decorators(node.decorators);
  for (const syntax::TypeParameter& parameter : node.type_parameters) {
    info.type_parameters.push_back(parameter.name);
  }
  facts_.classes.push_back(std::move(info));
  facts_.class_ids[node.id] = id;
  class_names_.emplace(std::pair(module, node.name), id);
  for (const syntax::Stmt* statement : node.body) {
    if (const auto* function = as<syntax::FunctionDef>(statement)) {
      const FunctionId method = declare_stub_function(*function, module, id);
      facts_.classes[id].methods.emplace(function->name, method);
    } else if (const auto* variable = as<syntax::AnnAssign>(statement)) {
      if (const auto* name = as<syntax::Name>(variable->target)) {
        FieldInfo field;
        field.name = name->name;
        field.owner = id;
        field.declaration = statement;
        facts_.classes[id].fields.emplace(name->name, field);
      }
    }
  }
}

FunctionId Engine::declare_stub_function(const syntax::FunctionDef& node, program::ModuleId module, ClassId owner) {
  const auto id = static_cast<FunctionId>(facts_.functions.size());
  FunctionInfo info;
  info.id = id;
  info.name = node.name;
  info.module = module;
  info.is_stub = true;
  info.node = &node;
  info.owner = owner;
  info.is_async = node.is_async;
  info.stub_decorators = stub_decorators(node.decorators);
  if (owner != none) {
    info.method = has_decorator(info.stub_decorators, "staticmethod")  ? MethodKind::Static
                  : has_decorator(info.stub_decorators, "classmethod") ? MethodKind::Class
                  : has_decorator(info.stub_decorators, "property")    ? MethodKind::Property
                                                                       : MethodKind::Instance;
  }
  declare_parameters(info, node.parameters);
  facts_.functions.push_back(std::move(info));
  facts_.function_ids[node.id] = id;
  // Overloads follow each other in the source; chain them in order.
  FunctionId previous = none;
  if (owner != none) {
    const auto it = facts_.classes[owner].methods.find(node.name);
    previous = it == facts_.classes[owner].methods.end() ? none : it->second;
  } else {
    const auto it = function_names_.find(std::pair(module, node.name));
    previous = it == function_names_.end() ? none : it->second;
  }
  while (previous != none && facts_.functions[previous].next != none) {
    previous = facts_.functions[previous].next;
  }
  if (previous != none) {
    facts_.functions[previous].next = id;
  }
  return id;
}

void Engine::resolve_well_known() {
  const auto builtin = [&](const char* name) { return facts_.stub_class(name); };
  facts_.none_type = builtin("NoneType");
  facts_.bool_type = builtin("bool");
  facts_.int_type = builtin("int");
  facts_.float_type = builtin("float");
  facts_.complex_type = builtin("complex");
  facts_.str_type = builtin("str");
  facts_.bytes_type = builtin("bytes");
  facts_.list_type = builtin("list");
  facts_.dict_type = builtin("dict");
  facts_.set_type = builtin("set");
  facts_.frozenset_type = builtin("frozenset");
  facts_.tuple_type = builtin("tuple");
  facts_.range_type = builtin("range");
  facts_.slice_type = builtin("slice");
  facts_.object_type = builtin("object");
  facts_.type_type = builtin("type");
  facts_.base_exception = builtin("BaseException");
  facts_.generator_type = builtin("Generator");
  facts_.coroutine_type = builtin("Coroutine");
  facts_.iterator_type = builtin("Iterator");
  facts_.ellipsis_type = builtin("ellipsis");
  facts_.not_implemented_type = builtin("NotImplementedType");
}

void Engine::resolve_stub_bases() {
  for (ClassInfo& cls : facts_.classes) {
    for (const syntax::Expr* base : cls.node->bases) {
      const auto* subscript = as<syntax::Subscript>(base);
      const syntax::Expr* name_node = subscript != nullptr ? subscript->value : base;
      if (const auto* name = as<syntax::Name>(name_node)) {
        const ClassId id = lookup_class(name->name, cls.module);
        if (id != none) {
          cls.bases.push_back(id);
        }
      }
    }
    if (cls.bases.empty() && cls.id != facts_.object_type) {
      cls.bases.push_back(facts_.object_type);
    }
  }
  for (ClassInfo& cls : facts_.classes) {
    compute_mro(cls.id);
  }
}

ClassId Engine::lookup_class(const std::string& name, program::ModuleId module) const {
  auto it = class_names_.find(std::pair(module, name));
  if (it != class_names_.end()) {
    return it->second;
  }
  it = class_names_.find(std::pair(program_.builtins().id, name));
  if (it != class_names_.end()) {
    return it->second;
  }
  for (const program::ModuleId imported : program_.modules[module]->imports) {
    it = class_names_.find(std::pair(imported, name));
    if (it != class_names_.end()) {
      return it->second;
    }
  }
  if (const program::Module* typing = program_.find("typing")) {
    it = class_names_.find(std::pair(typing->id, name));
    if (it != class_names_.end()) {
      return it->second;
    }
  }
  return none;
}

// ---- user code --------------------------------------------------------------------------------------

ParameterInfo Engine::declare_parameter(const syntax::Parameter& parameter, ParameterKind kind) {
  ParameterInfo info;
  info.name = parameter.name;
  info.kind = kind;
  info.default_value = parameter.default_value;
  info.has_default = parameter.default_value != nullptr;
  info.annotation = parameter.annotation;
  if (parameter.id < names_.variable.size()) {
    info.variable = names_.variable[parameter.id];
  }
  return info;
}

void Engine::declare_parameters(FunctionInfo& function, const syntax::Parameters& parameters) {
  for (const auto& parameter : parameters.positional_only) {
    function.parameters.push_back(declare_parameter(parameter, ParameterKind::PositionalOnly));
  }
  for (const auto& parameter : parameters.positional_or_keyword) {
    function.parameters.push_back(declare_parameter(parameter, ParameterKind::Ordinary));
  }
  if (parameters.vararg != nullptr) {
    function.parameters.push_back(declare_parameter(*parameters.vararg, ParameterKind::VarArgs));
  }
  for (const auto& parameter : parameters.keyword_only) {
    function.parameters.push_back(declare_parameter(parameter, ParameterKind::KeywordOnly));
  }
  if (parameters.kwarg != nullptr) {
    function.parameters.push_back(declare_parameter(*parameters.kwarg, ParameterKind::VarKeywords));
  }
}

bool Engine::decorated_with(const std::vector<const syntax::Expr*>& decorators, std::string_view name) const {
  return std::any_of(decorators.begin(), decorators.end(), [&](const syntax::Expr* decorator) {
    const auto* call = as<syntax::Call>(decorator);
    const syntax::Expr* callee = call != nullptr ? call->function : decorator;
    if (const auto* plain = as<syntax::Name>(callee)) {
      return plain->name == name;
    }
    const auto* member = as<syntax::Attribute>(callee);
    return member != nullptr && member->attribute == name;
  });
}

void Engine::declare_user_module(const program::Module& module) { declare_body(module.tree->body, module.id, none); }

void Engine::declare_body(const syntax::Body& body, program::ModuleId module, ClassId owner) {
  for (const syntax::Stmt* statement : body) {
    declare_expression_functions(*statement, module, owner);
  }
}

/// Declares what is defined in a statement or expression, at any depth.
void Engine::declare_expression_functions(const syntax::Node& root, program::ModuleId module, ClassId owner) {
  if (root.kind == syntax::Kind::FunctionDef) {
    const auto& node = static_cast<const syntax::FunctionDef&>(root);
    declare_function(node, module, owner);
    syntax::for_each_child(root, [&](const syntax::Node& child) { declare_expression_functions(child, module, none); });
    return;
  }
  if (root.kind == syntax::Kind::ClassDef) {
    const auto& node = static_cast<const syntax::ClassDef&>(root);
    const bool at_run_time = is_made_at_run_time(node, module);
    if (at_run_time) {
      facts_.run_time_classes.insert(node.id);
    }
    const ClassId cls = at_run_time ? none : declare_class(node, module);
    syntax::for_each_child(root, [&](const syntax::Node& child) { declare_expression_functions(child, module, cls); });
    return;
  }
  if (root.kind == syntax::Kind::Lambda) {
    declare_lambda(static_cast<const syntax::Lambda&>(root), module);
    owner = none;
  }
  syntax::for_each_child(root, [&](const syntax::Node& child) { declare_expression_functions(child, module, owner); });
}

FunctionId Engine::declare_function(const syntax::FunctionDef& node, program::ModuleId module, ClassId owner) {
  const auto id = static_cast<FunctionId>(facts_.functions.size());
  FunctionInfo info;
  info.id = id;
  info.name = node.name;
  info.module = module;
  info.node = &node;
  info.scope = names_.scope_of_node[node.id];
  info.owner = owner;
  info.is_async = node.is_async;
  info.is_generator = info.scope != names::none && names_.scope(info.scope).is_generator;
  const std::vector<const syntax::Expr*> decorators(node.decorators.begin(), node.decorators.end());
  info.is_abstract = decorated_with(decorators, "abstractmethod");
  info.stub_decorators = stub_decorators(node.decorators);
  if (owner != none) {
    info.method = decorated_with(decorators, "staticmethod")                                                                                                    ? MethodKind::Static
                  : decorated_with(decorators, "classmethod") || node.name == "__init_subclass__" || node.name == "__new__" || node.name == "__class_getitem__" ? MethodKind::Class
                  : decorated_with(decorators, "property") || decorated_with(decorators, "cached_property") ? MethodKind::Property
                  : decorated_with(decorators, "setter")                                                    ? MethodKind::PropertySetter
                  : decorated_with(decorators, "deleter")                                                   ? MethodKind::PropertyDeleter
                                                                                                            : MethodKind::Instance;
  }
  declare_parameters(info, node.parameters);
  info.returns = new_slot();
  info.yields = new_slot();
  info.sends = new_slot();
  const MethodKind method = info.method;
  facts_.functions.push_back(std::move(info));
  facts_.function_ids[node.id] = id;
  if (owner != none) {
    ClassInfo& cls = facts_.classes[owner];
    if (method == MethodKind::PropertySetter) {
      cls.property_setters[node.name] = id;
    } else if (method == MethodKind::PropertyDeleter) {
      cls.property_deleters[node.name] = id;
    } else {
      cls.methods[node.name] = id;
    }
    cls.is_abstract = cls.is_abstract || facts_.functions[id].is_abstract;
  }
  return id;
}

FunctionId Engine::declare_lambda(const syntax::Lambda& node, program::ModuleId module) {
  const auto id = static_cast<FunctionId>(facts_.functions.size());
  FunctionInfo info;
  info.id = id;
  info.name = "<lambda>";
  info.module = module;
  info.lambda = &node;
  info.scope = names_.scope_of_node[node.id];
  info.is_generator = info.scope != names::none && names_.scope(info.scope).is_generator;
  declare_parameters(info, node.parameters);
  info.returns = new_slot();
  info.yields = new_slot();
  info.sends = new_slot();
  facts_.functions.push_back(std::move(info));
  facts_.function_ids[node.id] = id;
  return id;
}

}  // namespace krait::types
