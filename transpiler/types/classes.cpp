/// Classes: bases, fields, override families and what dataclass, NamedTuple and Enum make of a class.
#include <algorithm>

#include "syntax/children.hpp"
#include "syntax/private_names.hpp"
#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

ClassId Engine::declare_class(const syntax::ClassDef& node, program::ModuleId module) {
  const auto id = static_cast<ClassId>(facts_.classes.size());
  ClassInfo info;
  info.id = id;
  info.name = node.name;
  info.module = module;
  info.node = &node;
  info.scope = names_.scope_of_node[node.id];
  for (const syntax::TypeParameter& parameter : node.type_parameters) {
    info.type_parameters.push_back(parameter.name);
  }
  facts_.classes.push_back(std::move(info));
  facts_.class_ids[node.id] = id;
  return id;
}

void Engine::compute_mro(ClassId cls) {
  ClassInfo& info = facts_.classes[cls];
  if (!info.mro.empty()) {
    return;
  }
  info.mro = {cls};  // guards against cycles
  std::vector<std::vector<ClassId>> lists;
  for (const ClassId base : info.bases) {
    compute_mro(base);
    lists.push_back(facts_.classes[base].mro);
  }
  lists.push_back(info.bases);
  std::vector<ClassId> order = {cls};
  // C3 linearisation (Barrett et al., 1996); an inconsistent hierarchy falls back to depth first.
  for (;;) {
    ClassId next = none;
    for (const auto& list : lists) {
      if (list.empty()) {
        continue;
      }
      const ClassId candidate = list.front();
      const bool in_tail =
          std::any_of(lists.begin(), lists.end(), [&](const auto& other) { return std::find(other.begin() + (other.empty() ? 0 : 1), other.end(), candidate) != other.end(); });
      if (!in_tail) {
        next = candidate;
        break;
      }
      if (next == none) {
        next = candidate;
      }
    }
    if (next == none) {
      break;
    }
    order.push_back(next);
    for (auto& list : lists) {
      list.erase(std::remove(list.begin(), list.end(), next), list.end());
    }
  }
  facts_.classes[cls].mro = std::move(order);
}

/// Only `pass`, `…`, a docstring or `raise NotImplementedError` inside?
static bool has_no_body(const syntax::FunctionDef& node) {
  return std::all_of(node.body.begin(), node.body.end(), [](const syntax::Stmt* statement) {
    if (statement->kind == syntax::Kind::Pass) {
      return true;
    }
    const auto* expression = syntax::as<syntax::ExprStmt>(statement);
    if (expression != nullptr) {
      return expression->value->kind == syntax::Kind::Constant;
    }
    const auto* raised = syntax::as<syntax::Raise>(statement);
    const syntax::Expr* what = raised != nullptr ? raised->exception : nullptr;
    const auto* call = syntax::as<syntax::Call>(what);
    const auto* name = syntax::as<syntax::Name>(call != nullptr ? call->function : what);
    return name != nullptr && name->name == "NotImplementedError";
  });
}

/// Abstract methods whose bodies only stand in for those of the subclasses.
static void mark_placeholders(Facts& facts, const ClassInfo& cls) {
  for (const auto& [name, method] : cls.methods) {
    FunctionInfo& function = facts.functions[method];
    function.is_placeholder = function.is_abstract && function.node != nullptr && has_no_body(*function.node) && facts.checks_abstract_methods(cls.id);
  }
}

void Engine::link_classes() {
  for (ClassId id = 0; id < facts_.classes.size(); ++id) {
    if (!facts_.classes[id].is_stub && facts_.classes[id].node != nullptr) {
      link_class(id);
    }
  }
  for (ClassId id = 0; id < facts_.classes.size(); ++id) {
    compute_mro(id);
    ClassInfo& cls = facts_.classes[id];
    if (!cls.is_stub && facts_.is_subclass(id, facts_.base_exception)) {
      cls.kind = ClassKind::Exception;
    }
  }
  for (ClassId id = 0; id < facts_.classes.size(); ++id) {
    if (!facts_.classes[id].is_stub && facts_.classes[id].node != nullptr) {
      declare_fields(id);
    }
  }
  for (ClassId id = 0; id < facts_.classes.size(); ++id) {
    ClassInfo& cls = facts_.classes[id];
    if (cls.is_stub) {
      continue;
    }
    mark_placeholders(facts_, cls);
    for (const char* hook : {"__setattr__", "__delattr__"}) {
      if (const FunctionId method = facts_.find_method(id, hook); method != none && !facts_.functions[method].is_stub) {
        keep_attributes_in_dict(id);  // which calls it
      }
    }
    if (cls.kind == ClassKind::Dataclass) {
      synthesise_dataclass(id);
    } else if (cls.kind == ClassKind::NamedTuple && cls.node != nullptr) {
      synthesise_namedtuple(id);
    }
    unify_overrides(id);
  }
}

