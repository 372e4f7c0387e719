/// NamedTuple classes and `namedtuple("P", …)`: value structs.
///
///   class Point(NamedTuple):   →  struct Point : py::NamedTuple<Point> {
///       x: float                    Point(double x, double y) : x(x), y(y) {}
///       y: float                    static constexpr auto py_fields = std::tuple(py::field("x", &Point::x), …);
#include "lower/lowering.hpp"

namespace krait::lower {

using syntax::as;
using types::ClassInfo;
using types::FieldInfo;
using types::FunctionInfo;

/// The constructors of a named tuple: the one that takes every field, and the empty one where that has no default for all of them.
void Lowering::namedtuple_constructors(const std::string& name, const std::vector<const FieldInfo*>& fields, cpp::Body& members) {
  if (fields.empty() || fields.front()->default_value == nullptr) {
    cpp::Function* empty = cpp::function(nullptr, name, {});
    empty->definition = cpp::Definition::Default;
    members.add(empty);
  }
  if (fields.empty()) {
    return;
  }
  cpp::Function* full = cpp::function(nullptr, name, {});
  for (const FieldInfo* field : fields) {
    const Repr& repr = reprs_.of_field(*field);
    const std::string member = member_name(field->name);
    full->parameters.push_back(cpp::param(type(repr), member, field->default_value != nullptr ? lower_as(*field->default_value, repr) : nullptr));
    if (!repr.is_trivial()) {
      need("utility");
    }
    full->member_inits.push_back(cpp::member_init(member, {repr.is_trivial() ? cpp::name(member) : cpp::move(cpp::name(member))}));
  }
  give_defaults_behind(full->parameters);
  full->specifiers.is_explicit = full->parameters.size() == 1 || full->parameters[1].default_value != nullptr;
  full->definition = cpp::Definition::Defined;
  members.add(full);
}

/// The fields of a named tuple as members, in order, with the comments of their annotations.
void Lowering::namedtuple_members(const std::vector<const FieldInfo*>& fields, cpp::Body& members) {
  for (const FieldInfo* field : fields) {
    const Repr& repr = reprs_.of_field(*field);
    cpp::Variable* member = cpp::variable(type(repr), member_name(field->name));
    if (cpp::Expr* initial = default_of(repr); initial != nullptr && !repr.is(Kind::None)) {
      member->init = cpp::InitStyle::Assign;
      member->values = {initial};
    }
    if (const auto source = default_initialisers_.find(field->name); source != default_initialisers_.end()) {
      attach_comments(member, *source->second);
    }
    member->blank_before = field == fields.front();
    members.add(member);
  }
}

/// The options of a call of `namedtuple` that mean something else than what has been understood are refused.
void Lowering::check_namedtuple_options(const ClassInfo& cls, const std::vector<const FieldInfo*>& fields) {
  const bool has_default = std::any_of(fields.begin(), fields.end(), [](const FieldInfo* field) { return field->default_value != nullptr; });
  for (const syntax::Keyword& option : cls.call != nullptr ? cls.call->keywords : std::vector<syntax::Keyword>{}) {
    const bool understood = option.name == "defaults" && has_default;
    if (!understood && option.name != "module") {
      diagnostics_.report(source::Code::K0401, option.value->span, "this keyword of `namedtuple` is not supported yet",
                          option.name == "defaults" ? "write the defaults as a tuple" : "leave it out");
    }
  }
}

void Lowering::lower_namedtuple(const ClassInfo& cls) {
  const std::string name = reprs_.cpp_name(cls.name);
  cpp::Class* made = cpp::struct_(name);
  made->key = cpp::ClassKey::Struct;
  std::vector<const FieldInfo*> fields;
  for (const std::string& field : cls.field_order) {
    const FieldInfo& info = cls.fields.find(field)->second;
    if (info.is_instance_attribute) {
      fields.push_back(&info);
    }
  }
  for (const FieldInfo* field : fields) {
    const Repr& repr = reprs_.of_field(*field);
    if (repr.is(Kind::Struct) && facts_.classes[repr.cls].module == module_.id) {
      lower_class(facts_.classes[repr.cls]);
    }
  }
  declared_classes_.insert(cls.id);
  check_namedtuple_options(cls, fields);
  auto initialisers = std::exchange(default_initialisers_, {});
  in_header([&] {
    need("py/namedtuple.hpp");
    made->bases.push_back(cpp::base(cpp::type("py::NamedTuple", {cpp::raw_type(name)})));
    namedtuple_constructors(name, fields, cpp::section(*made, cpp::Access::Public));
  });
  for (const syntax::Stmt* statement : cls.node != nullptr ? cls.node->body : syntax::Body{}) {
    const auto* annotated = as<syntax::AnnAssign>(statement);
    if (const auto* target = annotated != nullptr ? as<syntax::Name>(annotated->target) : nullptr; target != nullptr) {
      default_initialisers_.emplace(target->name, statement);
    } else {
      class_statement(cls, *statement, *made);
    }
  }
  in_header([&] {
    cpp::Body& members = cpp::section(*made, cpp::Access::Public);
    namedtuple_members(fields, members);
    members.add(cpp::blank(field_table(cls)));
  });
  if (cls.node != nullptr) {
    made->leading = comments(cls.node->leading);
    for (cpp::Comment& comment : documentation(cls.node->body)) {
      made->leading.push_back(std::move(comment));
    }
    made->trailing = comments(cls.node->trailing);
  }
  made->blank_before = true;
  header_declarations_.push_back(made);
  say_class_name(cls);
  default_initialisers_ = std::move(initialisers);
}

}  // namespace krait::lower
