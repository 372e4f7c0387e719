/// When objects end whose end a program notices (docs/runtime.md, A5): those with `__del__`, generators that have a `finally` to run, and
/// what holds such. Python releases a temporary after its use, a variable's old value when it is rebound, and locals in the order of their
/// names; with an exception it keeps them until that is handled. C++ would do each of these the other way round.
///
///   def f(): b = Noisy(); a = Noisy(); …  →  py::ref<Noisy> a; py::ref<Noisy> b; …    C++ releases in the order opposite to declarations
///   print(Noisy().label())                →  const auto label_result = py::make<Noisy>()->label(); py::print(label_result);
#include <algorithm>

#include "lower/lowering.hpp"

namespace krait::lower {

using names::VariableId;
using syntax::as;
using types::Atom;
using types::AtomKind;

namespace {

/// The walk through a type and what its instances hold.
class EndSearch {
 public:
  EndSearch(const types::Facts& facts, bool generators) : facts_(facts), generators_(generators) {}

  bool type(const types::Type& type) {
    return std::any_of(type.atoms().begin(), type.atoms().end(), [&](const Atom& atom) { return atom_of(atom); });
  }

 private:
  bool atom_of(const Atom& atom) {
    if (atom.kind == AtomKind::Tuple) {
      return std::any_of(atom.elements.begin(), atom.elements.end(), [&](const types::Type& element) { return type(element); });
    }
    if (atom.kind != AtomKind::Instance) {
      return false;
    }
    if (!facts_.classes[atom.id].is_stub) {
      return class_of(atom.id);
    }
    return (generators_ && atom.id == facts_.generator_type) || std::any_of(atom.slots.begin(), atom.slots.end(), [&](types::SlotId slot) { return slot_of(slot); });
  }

  bool slot_of(types::SlotId slot) { return slots_.insert(facts_.find(slot)).second && type(facts_.slot_type(slot)); }

  /// The class, those that it derives from, and those that derive from it.
  bool class_of(ClassId id) {
    if (!classes_.insert(id).second) {
      return false;
    }
    const types::ClassInfo& cls = facts_.classes[id];
    const auto ends = [&](ClassId base) {
      const types::ClassInfo& one = facts_.classes[base];
      return !one.is_stub && (one.methods.contains("__del__") || std::any_of(one.fields.begin(), one.fields.end(),
                                                                             [&](const auto& field) { return field.second.is_instance_attribute && slot_of(field.second.slot); }));
    };
    return std::any_of(cls.mro.begin(), cls.mro.end(), ends) || std::any_of(cls.subclasses.begin(), cls.subclasses.end(), [&](ClassId sub) { return class_of(sub); });
  }