/// The class a base expression names: a user's class or a stub's, through names and module attributes.
static const syntax::Expr* base_name(const syntax::Expr* base) {
  const auto* subscript = as<syntax::Subscript>(base);
  return subscript != nullptr ? subscript->value : base;
}

void Engine::link_class(ClassId id) {
  ClassInfo& cls = facts_.classes[id];
  frame_ = nullptr;
  for (const syntax::Expr* base : cls.node->bases) {
    if (link_to_namedtuple(id, *base)) {
      continue;
    }
    const Type type = annotation_type(base_name(base), cls.module);
    const Atom* atom = type.single();
    if (atom == nullptr || atom->kind != AtomKind::Instance) {
      if (!type.is_unknown()) {  // `object` and `Any` add nothing
        facts_.unknown_bases.insert(base->id);
      }
      continue;
    }
    ClassInfo& base_class = facts_.classes[atom->id];
    const std::string hook = base_class.is_stub ? hook_name(base_class) : "";
    if (hook == "NamedTuple") {
      cls.kind = ClassKind::NamedTuple;
      continue;
    }
    if (hook == "Generic" || base_class.name == "Protocol" || base_class.name == "ABC") {
      continue;
    }
    cls.bases.push_back(atom->id);
    base_class.subclasses.push_back(id);
    if (hook == "Enum" || hook == "IntEnum" || base_class.kind == ClassKind::Enum) {
      cls.kind = ClassKind::Enum;
      cls.is_int_enum = hook == "IntEnum" || base_class.is_int_enum;
    }
  }
  if (cls.bases.empty()) {
    cls.bases.push_back(facts_.object_type);
  }
  for (const syntax::Expr* decorator : cls.node->decorators) {
    const auto* call = as<syntax::Call>(decorator);
    const syntax::Expr* callee = call != nullptr ? call->function : decorator;
    const auto* name = as<syntax::Name>(callee);
    const auto* member = as<syntax::Attribute>(callee);
    const std::string text = name != nullptr ? name->name : member != nullptr ? member->attribute : "";
    if (text != "dataclass") {
      continue;
    }
    cls.kind = ClassKind::Dataclass;
    for (const syntax::Keyword& option : call != nullptr ? call->keywords : std::vector<syntax::Keyword>{}) {
      const auto* constant = as<syntax::Constant>(option.value);
      const bool value = constant != nullptr && constant->constant == syntax::ConstantKind::True;
      static const std::map<std::string, bool ClassInfo::*, std::less<>> options = {{"eq", &ClassInfo::has_eq},
                                                                                    {"order", &ClassInfo::has_order},
                                                                                    {"frozen", &ClassInfo::is_frozen},
                                                                                    {"unsafe_hash", &ClassInfo::has_hash},
                                                                                    {"kw_only", &ClassInfo::is_keyword_only}};
      if (const auto known = options.find(option.name); known != options.end()) {
        cls.*(known->second) = value;
      }
    }
  }
}

FieldInfo& Engine::make_field(ClassId cls, const std::string& name, NodeId definition) {
  for (const ClassId base : facts_.classes[cls].mro) {
    const auto it = facts_.classes[base].fields.find(name);
    if (it != facts_.classes[base].fields.end() && !facts_.classes[base].is_stub) {
      return it->second;
    }
  }
  FieldInfo field;
  field.name = name;
  field.owner = cls;
  field.slot = new_slot();
  field.first_definition = definition;
  ClassInfo& info = facts_.classes[cls];
  info.field_order.push_back(name);
  return info.fields.emplace(name, std::move(field)).first->second;
}

void Engine::declare_fields(ClassId id) {
  // Bases first, so that a field is declared on the topmost class that has it.
  for (const ClassId base : facts_.classes[id].bases) {
    if (!facts_.classes[base].is_stub && facts_.classes[base].fields.empty() && base != id && base > id) {
      declare_fields(base);
    }
  }
  if (!facts_.classes[id].fields.empty()) {
    return;
  }
  declare_class_level(id, facts_.classes[id].node->body);
  declare_self_fields(id);
}

/// `ClassVar[int]`, `typing.ClassVar`, …
static bool has_head(const syntax::Expr* annotation, std::string_view wanted) {
  const auto* subscript = as<syntax::Subscript>(annotation);
  const syntax::Expr* head = subscript != nullptr ? subscript->value : annotation;
  const auto* name = as<syntax::Name>(head);
  const auto* member = as<syntax::Attribute>(head);
  return (name != nullptr && name->name == wanted) || (member != nullptr && member->attribute == wanted);
}

