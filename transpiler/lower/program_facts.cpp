#include "lower/program_facts.hpp"

#include <algorithm>
#include <functional>

#include "syntax/children.hpp"

namespace krait::lower {

using representation::Kind;
using representation::Repr;
using syntax::as;
using types::Atom;
using types::AtomKind;
using types::AttributeKind;
using types::ClassId;
using types::FunctionId;
using types::MethodKind;

std::vector<ClassId> user_bases(const types::ClassInfo& cls, const types::Facts& facts) {
  std::vector<ClassId> bases;
  for (const ClassId base : cls.bases) {
    if (!facts.classes[base].is_stub) {
      bases.push_back(base);
    }
  }
  return bases;
}

ClassId topmost_owner(const types::Facts& facts, ClassId cls, const std::string& field) {
  ClassId topmost = types::none;
  for (const ClassId base : facts.classes[cls].mro) {
    topmost = !facts.classes[base].is_stub && facts.classes[base].fields.contains(field) ? base : topmost;
  }
  return topmost;
}

bool is_self_of(const types::FunctionInfo& method, const syntax::Node& node, const names::Names& names) {
  const auto* name = as<syntax::Name>(&node);
  return name != nullptr && !method.parameters.empty() && method.owner != types::none && method.method != MethodKind::Static && method.method != MethodKind::Class &&
         name->name == method.parameters.front().name && names.variable[name->id] != names::none && names.symbols[names.symbol[name->id]].is_parameter;
}

/// Does the function's result walk over its arguments later?
bool returns_iterator(const types::FunctionInfo& row) {
  const auto* subscript = row.node != nullptr ? as<syntax::Subscript>(row.node->returns) : nullptr;
  const auto* name = subscript != nullptr ? as<syntax::Name>(subscript->value) : nullptr;
  return name != nullptr && (name->name == "Iterator" || name->name == "Generator");
}

namespace {

class Gatherer {
 public:
  Gatherer(const program::Program& program, const names::Names& names, const types::Facts& facts, const representation::Representations& reprs, const std::set<ClassId>& deferred)
      : program_(program), names_(names), facts_(facts), reprs_(reprs) {
    result_.deferred = deferred;
  }

  ProgramFacts run() {
    find_families();
    for (const auto& module : program_.modules) {
      if (module->kind == program::ModuleKind::User && module->tree != nullptr) {
        for (const syntax::Stmt* statement : module->tree->body) {
          scan(*statement, nullptr);
        }
      }
    }
    find_layered();
    find_described();
    result_.traced = representation::classes_in_cycles(reprs_);
    find_deferred();
    find_const_methods();
    result_.rerunnable = representation::find_rerunnable(program_, names_, facts_, reprs_);
    result_.joined_lists = representation::find_joined_lists(program_, names_, facts_);
    for (const types::FunctionInfo& function : facts_.functions) {
      result_.has_coroutines = result_.has_coroutines || (!function.is_stub && (function.is_generator || function.is_async));
    }
    return std::move(result_);
  }

 private:
  // ---- one walk over the program

  void scan(const syntax::Node& node, const syntax::Node* parent) {
    switch (node.kind) {
      case syntax::Kind::ExprStmt:
        if (const auto* call = as<syntax::Call>(static_cast<const syntax::ExprStmt&>(node).value)) {
          discard(*call);
        }
        break;
      case syntax::Kind::Attribute: attribute(static_cast<const syntax::Attribute&>(node)); break;
      case syntax::Kind::Call: call(static_cast<const syntax::Call&>(node)); break;
      case syntax::Kind::Constant: result_.reads_exception_context = result_.reads_exception_context || static_cast<const syntax::Constant&>(node).text == "__context__"; break;
      default: break;
    }
    if (node.kind == syntax::Kind::Name || node.kind == syntax::Kind::Attribute) {
      class_value(static_cast<const syntax::Expr&>(node), parent);
    }
    syntax::for_each_child(node, [&](const syntax::Node& child) { scan(child, &node); });
  }

