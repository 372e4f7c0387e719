/// Classes: bases, members in their order, fields at the end.
///
///   class Circle(Shape):                →  class Circle : public Shape {
///       sides = 0                            static constexpr std::int64_t sides = 0;
///       def area(self): …                    double area() const override { … }
#include <algorithm>

#include "cpp/walk.hpp"
#include "lower/lowering.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;
using types::ClassInfo;
using types::ClassKind;
using types::FieldInfo;
using types::FunctionInfo;
using types::MethodKind;

namespace {

/// Special methods that `py::Object` declares const.
bool overrides_object(const std::string& name) { return name == "__repr__" || name == "__str__" || name == "__format__" || name == "__hash__"; }

std::size_t statement_count(const std::vector<cpp::Stmt*>& statements) {
  std::size_t count = 0;
  for (const cpp::Stmt* statement : statements) {
    cpp::walk(*statement, [&](const cpp::Node& node) { count += node.kind >= cpp::Kind::ExprStmt ? 1 : 0; });
  }
  return count;
}

constexpr std::size_t short_body = 8;  ///< statements that a member function inside its class may have

}  // namespace

/// Have instances a member for values of their own?
bool Lowering::has_own_values(const ClassInfo& cls, const std::string& name) const {
  return cls.kind != ClassKind::Enum && std::any_of(cls.mro.begin(), cls.mro.end(), [&](ClassId base) {
           const auto field = facts_.classes[base].fields.find(name);
           return field != facts_.classes[base].fields.end() && !facts_.classes[base].is_stub && field->second.is_instance_attribute && !is_dynamic_field(field->second);
         });
}

/// Instances of classes whose attributes are set by computed names keep all of them in their `__dict__`.
bool Lowering::is_dynamic_field(const FieldInfo& field) const { return field.is_instance_attribute && facts_.classes[field.owner].has_dynamic_attributes; }

/// Do instances have a value of their own only once it is stored, and their class's until then?
bool Lowering::is_layered(ClassId owner, const std::string& name) const { return whole_.layered.contains({topmost_owner(facts_, owner, name), name}); }

cpp::Type* Lowering::field_type(const FieldInfo& field) {
  cpp::Type* declared = type(reprs_.of_field(field));
  if ((field.maybe_unset && !field.is_class_attribute) || is_layered(field.owner, field.name)) {
    need("py/unbound.hpp");
    return cpp::type("py::attribute", {declared});
  }
  return declared;
}

/// Abstract methods that nothing in the MRO defines, in order of name.
std::vector<std::string> Lowering::abstract_methods(const ClassInfo& cls) const {
  std::set<std::string> names;
  if (!facts_.checks_abstract_methods(cls.id)) {
    return {};
  }
  for (const ClassId base : cls.mro) {
    for (const auto& [name, function] : facts_.classes[base].methods) {
      if (!facts_.classes[base].is_stub && facts_.functions[facts_.find_method(cls.id, name)].is_abstract) {
        names.insert(name);
      }
    }
  }
  return {names.begin(), names.end()};
}

bool Lowering::is_forced_const(const FunctionInfo& function) const {
  return overrides_object(function.name) && !whole_.const_methods.contains(function.id) && facts_.classes[function.owner].kind != ClassKind::NamedTuple;
}

static bool is_cached(const FunctionInfo& function) { return cache_decorator(function) != nullptr || types::has_decorator(function.stub_decorators, "cached_property"); }

void Lowering::add_cache(const FunctionInfo& function, cpp::Class& into) {
  if (!is_cached(function)) {
    return;
  }
  const std::string name = member_name(function.name);
  in_header([&] {
    const types::StubDecorator* row = cache_decorator(function);
    cpp::Function* made = nullptr;
    const std::string uncached = into.name + "::" + name + "_uncached";
    if (row != nullptr && function.method == MethodKind::Static) {
      made = cached_function(function, *row, cpp::name(uncached));
      made->specifiers.is_static = true;
    } else if (row != nullptr) {
      made = cached_function(function, *row, cpp::call("std::mem_fn", {cpp::address_of(cpp::name(uncached))}));
      need("functional");
    } else {
      // Computed when first asked for, then kept in the object.
      need("optional");
      const Repr result = reprs_.of_result(function);
      cpp::Variable* kept = cpp::variable(cpp::type("std::optional", {type(result)}), name + "_cached");
      made = cpp::function(type(result), name, {},
                           {cpp::if_(cpp::not_(cpp::name(kept->names.front())), {cpp::expr_stmt(cpp::assign(cpp::name(kept->names.front()), cpp::call(name + "_uncached")))}),
                            cpp::return_(cpp::dereference(cpp::name(kept->names.front())))});
      made->definition = cpp::Definition::Defined;
      cpp::section(into, cpp::Access::Public).add(kept);
    }
    made->name = name;
    made->blank_before = true;
    cpp::section(into, cpp::Access::Public).add(made);
  });
}

