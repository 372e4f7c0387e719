/// Annotations of user code as types. They steer uncalled functions only; what flows decides (docs/design.md, 3).
#include <algorithm>
#include <utility>

#include "syntax/parse.hpp"
#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

Type Engine::annotation_type(const syntax::Expr* annotation, program::ModuleId module, NodeId site, int depth) {
  if (annotation == nullptr || depth > 6) {
    return {};
  }
  if (const auto* constant = as<syntax::Constant>(annotation)) {
    if (constant->constant == syntax::ConstantKind::None) {
      return none_type();
    }
    return constant->constant == syntax::ConstantKind::Str ? parse_string_annotation(*constant, module, site, depth) : Type{};
  }
  if (const auto* either = as<syntax::BinOp>(annotation); either != nullptr && either->op == syntax::BinaryOperator::BitOr) {
    return join(annotation_type(either->left, module, site, depth + 1), annotation_type(either->right, module, site, depth + 1));
  }
  const auto from_class = [&](ClassId cls, const std::vector<const syntax::Expr*>& arguments) {
    std::vector<SlotId> slots;
    const std::size_t wanted = facts_.classes[cls].is_stub ? facts_.classes[cls].type_parameters.size() : 0;
    for (std::size_t i = 0; i < wanted; ++i) {
      const SlotId slot = site_slot(annotation->id, static_cast<std::uint32_t>(i));
      add(slot, i < arguments.size() ? annotation_type(arguments[i], module, site, depth + 1) : unknown());
      slots.push_back(slot);
    }
    return instance(cls, std::move(slots));
  };
  const auto class_named = [&](const syntax::Expr* node) -> ClassId {
    if (const auto* name = as<syntax::Name>(node)) {
      if (name->id < names_.variable.size() && names_.symbol[name->id] != names::none) {
        const names::Symbol& symbol = names_.symbols[names_.symbol[name->id]];
        for (const names::VariableId variable : symbol.variables) {
          for (const NodeId definition : names_.variables[variable].definition_ids) {
            if (const ClassId cls = facts_.class_of(definition); cls != none) {
              return cls;
            }
          }
        }
        if (!symbol.is_imported) {
          return none;
        }
      }
      for (const auto& cls : facts_.classes) {  // a class of an imported user module
        if (!cls.is_stub && cls.name == name->name) {
          return cls.id;
        }
      }
      return lookup_class(name->name, module);
    }
    if (const auto* member = as<syntax::Attribute>(node)) {
      for (const auto& cls : facts_.classes) {
        if (!cls.is_stub && cls.name == member->attribute) {
          return cls.id;
        }
      }
      if (const auto* owner = as<syntax::Name>(member->value)) {
        const program::Module* target = program_.find(owner->name);
        if (target != nullptr) {
          return lookup_class(member->attribute, target->id);
        }
      }
    }
    return none;
  };
  const auto* subscript = as<syntax::Subscript>(annotation);
  const syntax::Expr* head = subscript != nullptr ? subscript->value : annotation;
  const auto* head_name = as<syntax::Name>(head);
  const auto* head_member = as<syntax::Attribute>(head);
  const std::string text = head_name != nullptr ? head_name->name : head_member != nullptr ? head_member->attribute : "";
  std::vector<const syntax::Expr*> arguments;
  if (subscript != nullptr) {
    if (const auto* several = as<syntax::Tuple>(subscript->slice)) {
      arguments.assign(several->elements.begin(), several->elements.end());
    } else {
      arguments.push_back(subscript->slice);
    }
  }
  if (text == "Any" || text == "object") {
    return unknown();
  }
  if (text == "Optional" && arguments.size() == 1) {
    return join(annotation_type(arguments[0], module, site, depth + 1), none_type());
  }
  if (text == "Union") {
    Type result;
    for (const syntax::Expr* argument : arguments) {
      join_into(result, annotation_type(argument, module, site, depth + 1));
    }
    return result;
  }
  if ((text == "ClassVar" || text == "Final" || text == "Annotated") && !arguments.empty()) {
    return annotation_type(arguments[0], module, site, depth + 1);
  }
  static const std::map<std::string, std::string> aliases = {
      {"List", "list"}, {"Dict", "dict"}, {"Set", "set"}, {"FrozenSet", "frozenset"}, {"Tuple", "tuple"}, {"Type", "type"},
      {"Deque", "deque"}, {"DefaultDict", "defaultdict"}, {"Text", "str"}};
  const auto alias = aliases.find(text);
  const std::string resolved = alias == aliases.end() ? text : alias->second;
  if (resolved == "tuple" && !arguments.empty()) {
    const auto* last = as<syntax::Constant>(arguments.back());
    if (last == nullptr || last->constant != syntax::ConstantKind::Ellipsis) {
      std::vector<Type> elements;
      for (const syntax::Expr* argument : arguments) {
        elements.push_back(annotation_type(argument, module, site, depth + 1));
      }
      return tuple(std::move(elements));
    }
    arguments.pop_back();
  }
  const ClassId cls = alias != aliases.end() ? facts_.stub_class(resolved) : class_named(head);
  if (cls == none || text == "Callable") {
    return {};
  }
  if (!facts_.classes[cls].is_stub || !facts_.classes[cls].type_parameters.empty() || arguments.empty()) {
    return from_class(cls, arguments);
  }
  return instance(cls);
}

