#include "effects/effects.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "effects/calls.hpp"
#include "effects/characters.hpp"
#include "effects/indices.hpp"
#include "effects/inside.hpp"
#include "syntax/children.hpp"

namespace krait::effects {

using syntax::as;
using types::CallFact;
using types::CallKind;

namespace {

void add(Effects& into, const Effects& from) {
  into.reads.insert(from.reads);
  into.writes.insert(from.writes);
  into.shortens.insert(from.shortens);
  into.raised.insert(from.raised);
  into.io = into.io || from.io;
  into.suspends = into.suspends || from.suspends;
  into.finalises = into.finalises || from.finalises;
  into.anything = into.anything || from.anything;
}

const types::StubDecorator* find_row(const types::FunctionInfo& function, std::string_view name) {
  for (const auto& row : function.stub_decorators) {
    if (row.name == name) {
      return &row;
    }
  }
  return nullptr;
}

/// What a function with a cache of results shares with whoever inspects or clears it; empty for all others.
std::string cache_storage(const types::FunctionInfo& function) {
  const bool cached = !function.is_stub && (find_row(function, "lru_cache") != nullptr || find_row(function, "cache") != nullptr);
  return cached ? "cache " + std::to_string(function.id) : "";
}

/// Does the type, or what its containers hold, include values of which nothing is known?
bool holds_unknown(const types::Facts& facts, const types::Type& type, int depth = 0) {
  constexpr int deepest = 4;
  return std::any_of(type.atoms().begin(), type.atoms().end(), [&](const types::Atom& atom) {
    if (atom.kind == types::AtomKind::Unknown || depth == deepest) {
      return true;
    }
    return std::any_of(atom.slots.begin(), atom.slots.end(), [&](types::SlotId slot) { return holds_unknown(facts, facts.slot_type(slot), depth + 1); }) ||
           std::any_of(atom.elements.begin(), atom.elements.end(), [&](const types::Type& element) { return holds_unknown(facts, element, depth + 1); });
  });
}

/// What values are asked for their text, what compares them or decides their truth.
using Protocol = std::vector<std::string_view>;
const Protocol text_methods = {"__format__", "__str__", "__repr__"};
const Protocol comparisons = {"__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__"};
const Protocol truth_methods = {"__bool__", "__len__"};

bool is_effect(std::string_view decorator) {
  static constexpr std::array<std::string_view, 6> effects = {"pure", "nothrow", "raises", "mutates", "reads", "io"};
  return std::find(effects.begin(), effects.end(), decorator) != effects.end();
}

/// A decorator of a library row, or, for one of effects where the row has none of its own, of its class (docs/stubs.md, "Additions").
const types::StubDecorator* find_effect(const types::Facts& facts, const types::FunctionInfo& row, std::string_view name) {
  if (row.owner == types::none || std::any_of(row.stub_decorators.begin(), row.stub_decorators.end(), [](const auto& decorator) { return is_effect(decorator.name); })) {
    return find_row(row, name);
  }
  const auto& defaults = facts.classes[row.owner].stub_decorators;
  const auto it = std::find_if(defaults.begin(), defaults.end(), [&](const auto& decorator) { return decorator.name == name; });
  return it != defaults.end() ? &*it : nullptr;
}

class Scanner {
 public:
  /// `constructed`: the `self` of the constructor that is scanned. Nobody has its fields yet, so that writing them is no effect.
  Scanner(const EffectFacts& facts, const std::vector<Effects>& functions, names::VariableId constructed = names::none)
      : facts_(facts), functions_(functions), constructed_(constructed), super_(facts.facts->stub_class("super")) {}

  /// What making the text of a value does, once there is the value.
  void text(const syntax::Expr& value, Effects& effects) const { look_into(value, text_methods, effects); }