std::string Lowering::method_cpp_name(const FunctionInfo& function) const {
  if (function.method == MethodKind::PropertySetter) {
    return "py_set_" + function.name;
  }
  if (function.method == MethodKind::PropertyDeleter) {
    return "py_delete_" + function.name;
  }
  return member_name(function.name) + (function.is_decorated ? "_undecorated" : is_forced_const(function) ? "_" : "");
}

/// Does the code use anything of this module that the header declares behind the class?
bool Lowering::uses_later(const ClassInfo& cls, const syntax::Node& node) const {
  if (const auto* name = as<syntax::Name>(&node); name != nullptr && names_.variable[name->id] != names::none) {
    const names::Variable& variable = names_.variables[names_.variable[name->id]];
    const names::Scope& scope = names_.scope(names_.symbols[variable.symbol].scope);
    if (scope.kind == names::ScopeKind::Module && scope.module == module_.id && !variable.definitions.empty() && cls.node != nullptr &&
        variable.definitions.front()->span.begin > cls.node->span.begin) {
      return true;
    }
    if (scope.kind == names::ScopeKind::Module && scope.module != module_.id && program_.modules[scope.module]->component == module_.component) {
      return true;
    }
  }
  if (node.id < facts_.node_types.size() && !facts_.node_types[node.id].is_bottom()) {
    const auto later = [&](ClassId id) {
      return id != cls.id && !facts_.classes[id].is_stub &&
             (facts_.classes[id].module == module_.id ? !declared_classes_.contains(id) : program_.modules[facts_.classes[id].module]->component == module_.component);
    };
    const std::function<bool(const Repr&)> mentions = [&](const Repr& repr) {
      return (repr.cls != types::none && later(repr.cls)) || std::any_of(repr.arguments.begin(), repr.arguments.end(), mentions);
    };
    const types::Atom* only = facts_.node_types[node.id].single();
    if (mentions(reprs_.of_node(node)) || (only != nullptr && only->kind == types::AtomKind::Class && later(only->id))) {
      return true;
    }
  }
  bool found = false;
  syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || uses_later(cls, child); });
  return found;
}

void Lowering::class_bases(const ClassInfo& cls, cpp::Class& into) {
  const bool is_virtual = whole_.virtual_bases.contains(cls.id);
  for (const ClassId base : cls.bases) {
    const ClassInfo& info = facts_.classes[base];
    if (!info.is_stub) {
      if (info.module != module_.id) {
        need(module_header(*program_.modules[info.module]));
      }
      into.bases.push_back(cpp::base(cpp::raw_type(class_spelling(base)), is_virtual));
    } else if (facts_.is_subclass(base, facts_.base_exception)) {
      need(reprs_.library_header(info));
      into.bases.push_back(cpp::base(cpp::raw_type(reprs_.library_name(info)), true));
    } else if (base != facts_.object_type) {
      diagnostics_.report(source::Code::K0401, cls.node != nullptr ? cls.node->name_span : source::Span{}, "a class derived from `" + info.name + "` is not supported yet",
                          "keep the `" + info.name + "` in a field");
    }
  }
  if (cls.kind == ClassKind::Dataclass) {
    need("py/dataclasses.hpp");
    std::vector<cpp::Type*> arguments = {cpp::raw_type(reprs_.cpp_name(cls.name))};
    for (const cpp::Class::Base& base : into.bases) {
      arguments.push_back(base.type);
    }
    if (cls.is_frozen) {
      arguments.push_back(cpp::raw_type("py::frozen"));
    }
    if (cls.has_hash) {
      arguments.push_back(cpp::raw_type("py::hashed"));
    }
    if (cls.has_order) {
      arguments.push_back(cpp::raw_type("py::ordered"));
    }
    if (!cls.has_eq) {
      arguments.push_back(cpp::raw_type("py::identity_equal"));
    }
    into.bases = {cpp::base(cpp::type("py::Dataclass", arguments), false)};
  }
  if (into.bases.empty()) {
    need(cls.has_dynamic_attributes ? "py/class.hpp" : "py/object.hpp");
    into.bases.push_back(cpp::base(cpp::raw_type(cls.has_dynamic_attributes ? "py::Instance" : "py::Object"), is_virtual));
  }
}

