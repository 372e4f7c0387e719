/// Which fields may be read before they are set (docs/analysis.md, 12): construction of each class is walked as it runs.
///
/// Methods that `__init__` calls on the object run in the walk, too, as the class itself has them. Once the object was handed to other
/// code, a call may read what its name may read; fields that some way through `__init__` leaves out may be unset for ever.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "syntax/children.hpp"
#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

namespace {

struct State {
  std::set<std::string> set;  ///< fields that have a value on every way here
  bool escaped = false;       ///< other code may know the object
  bool dead = false;
};

State merge(const State& a, const State& b) {
  if (a.dead || b.dead) {
    State result = a.dead ? b : a;
    result.escaped = a.escaped || b.escaped;
    return result;
  }
  State result;
  std::set_intersection(a.set.begin(), a.set.end(), b.set.begin(), b.set.end(), std::inserter(result.set, result.set.end()));
  result.escaped = a.escaped || b.escaped;
  return result;
}

class Construction {
 public:
  Construction(Facts& facts, const names::Names& names, const WriteSets& sets, ClassId cls) : facts_(facts), names_(names), sets_(sets), cls_(cls) {}

  void walk() {
    State state;
    const FunctionId init = facts_.find_method(cls_, "__init__");
    if (init != none && !facts_.functions[init].is_stub) {
      run(init, state);
    }
    if (state.dead) {
      return;  // no object comes out
    }
    for (const std::string& name : unset(state)) {
      mark(name);
    }
  }

 private:
  [[nodiscard]] FieldInfo* field(const std::string& name) const {
    for (const ClassId base : facts_.classes[cls_].mro) {
      const auto it = facts_.classes[base].fields.find(name);
      if (it != facts_.classes[base].fields.end() && !facts_.classes[base].is_stub) {
        return &it->second;
      }
    }
    return nullptr;
  }

  void mark(const std::string& name) {
    if (FieldInfo* found = field(name); found != nullptr && found->is_instance_attribute && !found->is_class_attribute) {
      found->maybe_unset = true;
    }
  }

  void read(const std::string& name, const State& state) {
    if (!state.set.contains(name)) {
      mark(name);
    }
  }

  [[nodiscard]] std::vector<std::string> unset(const State& state) const {
    std::vector<std::string> names;
    for (const ClassId base : facts_.classes[cls_].mro) {
      for (const auto& [name, info] : facts_.classes[base].fields) {
        if (!facts_.classes[base].is_stub && !state.set.contains(name)) {
          names.push_back(name);
        }
      }
    }
    return names;
  }

  [[nodiscard]] bool is_self(const syntax::Node& node) const {
    const auto* name = as<syntax::Name>(&node);
    return name != nullptr && self_ != names::none && names_.variable[name->id] == self_;
  }