  void scan(const syntax::Node& node, Effects& effects) const {
    switch (node.kind) {
      case syntax::Kind::Lambda: defaults(static_cast<const syntax::Lambda&>(node).parameters, effects); return;
      case syntax::Kind::FunctionDef: definition(static_cast<const syntax::FunctionDef&>(node), effects); return;
      case syntax::Kind::Name: name(static_cast<const syntax::Name&>(node), effects); break;
      case syntax::Kind::Attribute: attribute(static_cast<const syntax::Attribute&>(node), effects); break;
      case syntax::Kind::Call: call(static_cast<const syntax::Call&>(node), effects); break;
      case syntax::Kind::Subscript: subscript(static_cast<const syntax::Subscript&>(node), effects); break;
      case syntax::Kind::BinOp:
      case syntax::Kind::UnaryOp:
      case syntax::Kind::AugAssign: operation(node, effects); break;
      case syntax::Kind::Compare: compare(static_cast<const syntax::Compare&>(node), effects); break;
      case syntax::Kind::FormattedValue: look_into(*static_cast<const syntax::FormattedValue&>(node).value, text_methods, effects); break;
      case syntax::Kind::Dict:
        for (const auto& item : static_cast<const syntax::Dict&>(node).items) {
          if (item.key == nullptr) {
            touch(facts_.facts->type(*item.value), effects.reads);
          }
        }
        break;
      case syntax::Kind::Match: look_into(*static_cast<const syntax::Match&>(node).subject, comparisons, effects); break;
      case syntax::Kind::Starred: iterate(*static_cast<const syntax::Starred&>(node).value, effects); break;
      case syntax::Kind::BoolOp:
        for (const syntax::Expr* value : static_cast<const syntax::BoolOp&>(node).values) {
          truth(*value, effects);
        }
        break;
      case syntax::Kind::IfExp: truth(*static_cast<const syntax::IfExp&>(node).test, effects); break;
      case syntax::Kind::If: truth(*static_cast<const syntax::If&>(node).test, effects); break;
      case syntax::Kind::While: truth(*static_cast<const syntax::While&>(node).test, effects); break;
      case syntax::Kind::Await:
      case syntax::Kind::Yield:
      case syntax::Kind::YieldFrom:
        effects.suspends = true;
        effects.anything = true;
        break;
      case syntax::Kind::Raise:
      case syntax::Kind::Assert: raise(node, effects); break;
      case syntax::Kind::Delete:
      case syntax::Kind::With: effects.anything = effects.anything || node.kind == syntax::Kind::With; break;
      case syntax::Kind::For: iterate(*static_cast<const syntax::For&>(node).iter, effects); break;
      case syntax::Kind::ListComp: iterate_all(static_cast<const syntax::ListComp&>(node).generators, effects); break;
      case syntax::Kind::SetComp: iterate_all(static_cast<const syntax::SetComp&>(node).generators, effects); break;
      case syntax::Kind::DictComp: iterate_all(static_cast<const syntax::DictComp&>(node).generators, effects); break;
      case syntax::Kind::GeneratorExp: iterate_all(static_cast<const syntax::GeneratorExp&>(node).generators, effects); break;
      default: break;
    }
    syntax::for_each_child(node, [&](const syntax::Node& child) { scan(child, effects); });
  }

 private:
  /// Defining a function costs what its defaults and decorators do; its body runs when it is called.
  void definition(const syntax::FunctionDef& node, Effects& effects) const {
    for (const syntax::Expr* decorator : node.decorators) {
      scan(*decorator, effects);
      effects.anything = effects.anything || facts_.facts->decorator_calls.contains(decorator->id);
    }
    defaults(node.parameters, effects);
  }

  void defaults(const syntax::Parameters& parameters, Effects& effects) const {
    for (const syntax::Parameter* parameter : parameters.all()) {
      if (parameter->default_value != nullptr) {
        scan(*parameter->default_value, effects);
      }
    }
  }

  /// The value's text, or a comparison, is asked for.
  void look_into(const syntax::Expr& value, const Protocol& methods, Effects& effects) const { look_into(facts_.facts->type(value), methods, effects); }
  void look_into(const types::Type& type, const Protocol& methods, Effects& effects) const {
    const Inside found = inside(*facts_.facts, type);
    effects.reads.insert(found.reads);
    for (const types::ClassId cls : found.classes) {
      methods_of(cls, methods, effects);
    }
  }

  void methods_of(types::ClassId cls, const Protocol& methods, Effects& effects) const {
    for (const std::string_view name : methods) {
      const types::FunctionId method = facts_.facts->find_method(cls, name);
      if (method != types::none && !facts_.facts->functions[method].is_stub) {
        target(method, effects);
      }
    }
  }

  void truth(const syntax::Expr& value, Effects& effects) const {
    const types::Type& type = facts_.facts->type(value);
    touch(type, effects.reads);
    for (const types::Atom& atom : type.atoms()) {
      if (atom.kind == types::AtomKind::Instance && !facts_.facts->classes[atom.id].is_stub) {
        methods_of(atom.id, truth_methods, effects);
      }
    }
  }

  void touch(const types::Type& type, NameSet& into) const {
    for (const Key key : facts_.element_storage(type)) {
      into.insert(key);
    }
  }