/// Fields that are values need their complete type: their classes come first.
void Lowering::complete_value_fields(const ClassInfo& cls) {
  const std::function<void(const Repr&)> complete = [&](const Repr& part) {
    if (part.is(Kind::Struct) && facts_.classes[part.cls].module == module_.id) {
      lower_class(facts_.classes[part.cls]);
    }
    std::for_each(part.arguments.begin(), part.arguments.end(), complete);
  };
  for (const std::string& name : cls.field_order) {
    complete(reprs_.of_field(cls.fields.find(name)->second));
  }
}

/// The comments and the documentation of a class, around the C++ class and at its end.
void Lowering::class_comments(const ClassInfo& cls, cpp::Class& made) {
  if (!cls.node->body.dangling.empty()) {
    auto* line = cpp::make<cpp::CommentLine>();
    line->leading = comments(cls.node->body.dangling);
    cpp::section(made, cpp::Access::Public).add(line);
  }
  made.leading = comments(cls.node->leading);
  for (cpp::Comment& comment : documentation(cls.node->body)) {
    made.leading.push_back(std::move(comment));
  }
  for (cpp::Comment& comment : comments(cls.node->trailing)) {
    made.trailing.push_back(std::move(comment));
  }
}

void Lowering::lower_class(const ClassInfo& cls) {
  if (!lowered_classes_.insert(cls.id).second) {
    return;
  }
  if (cls.kind == ClassKind::NamedTuple) {
    lower_namedtuple(cls);
    return;
  }
  // Classes inside are members of the namespace, too.
  for (const syntax::Stmt* statement : cls.node != nullptr ? cls.node->body : syntax::Body{}) {
    if (const auto* inner = as<syntax::ClassDef>(statement); inner != nullptr && !facts_.run_time_classes.contains(inner->id)) {
      lower_class(facts_.classes[facts_.class_of(inner->id)]);
    }
  }
  complete_value_fields(cls);
  if (cls.kind == ClassKind::Enum) {
    lower_enum(cls);
    return;
  }
  report_unsupported(cls);
  cpp::Class* made = cpp::class_(reprs_.cpp_name(cls.name));
  made->key = class_key(cls);
  auto initialisers = std::exchange(default_initialisers_, {});
  auto listed = std::exchange(listed_fields_, {});
  declared_classes_.insert(cls.id);
  in_header([&] { class_bases(cls, *made); });
  const bool own_init = cls.methods.contains("__init__") && facts_.functions[cls.methods.find("__init__")->second].node != nullptr;
  for (const auto& [name, function] : cls.methods) {
    emit_default_objects(facts_.functions[function]);
  }
  if (!own_init) {
    constructor(cls, *made);
  }
  for (const syntax::Stmt* statement : cls.node->body) {
    class_statement(cls, *statement, *made);
  }
  if (is_totally_ordered(cls)) {
    total_ordering(cls, *made);
  }
  settle_bases(cls, *made);
  super_hooks(cls, *made);
  make_function(cls, *made);
  in_header([&] {
    trace_function(cls, *made);
    instance_fields(cls, *made);
    if (cls.kind == ClassKind::Dataclass) {
      cpp::section(*made, cpp::Access::Public).add(cpp::blank(field_table(cls)));
    }
  });
  if (whole_.described.contains(cls.id)) {
    add_descriptor(cls, *made);
  } else if (whole_.named.contains(cls.id)) {
    add_class_name(cls, *made);
  }
  class_comments(cls, *made);
  made->blank_before = true;
  header_declarations_.push_back(made);
  default_initialisers_ = std::move(initialisers);
  listed_fields_ = std::move(listed);
  say_class_name(cls);
  init_subclass(cls);
  class_decorators(cls);
}

/// `py::class_name<Node_>("_Node");` where C++ cannot have the name, and no descriptor tells it.
void Lowering::say_class_name(const ClassInfo& cls) {
  const bool made_by_type = cls.kind == ClassKind::Enum || cls.kind == ClassKind::NamedTuple;  // which ask C++ for the name of the class
  if (reprs_.cpp_name(cls.name) == cls.name || (!made_by_type && (whole_.described.contains(cls.id) || whole_.named.contains(cls.id)))) {
    return;
  }
  need("py/class_name.hpp");
  emit(cpp::expr_stmt(cpp::call(cpp::name("py::class_name", {cpp::raw_type(class_spelling(cls.id))}), {cpp::string(cls.name)})));
}