  const types::Facts& facts_;
  const bool generators_;
  std::set<types::SlotId> slots_;
  std::set<ClassId> classes_;
};

}  // namespace

bool Lowering::ends_noticeably(const types::Type& type) {
  if (!finishing_generators_) {
    finishing_generators_ = std::any_of(facts_.functions.begin(), facts_.functions.end(), [&](const types::FunctionInfo& function) {
      return function.is_generator && !function.is_stub && function.node != nullptr &&
             std::any_of(function.node->body.begin(), function.node->body.end(), [&](const syntax::Stmt* statement) { return suspends_guarded(*statement); });
    });
    has_finalizers_ = std::any_of(facts_.classes.begin(), facts_.classes.end(), [](const types::ClassInfo& cls) { return !cls.is_stub && cls.methods.contains("__del__"); });
  }
  return (*finishing_generators_ || has_finalizers_) && EndSearch(facts_, *finishing_generators_).type(type);
}

/// Locals of a scope whose order of release shows, in Python's order.
std::vector<VariableId> Lowering::watched_variables(names::ScopeId scope) {
  std::vector<VariableId> watched;
  for (const names::SymbolId id : names_.scope(scope).symbols) {
    for (const VariableId variable : names_.symbols[id].variables) {
      const names::Placement placement = names_.variables[variable].placement;
      const bool local = placement == names::Placement::AtDefinition || placement == names::Placement::Alone;
      if (local && !names_.symbols[id].is_parameter && !names_.symbols[id].is_imported && !is_cell(variable) && !reprs_.ownership().is_alias(variable) &&
          ends_noticeably(facts_.variable_type(variable))) {
        watched.push_back(variable);
      }
    }
  }
  return watched;
}

/// Declares them at the top, last one first; all values of a name are one variable's.
std::vector<std::string> Lowering::declare_watched(const std::vector<VariableId>& watched, const syntax::Body& body, bool raises) {
  const auto is_simple = [&](VariableId id) { return names_.variables[id].placement == names::Placement::AtDefinition && names_.variables[id].home == &body; };
  if (watched.empty() || (watched.size() < 2 && !raises && std::all_of(watched.begin(), watched.end(), is_simple))) {
    return {};
  }
  std::vector<VariableId> own;
  for (const VariableId id : watched) {
    const auto same = std::find_if(own.begin(), own.end(), [&](VariableId other) {
      return names_.variables[id].symbol == names_.variables[other].symbol && reprs_.of_variable(id) == reprs_.of_variable(other) &&
             names_.variables[id].maybe_unbound == names_.variables[other].maybe_unbound;
    });
    const bool taken = std::any_of(own.begin(), own.end(), [&](VariableId other) { return names_.variables[id].symbol == names_.variables[other].symbol; });
    if (same == own.end()) {
      if (taken) {
        context_->variable_names[id] = fresh_name(names_.symbols[names_.variables[id].symbol].name);
      }
      static_cast<void>(variable_name(id));
      own.push_back(id);
    } else {
      context_->variable_names[id] = variable_name(*same);
      context_->declared.insert(id);
    }
  }
  for (auto id = own.rbegin(); id != own.rend(); ++id) {
    emit(cpp::variable(variable_type(*id), variable_name(*id)));
    context_->declared.insert(*id);
  }
  std::vector<std::string> names;
  std::transform(own.begin(), own.end(), std::back_inserter(names), [&](VariableId id) { return variable_name(id); });
  return names;
}

/// An exception that leaves the function takes its locals along: they live as long as the traceback.
std::vector<cpp::Stmt*> Lowering::held_by_exceptions(std::vector<cpp::Stmt*> body, const std::vector<std::string>& names) {
  const std::string error = fresh_name("error");
  std::vector<cpp::Expr*> arguments = {cpp::name(error)};
  std::transform(names.begin(), names.end(), std::back_inserter(arguments), [](const std::string& name) { return cpp::name(name); });
  need("py/handling.hpp");
  cpp::Stmt* hold = cpp::expr_stmt(cpp::call("py::hold", arguments));
  return {cpp::try_(std::move(body), {cpp::handler(cpp::ref(exception_type(facts_.base_exception)), error, {hold, cpp::throw_stmt()})})};
}

/// Does evaluating the expression leave an object behind that nothing else holds, and whose end shows? A generator that is not merely
/// stepped has come to its end by itself.
bool Lowering::is_passing_object(const syntax::Expr& node, bool steps) {
  const types::Type& made = facts_.type(node);
  const bool generator =
      std::any_of(made.atoms().begin(), made.atoms().end(), [&](const Atom& atom) { return atom.kind == AtomKind::Instance && atom.id == facts_.generator_type; });
  return node.kind == syntax::Kind::Call && (!generator || steps) && ends_noticeably(made);
}

/// Where an operand ends after its use, so before what comes next: the value becomes a local.
Value Lowering::behind_passing_objects(const syntax::Expr& node, Value value) {
  const Repr& repr = value.repr;
  const bool holds_nothing = repr.is_trivial() || repr.is_integer() || repr.is(Kind::Number) || repr.is(Kind::Optional) || repr.is(Kind::Tuple) ||
                             (repr.is(Kind::Library) && (repr.cls == facts_.str_type || repr.cls == facts_.list_type || repr.cls == facts_.dict_type));
  if (&node == statement_value_ || !holds_nothing || repr.is(Kind::None) || value.is_view || value.expr->kind == cpp::Kind::Name) {
    return value;
  }
  std::vector<const syntax::Expr*> operands;
  std::string hint = "operand";
  bool steps = false;
  if (const auto* attribute = as<syntax::Attribute>(&node)) {
    operands = {attribute->value};
    hint = attribute->attribute + "_result";
  } else if (const auto* item = as<syntax::Subscript>(&node)) {
    operands = {item->value};
  } else if (const auto* call = as<syntax::Call>(&node)) {
    operands.assign(call->arguments.begin(), call->arguments.end());
    const auto* member = as<syntax::Attribute>(call->function);
    const auto* name = as<syntax::Name>(call->function);
    steps = member != nullptr || (name != nullptr && name->name == "next");
    if (member != nullptr) {
      operands.push_back(member->value);
    }
    hint = operand_name(node).empty() ? hint : operand_name(node);
  }
  const bool passes = std::any_of(operands.begin(), operands.end(), [&](const syntax::Expr* operand) { return is_passing_object(*operand, steps); });
  return passes && !ends_noticeably(facts_.type(node)) ? hoist(std::move(value), hint) : value;
}

/// What the name was bound to before ends when it is bound anew.
void Lowering::release_rebound(VariableId id) {
  const names::Symbol& symbol = names_.symbols[names_.variables[id].symbol];
  for (const VariableId other : symbol.variables) {
    const bool kept = other != id && context_->declared.contains(other) && variable_name(other) != variable_name(id);
    const Repr& repr = reprs_.of_variable(other);
    const bool empties = repr.is(Kind::Ref) || (repr.is(Kind::Library) && repr.cls == facts_.generator_type);
    if (kept && empties && !is_cell(other) && ends_noticeably(facts_.variable_type(other))) {
      emit(cpp::expr_stmt(cpp::assign(variable_place(other), cpp::brace(type(reprs_.of_variable(other)), {}))));
    }
  }
}

}  // namespace krait::lower
