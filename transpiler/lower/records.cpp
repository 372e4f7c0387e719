/// Dicts that are records (types/records.cpp): a struct for each kind, with a field for each key.
///
///   {"at": 1, "level": "INFO"}    →  py::make<parse_record>(1, "INFO")
///   r["at"], r[key]               →  r->at, r->py_item(key)
#include <algorithm>
#include <functional>

#include "lower/lowering.hpp"

namespace krait::lower {

using syntax::as;
using types::ClassInfo;
using types::ClassKind;
using types::FieldInfo;

bool Lowering::is_record(const Repr& repr) const { return (repr.is(Kind::Ref) || repr.is(Kind::Maybe)) && facts_.classes[repr.cls].kind == ClassKind::Record; }

void Lowering::lower_record(const ClassInfo& cls) {
  const std::string name = reprs_.cpp_name(cls.name);
  // Fields that are values need their complete type.
  const std::function<void(const Repr&)> complete = [&](const Repr& part) {
    if (part.is(Kind::Struct) && facts_.classes[part.cls].module == module_.id) {
      lower_class(facts_.classes[part.cls]);
    }
    std::for_each(part.arguments.begin(), part.arguments.end(), complete);
  };
  for (const auto& [key, field] : cls.fields) {
    complete(reprs_.of_field(field));
  }
  cpp::Class* made = cpp::struct_(name);
  declared_classes_.insert(cls.id);
  in_header([&] {
    need("py/record.hpp");
    made->bases.push_back(cpp::base(cpp::type("py::Record", {cpp::raw_type(name)})));
    cpp::Body& members = cpp::section(*made, cpp::Access::Public);
    cpp::Function* full = cpp::function(nullptr, name, {});
    std::vector<cpp::Stmt*> fields;
    for (const std::string& key : cls.field_order) {
      const Repr& repr = reprs_.of_field(cls.fields.find(key)->second);
      const std::string member = member_name(key);
      full->parameters.push_back(cpp::param(type(repr), member));
      if (!repr.is_trivial()) {
        need("utility");
      }
      full->member_inits.push_back(cpp::member_init(member, {repr.is_trivial() ? cpp::name(member) : cpp::move(cpp::name(member))}));
      fields.push_back(cpp::variable(type(repr), member));
    }
    full->definition = cpp::Definition::Defined;
    members.add(full);
    fields.front()->blank_before = true;
    for (cpp::Stmt* field : fields) {
      members.add(field);
    }
    members.add(cpp::blank(field_table(cls)));
  });
  made->leading.push_back(cpp::doc_comment("A dict with these keys."));
  made->blank_before = true;
  header_declarations_.push_back(made);
}

Value Lowering::make_record(const syntax::Dict& node, const Repr& whole) {
  const ClassInfo& cls = facts_.classes[whole.cls];
  std::vector<const syntax::Expr*> operands;
  std::vector<std::string> hints;
  for (const syntax::Dict::Item& item : node.items) {
    operands.push_back(item.value);
    hints.push_back(member_name(static_cast<const syntax::Constant*>(item.key)->text));
  }
  const auto values = lower_operands(operands, hints);
  std::vector<cpp::Expr*> arguments;
  for (std::size_t i = 0; i < values.size(); ++i) {
    arguments.push_back(convert(values[i], reprs_.of_field(cls.fields.find(cls.field_order[i])->second)));
  }
  need("py/ref.hpp");
  return {cpp::call(cpp::name("py::make", {cpp::raw_type(class_spelling(cls.id))}), arguments), whole};
}

/// The place of a constant key.
Value Lowering::record_field(const Value& record, const std::string& key) {
  const FieldInfo& field = facts_.classes[record.repr.cls].fields.find(key)->second;
  return {cpp::arrow(record.expr, member_name(key)), reprs_.of_field(field), true};
}

Value Lowering::load_record(const syntax::Subscript& node) {
  // None raises TypeError.
  const auto present = [](const Value& value) { return value.repr.is(Kind::Maybe) ? cpp::call("py::subscripted", {value.expr}) : value.expr; };
  if (const auto* key = as<syntax::Constant>(node.slice)) {
    const Value record = value_of(*node.value);
    return record_field({present(record), record.repr, record.is_place}, key->text);
  }
  const auto values = lower_operands({node.value, node.slice}, {"container", "index"});
  return {cpp::call(cpp::arrow(present(values[0]), "py_item"), {convert(values[1], str())}), object()};
}

void Lowering::augment_record(const syntax::AugAssign& node, Value record) {
  const auto& target = static_cast<const syntax::Subscript&>(*node.target);
  // Python reads the field before the right side runs; C++ does not.
  const bool read_first = contains_suspension(*node.value) || effects_.conflict(element_read(target), effects_.of(*node.value));
  if (read_first && !record.is_place) {
    record = hoist(record, "container");
  }
  const Value place = record_field(record, static_cast<const syntax::Constant*>(target.slice)->text);
  if (read_first) {
    augment_element(node, place.expr, place.expr, place.repr);
  } else {
    augment(node, place.expr, place.repr, value_of(*node.value));
  }
}

}  // namespace krait::lower