/// The call of the nearest base's `__init_subclass__`, with the class statement's keywords.
void Lowering::init_subclass(const ClassInfo& cls) {
  for (const ClassId base : cls.mro) {
    const auto hook = facts_.classes[base].methods.find("__init_subclass__");
    if (base == cls.id || hook == facts_.classes[base].methods.end() || facts_.classes[base].is_stub) {
      continue;
    }
    syntax::Call call;
    call.id = cls.node->id;
    call.span = cls.node->name_span;
    std::copy_if(cls.node->keywords.begin(), cls.node->keywords.end(), std::back_inserter(call.keywords), [](const auto& keyword) { return keyword.name != "metaclass"; });
    const FunctionInfo& function = facts_.functions[hook->second];
    const types::Binding binding = types::bind(function, 1, call);
    if (!binding.ok) {
      emit(cpp::expr_stmt(raise_type_error(facts_.classes[base].name + "." + binding.error, make(Kind::None)).expr));
      return;
    }
    auto arguments = user_arguments(function, 1, call);
    need("py/type.hpp");
    arguments.insert(arguments.begin(), cpp::call(cpp::name("py::class_of", {cpp::raw_type(class_spelling(cls.id))})));
    emit(cpp::expr_stmt(cpp::call(class_spelling(base) + "::" + method_cpp_name(function), arguments)));
    return;
  }
}

void Lowering::lower_kind(const syntax::ClassDef& node) {
  if (facts_.run_time_classes.contains(node.id)) {
    run_time_class(node);
  } else {
    lower_class(facts_.classes[facts_.class_of(node.id)]);
  }
}

// ---- statements of the class body ---------------------------------------------------------------------

void Lowering::class_statement(const ClassInfo& cls, const syntax::Stmt& statement, cpp::Class& into) {
  cpp::Body& members = cpp::section(into, cpp::Access::Public);
  const std::size_t before = members.statements.size();
  if (const auto* definition = as<syntax::FunctionDef>(&statement)) {
    const FunctionInfo& function = facts_.functions[facts_.function_of(definition->id)];
    const bool replaced = function.method != MethodKind::PropertySetter && function.method != MethodKind::PropertyDeleter && cls.methods.contains(function.name) &&
                          cls.methods.find(function.name)->second != function.id;
    if (replaced) {
      return;  // defined again further down
    }
    if (function.name == "__init__") {
      constructor(cls, into);
      return;
    }
    if (takes_no_operand(function)) {
      comparison_without_operand(cls, function, into);
      return;
    }
    method(cls, function, into);
    if (function.is_decorated) {
      replaced_method(cls, function, into);
    }
    return;
  }
  const auto* assign = as<syntax::Assign>(&statement);
  const auto* annotated = as<syntax::AnnAssign>(&statement);
  if (assign != nullptr || annotated != nullptr) {
    const auto* name = as<syntax::Name>(assign != nullptr && assign->targets.size() == 1 ? assign->targets[0] : annotated != nullptr ? annotated->target : nullptr);
    const auto alias = name != nullptr ? cls.methods.find(name->name) : cls.methods.end();
    if (alias != cls.methods.end() && facts_.functions[alias->second].name != name->name) {
      method_alias(facts_.functions[alias->second], member_name(name->name), statement, into);
    }
    if (alias != cls.methods.end()) {
      called_property(cls, name->name, statement, into);
      return;
    }
    if (name != nullptr && name->name != "__slots__" && name->name != "__match_args__") {
      class_attribute(cls, statement, name->name, into);
      return;
    }
  }
  const auto* expression = as<syntax::ExprStmt>(&statement);
  const bool nothing = statement.kind == syntax::Kind::Pass || statement.kind == syntax::Kind::ClassDef ||
                       (expression != nullptr && expression->value->kind == syntax::Kind::Constant) || assign != nullptr;
  if (!nothing) {
    const std::size_t first = block_->size();
    lower(statement);
    if (block_->size() > first) {
      attach_comments((*block_)[first], statement);
      return;
    }
  }
  const bool has_comments = !statement.leading.empty() || !statement.trailing.empty();
  if (has_comments && statement.kind != syntax::Kind::ClassDef && members.statements.size() == before) {
    auto* line = cpp::make<cpp::CommentLine>();
    attach_comments(line, statement);
    line->leading.insert(line->leading.end(), line->trailing.begin(), line->trailing.end());
    line->trailing.clear();
    members.add(line);
  }
}