  void discard(const syntax::Call& call) {
    if (const types::CallFact* fact = facts_.call(call.id)) {
      if (fact->function != types::none) {
        result_.discarded_results.insert(fact->function);
      }
      result_.discarded_results.insert(fact->targets.begin(), fact->targets.end());
    }
  }

  void attribute(const syntax::Attribute& node) {
    result_.reads_documentation = result_.reads_documentation || node.attribute == "__doc__";
    result_.reads_exception_context = result_.reads_exception_context || node.attribute == "__context__";
    result_.lists_subclasses = result_.lists_subclasses || node.attribute == "__subclasses__";
    const types::AttributeFact* fact = facts_.attribute(node.id);
    asks_for_name(node);
    if (node.attribute == "__doc__") {
      describe_atoms(facts_.type(*node.value), 0);
    }
    if (fact == nullptr || fact->kind == AttributeKind::Dynamic) {
      describe_exceptions(facts_.type(*node.value));
      if (!facts_.type(node).is_bottom()) {  // one of the classes has it
        describe_atoms(facts_.type(*node.value), 0);
      }
    }
    if (fact != nullptr && fact->kind == AttributeKind::Field && node.context == syntax::ExprContext::Del) {
      deleted_.emplace(fact->owner, node.attribute);
    }
    if (fact == nullptr || fact->kind != AttributeKind::ClassAttribute) {
      return;
    }
    const types::Type& receiver = facts_.type(*node.value);
    const bool through_class = std::any_of(receiver.atoms().begin(), receiver.atoms().end(), [](const Atom& atom) { return atom.kind == AtomKind::Class; });
    if (node.context != syntax::ExprContext::Load) {
      result_.class_stores.emplace(fact->owner, node.attribute);
      for (const Atom& atom : receiver.atoms()) {
        if (atom.kind == AtomKind::Class && facts_.classes[atom.id].fields.contains(node.attribute)) {
          result_.class_stores.emplace(atom.id, node.attribute);
        }
      }
    } else if (through_class) {
      result_.class_loads.emplace(fact->owner, node.attribute);
    }
  }

  /// `type(x).__name__` of instances of plain classes: no more than the name is asked for.
  void asks_for_name(const syntax::Attribute& node) {
    const auto* call = as<syntax::Call>(node.value);
    const auto* callee = call != nullptr ? as<syntax::Name>(call->function) : nullptr;
    if (node.attribute != "__name__" || callee == nullptr || callee->name != "type" || names_.access[callee->id] != names::Access::Builtin || call->arguments.size() != 1 ||
        !call->keywords.empty() || call->arguments[0]->kind == syntax::Kind::Starred) {
      return;
    }
    const auto& atoms = facts_.type(*call->arguments[0]).atoms();
    const bool plain = std::all_of(atoms.begin(), atoms.end(), [&](const Atom& atom) {
      return atom.kind == AtomKind::Instance && !facts_.classes[atom.id].is_stub && facts_.classes[atom.id].kind == types::ClassKind::Plain;
    });
    if (!plain || !reprs_.of(facts_.type(*call->arguments[0]), ranges::Shape{}).is(Kind::Ref)) {
      describe_atoms(facts_.type(*call->arguments[0]), 0);
      return;
    }
    result_.name_calls.insert(call->id);
    for (const Atom& atom : atoms) {
      name_class(atom.id);
    }
  }

  void name_class(ClassId cls) {
    if (facts_.classes[cls].is_stub || !result_.named.insert(cls).second) {
      return;
    }
    for (const ClassId base : facts_.classes[cls].bases) {
      name_class(base);
    }
    for (const ClassId derived : facts_.classes[cls].subclasses) {
      name_class(derived);
    }
  }