/// `__slots__`, `__match_args__`: tell Python about the class, and are not read by programs.
static bool is_instruction(const std::string& name) { return name == "__slots__" || name == "__match_args__"; }

/// The strings of `__slots__ = "x"`, `("x", "y")` or a list of them, as attributes are spelled; nothing if they are computed.
static std::optional<std::set<std::string, std::less<>>> slots_in(syntax::Expr* value, const std::string& class_name) {
  const auto* tuple = as<syntax::Tuple>(value);
  const auto* list = as<syntax::List>(value);
  std::set<std::string, std::less<>> names;
  for (const syntax::Expr* element : tuple != nullptr ? tuple->elements : list != nullptr ? list->elements : std::vector{value}) {
    const auto* text = as<syntax::Constant>(element);
    if (text == nullptr || text->constant != syntax::ConstantKind::Str) {
      return std::nullopt;
    }
    names.insert(syntax::mangle(class_name, text->text));
  }
  return names;
}

/// `_: KW_ONLY`: the fields of a data class below are given by keyword.
static bool is_keyword_marker(const syntax::Expr* annotation) {
  const auto* name = as<syntax::Name>(annotation);
  const auto* member = as<syntax::Attribute>(annotation);
  return (name != nullptr && name->name == "KW_ONLY") || (member != nullptr && member->attribute == "KW_ONLY");
}

void Engine::declare_class_level(ClassId id, const syntax::Body& body) {
  bool keyword_only = facts_.classes[id].is_keyword_only;
  for (const syntax::Stmt* statement : body) {
    ClassInfo& cls = facts_.classes[id];
    const bool has_own_fields = cls.kind == ClassKind::Dataclass || cls.kind == ClassKind::NamedTuple;
    const auto own_field = [&](const syntax::Name& name) -> FieldInfo& {
      auto [it, inserted] = facts_.classes[id].fields.try_emplace(name.name);
      FieldInfo& field = it->second;
      if (inserted) {
        field.name = name.name;
        field.owner = id;
        field.slot = new_slot();
        field.first_definition = name.id;
        facts_.classes[id].field_order.push_back(name.name);
      }
      field.declaration = statement;
      return field;
    };
    if (const auto* annotated = as<syntax::AnnAssign>(statement)) {
      const auto* name = as<syntax::Name>(annotated->target);
      if (name == nullptr || is_instruction(name->name)) {
        continue;
      }
      if (cls.kind == ClassKind::Dataclass && is_keyword_marker(annotated->annotation)) {
        keyword_only = true;
        continue;
      }
      FieldInfo& field = own_field(*name);
      field.is_keyword_only = keyword_only;
      field.is_class_var = has_head(annotated->annotation, "ClassVar");
      field.is_init_var = cls.kind == ClassKind::Dataclass && has_head(annotated->annotation, "InitVar");
      field.default_value = annotated->value;
      if (has_own_fields && !field.is_class_var && !field.is_init_var) {
        field.is_instance_attribute = true;
      } else {
        field.is_class_attribute = annotated->value != nullptr;
      }
    } else if (const auto* assign = as<syntax::Assign>(statement)) {
      if (const auto* decorator = called_decorator(id, *assign)) {
        declare_called_decorator(id, static_cast<const syntax::Name*>(assign->targets[0])->name, *decorator);
        continue;
      }
      for (const syntax::Expr* target : assign->targets) {
        const auto* name = as<syntax::Name>(target);
        if (name != nullptr && name->name == "__slots__") {
          facts_.classes[id].slots = slots_in(assign->value, cls.name);
        } else if (name != nullptr && !is_instruction(name->name)) {
          const auto* value = as<syntax::Name>(assign->value);
          if (const auto method = value != nullptr ? cls.methods.find(value->name) : cls.methods.end(); method != cls.methods.end()) {
            facts_.classes[id].methods[name->name] = method->second;  // `__rmul__ = __mul__`: another name of the method
            continue;
          }
          FieldInfo& field = own_field(*name);
          field.is_class_attribute = true;
          field.default_value = assign->value;
        } else if (const auto* several = as<syntax::Tuple>(target)) {
          for (const syntax::Expr* element : several->elements) {
            if (const auto* one = as<syntax::Name>(element)) {
              own_field(*one).is_class_attribute = true;
            }
          }
        }
      }
    }
  }
}

