/// `match`: what each pattern lets through and binds.
#include <algorithm>

#include "types/engine.hpp"
#include "types/match_arguments.hpp"

namespace krait::types {

using syntax::as;

// ---- what a pattern lets through --------------------------------------------------------------------

/// The part of the subject's type that the pattern may match. `exhaustive` becomes false if the pattern may fail on that part.
Type Engine::pattern_type(const syntax::Pattern& pattern, const Type& subject, bool& exhaustive) {
  if (const auto* capture = as<syntax::MatchAs>(&pattern)) {
    return capture->pattern != nullptr ? pattern_type(*capture->pattern, subject, exhaustive) : subject;
  }
  if (const auto* either = as<syntax::MatchOr>(&pattern)) {
    return pattern_type_of_alternatives(*either, subject, exhaustive);
  }
  if (const auto* singleton = as<syntax::MatchSingleton>(&pattern)) {
    const bool none_literal = singleton->constant == syntax::ConstantKind::None;
    exhaustive = exhaustive && none_literal;
    const ClassId cls = none_literal ? facts_.none_type : facts_.bool_type;
    return without(subject, [&](const Atom& atom) { return atom.kind != AtomKind::Unknown && !(atom.kind == AtomKind::Instance && atom.id == cls); });
  }
  if (const auto* of_class = as<syntax::MatchClass>(&pattern)) {
    return pattern_type_of_class(*of_class, subject, exhaustive);
  }
  exhaustive = false;
  if (pattern.kind == syntax::Kind::MatchSequence) {
    return without(subject, [&](const Atom& atom) { return atom.kind == AtomKind::Instance && !is_sequence(atom.id); });
  }
  if (pattern.kind == syntax::Kind::MatchMapping) {
    return without(subject, [&](const Atom& atom) { return atom.kind != AtomKind::Unknown && !(atom.kind == AtomKind::Instance && facts_.find_method(atom.id, "keys") != none); });
  }
  return subject;
}

/// May a sequence pattern match its instances? Strings and mappings are none.
bool Engine::is_sequence(ClassId cls) const {
  if (facts_.classes[cls].kind == ClassKind::NamedTuple) {
    return true;
  }
  const bool is_string = cls == facts_.str_type || cls == facts_.bytes_type;
  return !is_string && cls != facts_.none_type && facts_.find_method(cls, "keys") == none && facts_.find_method(cls, "__getitem__") != none;
}

Type Engine::pattern_type_of_alternatives(const syntax::MatchOr& pattern, const Type& subject, bool& exhaustive) {
  Type result;
  for (const syntax::Pattern* one : pattern.patterns) {
    join_into(result, pattern_type(*one, subject, exhaustive));
  }
  return result;
}

Type Engine::pattern_type_of_class(const syntax::MatchClass& pattern, const Type& subject, bool& exhaustive) {
  Environment env;
  const Type tested = infer(*pattern.cls, env);
  const auto classes = classes_of_test(tested);
  if (may_test_methods(tested)) {
    expose(subject);
  }
  exhaustive = exhaustive && pattern.keyword_patterns.empty();
  for (const syntax::Pattern* inner : pattern.patterns) {
    const auto* capture = as<syntax::MatchAs>(inner);
    exhaustive = exhaustive && capture != nullptr && capture->pattern == nullptr;
  }
  Type result;
  for (const Atom& atom : subject.atoms()) {
    for (const ClassId cls : classes) {
      if (is_tested_by_methods(facts_.classes[cls])) {
        const std::optional<bool> verdict = passes(atom, cls);
        exhaustive = exhaustive && verdict.has_value();
        if (verdict.value_or(true)) {
          join_into(result, Type(atom));
        }
      } else if (atom.kind == AtomKind::Unknown && facts_.derived_containers.contains(cls)) {
        join_into(result, Type(atom));
      } else if (atom.kind == AtomKind::Unknown) {
        std::vector<SlotId> slots;
        for (std::uint32_t i = 0; i < facts_.classes[cls].type_parameters.size(); ++i) {
          slots.push_back(site_slot(pattern.id, i));
          add(slots.back(), unknown());
        }
        join_into(result, instance(cls, slots));
      } else if (is_instance_of(atom, cls)) {
        join_into(result, Type(atom));
      }
    }
  }
  return result;
}

// ---- what a pattern binds ---------------------------------------------------------------------------

/// A pattern within another, and what it is matched with, all of which need not pass.
void Engine::bind_part(const syntax::Pattern& pattern, const Type& part, Environment& env) {
  bool ignored = true;
  bind_pattern(pattern, pattern_type(pattern, part, ignored), env);
}

void Engine::bind_pattern(const syntax::Pattern& pattern, const Type& subject, Environment& env) {
  facts_.node_types[pattern.id] = subject;
  if (const auto* capture = as<syntax::MatchAs>(&pattern)) {
    bind_capture(*capture, subject, env);
  } else if (const auto* either = as<syntax::MatchOr>(&pattern)) {
    for (const syntax::Pattern* one : either->patterns) {
      bind_part(*one, subject, env);
    }
  } else if (const auto* value = as<syntax::MatchValue>(&pattern)) {
    const Type type = infer(*value->value, env);
    compare(pattern.id, 0, syntax::CompareOperator::Eq, subject, type);
  } else if (const auto* sequence = as<syntax::MatchSequence>(&pattern)) {
    bind_sequence(*sequence, subject, env);
  } else if (const auto* mapping = as<syntax::MatchMapping>(&pattern)) {
    bind_mapping(*mapping, subject, env);
  } else if (const auto* of_class = as<syntax::MatchClass>(&pattern)) {
    bind_attributes(*of_class, subject, env);
  }
}

void Engine::bind_capture(const syntax::MatchAs& pattern, const Type& subject, Environment& env) {
  if (pattern.pattern != nullptr) {
    bind_pattern(*pattern.pattern, subject, env);
  }
  if (!pattern.name.empty()) {
    bool ignored = true;
    bind_variable(pattern.id, pattern.pattern != nullptr ? pattern_type(*pattern.pattern, subject, ignored) : subject, env);
  }
}

void Engine::bind_sequence(const syntax::MatchSequence& pattern, const Type& subject, Environment& env) {
  const Type element = element_type(subject, pattern.id);
  const Atom* only = subject.single();
  const bool exact = only != nullptr && only->kind == AtomKind::Tuple && only->elements.size() == pattern.patterns.size();
  for (std::size_t i = 0; i < pattern.patterns.size(); ++i) {
    const syntax::Pattern& inner = *pattern.patterns[i];
    if (const auto* star = as<syntax::MatchStar>(&inner)) {
      const Type rest = container(facts_.list_type, inner.id, {element});
      facts_.node_types[inner.id] = rest;
      if (!star->name.empty()) {
        bind_variable(inner.id, rest, env);
      }
      continue;
    }
    bind_part(inner, exact ? only->elements[i] : element, env);
  }
}

void Engine::bind_mapping(const syntax::MatchMapping& pattern, const Type& subject, Environment& env) {
  Type keys;
  Type values;
  for (const Atom& atom : subject.atoms()) {
    if (atom.kind == AtomKind::Unknown) {
      join_into(keys, unknown());
      join_into(values, unknown());
    } else if (atom.kind == AtomKind::Instance) {
      const auto slots = arguments_as(atom, facts_.dict_type);
      if (slots.size() == 2) {
        join_into(keys, read(slots[0]));
        join_into(values, read(slots[1]));
      }
    }
  }
  for (const syntax::Expr* key : pattern.keys) {
    infer(*key, env);
  }
  for (const syntax::Pattern* inner : pattern.patterns) {
    bind_part(*inner, values, env);
  }
  if (!pattern.rest.empty()) {
    bind_variable(pattern.id, container(facts_.dict_type, pattern.id, {keys, values}), env);
  }
}

/// `Point(x, y=0)`: positional patterns are matched with the attributes that `__match_args__` names.
void Engine::bind_attributes(const syntax::MatchClass& pattern, const Type& subject, Environment& env) {
  for (std::size_t i = 0; i < pattern.patterns.size(); ++i) {
    Type part;
    for (const Atom& atom : subject.atoms()) {
      if (atom.kind == AtomKind::Instance && !facts_.classes[atom.id].is_stub) {
        const std::vector<std::string> order = match_arguments(facts_, atom.id);
        AttributeFact fact;
        if (i < order.size()) {
          join_into(part, attribute_of(atom, order[i], pattern.id, fact));
        }
      } else {
        join_into(part, Type(atom));  // `int(x)` binds the value itself
      }
    }
    bind_part(*pattern.patterns[i], part, env);
  }
  for (std::size_t i = 0; i < pattern.keyword_patterns.size(); ++i) {
    Type part;
    for (const Atom& atom : subject.atoms()) {
      AttributeFact fact;
      join_into(part, attribute_of(atom, pattern.keyword_names[i], pattern.id, fact));
    }
    bind_part(*pattern.keyword_patterns[i], part, env);
  }
}

// ---- the statement ----------------------------------------------------------------------------------

void Engine::execute_kind(const syntax::Match& node, Environment& env) {
  Type subject = infer(*node.subject, env);
  use_as_mappings(subject);
  const bool known = !subject.is_bottom();
  Environment result;
  result.dead = true;
  Environment remaining = env;
  for (const syntax::MatchCase& one : node.cases) {
    Environment inner = remaining;
    bool exhaustive = one.guard == nullptr;
    const Type part = pattern_type(*one.pattern, subject, exhaustive);
    facts_.reached[one.pattern->id] = !part.is_bottom() || subject.is_bottom();
    if (part.is_bottom() && !subject.is_bottom()) {
      continue;  // type-dead
    }
    bind_pattern(*one.pattern, part, inner);
    set_narrowed(*node.subject, part, inner);
    if (one.guard != nullptr) {
      infer(*one.guard, inner);
      narrow(*one.guard, true, inner);
    }
    execute(one.body, inner);
    result = merge(result, inner);
    if (exhaustive) {
      subject = without(subject, [&](const Atom& atom) {
        return atom.kind != AtomKind::Unknown && std::any_of(part.atoms().begin(), part.atoms().end(), [&](const Atom& other) { return compare_key(atom, other) == 0; });
      });
      set_narrowed(*node.subject, subject, remaining);
      const auto* capture = as<syntax::MatchAs>(one.pattern);
      if (capture != nullptr && capture->pattern == nullptr) {
        remaining.dead = true;
        break;
      }
    }
  }
  if (known && subject.is_bottom()) {
    remaining.dead = true;  // every type that the subject may have has its case
    facts_.constant_tests[node.id] = true;
  } else {
    facts_.constant_tests.erase(node.id);
  }
  env = merge(result, remaining);
}

}  // namespace krait::types