  void name(const syntax::Name& node, Effects& effects) const {
    const names::VariableId variable = facts_.names->variable[node.id];
    if (variable == names::none) {
      return;
    }
    if (facts_.names->scope(facts_.names->symbols[facts_.names->variables[variable].symbol].scope).kind == names::ScopeKind::Comprehension) {
      return;  // lives within the expression
    }
    (node.context == syntax::ExprContext::Load ? effects.reads : effects.writes).insert(effects::variable(variable));
    if (node.id < facts_.names->maybe_unbound.size() && facts_.names->maybe_unbound[node.id]) {
      effects.raised.insert("UnboundLocalError");
    }
  }

  void attribute(const syntax::Attribute& node, Effects& effects) const {
    const types::AttributeFact* fact = facts_.facts->attribute(node.id);
    if (fact != nullptr && fact->kind == types::AttributeKind::Property && fact->function != types::none) {
      target(fact->function, effects);
      return;
    }
    if (fact == nullptr || fact->kind == types::AttributeKind::Dynamic) {
      effects.raised.insert("AttributeError");
    }
    const types::Atom* only = facts_.facts->type(*node.value).single();
    if (only != nullptr && only->kind == types::AtomKind::Function) {
      // Calls fill the cache in any order; what looks at it, or clears it, comes before or after them.
      if (const std::string cache = cache_storage(facts_.facts->functions[only->id]); !cache.empty()) {
        effects.writes.insert(cache);
      }
    }
    const auto* object = as<syntax::Name>(node.value);
    const bool is_own = object != nullptr && constructed_ != names::none && facts_.names->variable[object->id] == constructed_;
    if (node.context == syntax::ExprContext::Load) {
      effects.reads.insert(field(node.attribute));
    } else if (!is_own) {
      effects.writes.insert(field(node.attribute));
    }
  }

  /// Does the stub's `unless=` hold for this call, so that the errors that it goes with are not raised?
  bool is_excluded(const types::StubDecorator& raises, const types::FunctionInfo& row, const syntax::Call* call) const {
    for (const syntax::Keyword& keyword : raises.keywords) {
      const auto* condition = keyword.name == "unless" ? as<syntax::Constant>(keyword.value) : nullptr;
      if (condition == nullptr || call == nullptr || !call->keywords.empty()) {
        continue;
      }
      if (condition->text == "character") {
        return !call->arguments.empty() && facts_.characters.contains(*call->arguments.front());
      }
      if (condition->text == "code point") {
        return !call->arguments.empty() && is_code_point(*call->arguments.front());
      }
      if (condition->text == "step") {
        return call->arguments.size() + 1 < row.parameters.size() || is_never_zero(*call->arguments.back());
      }
    }
    return false;
  }

  /// Effects of a library row itself for arguments of the types it declares, without those of functions passed to it.
  Effects stub_effects(const types::FunctionInfo& row, const syntax::Call* call) const {
    const types::Facts& facts = *facts_.facts;
    const auto has = [&](std::string_view name) { return find_effect(facts, row, name) != nullptr; };
    Effects effects;
    if (const auto* raises = find_effect(facts, row, "raises")) {
      for (const syntax::Expr* argument : raises->arguments) {
        const auto* name = as<syntax::Name>(argument);
        if (!is_excluded(*raises, row, call)) {
          effects.raised.insert(name != nullptr ? name->name : "*");
        }
      }
    } else if (!has("pure") && !has("nothrow") && !has("reads") && !has("mutates") && find_row(row, "uses") == nullptr && !row.is_generator) {
      effects.raised.insert("*");  // what a generator's model does is done when it is resumed
    }
    effects.io = has("io");
    return effects;
  }

  bool is_code_point(const syntax::Expr& node) const {
    const types::Atom* only = facts_.facts->type(node).single();
    if (only == nullptr || only->kind != types::AtomKind::Instance || only->id != facts_.facts->int_type) {
      return false;
    }
    constexpr int last = 0x10FFFF;
    const ranges::Interval interval = facts_.ranges->node(node.id);
    return !interval.is_empty && interval.low && *interval.low >= 0 && interval.high && *interval.high <= last;
  }

  /// Is the divisor, or step, an int of which zero is known not to be a value?
  bool is_never_zero(const syntax::Expr& node) const {
    if (const auto* constant = as<syntax::Constant>(&node)) {
      return constant->constant == syntax::ConstantKind::Int ? constant->text != "0" : constant->constant == syntax::ConstantKind::Float && constant->number != 0;
    }
    const types::Atom* only = facts_.facts->type(node).single();
    if (only == nullptr || only->kind != types::AtomKind::Instance || only->id != facts_.facts->int_type) {
      return false;
    }
    const ranges::Interval interval = facts_.ranges->node(node.id);
    return !interval.is_empty && ((interval.low && *interval.low > 0) || (interval.high && *interval.high < 0));
  }