  void call(const syntax::Call& node) {
    const types::CallFact* fact = facts_.call(node.id);
    if (fact == nullptr || fact->function == types::none) {
      return;
    }
    const types::FunctionInfo& function = facts_.functions[fact->function];
    if (fact->kind == types::CallKind::User && fact->cls != types::none) {
      result_.super_calls.emplace(fact->cls, static_cast<const syntax::Attribute&>(*node.function).attribute);
    }
    if (!function.is_stub && function.method == MethodKind::Class && function.owner != types::none) {
      // The class travels as the first argument.
      describe(function.owner);
      for (const Atom& atom : callee_receiver(node).atoms()) {
        if ((atom.kind == AtomKind::Class || atom.kind == AtomKind::Instance) && !facts_.classes[atom.id].is_stub) {
          describe(atom.id);
        }
      }
    }
    if (function.name == "__init__" && node.function->kind == syntax::Kind::Attribute && !function.is_stub) {
      const auto& member = static_cast<const syntax::Attribute&>(*node.function);
      const auto* inner = as<syntax::Call>(member.value);
      if (member.attribute == "__init__" && inner == nullptr && function.owner != types::none) {
        explicit_init_.insert(function.owner);
      }
    }
    if (function.is_stub && function.name == "hash") {
      for (const syntax::Expr* argument : node.arguments) {
        hash_atoms(facts_.type(*argument), 0);
      }
    }
  }

  [[nodiscard]] const types::Type& callee_receiver(const syntax::Call& node) const {
    static const types::Type nothing;
    const auto* member = as<syntax::Attribute>(node.function);
    return member != nullptr ? facts_.type(*member->value) : nothing;
  }

  /// A class named where its object itself is needed.
  void class_value(const syntax::Expr& node, const syntax::Node* parent) {
    const Atom* only = facts_.type(node).single();
    if (only == nullptr || only->kind != AtomKind::Class || facts_.classes[only->id].is_stub || parent == nullptr) {
      return;
    }
    switch (parent->kind) {
      case syntax::Kind::Call:
        if (is_type_test(static_cast<const syntax::Call&>(*parent))) {
          return;
        }
        if (static_cast<const syntax::Call&>(*parent).function == &node) {
          const types::CallFact* fact = facts_.call(parent->id);
          if (fact == nullptr || (fact->kind != types::CallKind::Never && fact->kind != types::CallKind::Dynamic)) {
            return;
          }
        }
        break;
      case syntax::Kind::Attribute: {
        const auto& member = static_cast<const syntax::Attribute&>(*parent);
        const types::AttributeFact* fact = facts_.attribute(member.id);
        if (fact != nullptr && fact->kind != AttributeKind::Dynamic && fact->kind != AttributeKind::Special) {
          return;
        }
        break;
      }
      case syntax::Kind::ClassDef:
      case syntax::Kind::Raise:
      case syntax::Kind::Try:
      case syntax::Kind::MatchClass:
      case syntax::Kind::AnnAssign:
      case syntax::Kind::FunctionDef:
      case syntax::Kind::Subscript: return;
      case syntax::Kind::Tuple: return;  // `except (A, B)`, `isinstance(x, (A, B))`; elsewhere the tuple's type is found below
      default: break;
    }
    if (const auto* name = as<syntax::Name>(&node); name != nullptr && name->context != syntax::ExprContext::Load) {
      return;
    }
    describe(only->id);
  }

  [[nodiscard]] bool is_type_test(const syntax::Call& node) const {
    const auto* name = as<syntax::Name>(node.function);
    return name != nullptr && (name->name == "isinstance" || name->name == "issubclass" || name->name == "super") && names_.variable[name->id] == names::none;
  }

  // ---- classes that dynamic code meets

  void describe(ClassId cls) {
    if (facts_.classes[cls].is_stub || !result_.described.insert(cls).second) {
      return;
    }
    for (const ClassId base : facts_.classes[cls].bases) {
      describe(base);
    }
    for (const ClassId derived : facts_.classes[cls].subclasses) {
      describe(derived);  // its instances are met where the base's are
    }
  }

  /// `e.__cause__.code`: any exception of the program may be behind an instance of a library's exception class.
  void describe_exceptions(const types::Type& receiver) {
    for (const Atom& atom : receiver.atoms()) {
      if (atom.kind == AtomKind::Instance && facts_.classes[atom.id].is_stub && facts_.is_subclass(atom.id, facts_.base_exception)) {
        for (const types::ClassInfo& cls : facts_.classes) {
          if (!cls.is_stub && facts_.is_subclass(cls.id, atom.id)) {
            describe(cls.id);
          }
        }
      }
    }
  }