/// A container that was annotated: what flows into it is more telling, but nothing may.
void Engine::note_annotated(const syntax::Expr& annotation, const Type& value) {
  const bool may_stay_empty = std::any_of(value.atoms().begin(), value.atoms().end(), [&](const Atom& atom) {
    return atom.kind == AtomKind::Tuple ? atom.elements.empty() : atom.kind == AtomKind::Instance && facts_.classes[atom.id].is_stub && !atom.slots.empty();
  });
  if (may_stay_empty) {
    annotated_.insert_or_assign(annotation.id, Annotated{.annotation = &annotation, .module = frame_->module, .value = value});
  }
}

/// Containers that nothing is ever put into hold what their annotations say: the type of an empty list or tuple is the reader's.
/// Says whether any type grew by that.
bool Engine::type_empty() {
  for (const FunctionInfo& function : facts_.functions) {
    for (const ParameterInfo& parameter : function.parameters) {
      if (!function.is_stub && function.is_called && parameter.annotation != nullptr &&
          (parameter.kind == ParameterKind::Ordinary || parameter.kind == ParameterKind::PositionalOnly || parameter.kind == ParameterKind::KeywordOnly)) {
        const Type held = facts_.slot_type(parameter.slot);
        annotated_.insert_or_assign(parameter.annotation->id, Annotated{.annotation = parameter.annotation, .module = function.module, .value = held, .slot = parameter.slot});
      }
    }
  }
  std::vector<std::pair<SlotId, Type>> grown;   // all are found first: the order must not matter
  for (const auto& [id, one] : annotated_) {
    find_empty(one, grown);
  }
  bool changes = false;
  for (const auto& [slot, type] : grown) {
    changes = add(slot, type) || changes;
  }
  return changes;
}

/// Is a container of this class what `Iterable[T]`, `list[T]`, … means?
bool Engine::has_methods_of(ClassId container, ClassId wanted) const {
  const ClassInfo& cls = facts_.classes[wanted];
  const std::size_t parameters = facts_.classes[container].type_parameters.size();
  return facts_.is_subclass(container, wanted) ||
         (cls.is_stub && cls.type_parameters.size() == parameters && !cls.methods.empty() &&
          std::all_of(cls.methods.begin(), cls.methods.end(), [&](const auto& method) { return facts_.find_method(container, method.first) != none; }));
}

void Engine::find_empty(const Annotated& one, std::vector<std::pair<SlotId, Type>>& grown) {
  const Type type = annotation_type(one.annotation, one.module, one.annotation->id);
  const bool only_tuples = std::all_of(one.value.atoms().begin(), one.value.atoms().end(), [](const Atom& atom) { return atom.kind == AtomKind::Tuple && atom.elements.empty(); });
  for (const Atom& wanted : type.atoms()) {
    if (wanted.kind != AtomKind::Instance || wanted.slots.empty()) {
      continue;
    }
    for (const Atom& atom : one.value.atoms()) {
      if (atom.kind == AtomKind::Tuple && only_tuples && one.slot != none && has_methods_of(facts_.tuple_type, wanted.id)) {
        grown.emplace_back(one.slot, instance(facts_.tuple_type, {wanted.slots.front()}));
      } else if (atom.kind == AtomKind::Instance && has_methods_of(atom.id, wanted.id) && atom.slots.size() == wanted.slots.size()) {
        for (std::size_t i = 0; i < atom.slots.size(); ++i) {
          if (facts_.slot_type(atom.slots[i]).is_bottom()) {
            grown.emplace_back(atom.slots[i], facts_.slot_type(wanted.slots[i]));
          }
        }
      }
    }
  }
}

/// Forward references are strings: `"Account"`; only names and dotted names are worth the while.
Type Engine::parse_string_annotation(const syntax::Constant& text, program::ModuleId module, NodeId, int) {
  for (const auto& cls : facts_.classes) {
    if (!cls.is_stub && cls.name == text.text) {
      return instance(cls.id);
    }
  }
  const ClassId stub = lookup_class(text.text, module);
  return stub != none && facts_.classes[stub].type_parameters.empty() ? instance(stub) : Type{};
}

}  // namespace krait::types
