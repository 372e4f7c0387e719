/// Annotations of user code as types. They steer uncalled functions only; what flows decides (docs/design.md, 3).
#include <algorithm>
#include <utility>

#include "syntax/parse.hpp"
#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

/// The first class of the program with this name, in whatever module; or none.
ClassId Engine::user_class(const std::string& name) const {
  const auto is_wanted = [&](const ClassInfo& cls) { return !cls.is_stub && cls.name == name; };
  const auto cls = std::find_if(facts_.classes.begin(), facts_.classes.end(), is_wanted);
  return cls == facts_.classes.end() ? none : cls->id;
}

/// The class that some statement binds the symbol to; or none.
ClassId Engine::class_bound_to(const names::Symbol& symbol) const {
  for (const names::VariableId variable : symbol.variables) {
    for (const NodeId definition : names_.variables[variable].definition_ids) {
      if (const ClassId cls = facts_.class_of(definition); cls != none) {
        return cls;
      }
    }
  }
  return none;
}

/// The class that a module calls so, itself or by an import; or none.
ClassId Engine::class_of_module(program::ModuleId module, const std::string& name) const {
  if (program_.modules[module]->kind != program::ModuleKind::User) {
    return lookup_class(name, module);
  }
  const names::Symbol* symbol = names_.find(names_.scope_of_module[module], name);
  if (symbol == nullptr) {
    return none;
  }
  const ClassId bound = class_bound_to(*symbol);
  return bound != none ? bound : imported_class(*symbol);
}

/// What an import statement binds the symbol to; null for all else.
const names::ImportTarget* Engine::import_of(const names::Symbol& symbol) const {
  for (const names::VariableId variable : symbol.variables) {
    if (const auto star = names_.star_targets.find(variable); star != names_.star_targets.end() && star->second.module != none) {
      return &star->second;
    }
    for (const NodeId definition : names_.variables[variable].definition_ids) {
      const auto target = names_.imports.find(definition);
      if (target != names_.imports.end() && target->second.module != none) {
        return &target->second;
      }
    }
  }
  return nullptr;
}

/// The class that `from m import C` binds the symbol to; or none.
ClassId Engine::imported_class(const names::Symbol& symbol) const {
  const names::ImportTarget* target = import_of(symbol);
  return target != nullptr && !target->name.empty() ? class_of_module(target->module, target->name) : none;
}

/// The module that `m` or `package.m` means; or none.
program::ModuleId Engine::module_named(const syntax::Expr* expression) const {
  const program::Module* found = nullptr;
  if (const auto* name = as<syntax::Name>(expression); name != nullptr && names_.symbol[name->id] != names::none) {
    const names::ImportTarget* target = import_of(names_.symbols[names_.symbol[name->id]]);
    if (target != nullptr) {
      const program::Module& module = *program_.modules[target->module];
      found = target->name.empty() ? &module : program_.find(module.name + "." + target->name);
    }
  } else if (const auto* member = as<syntax::Attribute>(expression)) {
    const program::ModuleId package = module_named(member->value);
    found = package != none ? program_.find(program_.modules[package]->name + "." + member->attribute) : nullptr;
  }
  return found != nullptr ? found->id : none;
}

/// The class that a name or `module.name` means; or none.
ClassId Engine::class_named(const syntax::Expr* expression, program::ModuleId module) const {
  if (const auto* name = as<syntax::Name>(expression)) {
    if (name->id < names_.variable.size() && names_.symbol[name->id] != names::none) {
      const names::Symbol& symbol = names_.symbols[names_.symbol[name->id]];
      if (const ClassId bound = class_bound_to(symbol); bound != none || !symbol.is_imported) {
        return bound;
      }
      if (const ClassId imported = imported_class(symbol); imported != none) {
        return imported;
      }
    }
    const ClassId imported = user_class(name->name);
    return imported != none ? imported : lookup_class(name->name, module);
  }
  const auto* member = as<syntax::Attribute>(expression);
  if (member == nullptr) {
    return none;
  }
  if (const program::ModuleId owner = module_named(member->value); owner != none) {
    return class_of_module(owner, member->attribute);
  }
  if (const ClassId cls = user_class(member->attribute); cls != none) {
    return cls;
  }
  const auto* owner = as<syntax::Name>(member->value);
  const program::Module* target = owner != nullptr ? program_.find(owner->name) : nullptr;
  return target != nullptr ? lookup_class(member->attribute, target->id) : none;
}

