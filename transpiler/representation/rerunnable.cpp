#include "representation/rerunnable.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "syntax/children.hpp"

namespace krait::representation {

using syntax::as;
using types::AttributeKind;
using types::CallFact;
using types::CallKind;
using types::FunctionId;
using types::FunctionInfo;

namespace {

bool has_row(const FunctionInfo& function, std::string_view name) { return types::has_decorator(function.stub_decorators, name); }

bool mentions_int(const Repr& repr) { return repr.is(Kind::Int) || std::any_of(repr.arguments.begin(), repr.arguments.end(), mentions_int); }

/// Ints that stand inside a container: the container's own type changes with the integer type.
bool holds_ints(const Repr& repr) {
  return repr.is(Kind::Tuple) ? std::any_of(repr.arguments.begin(), repr.arguments.end(), holds_ints) : !repr.is(Kind::Int) && mentions_int(repr);
}

constexpr int worthwhile_operations = 3;  // fewer on exact ints cost no more than a try

class Walker {
 public:
  Walker(const program::Program& program, const names::Names& names, const types::Facts& facts, const Representations& reprs)
      : program_(program), names_(names), facts_(facts), reprs_(reprs) {}

  Rerunnable run() {
    for (const auto& module : program_.modules) {
      if (module->kind == program::ModuleKind::User) {
        for (const syntax::Stmt* statement : module->tree->body) {
          collect_values(*statement);
        }
      }
    }
    for (const FunctionInfo& function : facts_.functions) {
      function_ = &function;
      calls_now_ = {};
      definitions_ = {};
      has_ints_ = false;
      has_loop_ = false;
      computes_ = false;
      exact_operations_ = 0;
      if (!has_shape(function)) {
        continue;
      }
      for (const syntax::Stmt* statement : function.node->body) {
        collect_definitions(*statement);
      }
      if (fine(function.node->body)) {
        calls_[function.id] = calls_now_;
        if (has_ints_) {
          with_ints_.insert(function.id);
        }
        if (computes_ || exact_operations_ > 0) {
          computing_.insert(function.id);
        }
        if (has_loop_ || exact_operations_ >= worthwhile_operations) {
          long_.insert(function.id);
        }
      }
    }
    drop_callers_of_others();
    return choose();
  }

 private:
  // ---- the function itself

  /// A plain function of a module whose parameters and result are scalars, tuples of scalars, or hold no exact ints.
  bool has_shape(const FunctionInfo& function) {
    if (function.node == nullptr || function.is_stub || function.owner != types::none || function.is_decorated || function.is_value || function.is_exposed ||
        function.is_generator || function.is_async || !function.is_called || has_row(function, "lru_cache") || has_row(function, "cache")) {
      return false;
    }
    const names::VariableId variable = names_.variable[function.node->id];
    if (variable == names::none) {
      return false;
    }
    const names::Symbol& symbol = names_.symbols[names_.variables[variable].symbol];
    if (values_.contains(variable) || !symbol.is_function || names_.scope(symbol.scope).kind != names::ScopeKind::Module) {
      return false;
    }
    for (std::size_t i = 0; i < function.parameters.size(); ++i) {
      const types::ParameterInfo& parameter = function.parameters[i];
      const Repr& repr = reprs_.of_parameter(function, i);
      const bool plain = parameter.kind == types::ParameterKind::Ordinary || parameter.kind == types::ParameterKind::PositionalOnly;
      if (!plain || holds_ints(repr) || !is_plain_value(repr)) {
        return false;
      }
      has_ints_ = has_ints_ || mentions_int(repr);
    }
    const Repr result = reprs_.of_result(function);
    const bool list_of_ints = result.is(Kind::Library) && result.cls == facts_.list_type && result.arguments[0].is(Kind::Int);
    has_ints_ = has_ints_ || mentions_int(result);
    return (result.is(Kind::None) || is_plain_value(result)) && (!holds_ints(result) || list_of_ints);
  }