/// `name = value` in a class body: a static member, or the initial value of a field.
void Lowering::class_attribute(const ClassInfo& cls, const syntax::Stmt& statement, const std::string& name, cpp::Class& into) {
  const auto it = cls.fields.find(name);
  if (it == cls.fields.end()) {
    return;
  }
  const FieldInfo& field = it->second;
  const auto* assign = as<syntax::Assign>(&statement);
  const syntax::Expr* value = assign != nullptr ? assign->value : static_cast<const syntax::AnnAssign&>(statement).value;
  const bool own = cls.kind == ClassKind::Dataclass && !field.is_class_var && assign == nullptr;
  if (value == nullptr || own) {
    default_initialisers_.emplace(name, &statement);  // printed with the field, with its comments
    return;
  }
  const Repr& repr = reprs_.of_field(field);
  const bool constant = is_constant_value(*value, repr);
  const bool stored = whole_.class_stores.contains({cls.id, name});
  const bool layered = is_layered(cls.id, name);
  if (field.is_instance_attribute && !layered && !is_dynamic_field(field)) {
    default_initialisers_.emplace(name, &statement);
    if (constant && !whole_.class_loads.contains({cls.id, name})) {
      return;
    }
  }
  in_header([&] {
    cpp::Variable* member = cpp::variable(type(repr), attribute_cpp_name(cls.id, name));
    member->specifiers.is_static = true;
    if (constant && !stored) {
      member->specifiers.is_constexpr = true;
      member->init = cpp::InitStyle::Assign;
      member->values = {lower_as(*value, repr)};
    } else {
      member->specifiers.is_inline = true;
      if (cpp::Expr* initial = constant ? lower_as(*value, repr) : default_of(repr)) {
        member->init = cpp::InitStyle::Assign;
        member->values = {initial};
      }
    }
    if (!field.is_instance_attribute || layered || is_dynamic_field(field)) {
      attach_comments(member, statement);
    }
    cpp::section(into, cpp::Access::Public).add(member);
    if (layered || is_read_virtually(cls, field)) {
      virtual_accessor(cls, name, into);
    }
  });
  if (!constant) {
    emit(cpp::expr_stmt(cpp::assign(cpp::name(class_spelling(cls.id) + "::" + attribute_cpp_name(cls.id, name)), lower_as(*value, repr))));
  }
}

void Lowering::instance_fields(const ClassInfo& cls, cpp::Class& into) {
  bool first = true;
  for (const std::string& name : cls.field_order) {
    const FieldInfo& field = cls.fields.find(name)->second;
    if (is_late(field)) {
      need("py/unbound.hpp");
      cpp::Variable* member = cpp::variable(cpp::type("py::attribute", {type(reprs_.of_field(field))}), attribute_cpp_name(cls.id, name));
      member->specifiers.is_inline = true;
      member->specifiers.is_static = true;
      cpp::section(into, cpp::Access::Public).add(member);
      if (is_read_virtually(cls, field) && !is_layered(cls.id, name)) {
        virtual_accessor(cls, name, into);
      }
    }
    if (!has_member(cls, field)) {
      continue;
    }
    const bool dataclass_field = is_dataclass_field(cls, field);
    const Repr& repr = reprs_.of_field(field);
    cpp::Variable* member = cpp::variable(field_type(field), member_name(name));
    const auto given = default_initialisers_.find(name);
    const syntax::Expr* value = nullptr;
    if (given != default_initialisers_.end()) {
      const auto* assign = as<syntax::Assign>(given->second);
      const auto* annotated = as<syntax::AnnAssign>(given->second);
      value = assign != nullptr ? assign->value : annotated != nullptr ? annotated->value : nullptr;
      attach_comments(member, *given->second);
      member->blank_before = false;
    }
    const bool layered = is_layered(cls.id, name);
    const bool presence = layered || (field.maybe_unset && !field.is_class_attribute);
    cpp::Expr* initial = nullptr;
    if (value != nullptr && !dataclass_field && !layered && is_constant_value(*value, repr)) {
      const bool named = field.is_class_attribute && (whole_.class_loads.contains({cls.id, name}) || whole_.class_stores.contains({cls.id, name}));
      initial = named ? cpp::name(attribute_cpp_name(cls.id, name)) : lower_as(*value, repr);
    } else if (field.is_class_attribute && value != nullptr && !dataclass_field && !layered) {
      initial = cpp::name(attribute_cpp_name(cls.id, name));
    } else if (value != nullptr && value->kind == syntax::Kind::Constant && !dataclass_field && !presence) {
      const auto* constant = as<syntax::Constant>(value);
      initial = constant->constant == syntax::ConstantKind::None ? nullptr : lower_as(*value, repr);
    } else if (!listed_fields_.contains(name) && !presence) {
      initial = default_of(repr);
    }
    if (repr.is(Kind::None)) {
      initial = nullptr;
    }
    if (initial != nullptr) {
      member->init = cpp::InitStyle::Assign;
      member->values = {initial};
    }
    member->blank_before = first;
    first = false;
    cpp::section(into, cpp::Access::Public).add(member);
    if (layered && (!field.is_class_attribute || is_late(field))) {
      virtual_accessor(cls, name, into);
    }
  }
}

