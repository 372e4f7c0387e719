/// `match`: a chain of tests; what a pattern binds is stored once all of it matched.
///
///   case [x, *rest]: …   →  if (py::len(subject) >= 1) { const auto x = subject.at(0); … }
///   case n if n > 1: …   →  { const auto n = subject; if (n > 1) { matched = true; … } }   and `!matched` in the cases behind
#include <algorithm>

#include "lower/lowering.hpp"
#include "syntax/children.hpp"
#include "types/match_arguments.hpp"

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

namespace {

/// All tests that are one; null if nothing needs testing.
cpp::Expr* all_of(std::vector<cpp::Expr*> tests) {
  std::erase(tests, nullptr);
  return tests.empty() ? nullptr : cpp::chain(cpp::Op::And, tests);
}

}  // namespace

cpp::Expr* Lowering::pattern_test(const syntax::Pattern& pattern, Value subject, Bindings& bindings) {
  switch (pattern.kind) {
    case syntax::Kind::MatchAs: return capture_test(static_cast<const syntax::MatchAs&>(pattern), subject, bindings);
    case syntax::Kind::MatchOr: return either_test(static_cast<const syntax::MatchOr&>(pattern), subject, bindings);
    case syntax::Kind::MatchValue: return equality_test(static_cast<const syntax::MatchValue&>(pattern), subject);
    case syntax::Kind::MatchSingleton: return singleton_test(static_cast<const syntax::MatchSingleton&>(pattern), subject);
    case syntax::Kind::MatchClass: return class_test(static_cast<const syntax::MatchClass&>(pattern), subject, bindings);
    case syntax::Kind::MatchSequence: return sequence_test(static_cast<const syntax::MatchSequence&>(pattern), subject, bindings);
    case syntax::Kind::MatchMapping: return mapping_test(static_cast<const syntax::MatchMapping&>(pattern), subject, bindings);
    default: return nullptr;
  }
}

void Lowering::bind_capture(NodeId node, Value value, Bindings& bindings) {
  const names::VariableId variable = names_.variable[node];
  if (variable == names::none) {
    return;
  }
  bindings.emplace_back([this, variable, value] {
    const bool declares = !context_->declared.contains(variable);
    const bool moves = context_->is_coroutine && context_->given_away.contains(variable);
    const names::Variable& info = names_.variables[variable];
    const bool once = info.definition_ids.size() == 1 && !info.is_deleted && !names_.symbols[info.symbol].is_captured && !info.uses.empty();
    if (declares && value.is_element && once && !moves && reprs_.of_variable(variable) == value.repr && !value.repr.is_trivial()) {
      context_->declared.insert(variable);
      emit(cpp::variable(cpp::const_auto_ref(), variable_name(variable), value.expr));
      return;
    }
    store_variable(variable, value, declares);
  });
}

cpp::Expr* Lowering::capture_test(const syntax::MatchAs& pattern, Value subject, Bindings& bindings) {
  cpp::Expr* test = pattern.pattern != nullptr ? pattern_test(*pattern.pattern, subject, bindings) : nullptr;
  if (!pattern.name.empty()) {
    bind_capture(pattern.id, subject, bindings);
  }
  return test;
}

