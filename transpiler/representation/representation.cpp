#include "representation/representation.hpp"

#include <algorithm>

namespace krait::representation {

using syntax::as;
using types::Atom;
using types::AtomKind;
using types::ClassInfo;
using types::ClassKind;

namespace {
constexpr int max_depth = 12;  // deeper nesting of containers is dynamic: a type through no nominal class may be endless

Repr make(Kind kind, types::ClassId cls = types::none, std::vector<Repr> arguments = {}) { return {.kind = kind, .cls = cls, .arguments = std::move(arguments)}; }
}  // namespace

bool Repr::is_trivial() const { return kind == Kind::None || kind == Kind::Bool || is_machine_int() || kind == Kind::Double || kind == Kind::TypeRef; }

bool Repr::is_dynamic() const {
  return kind == Kind::Object || kind == Kind::Number || std::any_of(arguments.begin(), arguments.end(), [](const Repr& argument) { return argument.is_dynamic(); });
}

Representations::Representations(const program::Program& program, const names::Names& names, const types::Facts& facts, const effects::EffectFacts& effects,
                                 const ranges::RangeFacts& ranges)
    : program_(program),
      names_(names),
      facts_(facts),
      effects_(effects),
      ranges_(ranges),
      ownership_(find_owners(program, names, facts, effects)),
      naming_(program, names, facts),
      slots_in_cycles_(slots_in_cycles(facts)) {
  find_boxed_functions();
  slot_reprs_ = {};
  node_reprs_ = {};
}

bool Representations::changes(const effects::Effects& effects, const types::Type& type) const {
  for (const Atom& atom : type.atoms()) {
    if (!ownership_.owns(facts_, atom)) {
      continue;
    }
    if (effects.writes.contains(effects::elements(facts_.find(atom.slots[0]))) || changes(effects, facts_.slot_type(atom.slots[0]))) {
      return true;
    }
  }
  return false;
}

Repr Representations::of_int(const ranges::Interval& interval) const { return make(interval.fits_int64() ? Kind::Int64 : interval.fits_uint64() ? Kind::UInt64 : Kind::Int); }

Repr Representations::of(const types::Type& type, const ranges::Shape& shape) const { return of(type, shape, 0); }

const Repr& Representations::of_slot(types::SlotId slot) const {
  slot = facts_.find(slot);
  if (const Repr* known = slot_reprs_.find(slot)) {
    return *known;
  }
  return slot_reprs_[slot] = of_slot(slot, 0);
}

Repr Representations::of_slot(types::SlotId slot, int depth) const {
  if (slots_in_cycles_[facts_.find(slot)]) {
    return make(Kind::Object);
  }
  const auto record = facts_.record_value_slots.find(facts_.find(slot));  // ranges are those of all values of a record
  return of(facts_.slot_type(slot), ranges_.slot_shape(facts_, record == facts_.record_value_slots.end() ? slot : record->second), depth);
}

Repr Representations::of(const types::Type& type, const ranges::Shape& shape, int depth) const {
  if (type.is_bottom()) {
    return make(Kind::Never);
  }
  if (type.is_unknown() || depth > max_depth) {
    return make(Kind::Object);
  }
  bool nullable = false;
  std::vector<const Atom*> atoms;
  for (const Atom& atom : type.atoms()) {
    if (atom.kind == AtomKind::Instance && atom.id == facts_.none_type) {
      nullable = true;
    } else {
      atoms.push_back(&atom);
    }
  }
  if (atoms.empty()) {
    return make(Kind::None);
  }
  const auto all = [&](auto predicate) { return std::all_of(atoms.begin(), atoms.end(), predicate); };
  Repr result = make(Kind::Object);
  if (atoms.size() == 1) {
    result = of_atom(*atoms.front(), shape, depth);
  } else if (all([](const Atom* atom) { return atom->kind == AtomKind::Class; })) {
    result = make(Kind::TypeRef);
  } else if (all([&](const Atom* atom) { return atom->kind == AtomKind::Tuple || (atom->kind == AtomKind::Instance && atom->id == facts_.tuple_type); })) {
    result = of_tuples(atoms, shape, depth);
  } else if (all([](const Atom* atom) { return atom->kind == AtomKind::Function || atom->kind == AtomKind::BoundMethod; })) {
    result = of_functions(atoms, depth);
  } else if (all([](const Atom* atom) { return atom->kind == AtomKind::Instance; })) {
    result = of_instances(atoms, depth);
  }
  if (!nullable || result.is(Kind::Object)) {
    return result;
  }
  if (result.is(Kind::Ref)) {
    return make(Kind::Maybe, result.cls);
  }
  return make(Kind::Optional, types::none, {result});
}

Repr Representations::of_atom(const Atom& atom, const ranges::Shape& shape, int depth) const {
  switch (atom.kind) {
    case AtomKind::Instance: break;
    case AtomKind::Tuple: return of_tuples({&atom}, shape, depth);
    case AtomKind::Class: return make(Kind::TypeRef);
    case AtomKind::Function:
    case AtomKind::BoundMethod: return of_functions({&atom}, depth);
    case AtomKind::Module: return make(Kind::Module);
    case AtomKind::Unknown: return make(Kind::Object);
  }
  if (atom.id == facts_.bool_type) {
    return make(Kind::Bool);
  }
  if (atom.id == facts_.int_type) {
    return of_int(shape.interval);
  }
  if (atom.id == facts_.float_type) {
    return make(Kind::Double);
  }
  if (atom.id == facts_.complex_type) {
    return make(Kind::Complex);
  }
  const ClassInfo& cls = facts_.classes[atom.id];
  if (!cls.is_stub) {
    return make(cls.kind == ClassKind::NamedTuple ? Kind::Struct : Kind::Ref, atom.id);
  }
  if (facts_.is_subclass(atom.id, facts_.base_exception)) {
    return make(Kind::Ref, atom.id);
  }
  if (atom.id == facts_.object_type || types::decorator_text(cls.stub_decorators, "cpp") == "py::object") {
    return make(Kind::Object);
  }
  if (const types::ClassId record = facts_.record_class(atom); record != types::none) {
    return make(Kind::Ref, record);
  }
  std::vector<Repr> arguments;
  std::vector<types::SlotId> slots = atom.slots;
  if (atom.id == facts_.coroutine_type && !slots.empty()) {
    slots = {slots.back()};  // what coroutines exchange with the loop is the loop's business
  }
  for (const types::SlotId slot : slots) {
    Repr argument = of_slot(slot, depth + 1);
    if (argument.is(Kind::Never)) {
      // Nothing ever gets in: any element type will do, except that sends and results of generators, and of what can be awaited, are None.
      const bool gives_result =
          facts_.is_subclass(atom.id, facts_.iterator_type) || facts_.find_method(atom.id, "__await__") != types::none || facts_.find_method(atom.id, "__anext__") != types::none;
      argument = make(gives_result ? Kind::None : Kind::Object);
    }
    arguments.push_back(std::move(argument));
  }
  Repr result = make(Kind::Library, atom.id, std::move(arguments));
  result.owned = ownership_.owns(facts_, atom);
  return result;
}

types::ClassId Representations::common_base(const std::vector<const Atom*>& atoms) const {
  for (const types::ClassId base : facts_.classes[atoms.front()->id].mro) {
    const bool exception = facts_.is_subclass(base, facts_.base_exception);
    const bool shared = std::all_of(atoms.begin(), atoms.end(), [&](const Atom* atom) { return facts_.is_subclass(atom->id, base); });
    if (shared && base != facts_.object_type && (!facts_.classes[base].is_stub || exception)) {
      return base;
    }
  }
  return types::none;
}

Repr Representations::of_instances(const std::vector<const Atom*>& atoms, int depth) const {
  const auto all = [&](auto predicate) { return std::all_of(atoms.begin(), atoms.end(), predicate); };
  if (all([&](const Atom* atom) { return atom->id == facts_.int_type || atom->id == facts_.float_type; })) {
    return make(Kind::Number);
  }
  const types::ClassId base = common_base(atoms);
  if (base != types::none && facts_.classes[base].kind != ClassKind::NamedTuple) {
    return make(Kind::Ref, base);
  }
  // Different iterators of one element type: the type-erased one.
  if (all([&](const Atom* atom) { return facts_.classes[atom->id].is_stub && facts_.is_subclass(atom->id, facts_.iterator_type) && !atom->slots.empty(); })) {
    const Repr& first = of_slot(atoms.front()->slots.front(), depth + 1);
    if (all([&](const Atom* atom) { return of_slot(atom->slots.front(), depth + 1) == first; }) && !first.is(Kind::Never)) {
      return make(Kind::Library, facts_.iterator_type, {first});
    }
  }
  return make(Kind::Object);
}

Repr Representations::of_tuples(const std::vector<const Atom*>& atoms, const ranges::Shape& shape, int depth) const {
  const auto part = [&](const Atom& atom, std::size_t i) { return shape.elements.size() == atom.elements.size() ? shape.elements[i] : ranges::Shape{}; };
  const Atom& first = *atoms.front();
  if (atoms.size() == 1 && first.kind == AtomKind::Tuple) {
    std::vector<Repr> elements;
    for (std::size_t i = 0; i < first.elements.size(); ++i) {
      Repr repr = of(first.elements[i], part(first, i), depth + 1);
      elements.push_back(repr.is(Kind::Never) ? make(Kind::Object) : std::move(repr));
    }
    return make(Kind::Tuple, types::none, std::move(elements));
  }
  // Different lengths: one dynamic-length tuple.
  Repr element = make(Kind::Never);
  for (const Atom* atom : atoms) {
    std::vector<Repr> parts;
    if (atom->kind == AtomKind::Tuple) {
      for (std::size_t i = 0; i < atom->elements.size(); ++i) {
        parts.push_back(of(atom->elements[i], part(*atom, i), depth + 1));
      }
    } else {
      parts.push_back(of_slot(atom->slots.front(), depth + 1));
    }
    for (Repr& part : parts) {
      if (element.is(Kind::Never)) {
        element = std::move(part);
      } else if (!part.is(Kind::Never) && !(part == element)) {
        element = make(Kind::Object);
      }
    }
  }
  return make(Kind::Library, facts_.tuple_type, {element.is(Kind::Never) ? make(Kind::Object) : element});
}

namespace {
/// Does C++ convert a value of one representation to the other by itself?
bool converts(const Repr& from, const Repr& to, const types::Facts& facts) {
  if (from == to || to.is(Kind::Object)) {
    return true;
  }
  switch (to.kind) {
    case Kind::Int: return from.is_machine_int();
    case Kind::Number: return from.is_integer() || from.is(Kind::Double);
    case Kind::Ref: return from.is(Kind::Ref) && facts.is_subclass(from.cls, to.cls);
    case Kind::Maybe: return (from.is(Kind::Ref) || from.is(Kind::Maybe)) && facts.is_subclass(from.cls, to.cls);
    case Kind::Optional: return converts(from, to.arguments[0], facts);
    default: return false;
  }
}

/// The result that functions called in one place give: what all their results convert to. Never: there is none.
Repr join_results(const Repr& a, const Repr& b, const types::Facts& facts) {
  if (converts(a, b, facts)) {
    return b;
  }
  if (converts(b, a, facts)) {
    return a;
  }
  const bool numbers = (a.is_integer() || a.is(Kind::Double) || a.is(Kind::Number)) && (b.is_integer() || b.is(Kind::Double) || b.is(Kind::Number));
  if (a.is_integer() && b.is_integer()) {
    return make(Kind::Int);
  }
  if (numbers) {
    return make(Kind::Number);
  }
  const auto is_nothing = [](const Repr& repr) { return repr.is(Kind::None) || repr.is(Kind::Never); };
  return make(is_nothing(a) || is_nothing(b) ? Kind::Never : Kind::Object);  // a `void` function gives no object
}
}  // namespace

/// One signature for all functions that a value may be. What one call passes gets into each of them, so the narrowest of the parameters takes it.
Repr Representations::of_functions(const std::vector<const Atom*>& atoms, int) const {
  const auto of_function = [&](const Atom& atom) {
    const types::FunctionInfo& function = facts_.functions[atom.id];
    if (function.is_exposed || boxed_functions_.contains(atom.id)) {
      return make(Kind::Object);
    }
    Repr one = make(Kind::Function, types::none, {of_result(function)});
    for (std::size_t i = atom.kind == AtomKind::BoundMethod ? 1 : 0; i < function.parameters.size(); ++i) {
      const auto kind = function.parameters[i].kind;
      const bool plain = (kind == types::ParameterKind::Ordinary || kind == types::ParameterKind::PositionalOnly) && !function.parameters[i].has_default;
      if (!plain) {
        return make(Kind::Object);  // callers may leave it out, or name it
      }
      one.arguments.push_back(of_parameter(function, i));
    }
    return one;
  };
  if (std::any_of(atoms.begin(), atoms.end(), [&](const Atom* atom) { return facts_.functions[atom->id].is_stub; })) {
    return make(Kind::Object);
  }
  Repr signature = of_function(*atoms.front());
  for (std::size_t i = 1; i < atoms.size(); ++i) {
    const Repr other = of_function(*atoms[i]);
    if (signature == other) {
      continue;
    }
    if (!signature.is(Kind::Function) || !other.is(Kind::Function) || signature.arguments.size() != other.arguments.size()) {
      return make(Kind::Object);
    }
    Repr result = join_results(signature.arguments[0], other.arguments[0], facts_);
    if (result.is(Kind::Never)) {
      return make(Kind::Object);
    }
    signature.arguments[0] = std::move(result);
    for (std::size_t k = 1; k < signature.arguments.size(); ++k) {
      Repr& parameter = signature.arguments[k];
      if (converts(other.arguments[k], parameter, facts_)) {
        parameter = other.arguments[k];
      } else if (!converts(parameter, other.arguments[k], facts_)) {
        return make(Kind::Object);
      }
    }
  }
  return signature;
}

/// Nothing gets into some variables, which are declared all the same.
static const Repr& or_object(const Repr& repr) {
  static const Repr object = make(Kind::Object);
  return repr.is(Kind::Never) ? object : repr;
}

const Repr& Representations::of_variable(names::VariableId variable) const { return or_object(of_slot(facts_.variable_slot(variable))); }

const Repr& Representations::of_field(const types::FieldInfo& field) const { return or_object(of_slot(field.slot)); }

const Repr& Representations::of_return_value(const types::FunctionInfo& function) const { return of_slot(function.returns); }

Repr Representations::of_result(const types::FunctionInfo& function) const {
  const auto or_none = [&](Repr repr) { return repr.is(Kind::Never) ? make(Kind::None) : repr; };
  if (function.is_generator && function.is_async) {
    return make(Kind::Library, facts_.stub_class("AsyncGenerator"), {or_none(of_slot(function.yields)), or_none(of_slot(function.sends))});
  }
  if (function.is_generator) {
    return make(Kind::Library, facts_.generator_type, {or_none(of_slot(function.yields)), or_none(of_slot(function.sends)), or_none(of_slot(function.returns))});
  }
  if (function.is_async) {
    return make(Kind::Library, facts_.coroutine_type, {or_none(of_slot(function.returns))});
  }
  return of_return_value(function);
}

const Repr& Representations::of_parameter(const types::FunctionInfo& function, std::size_t index) const {
  const types::ParameterInfo& parameter = function.parameters[index];
  if (parameter.variable != names::none) {
    return of_variable(parameter.variable);
  }
  return or_object(of_slot(parameter.slot));
}

const Repr& Representations::of_node(const syntax::Node& node) const {
  if (const Repr* known = node_reprs_.find(node.id)) {
    return *known;
  }
  return node_reprs_[node.id] = of(facts_.type(node), ranges_.node_shape(node.id));
}

std::string Representations::library_name(const ClassInfo& cls) const {
  const std::string& given = types::decorator_text(cls.stub_decorators, "cpp");
  if (!given.empty()) {
    return given;
  }
  const std::string& module = program_.modules[cls.module]->name;
  if (module == "builtins" || module == "collections" || module == "io" || module == "typing") {
    return "py::" + cls.name;
  }
  std::string path = module;
  for (std::size_t dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot)) {
    path.replace(dot, 1, "::");
  }
  return "py::" + path + "::" + cls.name;
}