// ---- methods ------------------------------------------------------------------------------------------

/// What the operator functions of C++ give, whatever the types say that the method returns.
Repr Lowering::method_result(const FunctionInfo& function, const Repr& otherwise) const {
  if (function.name == "__hash__" || function.name == "__len__") {
    return make(Kind::Int64);
  }
  if (function.name == "__bool__" || function.name == "__contains__") {
    return make(Kind::Bool);
  }
  return function.name == "__repr__" || function.name == "__str__" || function.name == "__format__" ? str() : otherwise;
}

/// Does the method of the nearest base, which this one overrides, have as many parameters?
bool Lowering::has_arity_of_base(const ClassInfo& cls, const FunctionInfo& function) const {
  for (const ClassId base : cls.mro) {
    const ClassInfo& above = facts_.classes[base];
    const auto it = above.methods.find(function.name);
    if (base != cls.id && it != above.methods.end() && !above.is_stub) {
      return facts_.functions[it->second].parameters.size() == function.parameters.size();
    }
  }
  return true;
}

/// `static`, `const`, `virtual` and `override`. False where the method of the base has other parameters, so that C++ sees no override.
bool Lowering::method_specifiers(const ClassInfo& cls, const FunctionInfo& function, cpp::Function& made) {
  const bool forced = is_forced_const(function);
  const bool is_static = function.method == MethodKind::Static || function.method == MethodKind::Class;
  const bool object_member = overrides_object(function.name) && !forced;
  made.specifiers.is_static = is_static;
  made.is_const = object_member || whole_.const_methods.contains(function.id);
  const bool of_object = (object_member || function.name == "__del__") && cls.kind != ClassKind::NamedTuple;  // whose base hides, and has nothing virtual
  made.is_override = (function.is_override || of_object) && !forced && !is_static;
  made.specifiers.is_virtual = !made.is_override && function.is_overridden && !forced && !is_static;
  if (function.is_decorated) {  // found through the class object
    made.is_override = false;
    made.specifiers.is_virtual = false;
  }
  if (function.is_override && made.is_override && !has_arity_of_base(cls, function)) {
    made.is_override = object_member;
    made.specifiers.is_virtual = function.is_overridden;
    return false;
  }
  return true;
}

/// The definition of a method whose body stands in the source file.
void Lowering::define_method(const ClassInfo& cls, const FunctionInfo& function, const cpp::Function& declared, const Repr& result, std::vector<cpp::Stmt*> statements) {
  FunctionContext again;
  FunctionContext* const before = std::exchange(context_, &again);
  enter_function(function, again);
  cpp::Function* definition = function_signature(function, true);
  context_ = before;
  if (returns_as_operator(function, result)) {
    definition->result = type(result);
  }
  definition->attributes.clear();
  definition->name = reprs_.cpp_name(cls.name) + "::" + declared.name;
  definition->is_const = declared.is_const;
  definition->body.statements = std::move(statements);
  definition->definition = cpp::Definition::Defined;
  place_comments(definition, *function.node);
  source_declarations_.push_back(definition);
}

/// Is what the C++ function returns not what the types say, since C++ fixes it?
bool Lowering::returns_as_operator(const FunctionInfo& function, const Repr& result) const {
  return !(result == reprs_.of_return_value(function)) && !function.is_generator && !function.is_async;
}