  /// Effects of calling a user function, or what overrides it, seen from outside: its own locals do not count.
  void target(types::FunctionId id, Effects& effects, bool is_virtual = true) const {
    if (id == types::none || id >= functions_.size()) {
      return;
    }
    add(effects, functions_[id]);
    if (const auto overrides = facts_.overrides.find(id); is_virtual && overrides != facts_.overrides.end()) {
      for (const types::FunctionId other : overrides->second) {
        add(effects, functions_[other]);
      }
    }
  }

  void callables(const types::Type& type, Effects& effects) const {
    for (const types::Atom& atom : type.atoms()) {
      if ((atom.kind == types::AtomKind::Function || atom.kind == types::AtomKind::BoundMethod) && !facts_.facts->functions[atom.id].is_stub) {
        target(atom.id, effects);
      }
    }
  }

  void call(const syntax::Call& node, Effects& effects) const {
    const CallFact* fact = facts_.facts->call(node.id);
    if (is_super(node)) {
      return;
    }
    if (fact == nullptr || fact->kind == CallKind::Dynamic) {
      effects.anything = true;
      return;
    }
    if (fact->kind == CallKind::Never) {
      effects.raised.insert("TypeError");
      return;
    }
    const auto* method = as<syntax::Attribute>(node.function);
    const bool on_super = method != nullptr && method->value->kind == syntax::Kind::Call && is_super(static_cast<const syntax::Call&>(*method->value));
    for (const types::FunctionId function : fact->targets) {
      target(function, effects, !on_super);
    }
    if (method != nullptr && method->attribute == "__init__" && constructed_ == names::none && !fact->targets.empty()) {
      effects.anything = true;  // on an object that is in use
    }
    if (fact->kind == CallKind::Value && fact->targets.empty()) {
      effects.anything = true;
    }
    if (fact->function != types::none && facts_.facts->functions[fact->function].is_stub) {
      const types::FunctionInfo& row = facts_.facts->functions[fact->function];
      add(effects, stub_effects(row, &node));
      const auto* member = as<syntax::Attribute>(node.function);
      const types::StubDecorator* mutates = find_effect(*facts_.facts, row, "mutates");
      if (member == nullptr && row.owner != types::none && fact->kind != CallKind::Construct && find_effect(*facts_.facts, row, "pure") == nullptr) {
        effects.anything = true;  // `step = rows.__next__`, called later: what it is bound to is not seen here
      }
      if (member != nullptr) {
        touch(facts_.facts->type(*member->value), effects.reads);
        if (mutates != nullptr) {
          change(row, facts_.facts->type(*member->value), effects);
        }
      }
      for (const syntax::Expr* argument : node.arguments) {
        touch(facts_.facts->type(*argument), effects.reads);
        if (mutates != nullptr && (member == nullptr || row.owner == types::none || mutates->arguments.size() > 1)) {  // `@mutates("self", "xs")`
          change(row, facts_.facts->type(*argument), effects);
        }
      }
      if (member != nullptr) {
        protocol_calls(row, facts_.facts->type(*member->value), effects);
      }
      for (const syntax::Expr* argument : node.arguments) {
        callables(facts_.facts->type(*argument), effects);
        protocol_calls(row, facts_.facts->type(*argument), effects);
        iterate(*argument, effects);
      }
      for (const syntax::Keyword& keyword : node.keywords) {
        callables(facts_.facts->type(*keyword.value), effects);
        touch(facts_.facts->type(*keyword.value), effects.reads);
      }
    } else if (fact->kind == CallKind::Special && !is_base_constructor(node)) {
      special(node, effects);
    }
  }

  /// What a library function does to a container that it changes.
  void change(const types::FunctionInfo& row, const types::Type& container, Effects& effects) const {
    touch(container, effects.writes);
    if (find_row(row, "lengthens") == nullptr) {
      touch(container, effects.shortens);
    }
  }

  /// `super().__init__()` where no class has one: it does nothing.
  bool is_base_constructor(const syntax::Call& node) const {
    const auto* method = as<syntax::Attribute>(node.function);
    const auto* super = method != nullptr ? as<syntax::Call>(method->value) : nullptr;
    return super != nullptr && method->attribute == "__init__" && is_super(*super);
  }