  void describe_atoms(const types::Type& type, int depth) {
    if (depth > 6) {
      return;
    }
    for (const Atom& atom : type.atoms()) {
      if (atom.kind == AtomKind::Instance || atom.kind == AtomKind::Class) {
        describe(atom.id);
      }
      for (const types::Type& element : atom.elements) {
        describe_atoms(element, depth + 1);
      }
    }
  }

  void hash_atoms(const types::Type& type, int depth) {
    if (depth > 6) {
      return;
    }
    for (const Atom& atom : type.atoms()) {
      if (atom.kind == AtomKind::Instance && !facts_.classes[atom.id].is_stub) {
        result_.hashed.insert(atom.id);
      }
      for (const types::Type& element : atom.elements) {
        hash_atoms(element, depth + 1);
      }
    }
  }

  void look_at(const types::Type& type) {
    for (const Atom& atom : type.atoms()) {
      if (atom.kind == AtomKind::Instance && !atom.slots.empty() &&
          (facts_.is_subclass(atom.id, facts_.dict_type) || facts_.is_subclass(atom.id, facts_.set_type) || facts_.is_subclass(atom.id, facts_.frozenset_type))) {
        hash_atoms(facts_.slot_type(atom.slots.front()), 0);
      }
    }
    if (type.atoms().size() > 1 && reprs_.of(type, ranges::Shape{}).is(Kind::Object)) {
      describe_atoms(type, 0);
    }
  }

  void find_described() {
    for (const types::ClassInfo& cls : facts_.classes) {
      const bool travels = cls.methods.contains("__init_subclass__");                                                                      // the classes themselves are arguments
      const bool joins_exceptions = cls.bases.size() > 1 && facts_.is_subclass(cls.id, facts_.base_exception);                             // each base says another `py_type`
      const bool decorated = !cls.is_stub && cls.node != nullptr && cls.kind == types::ClassKind::Plain && !cls.node->decorators.empty();  // the decorators take it
      const bool answers = cls.methods.contains("__getattr__");                                                                            // asked by name
      if (!cls.is_stub && (decorated || answers || cls.is_exposed || cls.has_dynamic_attributes || joins_exceptions || travels)) {
        describe(cls.id);
      }
    }
    for (const types::FunctionInfo& function : facts_.functions) {
      if (function.owner != types::none && (reprs_.is_boxed(function.id) || (function.is_decorated && !function.is_stub))) {
        describe(function.owner);  // a bound method is found through its class; what replaces a decorated one gets the object
      }
    }
    for (types::SlotId slot = 0; slot < facts_.slots.size(); ++slot) {
      if (facts_.find(slot) == slot) {
        look_at(facts_.slots[slot].type);
      }
    }
    for (syntax::NodeId node = 0; node < facts_.node_types.size(); ++node) {
      const types::Type& type = facts_.node_types[node];
      if (!type.atoms().empty() && !result_.name_calls.contains(node)) {
        look_at(type);
      }
    }
    for (const ClassId cls : result_.described) {
      result_.hashed.insert(cls);
    }
  }

  // ---- attributes of instances that fall back on their class

  void find_layered() {
    struct Layers {
      bool on_instances = false;
      bool changes = false;
      std::vector<ClassId> classes;
    };
    std::map<std::pair<ClassId, std::string>, Layers> found;
    for (const types::ClassInfo& cls : facts_.classes) {
      if (cls.is_stub || cls.kind == types::ClassKind::Enum || cls.kind == types::ClassKind::NamedTuple) {
        continue;
      }
      for (const auto& [name, field] : cls.fields) {
        Layers& layers = found[{topmost_owner(facts_, cls.id, name), name}];
        layers.on_instances = layers.on_instances || (field.is_instance_attribute && !cls.has_dynamic_attributes);
        layers.changes = layers.changes || result_.class_stores.contains({cls.id, name}) || (field.is_class_attribute && deleted_.contains({cls.id, name}));
        if (field.is_class_attribute) {
          layers.classes.push_back(cls.id);
        }
      }
    }
    for (const auto& [key, layers] : found) {
      const bool overridden = !layers.classes.empty() && (layers.classes.size() > 1 || layers.classes.front() != key.first);
      if (layers.on_instances && (layers.changes || overridden)) {
        result_.layered.insert(key);
      }
    }
  }

