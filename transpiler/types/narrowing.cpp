/// Narrowing by tests: `is None`, `isinstance`, truth, comparisons of types; and what ends it.
#include <algorithm>

#include "syntax/children.hpp"
#include "types/engine.hpp"

namespace krait::types {

using syntax::as;
using syntax::CompareOperator;

/// The environment key of a place that can be narrowed: a local name, or data fields of one.
std::optional<std::string> Engine::path_of(const syntax::Expr& node) const {
  if (const auto* name = as<syntax::Name>(&node)) {
    const names::VariableId variable = names_.variable[name->id];
    if (variable == names::none || names_.access[name->id] == names::Access::Class) {
      return std::nullopt;
    }
    return "v" + std::to_string(variable);
  }
  if (const auto* attribute = as<syntax::Attribute>(&node)) {
    const AttributeFact* fact = facts_.attribute(attribute->id);
    if (fact != nullptr && fact->kind != AttributeKind::Field) {
      return std::nullopt;
    }
    if (const auto base = path_of(*attribute->value)) {
      return *base + "." + attribute->attribute;
    }
  }
  if (const auto* item = as<syntax::Subscript>(&node)) {
    const Atom* only = facts_.type(*item->value).single();
    const auto* key = only != nullptr ? as<syntax::Constant>(item->slice) : nullptr;
    const RecordInfo* record = key != nullptr ? facts_.record_of(*only) : nullptr;
    if (record == nullptr || record->is_open || std::find(record->keys.begin(), record->keys.end(), key->text) == record->keys.end()) {
      return std::nullopt;
    }
    if (const auto base = path_of(*item->value)) {
      return *base + "." + key->text;
    }
  }
  if (const auto* walrus = as<syntax::NamedExpr>(&node)) {
    return path_of(*walrus->target);
  }
  return std::nullopt;
}

void Engine::set_narrowed(const syntax::Expr& node, const Type& type, Environment& env) {
  if (const auto path = path_of(node)) {
    // Whatever was known of places below this one is about another object now.
    const std::string below = *path + ".";
    std::erase_if(env.narrowed, [&](const auto& entry) { return entry.first.starts_with(below); });
    env.narrowed[*path] = type;
  }
}

void Engine::kill_variable(names::VariableId variable, Environment& env) {
  const std::string path = "v" + std::to_string(variable);
  std::erase_if(env.narrowed, [&](const auto& entry) { return entry.first == path || entry.first.starts_with(path + "."); });
}

void Engine::kill_attribute(std::string_view attribute, Environment& env) {
  std::erase_if(env.narrowed, [&](const auto& entry) {
    std::string_view path = entry.first;
    std::size_t dot = path.find('.');
    while (dot != std::string_view::npos) {
      const std::size_t next = path.find('.', dot + 1);
      if (path.substr(dot + 1, next - dot - 1) == attribute) {
        return true;
      }
      dot = next;
    }
    return false;
  });
}

void Engine::kill_key(const syntax::Subscript& target, Environment& env) {
  if (const auto* key = as<syntax::Constant>(target.slice)) {
    kill_attribute(key->text, env);
  }
}

void Engine::kill_for_call(const syntax::Call& call, Environment& env) {
  const auto* name = as<syntax::Name>(call.function);
  const auto* member = as<syntax::Attribute>(call.function);
  const std::string callee = name != nullptr ? name->name : member != nullptr ? member->attribute : "";
  std::erase_if(env.narrowed, [&](const auto& entry) {
    const std::string& path = entry.first;
    const std::size_t dot = path.find('.');
    if (dot == std::string::npos) {
      const auto variable = static_cast<names::VariableId>(std::stoul(path.substr(1)));
      return names_.symbols[names_.variables[variable].symbol].is_rebound_by_inner;
    }
    for (std::size_t at = dot; at != std::string::npos;) {
      const std::size_t next = path.find('.', at + 1);
      if (write_sets_.may_write(callee, path.substr(at + 1, next - at - 1))) {
        return true;
      }
      at = next;
    }
    return false;
  });
}

void Engine::kill_all_shared(Environment& env) {
  std::erase_if(env.narrowed, [&](const auto& entry) {
    if (entry.first.find('.') != std::string::npos) {
      return true;
    }
    const auto variable = static_cast<names::VariableId>(std::stoul(entry.first.substr(1)));
    return names_.symbols[names_.variables[variable].symbol].is_rebound_by_inner;
  });
}

/// Drops what a loop body (or any code that runs again, or may stop midway) can invalidate.
void Engine::kill_for_body(const std::vector<const syntax::Node*>& roots, Environment& env) {
  if (env.narrowed.empty()) {
    return;
  }
  const auto scan = [&](const auto& self, const syntax::Node& node) -> void {
    if (node.id < names_.variable.size() && names_.variable[node.id] != names::none) {
      const auto* name = as<syntax::Name>(&node);
      if (name == nullptr || name->context != syntax::ExprContext::Load) {
        kill_variable(names_.variable[node.id], env);
      }
    }
    if (const auto* attribute = as<syntax::Attribute>(&node); attribute != nullptr && attribute->context != syntax::ExprContext::Load) {
      kill_attribute(attribute->attribute, env);
    } else if (const auto* item = as<syntax::Subscript>(&node); item != nullptr && item->context != syntax::ExprContext::Load) {
      kill_key(*item, env);
    } else if (const auto* call = as<syntax::Call>(&node)) {
      kill_for_call(*call, env);
    } else if (node.kind == syntax::Kind::Await || node.kind == syntax::Kind::Yield || node.kind == syntax::Kind::YieldFrom) {
      kill_all_shared(env);
    } else if (const auto* attempt = as<syntax::Try>(&node)) {
      for (const syntax::ExceptHandler& handler : attempt->handlers) {
        if (!handler.name.empty()) {
          kill_variable(names_.variable[handler.id], env);
        }
      }
    }
    syntax::for_each_child(node, [&](const syntax::Node& child) { self(self, child); });
  };
  for (const syntax::Node* root : roots) {
    scan(scan, *root);
  }
}

Environment Engine::merge(const Environment& a, const Environment& b) {
  if (a.dead) {
    return b;
  }
  if (b.dead) {
    return a;
  }
  Environment result;
  for (const auto& [path, type] : a.narrowed) {
    const auto it = b.narrowed.find(path);
    if (it != b.narrowed.end()) {
      result.narrowed[path] = join(type, it->second);
    }
  }
  return result;
}

// ---- tests ------------------------------------------------------------------------------------------

/// The classes that a test names; none if it tests one of several, as values of a variable.
std::vector<ClassId> Engine::classes_of_test(const Type& type) const {
  if (type.atoms().size() > 1) {
    return {};
  }
  std::vector<ClassId> classes;
  for (const Atom& atom : type.atoms()) {
    if (atom.kind == AtomKind::Class) {
      classes.push_back(atom.id);
    }
    for (const Type& element : atom.elements) {
      if (element.atoms().size() > 1) {
        return {};
      }
      const auto inner = classes_of_test(element);
      classes.insert(classes.end(), inner.begin(), inner.end());
    }
  }
  return classes;
}

namespace {
bool is_isinstance(const syntax::Expr& node) {
  const auto* call = as<syntax::Call>(&node);
  const auto* name = call != nullptr ? as<syntax::Name>(call->function) : nullptr;
  return name != nullptr && name->name == "isinstance" && call->arguments.size() == 2;
}
bool is_none_literal(const syntax::Expr* node) {
  const auto* constant = as<syntax::Constant>(node);
  return constant != nullptr && constant->constant == syntax::ConstantKind::None;
}
std::optional<bool> bool_literal(const syntax::Expr* node) {
  const auto* constant = as<syntax::Constant>(node);
  if (constant == nullptr || (constant->constant != syntax::ConstantKind::True && constant->constant != syntax::ConstantKind::False)) {
    return std::nullopt;
  }
  return constant->constant == syntax::ConstantKind::True;
}
}  // namespace

/// May a test of this class, or tuple of classes, look for methods, which the classes of objects then must describe? Any may that is known
/// only when the program runs.
bool Engine::may_test_methods(const Type& tested) const {
  const auto classes = classes_of_test(tested);
  return classes.empty() ? !tested.is_bottom() : std::any_of(classes.begin(), classes.end(), [&](ClassId cls) { return is_tested_by_methods(facts_.classes[cls]); });
}

/// Whether what the atom stands for is an instance, by its class or, for the protocols of collections.abc, by what Python registers
/// (`@registered`); nothing if that is known only when the program runs.
std::optional<bool> Engine::passes(const Atom& atom, ClassId tested) const {
  if (atom.kind == AtomKind::Unknown) {
    return std::nullopt;
  }
  if (!is_tested_by_methods(facts_.classes[tested]) || is_instance_of(atom, tested)) {
    return is_instance_of(atom, tested);
  }
  if (atom.kind != AtomKind::Instance && atom.kind != AtomKind::Tuple) {
    return std::nullopt;
  }
  const ClassInfo& cls = facts_.classes[atom.kind == AtomKind::Tuple ? facts_.tuple_type : atom.id];
  if (!cls.is_stub) {
    return std::nullopt;  // it may have more methods than its bases
  }
  const auto conforms = [&](const syntax::Expr* argument) {
    const auto* name = as<syntax::Constant>(argument);
    return name != nullptr && facts_.is_subclass(facts_.stub_class(name->text), tested);
  };
  for (const ClassId base : cls.mro) {
    for (const StubDecorator& row : facts_.classes[base].stub_decorators) {
      if (row.name == "registered") {
        return std::any_of(row.arguments.begin(), row.arguments.end(), conforms);
      }
    }
  }
  return std::nullopt;
}

/// The same for a test of several classes.
std::optional<bool> Engine::passes_any(const Atom& atom, const std::vector<ClassId>& classes) const {
  bool decided = true;
  for (const ClassId cls : classes) {
    const std::optional<bool> one = passes(atom, cls);
    if (one == true) {
      return true;
    }
    decided = decided && one.has_value();
  }
  return decided ? std::optional(false) : std::nullopt;
}

void Engine::narrow_isinstance(const syntax::Call& test, bool outcome, Environment& env) {
  const syntax::Expr& subject = *test.arguments[0];
  const Type type = facts_.type(subject);
  const auto classes = classes_of_test(facts_.type(*test.arguments[1]));
  if (classes.empty()) {
    return;
  }
  const bool by_methods = may_test_methods(facts_.type(*test.arguments[1]));
  Type narrowed;
  for (const Atom& atom : type.atoms()) {
    const std::optional<bool> verdict = passes_any(atom, classes);
    if (by_methods && !verdict) {
      join_into(narrowed, Type(atom));  // it may be either
      continue;
    }
    const bool matches = verdict.value_or(false);
    if (atom.kind == AtomKind::Unknown) {
      if (!outcome) {
        join_into(narrowed, Type(atom));
        continue;
      }
      for (const ClassId cls : classes) {
        if (facts_.derived_containers.contains(cls)) {  // it may be a container of the program's own
          join_into(narrowed, Type(atom));
          continue;
        }
        std::vector<SlotId> slots;
        for (std::uint32_t i = 0; i < facts_.classes[cls].type_parameters.size(); ++i) {
          slots.push_back(site_slot(test.id, i));
          add(slots.back(), unknown());
        }
        join_into(narrowed, instance(cls, slots));
      }
    } else if (matches == outcome) {
      join_into(narrowed, Type(atom));
    } else if (outcome && atom.kind == AtomKind::Instance) {
      // A base class object may still be of the tested subclass.
      for (const ClassId cls : classes) {
        if (cls != atom.id && facts_.is_subclass(cls, atom.id) && facts_.classes[cls].is_instantiated) {
          join_into(narrowed, instance(cls));
        }
      }
    }
  }
  set_narrowed(subject, narrowed, env);
  if (narrowed.is_bottom() && !type.is_bottom()) {
    env.dead = true;
  }
}

void Engine::narrow_compare(const syntax::Compare& test, bool outcome, Environment& env) {
  if (test.ops.size() != 1) {
    return;
  }
  const syntax::Expr* left = test.left;
  const syntax::Expr* right = test.comparators.front();
  const CompareOperator op = test.ops.front();
  const bool equality = op == CompareOperator::Is || op == CompareOperator::Eq;
  const bool inequality = op == CompareOperator::IsNot || op == CompareOperator::NotEq;
  if (!equality && !inequality) {
    return;
  }
  const bool holds = equality == outcome;
  if (is_none_literal(left)) {
    std::swap(left, right);
  }
  const Type type = facts_.type(*left);
  if (is_none_literal(right)) {
    const Type narrowed = without(type, [&](const Atom& atom) { return is_none(atom) != holds && atom.kind != AtomKind::Unknown; });
    set_narrowed(*left, narrowed, env);
    if (narrowed.is_bottom() && !type.is_bottom()) {
      env.dead = true;
    }
    return;
  }
  // `x is True`: a bool; `x == y` with y never None: x is not None.
  if (holds && bool_literal(right) && (op == CompareOperator::Is || op == CompareOperator::IsNot)) {
    set_narrowed(*left, instance(facts_.bool_type), env);
    return;
  }
  const Type other = facts_.type(*right);
  const bool other_none = other.is_bottom() || std::any_of(other.atoms().begin(), other.atoms().end(), [&](const Atom& atom) {
                            return is_none(atom) || atom.kind == AtomKind::Unknown || (atom.kind == AtomKind::Instance && !facts_.classes[atom.id].is_stub);
                          });
  if (holds && !other_none) {
    set_narrowed(*left, without(type, [&](const Atom& atom) { return is_none(atom); }), env);
  }
}

void Engine::narrow(const syntax::Expr& test, bool outcome, Environment& env) {
  if (const auto* inverse = as<syntax::UnaryOp>(&test); inverse != nullptr && inverse->op == syntax::UnaryOperator::Not) {
    narrow(*inverse->operand, !outcome, env);
    return;
  }
  if (const auto* several = as<syntax::BoolOp>(&test)) {
    const bool all = (several->op == syntax::BoolOperator::And) == outcome;
    if (all) {
      for (const syntax::Expr* value : several->values) {
        narrow(*value, outcome, env);
      }
      return;
    }
    // `not (a and b)`: the outcome of one of them, the others before it having gone the other way.
    Environment before = env;
    Environment result;
    result.dead = true;
    for (const syntax::Expr* value : several->values) {
      Environment here = before;
      narrow(*value, outcome, here);
      result = merge(result, here);
      narrow(*value, !outcome, before);
    }
    env = result;
    return;
  }
  if (is_isinstance(test)) {
    narrow_isinstance(static_cast<const syntax::Call&>(test), outcome, env);
    return;
  }
  if (const auto* comparison = as<syntax::Compare>(&test)) {
    narrow_compare(*comparison, outcome, env);
    return;
  }
  if (const auto* call = as<syntax::Call>(&test)) {
    const auto* name = as<syntax::Name>(call->function);
    if (name != nullptr && name->name == "callable" && call->arguments.size() == 1) {
      const Type type = facts_.type(*call->arguments[0]);
      set_narrowed(*call->arguments[0],
                   without(type,
                           [&](const Atom& atom) {
                             const bool callable = atom.kind != AtomKind::Instance || facts_.find_method(atom.id, "__call__") != none;
                             return callable != outcome && atom.kind != AtomKind::Unknown;
                           }),
                   env);
    }
    return;
  }
  if (path_of(test)) {
    const Type type = facts_.type(test);
    const Type narrowed = without(type, [&](const Atom& atom) {
      if (outcome) {
        return is_none(atom);
      }
      return atom.kind == AtomKind::Function || atom.kind == AtomKind::Class || atom.kind == AtomKind::BoundMethod ||
             (atom.kind == AtomKind::Instance && !facts_.classes[atom.id].is_stub && facts_.classes[atom.id].kind != ClassKind::NamedTuple &&
              facts_.find_method(atom.id, "__bool__") == none && facts_.find_method(atom.id, "__len__") == none);
    });
    if (narrowed.atoms().size() != type.atoms().size()) {
      const syntax::Expr* place = &test;
      if (const auto* walrus = as<syntax::NamedExpr>(&test)) {
        place = walrus->target;
      }
      set_narrowed(*place, narrowed, env);
    }
  }
}

/// Reads names, attributes and constants only: a decided test need not be evaluated.
static bool has_no_effect(const syntax::Node& node) {
  switch (node.kind) {
    case syntax::Kind::Await:
    case syntax::Kind::Yield:
    case syntax::Kind::YieldFrom:
    case syntax::Kind::NamedExpr: return false;
    case syntax::Kind::Call: {
      const auto* name = as<syntax::Name>(static_cast<const syntax::Call&>(node).function);
      if (name == nullptr || name->name != "isinstance") {
        return false;
      }
      break;
    }
    default: break;
  }
  bool plain = true;
  syntax::for_each_child(node, [&](const syntax::Node& child) { plain = plain && has_no_effect(child); });
  return plain;
}

/// The value of a library constant that its stub tells, as `TYPE_CHECKING` is; null for all else.
const syntax::Constant* Engine::library_literal(const syntax::Expr& node) const {
  std::pair<program::ModuleId, std::string> place;
  if (const auto* name = as<syntax::Name>(&node)) {
    const names::ImportTarget* target = names_.variable[name->id] == names::none ? nullptr : names_.sole_import(names_.variable[name->id]);
    if (target == nullptr) {
      return nullptr;
    }
    place = {target->module, target->name};
  } else if (const auto* member = as<syntax::Attribute>(&node)) {
    const AttributeFact* fact = facts_.attribute(member->id);
    if (fact == nullptr || fact->kind != AttributeKind::ModuleMember) {
      return nullptr;
    }
    place = {fact->module, member->attribute};
  }
  const auto found = facts_.library_literals.find(place);
  return found == facts_.library_literals.end() ? nullptr : found->second;
}

/// Whether types alone decide a test; recorded for lowering.
std::optional<bool> Engine::evaluate_test(const syntax::Expr& test) {
  std::optional<bool> value;
  if (const auto literal = bool_literal(&test)) {
    value = literal;
  } else if (const auto known = bool_literal(library_literal(test))) {
    value = known;
  } else if (const auto* number = as<syntax::Constant>(&test); number != nullptr && number->constant == syntax::ConstantKind::Int) {
    value = number->text != "0";
  } else if (const auto* inverse = as<syntax::UnaryOp>(&test); inverse != nullptr && inverse->op == syntax::UnaryOperator::Not) {
    if (const auto inner = evaluate_test(*inverse->operand)) {
      value = !*inner;
    }
  } else if (is_isinstance(test)) {
    const auto& call = static_cast<const syntax::Call&>(test);
    const Type& type = facts_.type(*call.arguments[0]);
    const auto classes = classes_of_test(facts_.type(*call.arguments[1]));
    bool all = !type.is_bottom() && !classes.empty();
    bool any = type.is_bottom() || classes.empty();
    for (const Atom& atom : type.atoms()) {
      const std::optional<bool> verdict = passes_any(atom, classes);
      const bool matches = verdict == true;
      const bool may_match =
          matches || !verdict || std::any_of(classes.begin(), classes.end(), [&](ClassId cls) { return atom.kind == AtomKind::Instance && facts_.is_subclass(cls, atom.id); });
      all = all && matches;
      any = any || may_match;
    }
    if (all) {
      value = true;
    } else if (!any) {
      value = false;
    }
  } else if (const auto* comparison = as<syntax::Compare>(&test); comparison != nullptr && comparison->ops.size() == 1 && is_none_literal(comparison->comparators.front())) {
    const Type& type = facts_.type(*comparison->left);
    const bool is = comparison->ops.front() == CompareOperator::Is;
    const bool isnt = comparison->ops.front() == CompareOperator::IsNot;
    if ((is || isnt) && !type.is_bottom() && !type.is_unknown()) {
      const bool some = std::any_of(type.atoms().begin(), type.atoms().end(), [&](const Atom& atom) { return is_none(atom); });
      if (!some) {
        value = isnt;
      } else if (type.atoms().size() == 1) {
        value = is;
      }
    }
  }
  if (value && has_no_effect(test)) {
    facts_.constant_tests[test.id] = *value;
  } else {
    facts_.constant_tests.erase(test.id);
  }
  return value;
}

}  // namespace krait::types