  /// A special form that is a class (`type(x)`): what the row of its constructor says. Others may do anything.
  void special(const syntax::Call& node, Effects& effects) const {
    const types::Atom* callee = facts_.facts->type(*node.function).single();
    const bool is_class = callee != nullptr && callee->kind == types::AtomKind::Class && facts_.facts->classes[callee->id].is_stub;
    types::FunctionId row = is_class ? facts_.facts->find_method(callee->id, "__init__") : types::none;
    while (row != types::none && facts_.facts->functions[row].parameters.size() != node.arguments.size() + 1) {
      row = facts_.facts->functions[row].next;
    }
    if (row == types::none || find_row(facts_.facts->functions[row], "pure") == nullptr) {
      effects.anything = true;
    }
  }

  /// Does the library call what it is given, or walk over it?
  static bool runs_arguments(const types::FunctionInfo& row) {
    const auto names_code = [](const auto& self, const syntax::Node& node) -> bool {
      const auto* name = as<syntax::Name>(&node);
      bool found = name != nullptr && (name->name == "Callable" || name->name == "Iterable" || name->name == "Iterator" || name->name == "AsyncIterable");
      syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || self(self, child); });
      return found;
    };
    return std::any_of(row.parameters.begin(), row.parameters.end(),
                       [&](const types::ParameterInfo& parameter) { return parameter.annotation != nullptr && names_code(names_code, *parameter.annotation); });
  }

  /// What a row's `@uses` calls on an argument, or on the elements of one: methods of the program's own classes. Values of which nothing
  /// is known may raise anything.
  void protocol_calls(const types::FunctionInfo& row, const types::Type& type, Effects& effects) const {
    if (holds_unknown(*facts_.facts, type)) {
      effects.raised.insert("*");
      if (find_row(row, "uses") != nullptr && runs_arguments(row)) {
        effects.anything = true;
        return;
      }
    }
    const Inside found = inside(*facts_.facts, type);
    if (find_row(row, "uses") != nullptr) {
      effects.reads.insert(found.reads);
    }
    for (const types::ClassId cls : found.classes) {
      uses(row.stub_decorators, cls, effects);
      if (row.owner != types::none) {
        uses(facts_.facts->classes[row.owner].stub_decorators, cls, effects);
      }
    }
  }

  void uses(const std::vector<types::StubDecorator>& decorators, types::ClassId cls, Effects& effects) const {
    for (const types::StubDecorator& decorator : decorators) {
      const auto* name = decorator.name == "uses" && !decorator.arguments.empty() ? as<syntax::Constant>(decorator.arguments.front()) : nullptr;
      const types::FunctionId method = name != nullptr ? facts_.facts->find_method(cls, name->text) : types::none;
      if (method != types::none && !facts_.facts->functions[method].is_stub) {
        target(method, effects);
      }
    }
  }

  /// `super()`: names an object, and does nothing.
  bool is_super(const syntax::Call& node) const {
    const auto* name = as<syntax::Name>(node.function);
    if (name != nullptr && name->name == "super" && facts_.facts->call(node.id) == nullptr) {
      return true;  // as part of `super().method(…)`, which has the facts
    }
    const types::Atom* callee = facts_.facts->type(*node.function).single();
    return callee != nullptr && callee->kind == types::AtomKind::Class && callee->id == super_;
  }

  /// An iterator that nobody else holds: a generator expression, or what a library function gives (`zip(a, b)`, or `iter(xs)`, which may
  /// be its argument). Consuming it does to its sources what the call that makes it is taken to do.
  bool is_fresh_iterator(const syntax::Expr& source) const {
    const CallFact* fact = source.kind == syntax::Kind::Call ? facts_.facts->call(source.id) : nullptr;
    return source.kind == syntax::Kind::GeneratorExp || (fact != nullptr && fact->targets.empty() && fact->function != types::none &&
                                                         facts_.facts->functions[fact->function].is_stub && facts_.facts->functions[fact->function].owner == types::none);
  }

