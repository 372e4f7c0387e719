/// Bodies and statements of interval analysis.
#include <algorithm>
#include <utility>

#include "ranges/walker.hpp"
#include "syntax/annotations.hpp"
#include "syntax/children.hpp"

namespace krait::ranges {

using syntax::as;
using types::Atom;
using types::AtomKind;

// ---- bodies -----------------------------------------------------------------------------------------

void Walker::analyse(BodyId id) {
  const Body body = bodies_[id];
  current_ = id;
  ++walk_;
  if (!is_narrowing_) {
    writes_[id].clear();
    is_incomplete_[id] = false;
  }
  Environment env;
  function_ = nullptr;
  if (body.function == types::none) {
    execute(program_.modules[body.module]->tree->body, env);
    return;
  }
  const types::FunctionInfo& function = facts_.functions[body.function];
  function_ = &function;
  if (function.lambda != nullptr) {
    add(function.returns, eval(*function.lambda->body, env));
  } else {
    execute(function.node->body, env);
  }
}

void Walker::execute(const syntax::Body& body, Environment& env) {
  for (const syntax::Stmt* statement : body) {
    if (facts_.is_reached(statement->id)) {
      execute(*statement, env);
    }
  }
}

Environment Walker::merge(const Environment& a, const Environment& b) {
  Environment result;
  for (const auto& [variable, interval] : a) {
    if (const Interval* other = b.find(variable)) {
      result.set(variable, join(interval, *other));
    }
  }
  return result;
}

namespace {
bool ends(const syntax::Body& body) {
  if (body.statements.empty()) {
    return false;
  }
  const syntax::Kind kind = body.statements.back()->kind;
  return kind == syntax::Kind::Return || kind == syntax::Kind::Raise || kind == syntax::Kind::Break || kind == syntax::Kind::Continue;
}
}  // namespace

void Walker::execute(const syntax::Stmt& node, Environment& env) {
  switch (node.kind) {
    case syntax::Kind::FunctionDef: definition(static_cast<const syntax::FunctionDef&>(node), env); break;
    case syntax::Kind::ClassDef: class_body(static_cast<const syntax::ClassDef&>(node), env); break;
    case syntax::Kind::Return: execute_return(static_cast<const syntax::Return&>(node), env); break;
    case syntax::Kind::Assign: execute_assign(static_cast<const syntax::Assign&>(node), env); break;
    case syntax::Kind::AnnAssign: {
      const auto& statement = static_cast<const syntax::AnnAssign&>(node);
      if (statement.value != nullptr) {
        assign(*statement.target, eval(*statement.value, env), env);
      }
      break;
    }
    case syntax::Kind::AugAssign: execute_aug_assign(static_cast<const syntax::AugAssign&>(node), env); break;
    case syntax::Kind::For: execute_for(static_cast<const syntax::For&>(node), env); break;
    case syntax::Kind::While: execute_while(static_cast<const syntax::While&>(node), env); break;
    case syntax::Kind::If: execute_if(static_cast<const syntax::If&>(node), env); break;
    case syntax::Kind::Assert: execute_assert(static_cast<const syntax::Assert&>(node), env); break;
    case syntax::Kind::Try: execute_try(static_cast<const syntax::Try&>(node), env); break;
    case syntax::Kind::With: execute_with(static_cast<const syntax::With&>(node), env); break;
    case syntax::Kind::Match: execute_match(static_cast<const syntax::Match&>(node), env); break;
    case syntax::Kind::Delete: execute_delete(static_cast<const syntax::Delete&>(node), env); break;
    default: eval_children(node, env);
  }
}

void Walker::execute_return(const syntax::Return& node, Environment& env) {
  const Shape shape = node.value != nullptr ? eval(*node.value, env) : Shape{};
  if (function_ != nullptr) {
    add(function_->returns, shape);
  }
}

void Walker::execute_assign(const syntax::Assign& node, Environment& env) {
  const Shape evaluated = eval(*node.value, env);
  const Shape value = evaluated.is_empty() ? fields_of(facts_.type(*node.value)) : evaluated;
  for (const syntax::Expr* target : node.targets) {
    const auto* part = as<syntax::Subscript>(target);
    if (part == nullptr || part->slice->kind != syntax::Kind::Slice) {
      continue;
    }
    for (const Atom& atom : facts_.type(*part->value).atoms()) {
      if (!atom.slots.empty()) {
        add(atom.slots[0], element(facts_.type(*node.value), value));
      }
    }
  }
  for (const syntax::Expr* target : node.targets) {
    assign(*target, value, env);
  }
}

void Walker::execute_aug_assign(const syntax::AugAssign& node, Environment& env) {
  const Shape current = eval_kind(*node.target, env);
  const Shape operand = eval(*node.value, env);
  targets_of(facts_.call(node.id), {operand});
  const bool ints = is_int(facts_, facts_.type(*node.target)) && is_int(facts_, facts_.type(*node.value)) && node.op != syntax::BinaryOperator::Div;
  Shape value;
  if (ints && !current.interval.is_empty && !operand.interval.is_empty) {
    value = binary(node.op, current, operand, false);
  } else if (ints) {
    value = missing(facts_.type(node.id));
  } else {
    value = from_type(facts_.type(node.id));
    // `xs += ys`: elements flow.
    const Shape elements = element(facts_.type(*node.value), operand);
    for (const Atom& atom : facts_.type(*node.target).atoms()) {
      if (atom.kind == AtomKind::Instance && atom.slots.size() == 1) {
        add(atom.slots[0], elements);
      }
    }
  }
  note(node, value);
  assign(*node.target, value, env);
  note(*node.target, current);
}

void Walker::execute_if(const syntax::If& node, Environment& env) {
  eval(*node.test, env);
  Environment yes = env;
  narrow(*node.test, true, yes);
  Environment no = env;
  narrow(*node.test, false, no);
  const auto decided = facts_.constant_test(node.test->id);
  if (decided != std::optional(false)) {
    execute(node.body, yes);
  }
  if (decided != std::optional(true)) {
    execute(node.orelse, no);
  }
  const bool yes_ends = ends(node.body) || decided == std::optional(false);
  const bool no_ends = ends(node.orelse) || decided == std::optional(true);
  env = yes_ends && !no_ends ? std::move(no) : no_ends && !yes_ends ? std::move(yes) : merge(yes, no);
}

void Walker::execute_assert(const syntax::Assert& node, Environment& env) {
  eval(*node.test, env);
  if (node.message != nullptr) {
    eval(*node.message, env);
  }
  narrow(*node.test, true, env);
}

void Walker::execute_try(const syntax::Try& node, Environment& env) {
  Environment inner = env;
  forget_assigned(node, env);
  execute(node.body, inner);
  execute(node.orelse, inner);
  for (const syntax::ExceptHandler& handler : node.handlers) {
    if (handler.type != nullptr) {
      eval(*handler.type, env);
    }
    Environment at_handler = env;
    execute(handler.body, at_handler);
  }
  Environment at_final = env;
  execute(node.finalbody, at_final);
}

void Walker::execute_with(const syntax::With& node, Environment& env) {
  for (const syntax::WithItem& item : node.items) {
    eval(*item.context, env);
    if (item.target != nullptr) {
      assign(*item.target, from_type(facts_.type(*item.target)), env);
    }
  }
  Environment inner = env;
  forget_assigned(node, env);
  execute(node.body, inner);
}

void Walker::execute_match(const syntax::Match& node, Environment& env) {
  const Shape subject = eval(*node.subject, env);
  const Environment before = env;
  forget_assigned(node, env);
  for (const syntax::MatchCase& one : node.cases) {
    Environment inner = before;
    match_case(*one.pattern, subject, inner);
    if (one.guard != nullptr) {
      eval(*one.guard, inner);
      narrow(*one.guard, true, inner);
    }
    execute(one.body, inner);
  }
}

void Walker::execute_delete(const syntax::Delete& node, Environment& env) {
  for (const syntax::Expr* target : node.targets) {
    if (const auto* subscript = as<syntax::Subscript>(target)) {
      eval(*subscript->value, env);
      eval(*subscript->slice, env);
    }
  }
}

/// A named tuple as a tuple.
Shape Walker::fields_of(const types::Type& type) {
  Shape shape;
  const Atom* only = type.single();
  if (only != nullptr && only->kind == AtomKind::Instance && facts_.classes[only->id].kind == types::ClassKind::NamedTuple) {
    for (const std::string& name : facts_.classes[only->id].field_order) {
      shape.elements.push_back(read(facts_.classes[only->id].fields.find(name)->second.slot));
    }
  }
  return shape;
}

void Walker::flow_defaults(const types::FunctionInfo& function, Environment& env) {
  for (const types::ParameterInfo& parameter : function.parameters) {
    if (parameter.default_value != nullptr) {
      add(parameter.slot, eval(*parameter.default_value, env));
    }
  }
}

void Walker::definition(const syntax::FunctionDef& node, Environment& env) {
  const types::FunctionInfo& function = facts_.functions[facts_.function_of(node.id)];
  flow_defaults(function, env);
  for (const syntax::Call* call : syntax::annotation_calls(program_.modules[function.module]->tree->body, node)) {
    eval(*call, env);
  }
  for (const syntax::Expr* decorator : node.decorators) {
    eval(*decorator, env);
  }
}

void Walker::class_body(const syntax::ClassDef& node, Environment& env) {
  if (facts_.run_time_classes.contains(node.id)) {
    for (const syntax::Stmt* statement : node.body) {
      execute(*statement, env);
    }
    return;
  }
  const types::ClassInfo& cls = facts_.classes[facts_.class_of(node.id)];
  for (const syntax::Stmt* statement : node.body) {
    execute(*statement, env);
  }
  for (const auto& [name, field] : cls.fields) {
    if (field.default_value != nullptr) {
      const Shape value = eval(*field.default_value, env);
      add(field.slot, value);
      if (cls.kind == types::ClassKind::Enum) {
        add_all(field.slot);
      }
    }
    if (field.default_factory != nullptr) {
      eval(*field.default_factory, env);
      flow_into_type(facts_.slot_type(field.slot), Shape{});
    }
  }
}

// ---- targets ----------------------------------------------------------------------------------------

void Walker::store(names::VariableId variable, const Shape& value, Environment& env) {
  add(facts_.variable_slots[variable], value);
  if (!value.interval.is_empty && !names_.symbols[names_.variables[variable].symbol].is_rebound_by_inner) {
    env.set(variable, value.interval);
  } else {
    env.erase(variable);
  }
}

void Walker::assign(const syntax::Expr& target, const Shape& value, Environment& env) {
  note(target, value);
  if (const auto* name = as<syntax::Name>(&target)) {
    assign_name(*name, value, env);
  } else if (const auto* several = as<syntax::Tuple>(&target)) {
    assign_parts(several->elements, value, env);
  } else if (const auto* list = as<syntax::List>(&target)) {
    assign_parts(list->elements, value, env);
  } else if (const auto* starred = as<syntax::Starred>(&target)) {
    flow_into_type(facts_.type(*starred->value), value);
    if (const auto* inner = as<syntax::Name>(starred->value); inner != nullptr && names_.variable[inner->id] != names::none) {
      flow_into_type(facts_.variable_type(names_.variable[inner->id]), value);
    }
  } else if (const auto* attribute = as<syntax::Attribute>(&target)) {
    assign_attribute(*attribute, value, env);
  } else if (const auto* subscript = as<syntax::Subscript>(&target)) {
    assign_subscript(*subscript, value, env);
  }
}

void Walker::assign_name(const syntax::Name& target, const Shape& value, Environment& env) {
  if (names_.variable[target.id] != names::none) {
    store(names_.variable[target.id], value, env);
  }
  if (names_.access[target.id] != names::Access::Class || names_.symbol[target.id] == names::none) {
    return;
  }
  // In a class body: the attribute of that name.
  const names::ScopeId scope = names_.symbols[names_.symbol[target.id]].scope;
  for (const types::ClassInfo& cls : facts_.classes) {
    if (!cls.is_stub && cls.scope != names::none && cls.scope == scope) {
      const auto field = cls.fields.find(target.name);
      if (field != cls.fields.end()) {
        add(field->second.slot, value);
      }
    }
  }
}

void Walker::assign_attribute(const syntax::Attribute& target, const Shape& value, Environment& env) {
  eval(*target.value, env);
  for (const Atom& atom : facts_.type(*target.value).atoms()) {
    if (atom.kind == AtomKind::Instance || atom.kind == AtomKind::Class) {
      const types::FieldInfo* field = facts_.find_field(atom.id, target.attribute);
      if (field != nullptr && field->slot != types::none) {
        add(field->slot, value);
      }
      for (const types::ClassId base : facts_.classes[atom.id].mro) {
        const auto setter = facts_.classes[base].property_setters.find(target.attribute);
        if (setter != facts_.classes[base].property_setters.end()) {
          call_with(setter->second, 1, {value});
        }
      }
    } else if (atom.kind == AtomKind::Module) {
      const types::AttributeFact* fact = facts_.attribute(target.id);
      if (fact != nullptr && fact->variable != names::none) {
        add(facts_.variable_slots[fact->variable], value);
      }
    }
  }
}

void Walker::assign_subscript(const syntax::Subscript& target, const Shape& value, Environment& env) {
  eval(*target.value, env);
  const Shape index = eval(*target.slice, env);
  targets_of(facts_.call(target.id), {index, value});
  restrict_index(facts_.type(*target.value), *target.slice, env);
  if (target.slice->kind == syntax::Kind::Slice) {
    return;  // the elements flow where the statement is at hand
  }
  for (const Atom& atom : facts_.type(*target.value).atoms()) {
    if (atom.kind != AtomKind::Instance || !facts_.classes[atom.id].is_stub) {
      continue;
    }
    if (atom.slots.size() == 2) {
      add(atom.slots[0], index);
      add(atom.slots[1], value);
    } else if (atom.slots.size() == 1) {
      add(atom.slots[0], facts_.find_method(atom.id, "keys") != types::none ? join(index, value) : value);
    }
  }
}

void Walker::assign_parts(const std::vector<syntax::Expr*>& targets, const Shape& value, Environment& env) {
  const bool exact = value.elements.size() == targets.size() && !syntax::has_starred(targets);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    if (exact) {
      assign(*targets[i], value.elements[i], env);
    } else {
      assign(*targets[i], value.is_empty() ? missing(facts_.type(*targets[i])) : whole(), env);
    }
  }
}

