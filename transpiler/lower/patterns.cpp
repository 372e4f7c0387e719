/// `match`: a chain of tests; what a pattern binds is stored once all of it matched.
#include "lower/lowering.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;

/// The variables that a pattern binds.
static std::vector<names::VariableId> captures_of(const syntax::Node& pattern, const names::Names& names) {
  std::vector<names::VariableId> result;
  if (pattern.id < names.variable.size() && names.variable[pattern.id] != names::none) {
    result.push_back(names.variable[pattern.id]);
  }
  syntax::for_each_child(pattern, [&](const syntax::Node& child) {
    const auto* pattern_child = child.kind == syntax::Kind::Name ? nullptr : &child;
    for (const names::VariableId inner : pattern_child != nullptr ? captures_of(child, names) : std::vector<names::VariableId>{}) {
      result.push_back(inner);
    }
  });
  return result;
}

cpp::Expr* Lowering::pattern_test(const syntax::Pattern& pattern, Value subject, std::vector<std::function<void()>>& bindings) {
  const auto boxed = [&](const Value& value) { return value.repr.is(Kind::Object) ? value.expr : cpp::construct(type(object()), {value.expr}); };
  const auto all_of = [&](std::vector<cpp::Expr*> tests) -> cpp::Expr* {
    std::erase(tests, nullptr);
    return tests.empty() ? nullptr : cpp::chain(cpp::Op::And, tests);
  };
  const auto bind = [&](NodeId node, Value value) {
    const names::VariableId variable = names_.variable[node];
    if (variable != names::none) {
      bindings.emplace_back([this, variable, value] { store_variable(variable, value, !context_->declared.contains(variable)); });
    }
  };
  if (const auto* capture = as<syntax::MatchAs>(&pattern)) {
    cpp::Expr* test = capture->pattern != nullptr ? pattern_test(*capture->pattern, subject, bindings) : nullptr;
    if (!capture->name.empty()) {
      bind(pattern.id, subject);
    }
    return test;
  }
  if (const auto* either = as<syntax::MatchOr>(&pattern)) {
    std::vector<cpp::Expr*> tests;
    std::vector<std::vector<std::function<void()>>> parts;
    bool always = false;
    bool binds = false;
    for (const syntax::Pattern* one : either->patterns) {
      parts.emplace_back();
      cpp::Expr* test = pattern_test(*one, subject, parts.back());
      always = always || test == nullptr;
      binds = binds || !parts.back().empty();
      if (test != nullptr) {
        tests.push_back(test);
      }
    }
    if (binds) {
      // Each alternative binds the same names from its own parts: which one it was is asked again.
      bindings.emplace_back([this, either, subject, parts] {
        for (const names::VariableId variable : captures_of(*either->patterns.front(), names_)) {
          if (!context_->declared.contains(variable)) {
            declare_variable(variable, nullptr);
          }
        }
        std::vector<cpp::Stmt*> chosen;
        for (std::size_t i = parts.size(); i-- > 0;) {
          std::vector<std::function<void()>> ignored;
          cpp::Expr* test = i + 1 == parts.size() ? nullptr : pattern_test(*either->patterns[i], subject, ignored);
          auto bound = in_block([&] {
            for (const auto& bind_one : parts[i]) {
              bind_one();
            }
          });
          chosen = test == nullptr ? std::move(bound) : std::vector<cpp::Stmt*>{cpp::if_else(test, std::move(bound), std::move(chosen))};
        }
        for (cpp::Stmt* statement : chosen) {
          emit(statement);
        }
      });
    }
    return always || tests.empty() ? nullptr : cpp::chain(cpp::Op::Or, tests);
  }
  need("py/protocol.hpp");
  if (const auto* value = as<syntax::MatchValue>(&pattern)) {
    const Value wanted = value_of(*value->value);
    const bool direct = wanted.repr == subject.repr && (subject.repr.is_integer() || (subject.repr.is(Kind::Library) && subject.repr.cls == facts_.str_type));
    return direct ? cpp::binary(subject.expr, cpp::Op::Equal, wanted.expr) : cpp::call("py::eq", {subject.expr, wanted.expr});
  }
  if (const auto* singleton = as<syntax::MatchSingleton>(&pattern)) {
    if (singleton->constant == syntax::ConstantKind::None) {
      if (subject.repr.is(Kind::None)) {
        return nullptr;
      }
      const bool nullable = subject.repr.is(Kind::Object) || subject.repr.is(Kind::Maybe) || subject.repr.is(Kind::Optional);
      return nullable ? cpp::binary(subject.expr, cpp::Op::Equal, none()) : cpp::boolean(false);
    }
    return cpp::call("py::is", {subject.expr, cpp::boolean(singleton->constant == syntax::ConstantKind::True)});
  }
  if (const auto* of_class = as<syntax::MatchClass>(&pattern)) {
    const types::Atom* cls = facts_.type(*of_class->cls).single();
    if (cls == nullptr || cls->kind != types::AtomKind::Class) {
      unsupported(pattern, "a class pattern whose class is not known");
      return cpp::boolean(false);
    }
    need("py/isinstance.hpp");
    cpp::Type* wanted = class_type(cls->id);
    const bool user = !facts_.classes[cls->id].is_stub;
    const bool is_struct = user && facts_.classes[cls->id].kind == types::ClassKind::NamedTuple;
    const Repr target = user ? Repr{.kind = is_struct ? Kind::Struct : Kind::Ref, .cls = cls->id, .arguments = {}} : reprs_.of(facts_.type(pattern), ranges::Shape{});
    const bool known = (user && (subject.repr.is(Kind::Ref) || subject.repr.is(Kind::Struct)) && facts_.is_subclass(subject.repr.cls, cls->id)) || (!user && subject.repr == target && !target.is(Kind::Object));
    std::vector<cpp::Expr*> tests;
    if (!known) {
      tests.push_back(cpp::call(cpp::name("py::isinstance", {wanted}), {subject.expr}));
    }
    const bool single = facts_.type(pattern).single() != nullptr;
    const Value inner = known || !single ? subject : Value{convert(subject, target), target, true};
    const auto field_of = [&](const types::FieldInfo& field) {
      const std::string name = member_name(field.name);
      return Value{inner.repr.is(Kind::Struct) ? cpp::member(inner.expr, name) : cpp::arrow(inner.expr, name), reprs_.of_field(field), true};
    };
    for (std::size_t i = 0; i < of_class->patterns.size(); ++i) {
      if (!user) {
        tests.push_back(pattern_test(*of_class->patterns[i], inner, bindings));
        continue;
      }
      const auto& order = facts_.classes[cls->id].field_order;
      const types::FieldInfo* field = i < order.size() ? facts_.find_field(cls->id, order[i]) : nullptr;
      if (field != nullptr) {
        tests.push_back(pattern_test(*of_class->patterns[i], field_of(*field), bindings));
      }
    }
    for (std::size_t i = 0; i < of_class->keyword_patterns.size(); ++i) {
      const types::FieldInfo* field = user ? facts_.find_field(cls->id, of_class->keyword_names[i]) : nullptr;
      const Value part = field != nullptr ? field_of(*field)
                                          : Value{cpp::call("py::getattr", {boxed(inner), cpp::string(of_class->keyword_names[i])}), object()};
      tests.push_back(pattern_test(*of_class->keyword_patterns[i], part, bindings));
    }
    return all_of(std::move(tests));
  }
  need("py/match.hpp");
  if (const auto* sequence = as<syntax::MatchSequence>(&pattern)) {
    std::size_t star = sequence->patterns.size();
    for (std::size_t i = 0; i < sequence->patterns.size(); ++i) {
      star = sequence->patterns[i]->kind == syntax::Kind::MatchStar ? i : star;
    }
    const std::size_t count = sequence->patterns.size();
    const bool fixed = subject.repr.is(Kind::Tuple) && star == count && subject.repr.arguments.size() == count;
    std::vector<cpp::Expr*> tests;
    if (!fixed) {
      const auto least = static_cast<long long>(star == count ? count : count - 1);
      tests.push_back(cpp::call(star == count ? "py::is_sequence_of" : "py::is_sequence_of_at_least", {boxed(subject), cpp::number(least)}));
    }
    for (std::size_t i = 0; i < count; ++i) {
      const syntax::Pattern& one = *sequence->patterns[i];
      if (const auto* rest = as<syntax::MatchStar>(&one)) {
        if (!rest->name.empty()) {
          const auto behind = static_cast<long long>(count - i - 1);
          bind(one.id, {cpp::call("py::sequence_rest", {boxed(subject), cpp::number(static_cast<long long>(i)), cpp::number(behind)}), object()});
        }
        continue;
      }
      const long long at = i < star ? static_cast<long long>(i) : -static_cast<long long>(count - i);
      const Value part = fixed ? element_of_tuple(subject, i, subject.repr.arguments[i])
                               : Value{cpp::call("py::getitem", {boxed(subject), cpp::number(at)}), object()};
      tests.push_back(pattern_test(one, part, bindings));
    }
    return all_of(std::move(tests));
  }
  if (const auto* mapping = as<syntax::MatchMapping>(&pattern)) {
    std::vector<cpp::Expr*> tests = {cpp::call("py::is_mapping", {boxed(subject)})};
    std::vector<cpp::Expr*> keys;
    for (std::size_t i = 0; i < mapping->keys.size(); ++i) {
      cpp::Expr* key = value_of(*mapping->keys[i]).expr;
      keys.push_back(cpp::construct(type(object()), {key}));
      tests.push_back(cpp::call("py::contains", {boxed(subject), key}));
      tests.push_back(pattern_test(*mapping->patterns[i], {cpp::call("py::getitem", {boxed(subject), value_of(*mapping->keys[i]).expr}), object()}, bindings));
    }
    if (!mapping->rest.empty()) {
      keys.insert(keys.begin(), boxed(subject));
      bind(pattern.id, {cpp::call("py::mapping_rest", keys), object()});
    }
    return all_of(std::move(tests));
  }
  return nullptr;
}