/// Parameters that a body in the class does not use are marked so.
void Lowering::mark_unused_parameters(const FunctionInfo& function, cpp::Function& made) const {
  const bool is_static = function.method == MethodKind::Static || function.method == MethodKind::Class;
  std::size_t index = 0;
  for (std::size_t i = is_static ? 0 : 1; i < function.parameters.size(); ++i, ++index) {
    const names::VariableId variable = function.parameters[i].variable;
    if (variable != names::none && names_.variables[variable].uses.empty() && index < made.parameters.size()) {
      made.parameters[index].attribute = "maybe_unused";
    }
  }
}

/// The statements of a method's body, and the headers that they need: those of the header or of the source, known when the body's length is.
std::vector<cpp::Stmt*> Lowering::method_body(const FunctionInfo& function, std::set<std::string>& needs) {
  const std::set<std::string> source_before = std::exchange(source_headers_, {});
  cpp::Function holder;
  function_body(function, holder);
  needs = std::exchange(source_headers_, source_before);
  return holder.body.statements;
}

void Lowering::method(const ClassInfo& cls, const FunctionInfo& function, cpp::Class& into) {
  const syntax::FunctionDef* node = function.node;
  if (function.is_decorated && !may_be_replaced(cls, function)) {
    diagnostics_.report(source::Code::K0401, node->name_span,
                        "a decorator of the program's own above `staticmethod`, `classmethod` or `property`, or on a property that can be set, is not supported yet",
                        "call the wrapper inside the method");
    return;
  }
  FunctionContext context;
  const bool pure = function.is_placeholder && !function.is_called_by_class;
  const bool may_stay = !uses_later(cls, *node);
  FunctionContext* const outer = std::exchange(context_, &context);
  enter_function(function, context);
  context.result = method_result(function, context.result);
  const Repr result = context.result;
  std::set<std::string> body_needs;
  std::vector<cpp::Stmt*> statements = pure ? std::vector<cpp::Stmt*>{} : method_body(function, body_needs);
  const bool in_class = !pure && may_stay && statement_count(statements) <= short_body;
  (in_class ? header_headers_ : source_headers_).insert(body_needs.begin(), body_needs.end());
  cpp::Function* made = nullptr;
  in_header([&] { made = function_signature(function, false); });
  context_ = outer;
  made->name = method_cpp_name(function) + (is_cached(function) ? "_uncached" : "");
  if (returns_as_operator(function, result)) {
    in_header([&] { made->result = type(result); });
  }
  const bool same_arity = method_specifiers(cls, function, *made);
  made->leading = documentation(node->body);
  if (pure) {
    made->definition = cpp::Definition::Pure;
    made->specifiers.is_virtual = !made->is_override;
    add_method(cls, node, made, true, into);
    return;
  }
  if (in_class) {
    mark_unused_parameters(function, *made);
    made->body.statements = std::move(statements);
    made->definition = cpp::Definition::Defined;
    add_method(cls, node, made, true, into);
  } else {
    define_method(cls, function, *made, result, std::move(statements));
    add_method(cls, nullptr, made, false, into);
  }
  add_cache(function, into);
  if (is_forced_const(function)) {
    in_header([&] { const_forwarder(function, into); });
  }
  if (!same_arity) {
    in_header([&] { arity_forwarder(function, into); });
  }
}

void Lowering::add_method(const ClassInfo&, const syntax::FunctionDef* source, cpp::Function* function, bool in_class, cpp::Class& into) {
  if (source != nullptr) {
    std::vector<cpp::Comment> documentation = std::move(function->leading);
    function->leading = comments(source->leading);
    function->leading.insert(function->leading.end(), documentation.begin(), documentation.end());
    for (cpp::Comment& comment : comments(source->trailing)) {
      function->trailing.push_back(std::move(comment));
    }
  }
  cpp::Body& members = cpp::section(into, cpp::Access::Public);
  function->blank_before = !members.statements.empty() && (in_class || !function->leading.empty());
  members.add(function);
}