  /// Names that are read but not called: a template has no value, so a function among them must not be one.
  void collect_values(const syntax::Node& node) {
    const auto* call = as<syntax::Call>(&node);
    syntax::for_each_child(node, [&](const syntax::Node& child) {
      const auto* name = as<syntax::Name>(&child);
      if (name == nullptr) {
        collect_values(child);
      } else if (call == nullptr || call->function != name) {
        values_.insert(names_.variable[name->id]);
      }
    });
  }

  /// Numbers, strings, and containers of them: nothing dynamic, no instance of a class with methods of its own.
  bool is_plain_value(const Repr& repr) const {
    switch (repr.kind) {
      case Kind::Bool:
      case Kind::Int64:
      case Kind::UInt64:
      case Kind::Int:
      case Kind::Double:
      case Kind::Complex:
      case Kind::None: return true;
      case Kind::Library:  // files and the like are more than values
        if (const std::string& module = program_.modules[facts_.classes[repr.cls].module]->name; module != "builtins" && module != "typing") {
          return false;
        }
        [[fallthrough]];
      case Kind::Tuple:
      case Kind::Optional: return std::all_of(repr.arguments.begin(), repr.arguments.end(), [&](const Repr& argument) { return is_plain_value(argument); });
      default: return false;
    }
  }

  // ---- statements

  bool fine(const syntax::Body& body) {
    return std::all_of(body.begin(), body.end(), [&](const syntax::Stmt* statement) { return fine(*statement); });
  }

  bool fine(const syntax::Stmt& node) {
    if (!facts_.is_reached(node.id)) {
      return true;
    }
    switch (node.kind) {
      case syntax::Kind::Pass:
      case syntax::Kind::Break:
      case syntax::Kind::Continue: return true;
      case syntax::Kind::ExprStmt: return fine(*static_cast<const syntax::ExprStmt&>(node).value);
      case syntax::Kind::Return: {
        const syntax::Expr* value = static_cast<const syntax::Return&>(node).value;
        return value == nullptr || fine(*value);
      }
      case syntax::Kind::Assert: {
        const auto& assertion = static_cast<const syntax::Assert&>(node);
        return fine(*assertion.test) && (assertion.message == nullptr || fine(*assertion.message));
      }
      case syntax::Kind::If: {
        const auto& branch = static_cast<const syntax::If&>(node);
        return fine(*branch.test) && fine(branch.body) && fine(branch.orelse);
      }
      case syntax::Kind::While: {
        has_loop_ = true;
        const auto& loop = static_cast<const syntax::While&>(node);
        return fine(*loop.test) && fine(loop.body) && fine(loop.orelse);
      }
      case syntax::Kind::For: {
        has_loop_ = true;
        const auto& loop = static_cast<const syntax::For&>(node);
        return !loop.is_async && fine(*loop.iter) && stores(*loop.target, loop.iter) && fine(loop.body) && fine(loop.orelse);
      }
      case syntax::Kind::Assign: {
        const auto& assign = static_cast<const syntax::Assign&>(node);
        return fine(*assign.value) && std::all_of(assign.targets.begin(), assign.targets.end(), [&](const syntax::Expr* target) { return stores(*target, assign.value); });
      }
      case syntax::Kind::AnnAssign: {
        const auto& assign = static_cast<const syntax::AnnAssign&>(node);
        return assign.value == nullptr || (fine(*assign.value) && stores(*assign.target, assign.value));
      }
      case syntax::Kind::AugAssign: {
        const auto& assign = static_cast<const syntax::AugAssign&>(node);
        const bool in_place = is_mutable(reprs_.of_node(*assign.target));
        exact_operations_ += reprs_.of_node(*assign.target).is(Kind::Int) ? 1 : 0;
        return runs_no_code(facts_.call(node.id)) && fine(*assign.value) && stores(*assign.target, assign.value) && (!in_place || is_fresh(*assign.target));
      }
      case syntax::Kind::Raise: return raises(static_cast<const syntax::Raise&>(node));
      default: return false;
    }
  }