void Lowering::lower_kind(const syntax::Match& node) {
  Value subject = with_none(lower(*node.subject), repr(*node.subject));
  if (subject.expr->kind != cpp::Kind::Name) {
    subject = hoist(subject, "subject");
  }
  bool guards = false;
  for (const syntax::MatchCase& one : node.cases) {
    guards = guards || one.guard != nullptr;
  }
  // With guards a case may fail after binding: `do { … break; } while (false)` keeps the cases apart.
  cpp::If* last = nullptr;
  std::string flag;
  if (guards) {
    flag = fresh_name("matched");
    emit(cpp::variable(cpp::type("bool"), flag, cpp::boolean(false)));
  }
  for (const syntax::MatchCase& one : node.cases) {
    if (!facts_.is_reached(one.pattern->id)) {
      continue;
    }
    std::vector<std::function<void()>> bindings;
    cpp::Expr* test = pattern_test(*one.pattern, subject, bindings);
    auto body = in_block([&] {
      for (const auto& bind : bindings) {
        bind();
      }
      const auto run = [&] {
        if (guards) {
          emit(cpp::expr_stmt(cpp::assign(cpp::name(flag), cpp::boolean(true))));
        }
        for (cpp::Stmt* statement : lower_body(one.body)) {
          emit(statement);
        }
      };
      if (one.guard != nullptr) {
        cpp::Expr* guard = truth(*one.guard);
        emit(cpp::if_(guard, in_block(run)));
      } else {
        run();
      }
    });
    if (!body.empty()) {
      auto leading = comments(one.leading);
      auto trailing = comments(one.trailing);
      leading.insert(leading.end(), trailing.begin(), trailing.end());
      body.front()->leading.insert(body.front()->leading.begin(), leading.begin(), leading.end());
    }
    if (guards) {
      cpp::Expr* open = cpp::not_(cpp::name(flag));
      emit(cpp::if_(test == nullptr ? open : cpp::binary(open, cpp::Op::And, test), std::move(body)));
      continue;
    }
    if (test == nullptr) {
      if (last == nullptr) {
        emit(cpp::block(std::move(body)));
      } else {
        last->has_else = true;
        last->otherwise.statements = std::move(body);
      }
      return;
    }
    auto* branch = cpp::if_(test, std::move(body));
    if (last == nullptr) {
      emit(branch);
    } else {
      last->else_if = branch;
    }
    last = branch;
  }
}

}  // namespace krait::lower