  // ---- constructors

  [[nodiscard]] bool is_virtual(FunctionId id) const { return facts_.functions[id].is_overridden || facts_.functions[id].is_override; }

  /// May `self` be seen as a whole, or be asked for something a subclass may answer, while `__init__` runs?
  bool self_escapes(const types::FunctionInfo& init, const syntax::Node& node, const syntax::Node* parent, bool nested) const {
    if (is_self_of(init, node, names_)) {
      const auto* member = parent != nullptr ? as<syntax::Attribute>(parent) : nullptr;
      if (member == nullptr || member->value != &node || nested) {
        return true;
      }
      const types::AttributeFact* fact = facts_.attribute(member->id);
      if (fact == nullptr) {
        return true;
      }
      switch (fact->kind) {
        case AttributeKind::Field:
        case AttributeKind::ClassAttribute:
        case AttributeKind::EnumMember: return false;
        case AttributeKind::Method:
        case AttributeKind::Property: return fact->function == types::none || facts_.functions[fact->function].is_stub || is_virtual(fact->function);
        default: return true;
      }
    }
    const bool inner = nested || node.kind == syntax::Kind::Lambda || node.kind == syntax::Kind::FunctionDef;
    bool found = false;
    syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || self_escapes(init, child, &node, inner); });
    return found;
  }

  [[nodiscard]] static const syntax::Call* super_init(const syntax::Stmt& statement) {
    const auto* expression = as<syntax::ExprStmt>(&statement);
    const auto* call = expression != nullptr ? as<syntax::Call>(expression->value) : nullptr;
    const auto* member = call != nullptr ? as<syntax::Attribute>(call->function) : nullptr;
    const auto* inner = member != nullptr ? as<syntax::Call>(member->value) : nullptr;
    const auto* name = inner != nullptr ? as<syntax::Name>(inner->function) : nullptr;
    return name != nullptr && name->name == "super" && member->attribute == "__init__" ? call : nullptr;
  }

  [[nodiscard]] bool init_may_raise(const types::ClassInfo& cls) const {
    const FunctionId init = facts_.find_method(cls.id, "__init__");
    if (init == types::none || facts_.functions[init].is_stub) {
      return false;
    }
    const effects::Effects& effects = reprs_.effects().function(init);
    return effects.anything || !effects.raised.empty();
  }

  [[nodiscard]] bool must_defer(const types::ClassInfo& cls) const {
    if (result_.virtual_bases.contains(cls.id) || explicit_init_.contains(cls.id)) {
      return true;
    }
    for (const char* name : {"__setattr__", "__new__"}) {
      if (const FunctionId hook = facts_.find_method(cls.id, name); hook != types::none && !facts_.functions[hook].is_stub) {
        return true;
      }
    }
    if (facts_.find_method(cls.id, "__del__") != types::none && init_may_raise(cls)) {
      return true;  // `__del__` runs for what `__init__` left behind, too
    }
    const auto own = cls.methods.find("__init__");
    const auto post = cls.methods.find("__post_init__");
    if (post != cls.methods.end()) {
      for (const ClassId base : user_bases(cls, facts_)) {
        if (facts_.classes[base].kind == types::ClassKind::Dataclass && facts_.find_method(base, "__post_init__") != types::none) {
          return true;  // whose constructor would call its own
        }
      }
      const types::FunctionInfo& hook = facts_.functions[post->second];
      for (const syntax::Stmt* statement : hook.node != nullptr ? hook.node->body : syntax::Body{}) {
        if (self_escapes(hook, *statement, nullptr, false)) {
          return true;
        }
      }
    }
    if (own == cls.methods.end() || facts_.functions[own->second].node == nullptr) {
      return false;
    }
    const types::FunctionInfo& init = facts_.functions[own->second];
    const auto bases = user_bases(cls, facts_);
    bool base_has_init = false;
    for (const ClassId base : bases) {
      const FunctionId inherited = facts_.find_method(base, "__init__");
      base_has_init = base_has_init || (inherited != types::none && !facts_.functions[inherited].is_stub);
    }
    std::size_t first = syntax::docstring(init.node->body) != nullptr ? 1 : 0;
    const auto& statements = init.node->body.statements;
    if (base_has_init && (first >= statements.size() || super_init(*statements[first]) == nullptr)) {
      return true;
    }
    for (std::size_t i = 0; i < statements.size(); ++i) {
      const syntax::Call* call = super_init(*statements[i]);
      if (call != nullptr && i != first && base_has_init) {
        return true;
      }
      if (self_escapes(init, *statements[i], nullptr, false)) {
        return true;
      }
    }
    return false;
  }