  /// `raise E(…)` of a class without code of its own.
  bool raises(const syntax::Raise& node) {
    const auto* call = as<syntax::Call>(node.exception);
    const CallFact* fact = call != nullptr ? facts_.call(call->id) : nullptr;
    if (node.cause != nullptr || fact == nullptr || fact->kind != CallKind::Construct || !call->keywords.empty() || !facts_.is_subclass(fact->cls, facts_.base_exception)) {
      return false;
    }
    for (const types::ClassId cls : facts_.classes[fact->cls].mro) {
      if (!facts_.classes[cls].is_stub && !facts_.classes[cls].methods.empty()) {
        return false;
      }
    }
    return std::all_of(call->arguments.begin(), call->arguments.end(), [&](const syntax::Expr* argument) { return fine(*argument); });
  }

  /// Assignments to the function's own variables, and to elements of what it has made itself.
  bool stores(const syntax::Expr& target, const syntax::Expr* value = nullptr) {
    if (const auto* name = as<syntax::Name>(&target)) {
      const Repr& repr = reprs_.of_variable(names_.variable[name->id]);
      has_ints_ = has_ints_ || mentions_int(repr);
      return is_own(*name) && is_plain_value(repr);
    }
    if (const auto* tuple = as<syntax::Tuple>(&target)) {
      const auto* parts = as<syntax::Tuple>(value);
      const bool paired = parts != nullptr && parts->elements.size() == tuple->elements.size();
      for (std::size_t i = 0; i < tuple->elements.size(); ++i) {
        if (!stores(*tuple->elements[i], paired ? parts->elements[i] : value)) {
          return false;
        }
      }
      return true;
    }
    if (const auto* item = as<syntax::Subscript>(&target)) {
      const bool kept_is_fresh = value == nullptr ? !is_mutable(reprs_.of_node(target)) : !is_mutable(reprs_.of_node(*value)) || is_fresh(*value);
      return runs_no_code(facts_.call(item->id)) && is_fresh(*item->value) && kept_is_fresh && fine(*item->value) && fine(*item->slice);
    }
    return false;
  }

  /// A variable of this function, or of a comprehension in it.
  bool is_own(const syntax::Name& node) const {
    const names::VariableId variable = names_.variable[node.id];
    if (variable == names::none) {
      return false;
    }
    names::ScopeId scope = names_.symbols[names_.variables[variable].symbol].scope;
    while (scope != names::none && scope != function_->scope && names_.scope(scope).kind == names::ScopeKind::Comprehension) {
      scope = names_.scope(scope).parent;
    }
    return scope == function_->scope;
  }

  // ---- expressions

