// enum: what members of all enumerations do.
#include "dynamic.hpp"

#include <py/class.hpp>
#include <py/enum.hpp>
#include <py/exceptions.hpp>

#include <algorithm>

namespace py {

namespace detail {

thread_local pending_member enum_pending;

str enum_class_name(const EnumMember& member) { return member.py_type().name(); }

void raise_not_a_member(const object& value, const str& class_name) { raise_value_error(value.py_repr() + str(" is not a valid ") + class_name); }

namespace {

/// "0b0 0111": the sign as a bit, then at least `width` bits.
str signed_bits(const Int& value, std::int64_t width) {
  const bool negative = value.is_negative();
  const Int shown = negative ? (Int(1) << Int(width)) + value : value;
  const str digits = shown.to_base(2).zfill(width);
  return str(negative ? "0b1 " : "0b0 ") + digits;
}

}  // namespace

void raise_bad_flag(const Int& value, const Int& mask, const str& class_name) {
  const std::int64_t width = std::max(value.bit_length(), mask.bit_length());
  raise_value_error(str("<flag '") + class_name + str("'> invalid value ") + value.py_str() + str("\n    given ") + signed_bits(value, width) + str("\n  allowed ") +
                    signed_bits(mask, width));
}

void check_unique(const dict<str, object>& members, const str& class_name) {
  str::builder aliases;
  for (const auto& [name, value] : members.items()) {
    const str& first = value.try_as<EnumMember>()->name();
    if (name != first) {
      aliases.append(message(aliases.byte_size() == 0 ? "" : ", ", name, " -> ", first));
    }
  }
  if (aliases.byte_size() != 0) {
    raise_value_error(message("duplicate values found in <enum '", class_name, "'>: ", aliases.finish()));
  }
}

namespace {

object plain(const object& value) {
  const EnumMember* const member = value.try_as<EnumMember>();
  return member != nullptr && member->boxed_is_mixed() ? member->boxed_value() : value;
}

}  // namespace

object mixed_compare(const EnumMember& member, comparison op, const object& other) { return object::compare(op, member.boxed_value(), plain(other)); }

object mixed_binary(const EnumMember& member, binary_op op, const object& other, bool reflected) {
  return reflected ? object::binary(op, plain(other), member.boxed_value()) : object::binary(op, member.boxed_value(), plain(other));
}

}  // namespace detail

// --- enumerations themselves ---

namespace {

const detail::member_table& table_of(const type& enumeration) {
  const object table = enumeration.lookup("_member_table_");
  if (table.is_unbound()) {
    raise_type_error("not an enumeration");
  }
  return *table.try_as<detail::member_table>();
}

bool is_member(const type& enumeration, const object& value) {
  const auto* const member = value.try_as<EnumMember>();
  if (member == nullptr) {
    raise_type_error(str("unsupported operand type(s) for 'in': '") + value.py_type().name() + str("' and 'EnumType'"));
  }
  return member->py_type().is_subclass_of(enumeration);
}

}  // namespace

const type& EnumMember::py_metaclass() {
  static const type& meta = *new type(class_<type, type>("EnumType")
                                          .in_module("enum")
                                          .method("__len__", [](type& self) { return table_of(self).members().size(); })
                                          .method("__iter__", [](type& self) { return object(table_of(self).members()).py_iter(); })
                                          .method(
                                              "__contains__", [](type& self, const object& value) { return is_member(self, value); }, arg("value"))
                                          .method(
                                              "__getitem__", [](type& self, const str& name) { return table_of(self).by_name().at(name); }, arg("name"))
                                          .method(
                                              "__call__", [](type& self, const object& value) { return table_of(self).of(value); }, arg("value"))
                                          .property("__members__", [](type& self) { return table_of(self).by_name(); }));
  return meta;
}

EnumMember::EnumMember() {
  if (detail::enum_pending.name != nullptr) {
    set_identity(*detail::enum_pending.name, detail::enum_pending.position);
  }
}

void EnumMember::set_identity(str name, std::int64_t position) {
  name_ = std::move(name);
  position_ = position;
  hash_ = name_.py_hash();
}

str EnumMember::py_repr() const {
  str::builder text;
  text.append_char('<');
  text.append(detail::enum_class_name(*this));
  if (!name_.empty()) {
    text.append_char('.');
    text.append(name_);
  }
  text.append_ascii(": ");
  text.append(boxed_value().py_repr());
  text.append_char('>');
  return text.finish();
}

str EnumMember::py_str() const {
  if (name_.empty()) {
    return detail::enum_class_name(*this) + str("(") + boxed_value().py_repr() + str(")");
  }
  return detail::enum_class_name(*this) + str(".") + name_;
}

str EnumMember::py_format(const str& spec) const { return py_str().py_format(spec); }

std::int64_t EnumMember::py_hash() const { return position_ >= 0 ? hash_ : name_.py_hash(); }

object EnumMember::py_boxed_findattr(const str& name) {
  if (name == "name" || name == "_name_") {
    return name_.empty() ? object(None) : object(name_);
  }
  if (name == "value" || name == "_value_") {
    return boxed_value();
  }
  return Object::py_boxed_findattr(name);
}

void EnumMember::py_boxed_setattr(const str& name, const object& value) {
  if (name == "name" || name == "value") {
    raise_attribute_error(str("<enum 'Enum'> cannot set attribute ") + name.py_repr());
  }
  Object::py_boxed_setattr(name, value);
}

}  // namespace py