/// `Any`, `Optional[T]`, `Union[A, B]`, `Final[T]` …: what stands for no class of its own.
std::optional<Type> Engine::special_form_annotation(const std::string& name, const AnnotationList& arguments, program::ModuleId module, int depth) {
  if (name == "Any" || name == "object") {
    return unknown();
  }
  if (name == "Optional" && arguments.size() == 1) {
    return join(annotation_type(arguments[0], module, depth + 1), none_type());
  }
  if (name == "Union") {
    Type result;
    for (const syntax::Expr* argument : arguments) {
      join_into(result, annotation_type(argument, module, depth + 1));
    }
    return result;
  }
  if ((name == "ClassVar" || name == "Final" || name == "Annotated") && !arguments.empty()) {
    return annotation_type(arguments[0], module, depth + 1);
  }
  return std::nullopt;
}

/// The builtin that a generic class of `typing` is an older name of; or null.
static const std::string* builtin_of_typing(const std::string& name) {
  static const std::map<std::string, std::string> builtins = {{"List", "list"},   {"Dict", "dict"}, {"Set", "set"},     {"FrozenSet", "frozenset"},
                                                              {"Tuple", "tuple"}, {"Type", "type"}, {"Deque", "deque"}, {"DefaultDict", "defaultdict"},
                                                              {"Text", "str"}};
  const auto it = builtins.find(name);
  return it == builtins.end() ? nullptr : &it->second;
}

/// `Account`, `dict[K, V]`, `tuple[A, B]`: an instance; its type arguments have slots of this annotation.
Type Engine::class_annotation(const syntax::Expr& annotation, const std::string& name, AnnotationList arguments, program::ModuleId module, int depth) {
  const std::string* builtin = builtin_of_typing(name);
  if ((builtin != nullptr ? *builtin : name) == "tuple" && !arguments.empty()) {
    if (!is_ellipsis(arguments.back())) {
      std::vector<Type> elements;
      for (const syntax::Expr* argument : arguments) {
        elements.push_back(annotation_type(argument, module, depth + 1));
      }
      return tuple(std::move(elements));
    }
    arguments.pop_back();
  }
  const auto* subscript = as<syntax::Subscript>(&annotation);
  const ClassId cls = builtin != nullptr ? facts_.stub_class(*builtin) : class_named(subscript != nullptr ? subscript->value : &annotation, module);
  if (cls == none || name == "Callable") {
    return {};
  }
  std::vector<SlotId> slots;
  const std::size_t wanted = facts_.classes[cls].is_stub ? facts_.classes[cls].type_parameters.size() : 0;
  for (std::size_t i = 0; i < wanted; ++i) {
    const SlotId slot = site_slot(annotation.id, static_cast<std::uint32_t>(i));
    add(slot, i < arguments.size() ? annotation_type(arguments[i], module, depth + 1) : unknown());
    slots.push_back(slot);
  }
  return instance(cls, std::move(slots));
}

static constexpr int deepest_annotation = 6;

/// What stands in the brackets of an annotation; nothing where it has none.
static AnnotationList arguments_or_none(const syntax::Subscript* subscript) {
  if (subscript == nullptr) {
    return {};
  }
  return arguments_of(*subscript);
}

Type Engine::annotation_type(const syntax::Expr* annotation, program::ModuleId module, int depth) {
  if (annotation == nullptr || depth > deepest_annotation) {
    return {};
  }
  if (const auto* constant = as<syntax::Constant>(annotation)) {
    if (constant->constant == syntax::ConstantKind::None) {
      return none_type();
    }
    return constant->constant == syntax::ConstantKind::Str ? string_annotation(constant->text, module) : Type{};
  }
  if (const auto* either = as<syntax::BinOp>(annotation); either != nullptr && either->op == syntax::BinaryOperator::BitOr) {
    return join(annotation_type(either->left, module, depth + 1), annotation_type(either->right, module, depth + 1));
  }
  const std::string& name = head_of(annotation);
  const auto* subscript = as<syntax::Subscript>(annotation);
  const AnnotationList arguments = arguments_or_none(subscript);
  if (std::optional<Type> special = special_form_annotation(name, arguments, module, depth)) {
    return *std::move(special);
  }
  return class_annotation(*annotation, name, arguments, module, depth);
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
  std::vector<std::pair<SlotId, Type>> grown;  // all are found first: the order must not matter
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
  const Type type = annotation_type(one.annotation, one.module);
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
Type Engine::string_annotation(const std::string& name, program::ModuleId module) {
  if (const ClassId cls = user_class(name); cls != none) {
    return instance(cls);
  }
  const ClassId stub = lookup_class(name, module);
  return stub != none && facts_.classes[stub].type_parameters.empty() ? instance(stub) : Type{};
}

}  // namespace krait::types