  bool fine(const syntax::Expr& node) {
    switch (node.kind) {
      case syntax::Kind::Name:
        if (!name(static_cast<const syntax::Name&>(node))) {
          return false;
        }
        break;
      case syntax::Kind::Constant: {
        const auto& constant = static_cast<const syntax::Constant&>(node);
        return constant.constant != syntax::ConstantKind::Int || constant.text.size() < 19;
      }
      case syntax::Kind::Call: computes_ = computes_ || reprs_.of_node(node).is(Kind::Int); return call(static_cast<const syntax::Call&>(node)) && value_is_plain(node);
      case syntax::Kind::Attribute: {
        const types::AttributeFact* fact = facts_.attribute(node.id);
        return fact != nullptr && fact->kind == AttributeKind::ModuleMember && fact->function == types::none && value_is_plain(node) && !holds_ints(reprs_.of_node(node));
      }
      case syntax::Kind::BinOp:
      case syntax::Kind::UnaryOp:
        if (!runs_no_code(facts_.call(node.id))) {
          return false;
        }
        if (const auto* operation = as<syntax::BinOp>(&node); operation != nullptr && brings_back(*operation)) {
          const bool had_ints = has_ints_;
          const int operations = exact_operations_;
          const bool good = value_is_plain(node) && parts_are_fine(node);
          has_ints_ = had_ints;
          exact_operations_ = operations;
          return good;
        }
        exact_operations_ += reprs_.of_node(node).is(Kind::Int) ? 1 : 0;
        break;
      case syntax::Kind::Subscript:
        if (static_cast<const syntax::Subscript&>(node).context != syntax::ExprContext::Load || !runs_no_code(facts_.call(node.id), true)) {
          return false;
        }
        break;
      case syntax::Kind::Compare: {
        const auto& comparison = static_cast<const syntax::Compare&>(node);
        for (std::size_t i = 0; i < comparison.ops.size(); ++i) {
          const CallFact* fact = facts_.compare_call(node.id, i);
          if (fact != nullptr && (!fact->targets.empty() || fact->kind == CallKind::Dynamic || fact->kind == CallKind::Never)) {
            return false;
          }
        }
        break;
      }
      case syntax::Kind::ListComp:
      case syntax::Kind::SetComp:
      case syntax::Kind::DictComp:
      case syntax::Kind::GeneratorExp: has_loop_ = true; break;
      case syntax::Kind::BoolOp:
      case syntax::Kind::IfExp:
      case syntax::Kind::JoinedStr:
      case syntax::Kind::FormattedValue:
      case syntax::Kind::List:
      case syntax::Kind::Tuple:
      case syntax::Kind::Set:
      case syntax::Kind::Dict:
      case syntax::Kind::Slice: break;
      default: return false;
    }
    const bool is_value = node.kind != syntax::Kind::Slice && node.kind != syntax::Kind::GeneratorExp && node.kind != syntax::Kind::FormattedValue;
    return (!is_value || value_is_plain(node)) && parts_are_fine(node);
  }

  // Steps of 128 bits (lower/integers.cpp) need no exact ints. Where lowering decides otherwise, those steps are made on Int without a try.

  bool is_wide(const syntax::Expr& node) const {
    const ranges::Interval range = reprs_.ranges().node(node.id);
    return reprs_.of_node(node).is(Kind::Int) && range.low && range.high;
  }

  bool can_be_wide(const syntax::Expr& node) const {
    using syntax::BinaryOperator;
    if (!is_wide(node)) {
      return reprs_.of_node(node).is_machine_int();
    }
    const auto* operation = as<syntax::BinOp>(&node);
    if (operation == nullptr || !can_be_wide(*operation->left) || !can_be_wide(*operation->right)) {
      return false;
    }
    switch (operation->op) {
      case BinaryOperator::Add:
      case BinaryOperator::Sub:
      case BinaryOperator::Mult:
      case BinaryOperator::BitAnd:
      case BinaryOperator::RShift: return true;
      case BinaryOperator::FloorDiv:
      case BinaryOperator::Mod: return reprs_.ranges().node(operation->left->id).is_non_negative() && reprs_.ranges().node(operation->right->id).fits(1, INT64_MAX);
      default: return false;
    }
  }

  /// An operation on 128-bit steps whose own result is a word or a float.
  bool brings_back(const syntax::BinOp& node) const {
    const Repr& result = reprs_.of_node(node);
    if (result.is(Kind::Double)) {
      return node.op == syntax::BinaryOperator::Div && reprs_.of_node(*node.left).is(Kind::Double) && is_wide(*node.right) && can_be_wide(*node.right);
    }
    return result.is_machine_int() && node.op != syntax::BinaryOperator::Add && node.op != syntax::BinaryOperator::Mult && can_be_wide(*node.left) && can_be_wide(*node.right) &&
           (is_wide(*node.left) || is_wide(*node.right));
  }

