#include "types/facts.hpp"

#include <algorithm>

#include "syntax/children.hpp"
#include "types/stub_annotations.hpp"

namespace krait::types {

bool spreads_over_row(const FunctionInfo& row, const syntax::Call& call) {
  const auto collects = [&](ParameterKind kind) { return std::any_of(row.parameters.begin(), row.parameters.end(), [&](const ParameterInfo& one) { return one.kind == kind; }); };
  const bool by_position = syntax::has_starred(call.arguments) && !collects(ParameterKind::VarArgs);
  const bool by_name = syntax::has_spread_mapping(call.keywords) && !collects(ParameterKind::VarKeywords);
  return row.node != nullptr && (by_position || by_name);
}

const CallFact* Facts::compare_call(NodeId compare, std::size_t index) const {
  const auto* known = compare_calls.find(compare);
  return known != nullptr && index < known->size() && (*known)[index] ? &*(*known)[index] : nullptr;
}

std::optional<bool> Facts::constant_test(NodeId expression) const {
  const bool* known = constant_tests.find(expression);
  return known == nullptr ? std::nullopt : std::optional(*known);
}

const Type& Facts::variable_type(names::VariableId variable) const { return slot_type(variable_slots[variable]); }

SlotId Facts::variable_slot(names::VariableId variable) const { return variable_slots[variable]; }

FunctionId Facts::function_of(NodeId definition) const {
  const FunctionId* known = function_ids.find(definition);
  return known == nullptr ? none : *known;
}

ClassId Facts::class_of(NodeId definition) const {
  const ClassId* known = class_ids.find(definition);
  return known == nullptr ? none : *known;
}

const FieldInfo* Facts::find_field(ClassId cls, std::string_view name) const {
  for (const ClassId base : classes[cls].mro) {
    const auto it = classes[base].fields.find(name);
    if (it != classes[base].fields.end()) {
      return &it->second;
    }
  }
  return nullptr;
}

/// `ABC` and `Protocol` add nothing but the metaclass: they are no bases among `ClassInfo::bases`, so the class statement is asked.
static bool names_abstract_base(const syntax::Expr* base) { return head_of(base) == "ABC" || head_of(base) == "Protocol"; }

bool is_protocol(const ClassInfo& cls) {
  return cls.node != nullptr && std::any_of(cls.node->bases.begin(), cls.node->bases.end(), [](const syntax::Expr* base) { return head_of(base) == "Protocol"; });
}

bool Facts::checks_abstract_methods(ClassId cls) const {
  return std::any_of(classes[cls].mro.begin(), classes[cls].mro.end(), [&](ClassId base) {
    const ClassInfo& info = classes[base];
    if (info.node == nullptr || info.is_stub) {
      return info.is_stub && base != object_type && info.module != classes[object_type].module;
    }
    const auto& keywords = info.node->keywords;
    return std::any_of(keywords.begin(), keywords.end(), [](const syntax::Keyword& keyword) { return keyword.name == "metaclass"; }) ||
           std::any_of(info.node->bases.begin(), info.node->bases.end(), names_abstract_base);
  });
}

FunctionId Facts::find_method(ClassId cls, std::string_view name) const {
  for (const ClassId base : classes[cls].mro) {
    const auto it = classes[base].methods.find(name);
    if (it != classes[base].methods.end()) {
      return it->second;
    }
  }
  return none;
}

bool Facts::is_property(ClassId cls, std::string_view name) const {
  for (const ClassId base : classes[cls].mro) {
    const auto it = classes[base].methods.find(name);
    if (it != classes[base].methods.end()) {
      return functions[it->second].method == MethodKind::Property || classes[base].property_names.contains(name);
    }
  }
  return false;
}

FunctionId Facts::next_method(ClassId runtime, ClassId owner, std::string_view name) const {
  const auto& mro = classes[runtime].mro;
  for (auto base = std::find(mro.begin(), mro.end(), owner); base != mro.end(); ++base) {
    const auto it = classes[*base].methods.find(name);
    if (*base != owner && it != classes[*base].methods.end()) {
      return it->second;
    }
  }
  return none;
}

ClassId Facts::stub_class(std::string_view name, std::string_view module) const {
  (void)module;
  for (const ClassInfo& cls : classes) {
    if (cls.is_stub && cls.name == name) {
      return cls.id;
    }
  }
  return none;
}

namespace {

std::string atom_text(const Facts& facts, const Atom& atom, int depth) {
  const auto type_text = [&](const Type& type) {
    if (depth > 3) {
      return std::string("…");
    }
    std::string text;
    for (const Atom& inner : type.atoms()) {
      text += (text.empty() ? "" : " | ") + atom_text(facts, inner, depth + 1);
    }
    return text.empty() ? std::string("Never") : text;
  };
  switch (atom.kind) {
    case AtomKind::Instance: {
      std::string text = atom.id == facts.none_type ? "None" : facts.classes[atom.id].name;
      for (std::size_t i = 0; i < atom.slots.size(); ++i) {
        text += (i == 0 ? "[" : ", ") + type_text(facts.slot_type(atom.slots[i]));
      }
      return atom.slots.empty() ? text : text + "]";
    }
    case AtomKind::Tuple: {
      std::string text = "tuple[";
      for (std::size_t i = 0; i < atom.elements.size(); ++i) {
        text += (i == 0 ? "" : ", ") + type_text(atom.elements[i]);
      }
      return text + "]";
    }
    case AtomKind::Class: return "type[" + facts.classes[atom.id].name + "]";
    case AtomKind::Function: return "function " + facts.functions[atom.id].name;
    case AtomKind::BoundMethod: return "method " + facts.functions[atom.id].name;
    case AtomKind::Module: return "module";
    case AtomKind::Unknown: return "object";
  }
  return "?";
}

}  // namespace

std::string Facts::to_string(const Type& type) const {
  std::string text;
  for (const Atom& atom : type.atoms()) {
    text += (text.empty() ? "" : " | ") + atom_text(*this, atom, 0);
  }
  return text.empty() ? "Never" : text;
}

}  // namespace krait::types