  /// Consuming a generator runs it; iterating over a user's object calls its methods.
  void iterate(const syntax::Expr& source, Effects& effects) const {
    touch(facts_.facts->type(source), effects.reads);
    for (const types::Atom& atom : facts_.facts->type(source).atoms()) {
      if (atom.kind != types::AtomKind::Instance) {
        continue;
      }
      const types::ClassInfo& cls = facts_.facts->classes[atom.id];
      if (is_fresh_iterator(source)) {
        continue;
      }
      if (cls.is_stub && facts_.facts->is_subclass(atom.id, facts_.facts->iterator_type)) {
        effects.writes.insert("iterators");
        effects.anything = effects.anything || atom.id == facts_.facts->generator_type;
      } else if (!cls.is_stub) {
        for (const char* special : {"__iter__", "__next__", "__str__", "__repr__", "__len__", "__bool__"}) {
          const types::FunctionId method = facts_.facts->find_method(atom.id, special);
          if (method != types::none && !facts_.facts->functions[method].is_stub) {
            target(method, effects);
          }
        }
      }
    }
  }

  void iterate_all(const std::vector<syntax::Comprehension>& generators, Effects& effects) const {
    for (const syntax::Comprehension& clause : generators) {
      iterate(*clause.iter, effects);
      for (const syntax::Expr* test : clause.ifs) {
        truth(*test, effects);
      }
    }
  }

  void subscript(const syntax::Subscript& node, Effects& effects) const {
    const CallFact* fact = facts_.facts->call(node.id);
    touch(facts_.facts->type(*node.value), node.context == syntax::ExprContext::Load ? effects.reads : effects.writes);
    if (node.context == syntax::ExprContext::Del || (node.context == syntax::ExprContext::Store && node.slice->kind != syntax::Kind::Constant && !is_integer(*node.slice))) {
      touch(facts_.facts->type(*node.value), effects.shortens);
    }
    if (fact == nullptr || fact->kind == CallKind::Dynamic || fact->kind == CallKind::Never) {
      effects.raised.insert("*");
      return;
    }
    for (const types::FunctionId function : fact->targets) {
      target(function, effects);
    }
    if (fact->kind == CallKind::Stub && fact->function != types::none) {  // a defaultdict adds what it lacks
      const auto& rows = facts_.facts->functions[fact->function].stub_decorators;
      if (types::has_decorator(rows, "mutates")) {
        touch(facts_.facts->type(*node.value), effects.writes);
      }
    }
    if (node.slice->kind == syntax::Kind::Slice) {
      return;
    }
    const types::Type& type = facts_.facts->type(*node.value);
    const types::Atom* only = type.single();
    const bool is_record = std::any_of(type.atoms().begin(), type.atoms().end(), [&](const types::Atom& atom) { return facts_.facts->record_class(atom) != types::none; });
    if (is_record && node.slice->kind == syntax::Kind::Constant) {  // a field
      if (only == nullptr) {
        effects.raised.insert("TypeError of None");
      }
      return;
    }
    const bool mapping = only != nullptr && only->kind == types::AtomKind::Instance && facts_.facts->find_method(only->id, "keys") != types::none;
    effects.raised.insert(mapping ? "KeyError" : "IndexError" + sequence_name(only));
  }

  bool is_integer(const syntax::Expr& node) const {
    const types::Atom* only = facts_.facts->type(node).single();
    return only != nullptr && only->kind == types::AtomKind::Instance && (only->id == facts_.facts->int_type || only->id == facts_.facts->bool_type);
  }

  /// What the text of an IndexError names.
  std::string sequence_name(const types::Atom* sequence) const {
    return sequence == nullptr ? "" : sequence->kind == types::AtomKind::Instance ? " of " + facts_.facts->classes[sequence->id].name : " of tuple";
  }

  void operation(const syntax::Node& node, Effects& effects) const {
    operands(node, effects);
    const CallFact* fact = facts_.facts->call(node.id);
    if (fact == nullptr) {
      return;
    }
    for (const types::FunctionId function : fact->targets) {
      target(function, effects);
    }
    if (fact->kind == CallKind::Dynamic || fact->kind == CallKind::Never) {
      effects.raised.insert("*");
      return;
    }
    if (const auto* binary = as<syntax::BinOp>(&node)) {
      divide(binary->op, *binary->left, *binary->right, effects);
    } else if (const auto* augmented = as<syntax::AugAssign>(&node)) {
      divide(augmented->op, *augmented->target, *augmented->value, effects);
    }
  }

