/// Attributes of classes: what a class has itself, what it inherits, and what its instances see.
///
///   class Shape:                     →  static inline std::int64_t sides = 0;
///       sides = 0                       [[nodiscard]] virtual std::int64_t py_get_sides() const { return sides; }
///   class Square(Shape): …           →  static inline py::attribute<std::int64_t> sides;
///   Square.sides = 4                    [[nodiscard]] std::int64_t py_get_sides() const override { return Square::sides.value_or(Shape::sides); }
#include <algorithm>
#include <functional>

#include "lower/lowering.hpp"

namespace krait::lower {

using types::ClassInfo;
using types::ClassKind;
using types::FieldInfo;

/// An attribute of the class that is not made in the class statement, but set later.
bool Lowering::is_late(const FieldInfo& field) const {
  const ClassInfo& cls = facts_.classes[field.owner];
  const types::Atom* only = facts_.slot_type(field.slot).single();
  const bool nested = only != nullptr && only->kind == types::AtomKind::Class && facts_.classes[only->id].name == field.name;
  return field.is_class_attribute && field.declaration == nullptr && cls.kind != ClassKind::Enum && !nested && !cls.is_stub;
}

std::string Lowering::attribute_cpp_name(ClassId owner, const std::string& name) const {
  return (has_own_values(facts_.classes[owner], name) ? "default_" : "") + member_name(name);
}

/// What the class itself has: its own value or, while no store through an inheriting class has made one, its base's.
cpp::Expr* Lowering::class_value(const FieldInfo& field) {
  cpp::Expr* place = cpp::scoped(class_scope(field.owner), attribute_cpp_name(field.owner, field.name));
  if (!is_late(field)) {
    return place;
  }
  const auto get_arguments = [&](const FieldInfo& late) { return std::vector<cpp::Expr*>{cpp::string(late.name), cpp::string(facts_.classes[late.owner].name)}; };
  const FieldInfo* inherited = inherited_attribute(field);
  if (inherited == nullptr) {
    return cpp::method_call(place, "get", get_arguments(field));
  }
  if (!is_late(*inherited) || inherited_attribute(*inherited) != nullptr) {
    return cpp::method_call(place, "value_or", {class_value(*inherited)});
  }
  std::vector<cpp::Expr*> arguments = get_arguments(*inherited);
  arguments.insert(arguments.begin(), cpp::scoped(class_scope(inherited->owner), attribute_cpp_name(inherited->owner, inherited->name)));
  return cpp::method_call(place, "value_or", arguments);
}

/// The attribute of the same name in the nearest of the class's bases that has one, or null.
const FieldInfo* Lowering::inherited_attribute(const FieldInfo& field) const {
  for (const ClassId base : facts_.classes[field.owner].mro) {
    const auto found = facts_.classes[base].fields.find(field.name);
    if (base != field.owner && !facts_.classes[base].is_stub && found != facts_.classes[base].fields.end() && found->second.is_class_attribute) {
      return &found->second;
    }
  }
  return nullptr;
}

/// Class attributes that a subclass overrides are read through a virtual accessor.
bool Lowering::is_virtual_attribute(ClassId owner, const std::string& name) const {
  const std::function<bool(ClassId)> overridden = [&](ClassId cls) {
    for (const ClassId sub : facts_.classes[cls].subclasses) {
      if (facts_.classes[sub].fields.contains(name) || overridden(sub)) {
        return true;
      }
    }
    return false;
  };
  if (overridden(owner)) {
    return true;
  }
  for (const ClassId base : facts_.classes[owner].mro) {
    if (base != owner && !facts_.classes[base].is_stub && facts_.classes[base].fields.contains(name)) {
      return true;
    }
  }
  return false;
}

/// A class attribute that instances have no value of their own for, and that subclasses override.
bool Lowering::is_read_virtually(const ClassInfo& cls, const FieldInfo& field) const {
  return !field.is_instance_attribute && !facts_.classes[topmost_owner(facts_, cls.id, field.name)].has_dynamic_attributes && is_virtual_attribute(cls.id, field.name);
}

/// Reads of a class attribute that subclasses override, or that instances may have of their own, go through this.
void Lowering::virtual_accessor(const ClassInfo& cls, const std::string& name, cpp::Class& into) {
  const FieldInfo& field = cls.fields.find(name)->second;
  const bool inherited = topmost_owner(facts_, cls.id, name) != cls.id;
  cpp::Expr* value = cpp::name(attribute_cpp_name(cls.id, name));
  if (is_late(field) && !has_own_values(cls, name)) {
    value = class_value(field);
  } else if (has_own_values(cls, name)) {
    cpp::Expr* own = cpp::name(member_name(name));
    value = is_late(field)             ? cpp::method_call(own, "value_or", {value, cpp::string(name), cpp::string(cls.name)})
            : field.is_class_attribute ? cpp::method_call(own, "value_or", {value})
                                       : cpp::method_call(own, "get", {cpp::string(name), cpp::string(cls.name)});
  }
  cpp::Function* accessor = cpp::function(type(reprs_.of_field(field)), "py_get_" + name, {}, {cpp::return_(value)});
  accessor->is_const = true;
  accessor->is_override = inherited;
  accessor->specifiers.is_virtual = !inherited && is_virtual_attribute(cls.id, name);
  accessor->attributes.push_back("nodiscard");
  accessor->definition = cpp::Definition::Defined;
  accessor->blank_before = true;
  cpp::section(into, cpp::Access::Public).add(accessor);
}

}  // namespace krait::lower