std::string Representations::library_header(const ClassInfo& cls) const {
  const std::string& given = types::decorator_text(cls.stub_decorators, "cpp", "header");
  if (!given.empty()) {
    return given;
  }
  std::string module = program_.modules[cls.module]->name;
  std::replace(module.begin(), module.end(), '.', '_');
  return "py/" + (facts_.is_subclass(cls.id, facts_.base_exception) && module == "builtins" ? "exceptions" : module) + ".hpp";
}

std::string Representations::spelling(const Repr& repr, program::ModuleId module, std::string_view integer) const {
  const auto list = [&](std::size_t from) {
    std::string text;
    for (std::size_t i = from; i < repr.arguments.size(); ++i) {
      text += (i == from ? "" : ", ") + spelling(repr.arguments[i], module, integer);
    }
    return text;
  };
  const auto class_name = [&](types::ClassId id) {
    const ClassInfo& cls = facts_.classes[id];
    if (cls.is_stub) {
      return library_name(cls);
    }
    return (cls.module == module ? "" : namespace_of(*program_.modules[cls.module]) + "::") + cpp_name(cls.name);
  };
  switch (repr.kind) {
    case Kind::Never:
    case Kind::None: return "py::none_t";
    case Kind::Bool: return "bool";
    case Kind::Int64: return "std::int64_t";
    case Kind::UInt64: return "std::uint64_t";
    case Kind::Int: return std::string(integer);
    case Kind::Double: return "double";
    case Kind::Number: return "py::Number";
    case Kind::Complex: return "std::complex<double>";
    case Kind::Library: {
      const std::string name = repr.owned ? types::decorator_text(facts_.classes[repr.cls].stub_decorators, "owned") : class_name(repr.cls);
      std::size_t count = repr.arguments.size();
      if (repr.cls == facts_.generator_type) {  // trailing None arguments are the defaults
        while (count > 1 && repr.arguments[count - 1].is(Kind::None)) {
          --count;
        }
      }
      std::string text;
      for (std::size_t i = 0; i < count; ++i) {
        text += (i == 0 ? "" : ", ") + spelling(repr.arguments[i], module, integer);
      }
      return count == 0 ? name : name + "<" + text + ">";
    }
    case Kind::Tuple: return "std::tuple<" + list(0) + ">";
    case Kind::Struct: return class_name(repr.cls);
    case Kind::Ref: return "py::ref<" + class_name(repr.cls) + ">";
    case Kind::Maybe: return "py::maybe<" + class_name(repr.cls) + ">";
    case Kind::Optional: return "std::optional<" + list(0) + ">";
    case Kind::Function: {
      const Repr& result = repr.arguments.front();
      const std::string text = result.is(Kind::None) || result.is(Kind::Never) ? "void" : spelling(result, module, integer);
      return "py::function<" + text + "(" + list(1) + ")>";
    }
    case Kind::TypeRef: return "py::type_ref";
    case Kind::Module:
    case Kind::Object: return "py::object";
  }
  return "py::object";
}