  void find_virtual_bases() {
    for (const types::ClassInfo& cls : facts_.classes) {
      if (cls.is_stub || user_bases(cls, facts_).size() < 2) {
        continue;  // the library's exceptions are virtual bases as they are
      }
      for (const ClassId member : cls.mro) {
        if (!facts_.classes[member].is_stub) {
          result_.virtual_bases.insert(member);
        }
      }
    }
  }

  void find_deferred() {
    find_virtual_bases();
    for (const types::ClassInfo& cls : facts_.classes) {
      if (!cls.is_stub && cls.node != nullptr && cls.kind != types::ClassKind::NamedTuple && cls.kind != types::ClassKind::Enum && must_defer(cls)) {
        result_.deferred.insert(cls.id);
      }
    }
    // A whole hierarchy is made one way.
    for (bool changed = true; changed;) {
      changed = false;
      for (const types::ClassInfo& cls : facts_.classes) {
        if (cls.is_stub) {
          continue;
        }
        for (const ClassId base : user_bases(cls, facts_)) {
          if (result_.deferred.contains(cls.id) != result_.deferred.contains(base)) {
            result_.deferred.insert(cls.id);
            result_.deferred.insert(base);
            changed = true;
          }
        }
      }
    }
  }

  // ---- override families and const methods

  void find_families() {
    for (const types::ClassInfo& cls : facts_.classes) {
      if (cls.is_stub) {
        continue;
      }
      for (const auto& [name, function] : cls.methods) {
        if (!facts_.functions[function].is_overridden || facts_.functions[function].is_override) {
          continue;
        }
        std::vector<FunctionId> family;
        collect_family(cls, name, family);
        for (const FunctionId member : family) {
          auto& known = result_.families[member];
          known.insert(known.end(), family.begin(), family.end());
        }
      }
    }
  }

  void collect_family(const types::ClassInfo& cls, const std::string& name, std::vector<FunctionId>& family) const {
    const auto own = cls.methods.find(name);
    if (own != cls.methods.end() && std::find(family.begin(), family.end(), own->second) == family.end()) {
      family.push_back(own->second);
    }
    for (const ClassId sub : cls.subclasses) {
      collect_family(facts_.classes[sub], name, family);
    }
  }