/// Is the attribute a property that the class or one above it lets be stored?
static bool has_setter(const Facts& facts, ClassId id, const std::string& attribute) {
  const auto& mro = facts.classes[id].mro;
  return std::any_of(mro.begin(), mro.end(), [&](ClassId base) { return facts.classes[base].property_setters.contains(attribute); });
}

/// Fields are what methods store through their first parameter.
void Engine::declare_self_fields(ClassId id) {
  for (const syntax::Stmt* statement : facts_.classes[id].node->body) {
    const auto* method = as<syntax::FunctionDef>(statement);
    if (method == nullptr) {
      continue;
    }
    const auto parameters = method->parameters.all();
    if (parameters.empty()) {
      continue;
    }
    const std::string self = parameters.front()->name;
    const FunctionInfo& info = facts_.functions[facts_.function_of(method->id)];
    if (info.method == MethodKind::Static || info.method == MethodKind::Class) {
      continue;
    }
    const auto scan = [&](const auto& walk, const syntax::Node& node) -> void {
      if (const auto* attribute = as<syntax::Attribute>(&node); attribute != nullptr && attribute->context == syntax::ExprContext::Store) {
        const auto* receiver = as<syntax::Name>(attribute->value);
        if (receiver != nullptr && receiver->name == self && !has_setter(facts_, id, attribute->attribute)) {
          FieldInfo& field = make_field(id, attribute->attribute, attribute->id);
          field.is_instance_attribute = true;
          if (method->name != "__init__" && method->name != "__post_init__" && field.first_definition == attribute->id) {
            field.maybe_unset = true;
          }
          if (method->name == "__init__") {
            field.maybe_unset = false;
          }
        }
      }
      syntax::for_each_child(node, [&](const syntax::Node& child) { walk(walk, child); });
    };
    scan(scan, *method);
  }
}

/// A method and the one it overrides form a family: same parameters and result (docs/analysis.md, 13).
void Engine::unify_overrides(ClassId id) {
  for (const auto& [name, function] : facts_.classes[id].methods) {
    if (name == "__init__" || name == "__new__" || name == "__post_init__") {
      continue;
    }
    for (const ClassId base : facts_.classes[id].mro) {
      if (base == id || facts_.classes[base].is_stub) {
        continue;
      }
      const auto it = facts_.classes[base].methods.find(name);
      if (it == facts_.classes[base].methods.end()) {
        continue;
      }
      FunctionInfo& own = facts_.functions[function];
      FunctionInfo& other = facts_.functions[it->second];
      own.is_override = true;
      other.is_overridden = true;
      unify_signatures(function, it->second);
      break;
    }
  }
  // A class attribute and its override are one virtual accessor.
  for (auto& [name, field] : facts_.classes[id].fields) {
    for (const ClassId base : facts_.classes[id].mro) {
      const auto it = base == id ? facts_.classes[base].fields.end() : facts_.classes[base].fields.find(name);
      if (base != id && it != facts_.classes[base].fields.end() && it->second.slot != none) {
        unify(field.slot, it->second.slot);
      }
    }
  }
}

FunctionId Engine::synthesise_init(ClassId cls, const std::vector<std::string>& fields) {
  const auto id = static_cast<FunctionId>(facts_.functions.size());
  FunctionInfo init;
  init.id = id;
  init.name = "__init__";
  init.module = facts_.classes[cls].module;
  init.owner = cls;
  init.method = MethodKind::Instance;
  init.is_synthesised = true;
  init.returns = new_slot();
  init.yields = new_slot();
  init.sends = new_slot();
  add(init.returns, none_type());
  ParameterInfo self;
  self.name = "self";
  self.kind = ParameterKind::Ordinary;
  self.slot = new_slot();
  init.parameters.push_back(self);
  for (const std::string& name : fields) {
    const FieldInfo* field = facts_.find_field(cls, name);
    ParameterInfo parameter;
    parameter.name = name;
    parameter.kind = field->is_keyword_only ? ParameterKind::KeywordOnly : ParameterKind::Ordinary;
    parameter.default_value = field->default_value;
    parameter.has_default = field->default_value != nullptr || field->default_factory != nullptr;
    parameter.slot = field->slot;
    init.parameters.push_back(std::move(parameter));
  }
  facts_.functions.push_back(std::move(init));
  body_of_function_.resize(facts_.functions.size(), none);
  facts_.classes[cls].methods.emplace("__init__", id);
  return id;
}