void Walker::match_case(const syntax::Pattern& pattern, const Shape& subject, Environment& env) {
  if (const auto* value = as<syntax::MatchValue>(&pattern)) {
    eval(*value->value, env);
  }
  if (pattern.id < names_.variable.size() && names_.variable[pattern.id] != names::none) {
    const names::VariableId variable = names_.variable[pattern.id];
    add(facts_.variable_slots[variable], pattern.kind == syntax::Kind::MatchAs && !subject.interval.is_empty ? of(subject.interval) : whole());
    flow_into_type(facts_.variable_type(variable), whole());
    env.erase(variable);
  }
  const bool same_value = pattern.kind == syntax::Kind::MatchAs || pattern.kind == syntax::Kind::MatchOr;
  syntax::for_each_child(pattern, [&](const syntax::Node& child) {
    if (child.kind >= syntax::Kind::MatchValue) {
      match_case(static_cast<const syntax::Pattern&>(child), same_value ? subject : whole(), env);
    }
  });
}

RangeFacts compute(const program::Program& program, const names::Names& names, const types::Facts& facts) { return Walker(program, names, facts).run(); }

std::string dump(const RangeFacts& ranges, const program::Program& program, const names::Names& names, const types::Facts& facts) {
  const auto bound = [](const Bound& value) {
    if (!value) {
      return std::string("inf");
    }
    Wide rest = *value < 0 ? -*value : *value;
    std::string digits;
    do {
      digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
      rest /= 10;
    } while (rest != 0);
    return (*value < 0 ? "-" : "") + digits;
  };
  std::string text;
  for (const names::Variable& variable : names.variables) {
    const names::Symbol& symbol = names.symbols[variable.symbol];
    const names::Scope& scope = names.scope(symbol.scope);
    const Interval interval = ranges.slot(facts, facts.variable_slots[variable.id]);
    if (program.modules[scope.module]->kind == program::ModuleKind::User && facts.to_string(facts.variable_type(variable.id)).find("int") != std::string::npos) {
      text += scope.qualified_name + "." + symbol.name + ": " + bound(interval.low) + " .. " + bound(interval.high) + "\n";
    }
  }
  return text;
}

}  // namespace krait::ranges