  /// Whether the method leaves its object alone, as far as can be seen in it; what it calls on itself is noted in `calls`.
  bool may_be_const(const types::FunctionInfo& method, const syntax::Node& node, const syntax::Node* parent, bool stored, std::set<FunctionId>& calls) const {
    if (is_self_of(method, node, names_)) {
      if (const auto* call = as<syntax::Call>(parent); call != nullptr && (result_.name_calls.contains(call->id) || copies_fields(*call))) {
        return true;
      }
      const auto* member = parent != nullptr ? as<syntax::Attribute>(parent) : nullptr;
      if (member == nullptr || member->value != &node || stored || member->context != syntax::ExprContext::Load) {
        return false;
      }
      const types::AttributeFact* fact = facts_.attribute(member->id);
      if (fact == nullptr) {
        return false;
      }
      switch (fact->kind) {
        case AttributeKind::Field: return fact->owner == types::none || !facts_.classes[fact->owner].has_dynamic_attributes;
        case AttributeKind::ClassAttribute: {  // a function that the class holds gets the object
          const auto& atoms = facts_.type(*member).atoms();
          return std::none_of(atoms.begin(), atoms.end(), [](const types::Atom& atom) { return atom.kind == AtomKind::BoundMethod; });
        }
        case AttributeKind::EnumMember: return true;
        case AttributeKind::Method:
        case AttributeKind::Property:
          if (fact->function == types::none || facts_.functions[fact->function].is_stub) {
            return false;
          }
          if (facts_.functions[fact->function].method != MethodKind::Static && facts_.functions[fact->function].method != MethodKind::Class) {
            calls.insert(fact->function);
          }
          return true;
        case AttributeKind::Special: return facts_.classes[method.owner].kind == types::ClassKind::Enum && member->attribute != "__class__" && member->attribute != "__dict__";
        default: return false;
      }
    }
    const bool outlives = node.kind == syntax::Kind::Lambda || node.kind == syntax::Kind::FunctionDef || (node.kind == syntax::Kind::GeneratorExp && !is_used_up(parent));
    if (outlives && &node != method.node && mentions_self(method, node)) {
      return false;
    }
    if (const auto* call = as<syntax::Call>(&node); (call != nullptr && !call_is_const(method, *call, calls)) || binds_self(method, node, parent)) {
      return false;
    }
    bool fine = true;
    syntax::for_each_child(node, [&](const syntax::Node& child) {
      const bool target = is_stored(node, child) || (stored && (node.kind == syntax::Kind::Attribute || node.kind == syntax::Kind::Subscript));
      fine = fine && may_be_const(method, child, &node, target, calls);
    });
    return fine;
  }

  /// `self.m` that is not called there: the bound method keeps the object.
  [[nodiscard]] bool binds_self(const types::FunctionInfo& method, const syntax::Node& node, const syntax::Node* parent) const {
    const auto* member = as<syntax::Attribute>(&node);
    const auto* call = as<syntax::Call>(parent);
    if (member == nullptr || (call != nullptr && call->function == member) || !is_self_of(method, *member->value, names_)) {
      return false;
    }
    const types::AttributeFact* fact = facts_.attribute(member->id);
    return fact != nullptr && fact->kind == AttributeKind::Method;
  }

  /// Does the call walk over a generator expression before it returns? One that goes on living keeps the object, as a function does.
  [[nodiscard]] bool is_used_up(const syntax::Node* parent) const {
    const auto* call = as<syntax::Call>(parent);
    const types::CallFact* fact = call != nullptr ? facts_.call(call->id) : nullptr;
    if (fact == nullptr || fact->function == types::none || !facts_.functions[fact->function].is_stub) {
      return false;
    }
    return !returns_iterator(facts_.functions[fact->function]);
  }

  /// `replace(self, …)`: reads the fields one by one.
  [[nodiscard]] bool copies_fields(const syntax::Call& call) const {
    const types::CallFact* fact = facts_.call(call.id);
    const bool named = !syntax::has_spread_mapping(call.keywords);
    return named && fact != nullptr && fact->function != types::none &&
           std::any_of(facts_.functions[fact->function].stub_decorators.begin(), facts_.functions[fact->function].stub_decorators.end(), [](const types::StubDecorator& row) {
             const auto* hook = row.name == "hook" && !row.arguments.empty() ? as<syntax::Constant>(row.arguments.front()) : nullptr;
             return hook != nullptr && hook->text == "replace";
           });
  }