void Representations::headers(const Repr& repr, std::vector<std::string>& into) const {
  const auto need = [&](const std::string& header) {
    if (std::find(into.begin(), into.end(), header) == into.end()) {
      into.push_back(header);
    }
  };
  switch (repr.kind) {
    case Kind::Int64:
    case Kind::UInt64: need("cstdint"); break;
    case Kind::Int: need("py/int.hpp"); break;
    case Kind::Number: need("py/number.hpp"); break;
    case Kind::Complex: need("complex"); break;
    case Kind::Library: need(repr.owned ? types::decorator_text(facts_.classes[repr.cls].stub_decorators, "owned", "header") : library_header(facts_.classes[repr.cls])); break;
    case Kind::Tuple: need("tuple"); break;
    case Kind::Ref:
    case Kind::Maybe: need(facts_.classes[repr.cls].is_stub ? "py/exceptions.hpp" : "py/ref.hpp"); break;
    case Kind::Optional: need("optional"); break;
    case Kind::Function: need("py/function.hpp"); break;
    case Kind::TypeRef: need("py/type.hpp"); break;
    case Kind::None: need("py/none.hpp"); break;
    case Kind::Object: need("py/object.hpp"); break;
    default: break;
  }
  for (const Repr& argument : repr.arguments) {
    headers(argument, into);
  }
}

Passing Representations::passing(const types::FunctionInfo& function, std::size_t index) const {
  const Repr& repr = of_parameter(function, index);
  if (repr.owned && repr.is(Kind::Library)) {
    return ownership_.is_changed(function.parameters[index].variable) ? Passing::Reference : Passing::ConstReference;
  }
  if (function.is_generator || function.is_async || repr.is_trivial() || repr.is(Kind::Library)) {
    const bool handle = repr.is(Kind::Library);
    return !handle || function.is_generator || function.is_async ? Passing::Value : Passing::ConstReference;
  }
  return Passing::ConstReference;
}

}  // namespace krait::representation