  /// `xs + ys`, `text % x`, `not xs`: what they look at; `xs += ys` changes the first.
  void operands(const syntax::Node& node, Effects& effects) const {
    const auto is_text = [&](const syntax::Expr& value) {
      const types::Atom* only = facts_.facts->type(value).single();
      return only != nullptr && only->kind == types::AtomKind::Instance && only->id == facts_.facts->str_type;
    };
    if (const auto* augmented = as<syntax::AugAssign>(&node)) {
      touch(facts_.facts->type(*augmented->target), effects.writes);
      if (augmented->op != syntax::BinaryOperator::Add) {
        touch(facts_.facts->type(*augmented->target), effects.shortens);
      }
      touch(facts_.facts->type(*augmented->value), effects.reads);
    } else if (const auto* binary = as<syntax::BinOp>(&node)) {
      touch(facts_.facts->type(*binary->left), effects.reads);
      if (binary->op == syntax::BinaryOperator::Mod && is_text(*binary->left)) {
        look_into(*binary->right, text_methods, effects);
      } else {
        touch(facts_.facts->type(*binary->right), effects.reads);
      }
    } else if (const auto* unary = as<syntax::UnaryOp>(&node); unary != nullptr && unary->op == syntax::UnaryOperator::Not) {
      truth(*unary->operand, effects);
    }
  }

  void divide(syntax::BinaryOperator op, const syntax::Expr& left, const syntax::Expr& right, Effects& effects) const {
    const bool divides = op == syntax::BinaryOperator::Div || op == syntax::BinaryOperator::FloorDiv || op == syntax::BinaryOperator::Mod;
    if (divides && !is_never_zero(right)) {
      // The text depends on the operator and on the operands' kinds.
      const types::Facts& facts = *facts_.facts;
      effects.raised.insert("ZeroDivisionError " + std::to_string(static_cast<int>(op)) + " " + facts.to_string(facts.type(left)) + " " + facts.to_string(facts.type(right)));
    }
  }

  void compare(const syntax::Compare& node, Effects& effects) const {
    for (std::size_t i = 0; i < node.ops.size(); ++i) {
      if (node.ops[i] != syntax::CompareOperator::Is && node.ops[i] != syntax::CompareOperator::IsNot) {
        look_into(i == 0 ? *node.left : *node.comparators[i - 1], comparisons, effects);
        look_into(*node.comparators[i], comparisons, effects);
      }
      const CallFact* fact = facts_.facts->compare_call(node.id, i);
      if (fact == nullptr) {
        continue;
      }
      for (const types::FunctionId function : fact->targets) {
        target(function, effects);
      }
      if (fact->kind == CallKind::Never) {
        effects.raised.insert("TypeError");
      }
    }
  }

  void raise(const syntax::Node& node, Effects& effects) const {
    const auto* statement = as<syntax::Raise>(&node);
    const auto* call = statement != nullptr ? as<syntax::Call>(statement->exception) : nullptr;
    const auto* name = call != nullptr ? as<syntax::Name>(call->function) : nullptr;
    effects.raised.insert(name != nullptr ? name->name : statement != nullptr ? "*" : "AssertionError");
  }

  const EffectFacts& facts_;
  const std::vector<Effects>& functions_;
  names::VariableId constructed_;
  types::ClassId super_;
};

/// Drops what only concerns the function's own locals.
Effects outside(const Effects& effects, const types::FunctionInfo& function, const names::Names& names) {
  Effects result = effects;
  const auto own = [&](Key key) {
    if (key.kind() != Key::Kind::Variable) {
      return false;
    }
    const names::Symbol& symbol = names.symbols[names.variables[key.id()].symbol];
    names::ScopeId scope = symbol.scope;
    while (scope != names::none && scope != function.scope && names.scope(scope).kind == names::ScopeKind::Comprehension) {
      scope = names.scope(scope).parent;
    }
    return scope == function.scope;
  };
  result.reads.erase_if(own);
  result.writes.erase_if(own);
  result.suspends = false;  // calling a coroutine function or generator runs nothing yet
  return result;
}

/// Of what callers see, the part for which they are scanned again.
bool has_grown(const Effects& before, const Effects& now) {
  return now.reads != before.reads || now.writes != before.writes || now.shortens != before.shortens || now.raised != before.raised || now.io != before.io ||
         now.anything != before.anything || now.finalises != before.finalises;
}

/// The functions that a body calls itself, each once.
std::vector<types::FunctionId> calls_in(const types::FunctionInfo& function, const CallCollector& collector) {
  std::vector<types::FunctionId> calls;
  if (function.lambda != nullptr) {
    collector.collect(*function.lambda->body, calls);
  } else {
    for (const syntax::Stmt* statement : function.node->body) {
      collector.collect(*statement, calls);
    }
  }
  std::sort(calls.begin(), calls.end());
  calls.erase(std::unique(calls.begin(), calls.end()), calls.end());
  return calls;
}