  bool parts_are_fine(const syntax::Node& node) {
    bool good = true;
    syntax::for_each_child(node, [&](const syntax::Node& child) {
      const auto* name = as<syntax::Name>(&child);
      const auto* tuple = as<syntax::Tuple>(&child);
      const bool target = (name != nullptr && name->context == syntax::ExprContext::Store) || (tuple != nullptr && tuple->context == syntax::ExprContext::Store);
      good = good && (target ? stores(static_cast<const syntax::Expr&>(child)) : fine(static_cast<const syntax::Expr&>(child)));
    });
    return good;
  }

  bool value_is_plain(const syntax::Expr& node) {
    const Repr& repr = reprs_.of_node(node);
    has_ints_ = has_ints_ || mentions_int(repr);
    return is_plain_value(repr);
  }

  /// An operator or subscript of a library type; one that reads must not write (`defaultdict`).
  bool runs_no_code(const CallFact* fact, bool only_reads = false) const {
    if (fact == nullptr) {
      return true;
    }
    if (fact->kind != CallKind::Stub || !fact->targets.empty()) {
      return false;
    }
    const FunctionInfo* row = fact->function != types::none ? &facts_.functions[fact->function] : nullptr;
    return row == nullptr || !(has_row(*row, "io") || has_row(*row, "calls") || (only_reads && has_row(*row, "mutates")));
  }

  bool name(const syntax::Name& node) {
    if (node.id < names_.maybe_unbound.size() && names_.maybe_unbound[node.id]) {
      return false;
    }
    const Repr& repr = reprs_.of_node(node);
    if (repr.is(Kind::Library) && facts_.is_subclass(repr.cls, facts_.iterator_type)) {
      return false;  // to advance it is to write
    }
    return names_.variable[node.id] != names::none && (is_own(node) || !holds_ints(reprs_.of_variable(names_.variable[node.id])));
  }

  bool call(const syntax::Call& node) {
    const CallFact* fact = facts_.call(node.id);
    if (fact == nullptr || !std::all_of(node.keywords.begin(), node.keywords.end(), [&](const auto& keyword) { return !keyword.name.empty() && fine(*keyword.value); }) ||
        !std::all_of(node.arguments.begin(), node.arguments.end(), [&](const syntax::Expr* argument) { return fine(*argument); })) {
      return false;
    }
    if (fact->kind == CallKind::User && fact->targets.size() == 1 && node.function->kind == syntax::Kind::Name && fact->function == fact->targets[0]) {
      const FunctionInfo& callee = facts_.functions[fact->function];
      calls_now_.insert(callee.id);
      return callee.module == function_->module || !holds_ints(reprs_.of_result(callee));  // the template is seen in its own module only
    }
    const bool library = fact->kind == CallKind::Stub || (fact->kind == CallKind::Construct && facts_.classes[fact->cls].is_stub);
    return library && fact->targets.empty() && fact->function != types::none && library_call(node, facts_.functions[fact->function]);
  }

  bool library_call(const syntax::Call& node, const FunctionInfo& row) {
    for (const char* effect : {"io", "special", "hook", "calls", "calls_later"}) {
      if (has_row(row, effect)) {
        return false;
      }
    }
    const auto class_is_pure = [&] { return types::has_decorator(facts_.classes[row.owner].stub_decorators, "pure"); };
    // A row that says nothing may have state of the library's own (the generator of random numbers); builtins have none.
    const bool stateless = program_.modules[row.module]->name == "builtins" || has_row(row, "pure") || (row.owner != types::none && class_is_pure());
    const auto* member = as<syntax::Attribute>(node.function);
    const types::AttributeFact* attribute = member != nullptr ? facts_.attribute(member->id) : nullptr;
    const bool method = attribute != nullptr && attribute->kind != AttributeKind::ModuleMember;
    if (!stateless || (method && !fine(*member->value))) {
      return false;
    }
    bool holds = method && holds_ints(reprs_.of_node(*member->value));
    for (const syntax::Expr* argument : node.arguments) {
      holds = holds || holds_ints(reprs_.of_node(*argument));
    }
    if (has_row(row, "mutates")) {
      const auto kept_is_fresh = [&](const syntax::Expr* argument) { return !is_mutable(reprs_.of_node(*argument)) || is_fresh(*argument); };
      return method && row.owner != types::none && is_fresh(*member->value) && std::all_of(node.arguments.begin(), node.arguments.end(), kept_is_fresh);
    }
    // What it makes has the integer type of what it is made from, or is spelled.
    return holds || facts_.call(node.id)->kind == CallKind::Construct || !holds_ints(reprs_.of_node(node));
  }