/// Reads the keywords of `field(default=…, default_factory=…, init=…, repr=…, compare=…)`.
static void read_field_options(FieldInfo& field) {
  const auto* call = as<syntax::Call>(field.default_value);
  const auto* name = call != nullptr ? as<syntax::Name>(call->function) : nullptr;
  if (name == nullptr || name->name != "field") {
    return;
  }
  field.default_value = nullptr;
  for (const syntax::Keyword& option : call->keywords) {
    const auto* constant = as<syntax::Constant>(option.value);
    const bool is_false = constant != nullptr && constant->constant == syntax::ConstantKind::False;
    if (option.name == "default") {
      field.default_value = option.value;
    } else if (option.name == "default_factory") {
      field.default_factory = option.value;
    } else if (option.name == "init") {
      field.in_init = !is_false;
    } else if (option.name == "repr") {
      field.in_repr = !is_false;
    } else if (option.name == "compare") {
      field.in_compare = !is_false;
    } else if (option.name == "kw_only") {
      field.is_keyword_only = !is_false;
    }
  }
}

/// The `InitVar`s of a data class and its bases, in the order in which `__post_init__` gets them.
std::vector<FieldInfo*> Engine::init_vars(ClassId id) {
  std::vector<FieldInfo*> result;
  const auto& mro = facts_.classes[id].mro;
  for (auto base = mro.rbegin(); base != mro.rend(); ++base) {
    for (const std::string& name : facts_.classes[*base].field_order) {
      FieldInfo& field = facts_.classes[*base].fields.find(name)->second;
      if (field.is_init_var) {
        result.push_back(&field);
      }
    }
  }
  return result;
}

/// What is passed for an `InitVar` is what the parameter of `__post_init__` gets.
void Engine::share_init_vars(ClassId id) {
  const FunctionId post = facts_.find_method(id, "__post_init__");
  std::size_t position = 1;
  for (FieldInfo* field : init_vars(id)) {
    if (post != none && position < facts_.functions[post].parameters.size()) {
      field->slot = facts_.functions[post].parameters[position++].slot;
    }
  }
}

std::vector<Argument> Engine::init_var_arguments(ClassId id) {
  std::vector<Argument> arguments;
  for (const FieldInfo* field : init_vars(id)) {
    arguments.emplace_back();
    arguments.back().type = read(field->slot);
  }
  return arguments;
}

void Engine::synthesise_dataclass(ClassId id) {
  std::vector<std::string> fields;
  const auto mro = facts_.classes[id].mro;
  for (auto base = mro.rbegin(); base != mro.rend(); ++base) {
    ClassInfo& cls = facts_.classes[*base];
    if (cls.is_stub) {
      continue;
    }
    for (const std::string& name : cls.field_order) {
      FieldInfo& field = cls.fields.find(name)->second;
      if (!field.is_class_var && field.declaration != nullptr && as<syntax::AnnAssign>(field.declaration) != nullptr) {
        read_field_options(field);
        if (field.in_init && std::find(fields.begin(), fields.end(), name) == fields.end()) {
          fields.push_back(name);
        }
      }
    }
  }
  std::stable_partition(fields.begin(), fields.end(), [&](const std::string& name) { return !facts_.find_field(id, name)->is_keyword_only; });
  share_init_vars(id);
  if (!facts_.classes[id].methods.contains("__init__")) {
    synthesise_init(id, fields);
  }
}

/// A class that a call makes, not a class statement.
ClassInfo made_by_call(ClassId id, const std::string& name, program::ModuleId module, ClassKind kind, const syntax::Call& call) {
  ClassInfo info;
  info.id = id;
  info.name = name;
  info.module = module;
  info.kind = kind;
  info.call = &call;
  return info;
}

/// `Enum("Animal", "CAT DOG")`.
ClassId Engine::declare_enum_call(const syntax::Call& call, ClassId base, const std::string& name, const std::vector<std::string>& members) {
  const ClassId known = facts_.class_of(call.id);
  if (known != none) {
    return known;
  }
  const auto id = static_cast<ClassId>(facts_.classes.size());
  ClassInfo info = made_by_call(id, name, frame_ != nullptr ? frame_->module : 0, ClassKind::Enum, call);
  info.is_int_enum = facts_.is_subclass(base, facts_.int_type);
  info.bases = {base};
  info.mro = facts_.classes[base].mro;
  info.mro.insert(info.mro.begin(), id);
  facts_.classes.push_back(std::move(info));
  facts_.class_ids[call.id] = id;
  facts_.classes[base].subclasses.push_back(id);
  add(enum_value_slot(facts_.classes[id]), instance(facts_.int_type));
  for (const std::string& member : members) {
    FieldInfo& field = make_field(id, member, call.id);
    field.is_class_attribute = true;
    add(field.slot, instance(id));
  }
  return id;
}

}  // namespace krait::types