/// What running the function does for its caller, as far as is known of what it calls.
Effects scan_function(const types::FunctionInfo& function, const EffectFacts& known, const std::vector<types::FunctionId>& calls) {
  const bool constructs = function.name == "__init__" && function.owner != types::none && !function.parameters.empty();
  const Scanner scanner(known, known.functions, constructs ? function.parameters.front().variable : names::none);
  Effects effects;
  if (function.lambda != nullptr) {
    scanner.scan(*function.lambda->body, effects);
  } else {
    for (const syntax::Stmt* statement : function.node->body) {
      scanner.scan(*statement, effects);
    }
  }
  for (const types::FunctionId callee : calls) {
    add(effects, known.functions[callee]);
  }
  if (const std::string cache = cache_storage(function); !cache.empty()) {
    effects.reads.insert(cache);
  }
  if (function.is_generator || function.is_async) {
    return {};  // runs when resumed, which counts as anything there
  }
  return outside(effects, function, *known.names);
}

/// A body is scanned again when the effects of something it calls grew.
void scan_to_fixpoint(EffectFacts& result, const std::vector<types::FunctionId>& bodies, const std::vector<std::vector<types::FunctionId>>& calls) {
  std::vector<std::vector<types::FunctionId>> callers(calls.size());
  for (const types::FunctionId id : bodies) {
    for (const types::FunctionId callee : calls[id]) {
      callers[callee].push_back(id);
    }
  }
  std::set<types::FunctionId> queue(bodies.begin(), bodies.end());
  bool protocols_grew = false;  // which anything that compares or makes text may call
  while (!queue.empty() || protocols_grew) {
    if (queue.empty()) {
      queue.insert(bodies.begin(), bodies.end());
      protocols_grew = false;
    }
    const types::FunctionId id = *queue.begin();
    queue.erase(queue.begin());
    const types::FunctionInfo& function = result.facts->functions[id];
    Effects seen = scan_function(function, result, calls[id]);
    if (has_grown(result.functions[id], seen)) {
      result.functions[id] = std::move(seen);
      protocols_grew = protocols_grew || (function.owner != types::none && function.name.starts_with("__") && function.name != "__init__");
      queue.insert(callers[id].begin(), callers[id].end());
    }
  }
}

}  // namespace

const Effects& EffectFacts::of(const syntax::Node& node) const {
  if (const Effects* known = nodes_.find(node.id)) {
    return *known;
  }
  Effects& effects = nodes_[node.id];
  Scanner(*this, functions).scan(node, effects);
  return effects;
}

Effects EffectFacts::text_of(const syntax::Expr& value) const {
  Effects effects;
  Scanner(*this, functions).text(value, effects);
  return effects;
}

Effects EffectFacts::body(const syntax::Body& body) const {
  Effects effects;
  for (const syntax::Stmt* statement : body) {
    add(effects, of(*statement));
  }
  return effects;
}

std::vector<Key> EffectFacts::element_storage(const types::Type& type) const {
  std::vector<Key> keys;
  for (const types::Atom& atom : type.atoms()) {
    if (atom.kind == types::AtomKind::Unknown) {
      keys.push_back(named("elements"));
    } else if (atom.kind == types::AtomKind::Instance && !atom.slots.empty()) {
      keys.push_back(elements(facts->find(atom.slots.front())));
    } else if (atom.kind == types::AtomKind::Instance && has_library_state(*facts, atom)) {
      keys.push_back(library_state());
    }
  }
  return keys;
}

EffectFacts compute(const program::Program& program, const names::Names& names, const types::Facts& facts, const ranges::RangeFacts& ranges) {
  EffectFacts result;
  result.facts = &facts;
  result.ranges = &ranges;
  result.characters = Characters(program, names, facts);
  result.names = &names;
  result.functions.resize(facts.functions.size());
  const CallCollector collector(facts);
  for (const types::FunctionInfo& function : facts.functions) {
    if (!function.is_stub && function.owner != types::none && function.is_overridden && function.name != "__init__") {
      collector.take_overrides(function, function.owner, result.overrides[function.id]);
    }
  }
  std::vector<std::vector<types::FunctionId>> calls(facts.functions.size());
  std::vector<types::FunctionId> bodies;
  for (const types::FunctionInfo& function : facts.functions) {
    if (!function.is_stub && !function.is_synthesised) {
      bodies.push_back(function.id);
      calls[function.id] = calls_in(function, collector);
    }
  }
  result.recursive = recursive_functions(calls);
  scan_to_fixpoint(result, bodies, calls);
  result.inside = indices_inside(program, result);
  return result;
}

}  // namespace krait::effects
