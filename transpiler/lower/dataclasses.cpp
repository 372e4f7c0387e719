/// Data classes: fields, a constructor, and a table of fields from which py::Dataclass makes the rest.
///
///   @dataclass(order=True)     →  class Version : public py::Dataclass<Version, py::ordered> {
///   class Version:                 public:
///       major: int                  explicit Version(std::int64_t major, std::int64_t minor = 0) : major(major), minor(minor) {}
///       minor: int = 0              static constexpr auto py_fields = std::tuple(py::field("major", &Version::major), …);
#include <algorithm>

#include "lower/lowering.hpp"

namespace krait::lower {

using syntax::as;
using types::ClassInfo;
using types::ClassKind;
using types::FieldInfo;
using types::FunctionInfo;

std::vector<const FieldInfo*> Lowering::dataclass_fields(const ClassInfo& cls) const {
  std::vector<const FieldInfo*> result;
  for (auto base = cls.mro.rbegin(); base != cls.mro.rend(); ++base) {
    const ClassInfo& owner = facts_.classes[*base];
    if (owner.is_stub || owner.kind != ClassKind::Dataclass) {
      continue;
    }
    for (const std::string& name : owner.field_order) {
      const FieldInfo& field = owner.fields.find(name)->second;
      if (field.is_class_var || field.declaration == nullptr || as<syntax::AnnAssign>(field.declaration) == nullptr) {
        continue;
      }
      const auto known = std::find_if(result.begin(), result.end(), [&](const FieldInfo* other) { return other->name == name; });
      if (known == result.end()) {
        result.push_back(&field);
      } else {
        *known = &field;
      }
    }
  }
  return result;
}

/// `static constexpr auto py_fields = std::tuple(py::field("x", &Point::x), …);`
cpp::Stmt* Lowering::field_table(const ClassInfo& cls) {
  need("tuple");
  std::vector<cpp::Expr*> rows;
  std::vector<const FieldInfo*> fields;
  if (cls.kind == ClassKind::Dataclass) {
    fields = dataclass_fields(cls);
    std::erase_if(fields, [](const FieldInfo* field) { return field->is_init_var; });
  } else {
    for (const std::string& name : cls.field_order) {
      const FieldInfo& field = cls.fields.find(name)->second;
      if (field.is_instance_attribute) {
        fields.push_back(&field);
      }
    }
  }
  const std::string class_name = reprs_.cpp_name(cls.name);
  for (const FieldInfo* field : fields) {
    std::vector<cpp::Expr*> arguments = {cpp::string(field->name), cpp::address_of(cpp::name(class_name + "::" + member_name(field->name)))};
    if (!field->in_repr || !field->in_compare) {
      arguments.push_back(cpp::boolean(field->in_repr));
      arguments.push_back(cpp::boolean(field->in_compare));
    }
    rows.push_back(cpp::call("py::field", arguments));
  }
  cpp::Variable* table = cpp::variable(cpp::auto_type(), "py_fields", rows.empty() ? cpp::brace(cpp::type("std::tuple", {}), {}) : cpp::call("std::tuple", rows));
  if (rows.empty()) {
    table->values = {cpp::call("std::make_tuple", {})};
  }
  table->specifiers.is_static = true;
  table->specifiers.is_constexpr = true;
  return table;
}

/// What a data class's field holds when the caller does not say; null if the caller must.
cpp::Expr* Lowering::field_default(const FieldInfo& field, const FunctionInfo& init) {
  const Repr& repr = reprs_.of_field(field);
  if (field.default_value != nullptr) {
    const auto parameter = std::find_if(init.parameters.begin(), init.parameters.end(), [&](const auto& p) { return p.name == field.name; });
    return parameter == init.parameters.end() || has_constant_default(*parameter) ? lower_as(*field.default_value, repr) : default_argument(init, *parameter);
  }
  return field.default_factory != nullptr ? default_factory_value(field, repr) : nullptr;
}

/// Parameters of a data class's constructor: those that go by keyword only come last.
cpp::Params Lowering::field_parameters(std::vector<const FieldInfo*> fields, const FunctionInfo& init) {
  std::stable_partition(fields.begin(), fields.end(), [](const FieldInfo* field) { return !field->is_keyword_only; });
  cpp::Params parameters;
  for (const FieldInfo* field : fields) {
    if (field->in_init) {
      parameters.push_back(cpp::param(type(reprs_.of_field(*field)), member_name(field->name), field_default(*field, init)));
    }
  }
  give_defaults_behind(parameters);
  return parameters;
}

void Lowering::dataclass_constructor(const ClassInfo& cls, cpp::Class& into) {
  const FunctionInfo& init = facts_.functions[facts_.find_method(cls.id, "__init__")];
  const auto fields = dataclass_fields(cls);
  const auto bases = user_bases(cls, facts_);
  const bool base_is_dataclass = !bases.empty() && facts_.classes[bases.front()].kind == ClassKind::Dataclass;
  const bool deferred = whole_.deferred.contains(cls.id);
  const FunctionId post = facts_.find_method(cls.id, "__post_init__");
  in_header([&] {
    std::vector<std::pair<bool, cpp::Expr*>> base_arguments;  // by keyword only?
    std::vector<cpp::Function::MemberInit> list;
    std::vector<cpp::Stmt*> statements;
    std::vector<cpp::Expr*> hook_arguments;
    for (const FieldInfo* field : fields) {
      const std::string name = member_name(field->name);
      const bool inherited_slot = field->owner != cls.id && !deferred && base_is_dataclass;
      cpp::Expr* value = nullptr;
      if (field->in_init) {
        const bool trivial = reprs_.of_field(*field).is_trivial();
        value = trivial ? cpp::name(name) : cpp::move(cpp::name(name));
        if (!trivial) {
          need("utility");
        }
      } else {
        value = field_default(*field, init);
      }
      if (field->is_init_var) {
        hook_arguments.push_back(cpp::name(name));
      }
      if (inherited_slot) {
        if (field->in_init) {
          base_arguments.emplace_back(field->is_keyword_only, value);
        }
      } else if (field->is_init_var) {
        continue;
      } else if (value != nullptr && deferred) {
        statements.push_back(cpp::expr_stmt(cpp::assign(cpp::arrow(cpp::this_(), name), value)));
      } else if (value != nullptr) {
        listed_fields_.insert(field->name);
        list.push_back(cpp::member_init(name, {value}));
      }
    }
    if (!base_arguments.empty()) {
      std::stable_partition(base_arguments.begin(), base_arguments.end(), [](const auto& argument) { return !argument.first; });
      std::vector<cpp::Expr*> arguments;
      std::transform(base_arguments.begin(), base_arguments.end(), std::back_inserter(arguments), [](const auto& argument) { return argument.second; });
      list.insert(list.begin(), cpp::member_init("Dataclass", arguments));
    }
    // The constructor of the base has called one that is inherited.
    const bool called_by_base = post != types::none && facts_.functions[post].owner != cls.id && base_is_dataclass && !deferred;
    if (post != types::none && !called_by_base) {
      statements.push_back(cpp::expr_stmt(cpp::call("py_post_init", hook_arguments)));
    }
    cpp::Params parameters = field_parameters(fields, init);
    cpp::Function* made = deferred ? cpp::function(cpp::void_type(), "py_init", std::move(parameters)) : cpp::function(nullptr, reprs_.cpp_name(cls.name), std::move(parameters));
    made->member_inits = std::move(list);
    made->body.statements = std::move(statements);
    made->definition = cpp::Definition::Defined;
    made->specifiers.is_explicit = !deferred && !made->parameters.empty() && (made->parameters.size() == 1 || made->parameters[1].default_value != nullptr);
    cpp::section(into, cpp::Access::Public).add(made);
  });
}

/// `field(default_factory=list)`: a new value for each instance.
cpp::Expr* Lowering::default_factory_value(const FieldInfo& field, const Repr& repr) {
  const types::Atom* only = facts_.type(*field.default_factory).single();
  if (only != nullptr && only->kind == types::AtomKind::Class && repr.is(Kind::Library)) {
    (void)type(repr);
    return cpp::brace(nullptr, {});
  }
  if (only != nullptr && only->kind == types::AtomKind::Class && !facts_.classes[only->id].is_stub) {
    need("py/ref.hpp");
    return cpp::call(cpp::name("py::make", {cpp::raw_type(class_spelling(only->id))}), {});
  }
  if (const auto* lambda = as<syntax::Lambda>(field.default_factory)) {
    return lower_as(*lambda->body, repr);
  }
  const Value factory = value_of(*field.default_factory);
  if (factory.repr.is(Kind::Function) && !factory.repr.arguments.empty()) {
    return convert({cpp::call(factory.expr, {}), factory.repr.arguments[0]}, repr);
  }
  if (factory.repr.is(Kind::Object) || factory.repr.is(Kind::TypeRef)) {
    return convert({cpp::call(cpp::construct(type(object()), {factory.expr}), {}), object()}, repr);
  }
  return cpp::brace(type(repr), {});
}

}  // namespace krait::lower