cpp::Expr* Lowering::either_test(const syntax::MatchOr& pattern, Value subject, Bindings& bindings) {
  std::vector<cpp::Expr*> tests;
  std::vector<Bindings> parts;
  bool always = false;
  bool binds = false;
  for (const syntax::Pattern* one : pattern.patterns) {
    parts.emplace_back();
    tests.push_back(pattern_test(*one, subject, parts.back()));
    always = always || tests.back() == nullptr;
    binds = binds || !parts.back().empty();
  }
  if (binds) {
    // Each alternative binds the same names from its own parts: which one it was is asked again.
    bindings.emplace_back([this, &pattern, subject, parts] {
      for (const names::VariableId variable : captures_of(*pattern.patterns.front(), names_)) {
        if (!context_->declared.contains(variable)) {
          declare_variable(variable, nullptr);
        }
      }
      std::vector<cpp::Stmt*> chosen;
      for (std::size_t i = parts.size(); i-- > 0;) {
        Bindings ignored;
        cpp::Expr* test = i + 1 == parts.size() ? nullptr : pattern_test(*pattern.patterns[i], subject, ignored);
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
  return always ? nullptr : cpp::chain(cpp::Op::Or, tests);
}

cpp::Expr* Lowering::equality_test(const syntax::MatchValue& pattern, const Value& subject) {
  need("py/protocol.hpp");
  const Value wanted = value_of(*pattern.value);
  const bool direct = wanted.repr == subject.repr && (subject.repr.is_integer() || (subject.repr.is(Kind::Library) && subject.repr.cls == facts_.str_type));
  return direct ? cpp::binary(subject.expr, cpp::Op::Equal, wanted.expr) : cpp::call("py::eq", {subject.expr, wanted.expr});
}

cpp::Expr* Lowering::singleton_test(const syntax::MatchSingleton& pattern, const Value& subject) {
  if (pattern.constant != syntax::ConstantKind::None) {
    need("py/protocol.hpp");
    return cpp::call("py::is", {subject.expr, cpp::boolean(pattern.constant == syntax::ConstantKind::True)});
  }
  if (subject.repr.is(Kind::None)) {
    return nullptr;
  }
  const bool nullable = subject.repr.is(Kind::Object) || subject.repr.is(Kind::Maybe) || subject.repr.is(Kind::Optional);
  return nullable ? cpp::binary(subject.expr, cpp::Op::Equal, none()) : cpp::boolean(false);
}

/// The attribute that a class pattern looks at.
Value Lowering::matched_attribute(const Value& instance, ClassId cls, const std::string& name) {
  const auto member = [&](const std::string& spelled) { return instance.repr.is(Kind::Struct) ? cpp::member(instance.expr, spelled) : cpp::arrow(instance.expr, spelled); };
  const bool user = !facts_.classes[cls].is_stub;
  const types::FieldInfo* field = user ? facts_.find_field(cls, name) : nullptr;
  const types::FunctionId method = user && field == nullptr ? facts_.find_method(cls, name) : types::none;
  if (field != nullptr && field->is_instance_attribute && !is_dynamic_field(*field)) {
    return {member(member_name(name)), reprs_.of_field(*field), true};
  }
  if (field != nullptr && field->is_class_attribute && is_virtual_attribute(cls, name)) {
    return {cpp::call(member("py_get_" + name)), reprs_.of_field(*field)};
  }
  if (field != nullptr && field->is_class_attribute) {
    return {member(attribute_cpp_name(cls, name)), reprs_.of_field(*field), true};
  }
  if (method != types::none && facts_.is_property(cls, name)) {
    return {cpp::call(member(member_name(name))), reprs_.of_result(facts_.functions[method])};
  }
  return {cpp::call("py::getattr", {boxed(instance).expr, cpp::string(name)}), object()};
}

cpp::Expr* Lowering::class_test(const syntax::MatchClass& pattern, const Value& subject, Bindings& bindings) {
  const types::Atom* cls = facts_.type(*pattern.cls).single();
  if (cls == nullptr || cls->kind != types::AtomKind::Class) {
    unsupported(pattern, "a class pattern whose class is not known");
    return cpp::boolean(false);
  }
  need("py/isinstance.hpp");
  const bool user = !facts_.classes[cls->id].is_stub;
  const Kind kind = facts_.classes[cls->id].kind == types::ClassKind::NamedTuple ? Kind::Struct : Kind::Ref;
  const Repr target = user ? Repr{.kind = kind, .cls = cls->id, .arguments = {}} : reprs_.of(facts_.type(pattern), ranges::Shape{});
  const bool known = user ? subject.repr.is(kind) && facts_.is_subclass(subject.repr.cls, cls->id) : subject.repr == target && !target.is(Kind::Object);
  std::vector<cpp::Expr*> tests;
  if (!known) {
    tests.push_back(cpp::call(cpp::name("py::isinstance", {class_type(cls->id, pattern)}), {subject.expr}));
  }
  const bool converts = !known && (user || facts_.type(pattern).single() != nullptr);
  const Value inner = converts ? Value{convert(subject, target), target, true} : subject;
  const std::vector<std::string> order = user ? types::match_arguments(facts_, cls->id) : std::vector<std::string>{};
  for (std::size_t i = 0; i < pattern.patterns.size(); ++i) {
    if (user && i >= order.size()) {
      unsupported(pattern, "more positional patterns than `__match_args__` of the class names");
      break;
    }
    tests.push_back(pattern_test(*pattern.patterns[i], user ? matched_attribute(inner, cls->id, order[i]) : inner, bindings));
  }
  for (std::size_t i = 0; i < pattern.keyword_patterns.size(); ++i) {
    tests.push_back(pattern_test(*pattern.keyword_patterns[i], matched_attribute(inner, cls->id, pattern.keyword_names[i]), bindings));
  }
  return all_of(std::move(tests));
}

cpp::Expr* Lowering::sequence_test(const syntax::MatchSequence& pattern, const Value& subject, Bindings& bindings) {
  need("py/match.hpp");
  const std::size_t count = pattern.patterns.size();
  const auto star = static_cast<std::size_t>(
      std::find_if(pattern.patterns.begin(), pattern.patterns.end(), [](const syntax::Pattern* one) { return one->kind == syntax::Kind::MatchStar; }) - pattern.patterns.begin());
  const bool fixed = subject.repr.is(Kind::Tuple) && star == count && subject.repr.arguments.size() == count;
  const bool typed = subject.repr.is(Kind::Library) && (subject.repr.cls == facts_.list_type || subject.repr.cls == facts_.tuple_type);
  const Value sequence = fixed || typed ? subject : boxed(subject);
  const bool whole = subject.is_element && (subject.repr.owned || subject.expr->kind == cpp::Kind::Name);  // not a part that others hold too
  const auto least = static_cast<long long>(star == count ? count : count - 1);
  std::vector<cpp::Expr*> tests;
  if (typed) {
    const cpp::Op op = star == count ? cpp::Op::Equal : cpp::Op::GreaterEqual;
    tests.push_back(star != count && least == 0 ? nullptr : cpp::binary(cpp::call("py::len", {sequence.expr}), op, cpp::number(least)));
  } else if (!fixed) {
    tests.push_back(cpp::call(star == count ? "py::is_sequence_of" : "py::is_sequence_of_at_least", {sequence.expr, cpp::number(least)}));
  }
  for (std::size_t i = 0; i < count; ++i) {
    const syntax::Pattern& one = *pattern.patterns[i];
    if (const auto* rest = as<syntax::MatchStar>(&one)) {
      if (!rest->name.empty()) {
        const Repr list = reprs_.of(facts_.type(one), ranges::Shape{});
        const auto behind = static_cast<long long>(count - i - 1);
        bind_capture(one.id, {cpp::call(cpp::name("py::sequence_rest", {type(list)}), {sequence.expr, cpp::number(static_cast<long long>(i)), cpp::number(behind)}), list},
                     bindings);
      }
      continue;
    }
    const long long at = i < star ? static_cast<long long>(i) : -static_cast<long long>(count - i);
    const Value part = fixed   ? element_of_tuple(subject, i, subject.repr.arguments[i])
                       : typed ? Value{.expr = cpp::method_call(sequence.expr, "at", {cpp::number(at)}), .repr = subject.repr.arguments[0], .is_place = true, .is_element = whole}
                               : Value{cpp::call("py::getitem", {sequence.expr, cpp::number(at)}), object()};
    tests.push_back(pattern_test(one, part, bindings));
  }
  return all_of(std::move(tests));
}

cpp::Expr* Lowering::mapping_test(const syntax::MatchMapping& pattern, const Value& subject, Bindings& bindings) {
  need("py/match.hpp");
  const bool typed = subject.repr.is(Kind::Library) && subject.repr.cls == facts_.dict_type;
  const Value mapping = typed ? subject : boxed(subject);
  std::vector<cpp::Expr*> tests;
  if (!typed) {
    tests.push_back(cpp::call("py::is_mapping", {mapping.expr}));
  }
  std::vector<cpp::Expr*> keys = {boxed(subject).expr};
  for (std::size_t i = 0; i < pattern.keys.size(); ++i) {
    const Value key = value_of(*pattern.keys[i]);
    keys.push_back(key.expr);
    tests.push_back(cpp::call("py::contains", {mapping.expr, key.expr}));
    const Value part{cpp::call("py::getitem", {mapping.expr, key.expr}), typed ? subject.repr.arguments[1] : object()};
    tests.push_back(pattern_test(*pattern.patterns[i], part, bindings));
  }
  if (!pattern.rest.empty()) {
    const Repr& rest = reprs_.of_variable(names_.variable[pattern.id]);
    const bool dict = rest.is(Kind::Library) && rest.cls == facts_.dict_type;
    const Repr made = dict ? rest : library(facts_.dict_type, {object(), object()});
    bind_capture(pattern.id, {cpp::call(cpp::name("py::mapping_rest", {type(made)}), keys), made}, bindings);
  }
  return all_of(std::move(tests));
}

namespace {

/// Does the block end by leaving it?
bool always_leaves(const std::vector<cpp::Stmt*>& statements) {
  if (statements.empty()) {
    return false;
  }
  switch (statements.back()->kind) {
    case cpp::Kind::Return:
    case cpp::Kind::CoReturn:
    case cpp::Kind::Break:
    case cpp::Kind::Continue: return true;
    case cpp::Kind::ExprStmt: return static_cast<const cpp::ExprStmt*>(statements.back())->expr->kind == cpp::Kind::Throw;
    default: return false;
  }
}

}  // namespace

/// Does the pattern only compare: `case Light.RED | Light.GREEN`?
static bool only_compares(const syntax::Pattern& pattern) {
  if (const auto* either = as<syntax::MatchOr>(&pattern)) {
    return std::all_of(either->patterns.begin(), either->patterns.end(), [](const syntax::Pattern* one) { return only_compares(*one); });
  }
  const auto* rest = as<syntax::MatchAs>(&pattern);
  return pattern.kind == syntax::Kind::MatchValue || (rest != nullptr && rest->pattern == nullptr && rest->name.empty());
}

/// The value that all cases look at: a local where it is no name, or a case binds that name.
Value Lowering::match_subject(const syntax::Match& node) {
  if (is_self(*node.subject) && std::all_of(node.cases.begin(), node.cases.end(), [](const syntax::MatchCase& one) { return only_compares(*one.pattern); })) {
    return lower(*node.subject);
  }
  // `self` is matched as a reference: a copy would be another object.
  const Value subject = value_of(*node.subject);
  const auto* name = as<syntax::Name>(node.subject);
  const auto rebinds = [&](const syntax::MatchCase& one) {
    const auto captured = captures_of(*one.pattern, names_);
    return std::find(captured.begin(), captured.end(), names_.variable[name->id]) != captured.end();
  };
  const bool stays = subject.expr->kind == cpp::Kind::Name && (name == nullptr || std::none_of(node.cases.begin(), node.cases.end(), rebinds));
  if (stays) {
    return subject;
  }
  const bool fresh = makes_container(*node.subject) || (node.subject->kind == syntax::Kind::Call && subject.repr.owned);
  Value local = hoist(subject, "subject");
  local.is_element = fresh;  // nobody else can change it while the cases look at its parts
  return local;
}

/// `matched` keeps the cases apart where one of them may bind its names and then decline: empty if all cases that match leave.
std::vector<cpp::Stmt*> Lowering::case_body(const syntax::MatchCase& one, const Bindings& bindings, const std::string& flag, bool& leaves) {
  const std::set<names::VariableId> declared_before = context_->declared;
  auto statements = in_block([&] {
    for (const auto& bind : bindings) {
      bind();
    }
    const auto run = [&] {
      auto body = lower_body(one.body);
      leaves = always_leaves(body);
      if (!flag.empty() && !leaves) {
        emit(cpp::expr_stmt(cpp::assign(cpp::name(flag), cpp::boolean(true))));
      }
      for (cpp::Stmt* statement : body) {
        emit(statement);
      }
    };
    if (one.guard == nullptr) {
      run();
      return;
    }
    cpp::Expr* guard = truth(*one.guard);
    emit(cpp::if_(guard, in_block(run)));
  });
  context_->declared = declared_before;  // what the case declares ends with its block
  auto leading = comments(one.leading);
  auto trailing = comments(one.trailing);
  leading.insert(leading.end(), trailing.begin(), trailing.end());
  if (!leading.empty() && statements.empty()) {
    statements.push_back(cpp::make<cpp::CommentLine>());
  }
  if (!leading.empty()) {
    statements.front()->leading.insert(statements.front()->leading.begin(), leading.begin(), leading.end());
  }
  return statements;
}

/// Without guards: `if … else if … else`.
void Lowering::match_chain(const std::vector<const syntax::MatchCase*>& cases, const Value& subject, bool exhaustive) {
  cpp::If* last = nullptr;  // nothing where all cases so far leave
  bool started = false;
  bool all_leave = true;
  for (const syntax::MatchCase* one : cases) {
    Bindings bindings;
    cpp::Expr* test = pattern_test(*one->pattern, subject, bindings);
    bool leaves = false;
    auto body = case_body(*one, bindings, "", leaves);
    const bool takes_all = test == nullptr || (exhaustive && one == cases.back());
    if (takes_all && last == nullptr) {
      if (started && bindings.empty()) {  // behind cases that leave
        block_->insert(block_->end(), body.begin(), body.end());
      } else {
        emit(cpp::block(std::move(body)));
      }
    } else if (takes_all) {
      last->has_else = true;
      last->otherwise.statements = std::move(body);
    } else {
      auto* branch = cpp::if_(test, std::move(body));
      if (last == nullptr) {
        emit(branch);
      } else {
        last->else_if = branch;
      }
      all_leave = all_leave && leaves;
      last = all_leave ? nullptr : branch;
      started = true;
    }
    if (takes_all) {
      return;
    }
  }
}

/// `if (a) { if (b) { … } }` as `if (a && b) { … }`.
static cpp::Stmt* merged(cpp::Expr* test, std::vector<cpp::Stmt*> body) {
  auto* const inner = body.size() == 1 ? cpp::as<cpp::If>(body.front()) : nullptr;
  const bool plain = inner != nullptr && inner->condition.test != nullptr && inner->condition.init == nullptr && inner->else_if == nullptr && !inner->has_else &&
                     inner->leading.empty() && inner->trailing.empty();
  if (!plain) {
    return cpp::if_(test, std::move(body));
  }
  inner->condition.test = cpp::binary(test, cpp::Op::And, inner->condition.test);
  return inner;
}

/// With guards: one `if` behind the other, each under `!matched` where an earlier case may have run without leaving.
void Lowering::match_guarded(const std::vector<const syntax::MatchCase*>& cases, const Value& subject, bool exhaustive) {
  const std::string flag = fresh_name("matched");
  const std::size_t start = block_->size();
  bool needs_flag = false;
  for (const syntax::MatchCase* one : cases) {
    Bindings bindings;
    cpp::Expr* test = pattern_test(*one->pattern, subject, bindings);
    const bool is_last = one == cases.back();
    bool leaves = false;
    auto body = case_body(*one, bindings, is_last ? "" : flag, leaves);
    if (is_last && exhaustive && one->guard == nullptr) {
      test = nullptr;
    }
    if (needs_flag) {
      cpp::Expr* open = cpp::not_(cpp::name(flag));
      test = test == nullptr ? open : cpp::binary(open, cpp::Op::And, test);
    }
    emit(test == nullptr ? static_cast<cpp::Stmt*>(cpp::block(std::move(body))) : merged(test, std::move(body)));
    needs_flag = needs_flag || (!leaves && !is_last);
  }
  if (needs_flag) {
    block_->insert(block_->begin() + static_cast<std::ptrdiff_t>(start), cpp::variable(cpp::type("bool"), flag, cpp::boolean(false)));
  }
}

void Lowering::lower_kind(const syntax::Match& node) {
  const Value subject = match_subject(node);
  std::vector<const syntax::MatchCase*> cases;
  for (const syntax::MatchCase& one : node.cases) {
    if (facts_.is_reached(one.pattern->id)) {
      cases.push_back(&one);
    }
  }
  const bool exhaustive = facts_.constant_test(node.id).value_or(false);
  const bool guards = std::any_of(cases.begin(), cases.end(), [](const syntax::MatchCase* one) { return one->guard != nullptr; });
  if (guards) {
    match_guarded(cases, subject, exhaustive);
  } else {
    match_chain(cases, subject, exhaustive);
  }
}

}  // namespace krait::lower