  [[nodiscard]] bool mentions_self(const types::FunctionInfo& method, const syntax::Node& node) const {
    bool found = is_self_of(method, node, names_);
    syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || mentions_self(method, child); });
    return found;
  }

  /// Is the child what a store, `del` or in-place operator of the node goes through?
  static bool is_stored(const syntax::Node& node, const syntax::Node& child) {
    if (const auto* target = as<syntax::Attribute>(&node)) {
      return target->context != syntax::ExprContext::Load && target->value == &child;
    }
    if (const auto* target = as<syntax::Subscript>(&node)) {
      return target->context != syntax::ExprContext::Load && target->value == &child;
    }
    return false;
  }

  /// A library method that changes what hangs below self is not const; `super().m()` is what it calls.
  bool call_is_const(const types::FunctionInfo& method, const syntax::Call& node, std::set<FunctionId>& calls) const {
    const types::CallFact* fact = facts_.call(node.id);
    const auto* member = as<syntax::Attribute>(node.function);
    if (fact == nullptr || member == nullptr || fact->function == types::none) {
      return true;
    }
    const types::FunctionInfo& callee = facts_.functions[fact->function];
    if (callee.is_stub && callee.owner == facts_.object_type && (callee.name == "__setattr__" || callee.name == "__delattr__" || callee.name == "__getattribute__")) {
      return false;
    }
    if (const auto* inner = as<syntax::Call>(member->value); inner != nullptr && !callee.is_stub) {
      const auto* name = as<syntax::Name>(inner->function);
      if (name != nullptr && name->name == "super") {
        calls.insert(fact->targets.begin(), fact->targets.end());
      }
    }
    const bool mutates = types::has_decorator(callee.stub_decorators, "mutates");
    return !(callee.is_stub && mutates && roots_in_self(method, *member->value));
  }

  [[nodiscard]] bool roots_in_self(const types::FunctionInfo& method, const syntax::Expr& node) const {
    if (is_self_of(method, node, names_)) {
      return true;
    }
    if (const auto* member = as<syntax::Attribute>(&node)) {
      return roots_in_self(method, *member->value);
    }
    if (const auto* item = as<syntax::Subscript>(&node)) {
      return roots_in_self(method, *item->value);
    }
    return false;
  }

  void find_const_methods() {
    std::map<FunctionId, std::set<FunctionId>> calls;
    for (const types::FunctionInfo& function : facts_.functions) {
      const bool member = function.method == MethodKind::Instance || function.method == MethodKind::Property;
      if (function.is_stub || function.owner == types::none || !member || function.node == nullptr || function.is_generator || function.is_async ||
          cache_decorator(function) != nullptr || types::has_decorator(function.stub_decorators, "cached_property") || function.name == "__init__" ||
          function.name == "__post_init__" || function.name == "__del__" || facts_.classes[function.owner].is_stub) {
        continue;
      }
      std::set<FunctionId> called;
      bool fine = true;
      for (const syntax::Stmt* statement : function.node->body) {
        fine = fine && may_be_const(function, *statement, nullptr, false, called);
      }
      // Lists that the object owns are part of it.
      for (const ClassId base : facts_.classes[function.owner].mro) {
        for (const auto& [name, field] : facts_.classes[base].fields) {
          fine = fine && (field.slot == types::none || !reprs_.changes(reprs_.effects().function(function.id), facts_.slot_type(field.slot)));
        }
      }
      if (facts_.classes[function.owner].kind == types::ClassKind::NamedTuple) {
        fine = true;  // a tuple never changes
        called.clear();
      }
      if (fine) {
        calls.emplace(function.id, std::move(called));
      }
    }
    for (bool changed = true; changed;) {
      changed = false;
      for (auto it = calls.begin(); it != calls.end();) {
        bool fine = std::all_of(it->second.begin(), it->second.end(), [&](FunctionId id) { return calls.contains(id); });
        if (const auto family = result_.families.find(it->first); family != result_.families.end()) {
          fine = fine && std::all_of(family->second.begin(), family->second.end(), [&](FunctionId id) { return calls.contains(id); });
        }
        it = fine ? std::next(it) : calls.erase(it);
        changed = changed || !fine;
      }
    }
    for (const auto& [id, called] : calls) {
      result_.const_methods.insert(id);
    }
  }

  const program::Program& program_;
  const names::Names& names_;
  const types::Facts& facts_;
  const representation::Representations& reprs_;
  ProgramFacts result_;
  std::set<ClassId> explicit_init_;
  std::set<std::pair<ClassId, std::string>> deleted_;  ///< fields of instances
};

}  // namespace

ProgramFacts gather_facts(const program::Program& program, const names::Names& names, const types::Facts& facts, const representation::Representations& representations,
                          const std::set<ClassId>& deferred) {
  return Gatherer(program, names, facts, representations, deferred).run();
}

}  // namespace krait::lower