  // ---- what the function has made itself

  bool is_mutable(const Repr& repr) const {
    if (repr.is(Kind::Tuple) || repr.is(Kind::Optional)) {
      return std::any_of(repr.arguments.begin(), repr.arguments.end(), [&](const Repr& argument) { return is_mutable(argument); });
    }
    return repr.is(Kind::Library) && repr.cls != facts_.str_type && repr.cls != facts_.bytes_type && repr.cls != facts_.range_type && repr.cls != facts_.slice_type;
  }

  void collect_definitions(const syntax::Node& node) {
    if (const auto* assign = as<syntax::Assign>(&node)) {
      for (const syntax::Expr* target : assign->targets) {
        define(*target, assign->value);
      }
    } else if (const auto* annotated = as<syntax::AnnAssign>(&node)) {
      define(*annotated->target, annotated->value);
    } else if (const auto* loop = as<syntax::For>(&node)) {
      define(*loop->target, loop->iter);  // an element of something fresh is fresh
    }
    syntax::for_each_child(node, [&](const syntax::Node& child) { collect_definitions(child); });
  }

  void define(const syntax::Expr& target, const syntax::Expr* value) {
    if (const auto* name = as<syntax::Name>(&target)) {
      definitions_[names_.variable[name->id]].push_back(value);
    }
  }

  bool is_immutable_or_fresh(const syntax::Expr& node) { return !is_mutable(reprs_.of_node(node)) || is_fresh(node); }

  /// Was it, with all that it holds, made since the function was called?
  bool is_fresh(const syntax::Expr& node) {
    const auto all = [&](const std::vector<syntax::Expr*>& parts) {
      return std::all_of(parts.begin(), parts.end(), [&](const syntax::Expr* part) { return is_immutable_or_fresh(*part); });
    };
    switch (node.kind) {
      case syntax::Kind::Name: return is_fresh_variable(names_.variable[node.id]);
      case syntax::Kind::List: return all(static_cast<const syntax::List&>(node).elements);
      case syntax::Kind::Set: return all(static_cast<const syntax::Set&>(node).elements);
      case syntax::Kind::Dict: {
        const auto& items = static_cast<const syntax::Dict&>(node).items;
        return std::all_of(items.begin(), items.end(), [&](const syntax::Dict::Item& item) { return item.key != nullptr && is_immutable_or_fresh(*item.value); });
      }
      case syntax::Kind::ListComp: return is_immutable_or_fresh(*static_cast<const syntax::ListComp&>(node).element);
      case syntax::Kind::SetComp: return true;
      case syntax::Kind::DictComp: return is_immutable_or_fresh(*static_cast<const syntax::DictComp&>(node).value);
      case syntax::Kind::BinOp: {
        const auto& operation = static_cast<const syntax::BinOp&>(node);
        return all({operation.left, operation.right}) || holds_nothing_mutable(reprs_.of_node(node));
      }
      case syntax::Kind::Subscript: {
        const auto& item = static_cast<const syntax::Subscript&>(node);
        return is_fresh(*item.value) || (item.slice->kind == syntax::Kind::Slice && holds_nothing_mutable(reprs_.of_node(node)));
      }
      case syntax::Kind::Call: {
        const CallFact* fact = facts_.call(node.id);
        return fact != nullptr && fact->kind == CallKind::Construct && facts_.classes[fact->cls].is_stub && holds_nothing_mutable(reprs_.of_node(node));
      }
      default: return false;
    }
  }