  [[nodiscard]] bool mentions_self(const syntax::Node& node) const {
    bool found = is_self(node);
    syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || mentions_self(child); });
    return found;
  }

  void run(FunctionId id, State& state) {
    const FunctionInfo& function = facts_.functions[id];
    const bool on_object = function.method == MethodKind::Instance || function.method == MethodKind::Property;
    if (function.is_synthesised && function.owner != none) {  // of a data class: it sets all that the class declares
      for (const ClassId base : facts_.classes[function.owner].mro) {
        state.set.insert(facts_.classes[base].field_order.begin(), facts_.classes[base].field_order.end());
      }
    }
    if (function.node == nullptr || !on_object || function.is_generator || function.is_async || std::find(running_.begin(), running_.end(), id) != running_.end()) {
      return;
    }
    running_.push_back(id);
    const names::VariableId outer_self = std::exchange(self_, function.parameters.empty() ? names::none : function.parameters.front().variable);
    std::vector<State> outer_returns = std::exchange(returns_, {});
    execute(function.node->body, state);
    for (const State& returned : returns_) {
      state = merge(state, returned);
    }
    returns_ = std::move(outer_returns);
    self_ = outer_self;
    running_.pop_back();
  }

  void execute(const syntax::Body& body, State& state) {
    for (const syntax::Stmt* statement : body) {
      if (!state.dead && facts_.is_reached(statement->id)) {
        execute(*statement, state);
      }
    }
  }

  void execute(const syntax::Stmt& node, State& state) {
    switch (node.kind) {
      case syntax::Kind::Return:
        children(node, state);
        returns_.push_back(state);
        state.dead = true;
        return;
      case syntax::Kind::Raise:
      case syntax::Kind::Break:
      case syntax::Kind::Continue:
        children(node, state);
        state.dead = true;
        return;
      case syntax::Kind::FunctionDef:
      case syntax::Kind::ClassDef: state.escaped = state.escaped || mentions_self(node); return;
      case syntax::Kind::Assign: {
        const auto& assign = static_cast<const syntax::Assign&>(node);
        evaluate(*assign.value, state);
        for (const syntax::Expr* target : assign.targets) {
          store(*target, state);
        }
        return;
      }
      case syntax::Kind::AnnAssign: {
        const auto& assign = static_cast<const syntax::AnnAssign&>(node);
        if (assign.value != nullptr) {
          evaluate(*assign.value, state);
          store(*assign.target, state);
        }
        return;
      }
      case syntax::Kind::AugAssign: {
        const auto& assign = static_cast<const syntax::AugAssign&>(node);
        if (const auto* member = as<syntax::Attribute>(assign.target); member != nullptr && is_self(*member->value)) {
          read(member->attribute, state);
        }
        evaluate(*assign.value, state);
        store(*assign.target, state);
        return;
      }
      case syntax::Kind::Delete:
        for (const syntax::Expr* target : static_cast<const syntax::Delete&>(node).targets) {
          if (const auto* member = as<syntax::Attribute>(target); member != nullptr && is_self(*member->value)) {
            state.set.erase(member->attribute);
          }
        }
        return;
      default: execute_compound(node, state); return;
    }
  }

  void execute_compound(const syntax::Stmt& node, State& state) {
    if (const auto* test = as<syntax::If>(&node)) {
      evaluate(*test->test, state);
      State other = state;
      execute(test->body, state);
      execute(test->orelse, other);
      state = merge(state, other);
    } else if (const auto* loop = as<syntax::For>(&node)) {
      evaluate(*loop->iter, state);
      repeat(loop->body, state, loop->target);
      execute(loop->orelse, state);
    } else if (const auto* again = as<syntax::While>(&node)) {
      evaluate(*again->test, state);
      repeat(again->body, state, nullptr);
      execute(again->orelse, state);
    } else if (const auto* attempt = as<syntax::Try>(&node)) {
      State before = state;
      execute(attempt->body, state);
      before.escaped = before.escaped || state.escaped;
      execute(attempt->orelse, state);
      for (const syntax::ExceptHandler& handler : attempt->handlers) {
        State handled = before;
        execute(handler.body, handled);
        state = merge(state, handled);
      }
      const bool dead = std::exchange(state.dead, false);
      execute(attempt->finalbody, state);
      state.dead = state.dead || dead;
    } else if (const auto* with = as<syntax::With>(&node)) {
      for (const syntax::WithItem& item : with->items) {
        evaluate(*item.context, state);
        if (item.target != nullptr) {
          store(*item.target, state);
        }
      }
      execute(with->body, state);
    } else if (const auto* match = as<syntax::Match>(&node)) {
      evaluate(*match->subject, state);
      const State before = state;
      for (const syntax::MatchCase& one : match->cases) {
        State chosen = before;
        execute(one.body, chosen);
        state = merge(state, chosen);
      }
    } else {
      children(node, state);
    }
  }

  /// A loop's body may run any number of times, none too.
  void repeat(const syntax::Body& body, State& state, const syntax::Expr* target) {
    State once = state;
    if (target != nullptr) {
      store(*target, once);
    }
    execute(body, once);
    state.escaped = state.escaped || once.escaped;
  }

  void store(const syntax::Expr& target, State& state) {
    const auto* member = as<syntax::Attribute>(&target);
    if (member != nullptr && is_self(*member->value)) {
      state.set.insert(member->attribute);
      for (const ClassId base : facts_.classes[cls_].mro) {
        if (const auto setter = facts_.classes[base].property_setters.find(member->attribute); setter != facts_.classes[base].property_setters.end()) {
          run_setter(setter->second, state);
          return;
        }
      }
      return;
    }
    if (target.kind == syntax::Kind::Name) {
      return;
    }
    if (target.kind == syntax::Kind::Tuple || target.kind == syntax::Kind::List || target.kind == syntax::Kind::Starred) {
      syntax::for_each_child(target, [&](const syntax::Node& child) { store(static_cast<const syntax::Expr&>(child), state); });
      return;
    }
    children(target, state);
  }

  void run_setter(FunctionId setter, State& state) {
    const FunctionInfo& function = facts_.functions[setter];
    if (function.node == nullptr || function.parameters.empty()) {
      return;
    }
    const names::VariableId outer = std::exchange(self_, function.parameters.front().variable);
    execute(function.node->body, state);
    self_ = outer;
    state.dead = false;
  }

  void children(const syntax::Node& node, State& state) {
    syntax::for_each_child(node, [&](const syntax::Node& child) {
      if (child.kind < syntax::Kind::FunctionDef) {
        evaluate(static_cast<const syntax::Expr&>(child), state);
      }
    });
  }

  void evaluate(const syntax::Expr& node, State& state) {
    if (is_self(node)) {
      state.escaped = true;
      return;
    }
    switch (node.kind) {
      case syntax::Kind::Lambda: state.escaped = state.escaped || mentions_self(node); return;
      case syntax::Kind::Attribute: attribute(static_cast<const syntax::Attribute&>(node), state); return;
      case syntax::Kind::Call: call(static_cast<const syntax::Call&>(node), state); return;
      case syntax::Kind::BoolOp:
      case syntax::Kind::IfExp:
      case syntax::Kind::ListComp:
      case syntax::Kind::SetComp:
      case syntax::Kind::DictComp:
      case syntax::Kind::GeneratorExp: {
        // What stands inside may not run.
        const std::set<std::string> before = state.set;
        children(node, state);
        state.set = before;
        return;
      }
      default: children(node, state); return;
    }
  }

  void attribute(const syntax::Attribute& node, State& state) {
    if (!is_self(*node.value)) {
      evaluate(*node.value, state);
      return;
    }
    const AttributeFact* fact = facts_.attribute(node.id);
    const FunctionId method = facts_.find_method(cls_, node.attribute);
    if (fact != nullptr && fact->kind == AttributeKind::Property && method != none) {
      run(method, state);
    } else if (method != none) {
      state.escaped = true;  // a bound method keeps the object
    } else {
      read(node.attribute, state);
    }
  }

  void call(const syntax::Call& node, State& state) {
    const auto* member = as<syntax::Attribute>(node.function);
    const auto* name = as<syntax::Name>(node.function);
    const CallFact* fact = facts_.call(node.id);
    const auto* inner = member != nullptr ? as<syntax::Call>(member->value) : nullptr;
    const auto* inner_name = inner != nullptr ? as<syntax::Name>(inner->function) : nullptr;
    if (name != nullptr && (name->name == "hasattr" || name->name == "getattr") && node.arguments.size() > 1 && is_self(*node.arguments[0])) {
      const auto* text = as<syntax::Constant>(node.arguments[1]);
      for (const std::string& one : text != nullptr ? std::vector<std::string>{text->text} : unset(state)) {
        read(one, state);
      }
      return;
    }
    arguments(node, state);
    if (inner_name != nullptr && inner_name->name == "super") {
      const FunctionId method = fact == nullptr ? none : fact->cls != none ? facts_.next_method(cls_, fact->cls, member->attribute) : fact->function;
      if (method != none && !facts_.functions[method].is_stub) {
        run(method, state);
      }
      return;
    }
    if (member != nullptr && is_self(*member->value)) {
      const FunctionId method = facts_.find_method(cls_, member->attribute);
      if (method != none && !facts_.functions[method].is_stub) {
        run(method, state);
        return;
      }
    }
    if (member != nullptr) {
      evaluate(*member->value, state);
    } else if (name == nullptr) {
      evaluate(*node.function, state);
    }
    if (state.escaped) {
      read_by_others(node, fact, member != nullptr ? member->attribute : name != nullptr ? name->name : "", state);
    }
  }

  void arguments(const syntax::Call& node, State& state) {
    for (const syntax::Expr* argument : node.arguments) {
      evaluate(*argument, state);
    }
    for (const syntax::Keyword& keyword : node.keywords) {
      evaluate(*keyword.value, state);
    }
  }

  /// Other code runs that may know the object.
  void read_by_others(const syntax::Call& node, const CallFact* fact, const std::string& name, const State& state) {
    const FunctionInfo* row = fact != nullptr && fact->kind == CallKind::Stub && fact->function != none ? &facts_.functions[fact->function] : nullptr;
    const bool keeps = row != nullptr && has_decorator(row->stub_decorators, "keeps");
    if (row != nullptr && std::none_of(node.arguments.begin(), node.arguments.end(), [&](const syntax::Expr* argument) { return calls_back(facts_.type(*argument), keeps); })) {
      return;
    }
    for (const std::string& field : unset(state)) {
      if (sets_.may_read(row != nullptr ? "" : name, field)) {
        mark(field);
      }
    }
  }

  /// May a library function that is given such a value run code of the program? One that keeps the object itself only stores it.
  [[nodiscard]] bool calls_back(const Type& type, bool keeps) const {
    return std::any_of(type.atoms().begin(), type.atoms().end(), [&](const Atom& atom) {
      return atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod || atom.kind == AtomKind::Unknown ||
             (atom.kind == AtomKind::Instance && !facts_.classes[atom.id].is_stub && !(keeps && atom.id == cls_));
    });
  }

  Facts& facts_;
  const names::Names& names_;
  const WriteSets& sets_;
  ClassId cls_;
  names::VariableId self_ = names::none;
  std::vector<FunctionId> running_;
  std::vector<State> returns_;
};

}  // namespace

void Engine::find_unset_fields() {
  for (const ClassInfo& cls : facts_.classes) {
    const bool plain = cls.kind == ClassKind::Plain || cls.kind == ClassKind::Exception;
    if (!cls.is_stub && plain && cls.is_instantiated && !cls.has_dynamic_attributes) {
      Construction(facts_, names_, write_sets_, cls.id).walk();
    }
  }
}

}  // namespace krait::types