/// `__rmul__ = __mul__`: a member that calls the other one.
void Lowering::method_alias(const FunctionInfo& function, const std::string& name, const syntax::Stmt& statement, cpp::Class& into) {
  if (function.method != MethodKind::Instance) {
    diagnostics_.report(source::Code::K0401, statement.span, "a second name of a method that is not an ordinary one is not supported yet", "define a method that calls the other");
    return;
  }
  in_header([&] {
    cpp::Function* forwarder = function_signature(function, true);
    forwarder->name = name;
    forwarder->is_const = whole_.const_methods.contains(function.id);
    std::vector<cpp::Expr*> arguments;
    for (std::size_t i = 0; i < forwarder->parameters.size(); ++i) {
      forwarder->parameters[i].attribute.clear();
      arguments.push_back(cpp::name(representation::cpp_name(function.parameters[i + 1].name)));
    }
    const Repr result = reprs_.of_result(function);
    const std::string scope = function.is_overridden ? class_spelling(function.owner) + "::" : "";  // it is this class's, whatever the object's class
    cpp::Expr* call = cpp::call(scope + method_cpp_name(function), arguments);
    forwarder->body.statements = {result.is(Kind::None) || result.is(Kind::Never) ? cpp::expr_stmt(call) : static_cast<cpp::Stmt*>(cpp::return_(call))};
    forwarder->definition = cpp::Definition::Defined;
    attach_comments(forwarder, statement);
    forwarder->blank_before = true;
    cpp::section(into, cpp::Access::Public).add(forwarder);
  });
}

/// The setter in `width = property(_width, set_width)`, under the name by which stores call it.
void Lowering::called_property(const ClassInfo& cls, const std::string& name, const syntax::Stmt& statement, cpp::Class& into) {
  const auto setter = cls.property_setters.find(name);
  if (setter != cls.property_setters.end() && facts_.functions[setter->second].method == MethodKind::Instance) {
    method_alias(facts_.functions[setter->second], "py_set_" + name, statement, into);
  }
}

/// `py_repr() const` where the method itself may change the object or hand it on.
void Lowering::const_forwarder(const FunctionInfo& function, cpp::Class& into) {
  const std::string name = member_name(function.name);
  cpp::Params parameters;
  std::vector<cpp::Expr*> arguments;
  if (function.name == "__format__") {
    parameters.push_back(cpp::param(cpp::const_ref(type(str())), "spec"));
    arguments.push_back(cpp::name("spec"));
  }
  cpp::Expr* self = cpp::cast(cpp::CastKind::Const, cpp::pointer(cpp::raw_type(into.name)), cpp::this_());
  cpp::Function* forwarder = cpp::function(function.name == "__hash__" ? type(make(Kind::Int64)) : type(str()), name, std::move(parameters),
                                           {cpp::return_(cpp::call(cpp::arrow(self, name + "_"), arguments))});
  forwarder->is_const = true;
  forwarder->is_override = true;
  forwarder->definition = cpp::Definition::Defined;
  cpp::section(into, cpp::Access::Public).add(forwarder);
}

/// An override that takes more parameters than what it overrides: the base's signature, with the defaults.
void Lowering::arity_forwarder(const FunctionInfo& function, cpp::Class& into) {
  for (const ClassId base : facts_.classes[function.owner].mro) {
    const auto it = facts_.classes[base].methods.find(function.name);
    if (base == function.owner || facts_.classes[base].is_stub || it == facts_.classes[base].methods.end()) {
      continue;
    }
    const FunctionInfo& overridden = facts_.functions[it->second];
    if (overridden.parameters.size() > function.parameters.size()) {
      return;  // callers through the base give what this one does not take: TypeError in Python
    }
    for (std::size_t i = overridden.parameters.size(); i < function.parameters.size(); ++i) {
      if (function.parameters[i].default_value == nullptr) {
        return;
      }
    }
    cpp::Function* forwarder = function_signature(overridden, true);
    forwarder->name = member_name(function.name);
    forwarder->is_const = whole_.const_methods.contains(overridden.id);
    forwarder->is_override = true;
    std::vector<cpp::Expr*> arguments;
    for (std::size_t i = 1; i < overridden.parameters.size(); ++i) {
      forwarder->parameters[i - 1].attribute.clear();
      arguments.push_back(cpp::name(forwarder->parameters[i - 1].name));
    }
    for (std::size_t i = overridden.parameters.size(); i < function.parameters.size(); ++i) {
      arguments.push_back(default_argument(function, function.parameters[i]));
    }
    const Repr result = reprs_.of_result(function);
    cpp::Expr* call = cpp::call(member_name(function.name), arguments);
    forwarder->body.statements = {result.is(Kind::None) || result.is(Kind::Never) ? cpp::expr_stmt(call) : static_cast<cpp::Stmt*>(cpp::return_(call))};
    forwarder->definition = cpp::Definition::Defined;
    cpp::section(into, cpp::Access::Public).add(forwarder);
    return;
  }
}

}  // namespace krait::lower