  bool holds_nothing_mutable(const Repr& repr) const {
    return std::none_of(repr.arguments.begin(), repr.arguments.end(), [&](const Repr& argument) { return is_mutable(argument); });
  }

  bool is_fresh_variable(names::VariableId variable) {
    const auto found = definitions_.find(variable);
    if (found == definitions_.end() || found->second.size() != names_.variables[variable].definition_ids.size()) {
      return false;  // a parameter, or bound in some other way
    }
    const std::vector<const syntax::Expr*> values = std::exchange(found->second, {});  // a definition by itself says nothing new
    const bool fresh = std::all_of(values.begin(), values.end(), [&](const syntax::Expr* value) { return value != nullptr && is_fresh(*value); });
    definitions_[variable] = values;
    return fresh;
  }

  // ---- the whole program

  void drop_callers_of_others() {
    for (bool changed = true; changed;) {
      changed = false;
      for (auto it = calls_.begin(); it != calls_.end();) {
        const bool good = std::all_of(it->second.begin(), it->second.end(), [&](FunctionId callee) { return calls_.contains(callee); });
        it = good ? std::next(it) : calls_.erase(it);
        changed = changed || !good;
      }
    }
  }

  bool reaches(FunctionId from, const std::function<bool(FunctionId)>& wanted) const {
    std::set<FunctionId> seen;
    std::vector<FunctionId> work(calls_.at(from).begin(), calls_.at(from).end());
    while (!work.empty()) {
      const FunctionId next = work.back();
      work.pop_back();
      if (!seen.insert(next).second) {
        continue;
      }
      if (wanted(next)) {
        return true;
      }
      work.insert(work.end(), calls_.at(next).begin(), calls_.at(next).end());
    }
    return false;
  }

  /// Tried: with a loop, recursion or several exact operations in it or below. Templates: those, and what they call.
  Rerunnable choose() const {
    Rerunnable result;
    for (const auto& [id, callees] : calls_) {
      const bool long_running = long_.contains(id) || reaches(id, [&](FunctionId other) { return other == id || long_.contains(other); });
      const bool computing = computing_.contains(id) || reaches(id, [&](FunctionId other) { return computing_.contains(other); });
      if (long_running && computing && with_ints_.contains(id)) {
        result.tried.insert(id);
      }
    }
    result.over_integers = result.tried;
    std::vector<FunctionId> work(result.tried.begin(), result.tried.end());
    while (!work.empty()) {
      const FunctionId id = work.back();
      work.pop_back();
      for (const FunctionId callee : calls_.at(id)) {
        if (with_ints_.contains(callee) && result.over_integers.insert(callee).second) {
          work.push_back(callee);
        }
      }
    }
    return result;
  }

  const program::Program& program_;
  const names::Names& names_;
  const types::Facts& facts_;
  const Representations& reprs_;

  std::set<names::VariableId> values_;
  const FunctionInfo* function_ = nullptr;
  std::set<FunctionId> calls_now_;
  std::map<names::VariableId, std::vector<const syntax::Expr*>> definitions_;
  bool has_ints_ = false;
  bool has_loop_ = false;
  bool computes_ = false;  ///< some exact int is the result of an operation
  int exact_operations_ = 0;

  std::map<FunctionId, std::set<FunctionId>> calls_;  ///< of re-runnable functions
  std::set<FunctionId> with_ints_;
  std::set<FunctionId> long_;
  std::set<FunctionId> computing_;
};

}  // namespace

Rerunnable find_rerunnable(const program::Program& program, const names::Names& names, const types::Facts& facts, const Representations& representations) {
  return Walker(program, names, facts, representations).run();
}

}  // namespace krait::representation
