#include "effects/indices.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include "effects/effects.hpp"
#include "syntax/children.hpp"

namespace krait::effects {

using names::VariableId;
using syntax::as;

namespace {

/// A point in the execution of a body: blocks are numbered, statements are told apart by where they begin.
struct Place {
  std::size_t block = 0;
  std::uint32_t offset = 0;
};

/// `variable + offset`, or `len(variable) + offset`.
struct Linear {
  bool is_length = false;
  VariableId variable = names::none;
  long offset = 0;
};

/// How long a sequence is when it is made: `[x] * n`, `[… for … in range(n)]`, or a display.
struct Made {
  std::optional<Linear> length;
  ranges::Wide least = 0;
};

struct Definition {
  Place place;
  const syntax::Expr* value = nullptr;  ///< what is assigned, if that is all of it
  Made made;
};

/// Of a loop's variable inside the loop: it is less than `bound` was at `place`.
struct Limit {
  Linear bound;
  Place place;
  std::size_t block = 0;  ///< of the loop's body
};

std::optional<long> small_constant(const syntax::Expr& node) {
  constexpr std::size_t most_digits = 9;
  const auto* constant = as<syntax::Constant>(&node);
  if (constant == nullptr || constant->constant != syntax::ConstantKind::Int || constant->text.size() > most_digits) {
    return std::nullopt;
  }
  long value = 0;
  const char* end = constant->text.data() + constant->text.size();
  return std::from_chars(constant->text.data(), end, value).ptr == end ? std::optional(value) : std::nullopt;
}

/// One body: of a function, or of a module. Definitions are found first, then the subscripts are judged.
class Body {
 public:
  Body(const EffectFacts& effects, const Effects& done, const NameSet& finalisers, std::vector<bool>& inside)
      : effects_(effects), facts_(*effects.facts), names_(*effects.names), done_(done), finalisers_(finalisers), inside_(inside) {}

  void parameters(const types::FunctionInfo& function) {
    for (const types::ParameterInfo& parameter : function.parameters) {
      if (parameter.variable != names::none) {
        definitions_[parameter.variable] = {};
      }
    }
  }

  void judge(const syntax::Body& body) {
    for (const bool collects : {true, false}) {
      collects_ = collects;
      parents_ = {0};
      here_ = {};
      in_order(body);
    }
  }

 private:
  // --- the walk ---

  void in_order(const syntax::Body& body) {
    for (const syntax::Stmt* statement : body) {
      here_.offset = statement->span.begin;
      visit(*statement);
    }
  }

  template <typename Visit>
  void in_block(const Visit& visit_inside) {
    const Place outside = here_;
    parents_.push_back(here_.block);
    here_.block = parents_.size() - 1;
    visit_inside();
    here_ = outside;
  }
  void block(const syntax::Body& body) {
    in_block([&] { in_order(body); });
  }

  void visit(const syntax::Node& node) {
    switch (node.kind) {
      case syntax::Kind::FunctionDef:
      case syntax::Kind::ClassDef:
      case syntax::Kind::Lambda: return;  // run at other times
      case syntax::Kind::For: loop(static_cast<const syntax::For&>(node)); return;
      case syntax::Kind::While: {
        const auto& loop = static_cast<const syntax::While&>(node);
        visit(*loop.test);
        block(loop.body);
        block(loop.orelse);
        return;
      }
      case syntax::Kind::If: {
        const auto& choice = static_cast<const syntax::If&>(node);
        visit(*choice.test);
        block(choice.body);
        block(choice.orelse);
        return;
      }
      case syntax::Kind::With: {
        const auto& with = static_cast<const syntax::With&>(node);
        for (const syntax::WithItem& item : with.items) {
          visit(*item.context);
        }
        block(with.body);
        return;
      }
      case syntax::Kind::Match: {
        const auto& match = static_cast<const syntax::Match&>(node);
        visit(*match.subject);
        for (const syntax::MatchCase& one : match.cases) {
          block(one.body);
        }
        return;
      }
      case syntax::Kind::Try: attempt(static_cast<const syntax::Try&>(node)); return;
      case syntax::Kind::ListComp: comprehension(static_cast<const syntax::ListComp&>(node)); return;
      case syntax::Kind::SetComp: comprehension(static_cast<const syntax::SetComp&>(node)); return;
      case syntax::Kind::DictComp: comprehension(static_cast<const syntax::DictComp&>(node)); return;
      case syntax::Kind::GeneratorExp: {
        const bool outside = in_generator_;
        in_generator_ = true;
        comprehension(static_cast<const syntax::GeneratorExp&>(node));
        in_generator_ = outside;
        return;
      }
      case syntax::Kind::Assign: {
        const auto& assignment = static_cast<const syntax::Assign&>(node);
        for (const syntax::Expr* target : assignment.targets) {
          define(*target, assignment.value);
        }
        break;
      }
      case syntax::Kind::AnnAssign: {
        const auto& assignment = static_cast<const syntax::AnnAssign&>(node);
        if (assignment.value != nullptr) {
          define(*assignment.target, assignment.value);
        }
        break;
      }
      case syntax::Kind::Subscript:
        if (!collects_) {
          subscript(static_cast<const syntax::Subscript&>(node));
        }
        break;
      default: break;
    }
    syntax::for_each_child(node, [&](const syntax::Node& child) { visit(child); });
  }

  void attempt(const syntax::Try& node) {
    block(node.body);
    for (const syntax::ExceptHandler& handler : node.handlers) {
      block(handler.body);
    }
    block(node.orelse);
    block(node.finalbody);
  }

  void loop(const syntax::For& node) {
    visit(*node.iter);
    const Place header = here_;
    in_block([&] {
      target(*node.target, *node.iter, header);
      in_order(node.body);
    });
    block(node.orelse);
  }

  template <typename Comprehension>
  void comprehension(const Comprehension& node) {
    clauses(node.generators, 0, [&] { element(node); });
  }
  template <typename Visit>
  void clauses(const std::vector<syntax::Comprehension>& generators, std::size_t index, const Visit& visit_element) {
    if (index == generators.size()) {
      visit_element();
      return;
    }
    const syntax::Comprehension& clause = generators[index];
    visit(*clause.iter);
    const Place header = here_;
    in_block([&] {
      target(*clause.target, *clause.iter, header);
      for (const syntax::Expr* test : clause.ifs) {
        visit(*test);
      }
      clauses(generators, index + 1, visit_element);
    });
  }
  template <typename Comprehension>
  void element(const Comprehension& node) {
    if constexpr (std::is_same_v<Comprehension, syntax::DictComp>) {
      visit(*node.key);
      visit(*node.value);
    } else {
      visit(*node.element);
    }
  }

  // --- definitions ---

  /// The variable, if it has this one definition only.
  [[nodiscard]] VariableId only_definition(const syntax::Expr& node) const {
    const auto* name = as<syntax::Name>(&node);
    const VariableId variable = name != nullptr ? names_.variable[name->id] : names::none;
    return variable != names::none && is_steady_variable(variable) ? variable : names::none;
  }
  [[nodiscard]] bool is_steady_variable(VariableId variable) const {
    const names::Variable& info = names_.variables[variable];
    return info.definition_ids.size() == 1 && info.placement != names::Placement::Global && info.placement != names::Placement::Member;
  }

  void define(const syntax::Expr& target, const syntax::Expr* value) {
    if (!collects_) {
      return;
    }
    if (const VariableId variable = only_definition(target); variable != names::none) {
      definitions_[variable] = {here_, value, value != nullptr ? made(*value) : Made{}};
    } else if (target.kind != syntax::Kind::Attribute && target.kind != syntax::Kind::Subscript) {
      syntax::for_each_child(target, [&](const syntax::Node& part) {  // of a tuple
        if (part.kind == syntax::Kind::Name) {
          define(static_cast<const syntax::Expr&>(part), nullptr);
        }
      });
    }
  }

  /// The target of a loop, in its body.
  void target(const syntax::Expr& target, const syntax::Expr& source, const Place& header) {
    define(target, nullptr);
    const auto* call = collects_ ? nullptr : as<syntax::Call>(&source);
    if (call == nullptr || !call->keywords.empty()) {
      return;
    }
    const syntax::Expr* counter = &target;
    std::optional<Linear> bound;
    if (is_builtin(*call, "range")) {
      bound = end_of_range(*call);
    } else if (const auto* pair = as<syntax::Tuple>(&target); pair != nullptr && is_builtin(*call, "enumerate") && call->arguments.size() == 1 && pair->elements.size() == 2) {
      counter = pair->elements.front();
      if (const VariableId counted = only_definition(*call->arguments.front()); counted != names::none) {
        bound = Linear{true, counted, 0};
      }
    }
    if (const VariableId variable = only_definition(*counter); variable != names::none && bound) {
      limit(variable, *bound, header);
    }
  }

  void limit(VariableId variable, const Linear& bound, const Place& header) {
    auto& limits = limits_[variable];
    limits.push_back({bound, header, here_.block});
    const auto definition = bound.is_length ? definitions_.end() : definitions_.find(bound.variable);
    if (definition == definitions_.end() || definition->second.value == nullptr || !precedes(definition->second.place, header)) {
      return;
    }
    if (auto value = linear(*definition->second.value); value && value->is_length) {  // n = len(xs)
      value->offset += bound.offset;
      limits.push_back({*value, definition->second.place, here_.block});
    }
  }

  [[nodiscard]] bool is_builtin(const syntax::Call& call, std::string_view function) const {
    const auto* name = as<syntax::Name>(call.function);
    return name != nullptr && name->name == function && names_.access[name->id] == names::Access::Builtin;
  }

  /// What all elements of the range are below.
  [[nodiscard]] std::optional<Linear> end_of_range(const syntax::Call& range) const {
    const std::size_t count = range.arguments.size();
    if (count == 1 || count == 2) {
      return linear(*range.arguments[count - 1]);
    }
    if (count != 3) {
      return std::nullopt;
    }
    const ranges::Interval step = effects_.ranges->node(range.arguments[2]->id);
    if (!step.is_empty && step.low && *step.low > 0) {
      return linear(*range.arguments[1]);
    }
    auto first = !step.is_empty && step.high && *step.high < 0 ? linear(*range.arguments[0]) : std::nullopt;
    if (first) {
      ++first->offset;
    }
    return first;
  }

  [[nodiscard]] std::optional<Linear> linear(const syntax::Expr& node) const {
    if (const auto* call = as<syntax::Call>(&node)) {
      const bool length = is_builtin(*call, "len") && call->arguments.size() == 1;
      const VariableId variable = length ? only_definition(*call->arguments.front()) : names::none;
      return variable != names::none ? std::optional(Linear{true, variable, 0}) : std::nullopt;
    }
    if (const auto* sum = as<syntax::BinOp>(&node)) {
      const auto constant = small_constant(*sum->right);
      auto base = constant && (sum->op == syntax::BinaryOperator::Add || sum->op == syntax::BinaryOperator::Sub) ? linear(*sum->left) : std::nullopt;
      if (base) {
        base->offset += sum->op == syntax::BinaryOperator::Add ? *constant : -*constant;
      }
      return base;
    }
    const VariableId variable = only_definition(node);
    return variable != names::none ? std::optional(Linear{false, variable, 0}) : std::nullopt;
  }

  // --- order of execution ---

  [[nodiscard]] bool encloses(std::size_t outer, std::size_t inner) const {
    while (inner > outer) {  // a block has a higher number than the one around it
      inner = parents_[inner];
    }
    return inner == outer;
  }
  /// Whenever execution comes to `second`, it came through `first` before, since the block of that was entered last.
  [[nodiscard]] bool precedes(const Place& first, const Place& second) const { return encloses(first.block, second.block) && first.offset <= second.offset; }
  /// Does the variable keep its value from `first` to here?
  [[nodiscard]] bool is_same(VariableId variable, const Place& first) const {
    const auto definition = definitions_.find(variable);
    return definition != definitions_.end() && precedes(first, here_) &&
           (!encloses(first.block, definition->second.place.block) || definition->second.place.offset <= first.offset);
  }

  // --- subscripts ---

  void subscript(const syntax::Subscript& node) {
    const VariableId sequence = only_definition(*node.value);
    if (sequence == names::none || !definitions_.contains(sequence) || !stays_as_long(node, sequence)) {
      return;
    }
    const ranges::Interval interval = effects_.ranges->node(node.slice->id);
    if (interval.is_non_negative() && (is_below_least(interval, sequence) || is_below_limit(*node.slice, sequence))) {
      inside_[node.id] = true;
    }
  }

  /// A sequence that cannot change, or a list that nothing makes shorter while this body runs.
  [[nodiscard]] bool stays_as_long(const syntax::Subscript& node, VariableId sequence) const {
    const types::Type& type = facts_.type(*node.value);
    const types::Atom* only = type.single();
    const names::Symbol& symbol = names_.symbols[names_.variables[sequence].symbol];
    const bool runs_later = in_generator_ && symbol.is_captured && !symbol.captured_by_generator_only;
    if (only == nullptr || only->kind != types::AtomKind::Instance || runs_later) {
      return false;
    }
    if (only->id == facts_.str_type || only->id == facts_.bytes_type || only->id == facts_.tuple_type) {
      return true;
    }
    const Key anything = named("elements");
    if (only->id != facts_.list_type || done_.anything || done_.suspends || done_.shortens.contains(anything) || finalisers_.contains(anything)) {
      return false;
    }
    const std::vector<Key> keys = effects_.element_storage(type);
    return std::none_of(keys.begin(), keys.end(), [&](Key key) { return done_.shortens.contains(key) || finalisers_.contains(key); });
  }

  [[nodiscard]] Made made(const syntax::Expr& value) const {
    if (const auto* product = as<syntax::BinOp>(&value); product != nullptr && product->op == syntax::BinaryOperator::Mult) {
      const bool list_first = is_display(*product->left);
      return list_first || is_display(*product->right) ? of_length(list_first ? *product->right : *product->left) : Made{};
    }
    if (const auto* comprehension = as<syntax::ListComp>(&value)) {
      const auto* range = comprehension->generators.size() == 1 ? as<syntax::Call>(comprehension->generators.front().iter) : nullptr;
      const bool counts = range != nullptr && comprehension->generators.front().ifs.empty() && is_builtin(*range, "range") && range->arguments.size() == 1;
      return counts ? of_length(*range->arguments.front()) : Made{};
    }
    if (is_display(value)) {
      return {.length = std::nullopt, .least = static_cast<ranges::Wide>(static_cast<const syntax::List&>(value).elements.size())};
    }
    return {};
  }
  [[nodiscard]] Made of_length(const syntax::Expr& count) const {
    const ranges::Interval interval = effects_.ranges->node(count.id);
    return {.length = linear(count), .least = interval.is_non_negative() ? *interval.low : 0};
  }
  /// At least one element, none of them starred.
  [[nodiscard]] static bool is_display(const syntax::Expr& node) {
    const auto* list = as<syntax::List>(&node);
    return list != nullptr && !list->elements.empty() && !syntax::has_starred(list->elements);
  }

  [[nodiscard]] bool is_below_least(const ranges::Interval& index, VariableId sequence) const { return index.high && *index.high < definitions_.find(sequence)->second.made.least; }

  [[nodiscard]] bool is_below_limit(const syntax::Expr& index, VariableId sequence) const {
    const auto position = linear(index);
    const auto found = position && !position->is_length ? limits_.find(position->variable) : limits_.end();
    return found != limits_.end() && std::any_of(found->second.begin(), found->second.end(),
                                                 [&](const Limit& limit) { return encloses(limit.block, here_.block) && is_within(limit, position->offset, sequence); });
  }

  [[nodiscard]] bool is_within(const Limit& limit, long offset, VariableId sequence) const {
    if (limit.bound.is_length) {
      return limit.bound.variable == sequence && limit.bound.offset + offset <= 0 && is_same(sequence, limit.place);
    }
    const Definition& definition = definitions_.find(sequence)->second;
    const auto& length = definition.made.length;
    if (!length || !precedes(definition.place, here_) || length->is_length || length->variable != limit.bound.variable || limit.bound.offset + offset > length->offset) {
      return false;
    }
    return is_same(length->variable, precedes(definition.place, limit.place) ? definition.place : limit.place);
  }

  const EffectFacts& effects_;
  const types::Facts& facts_;
  const names::Names& names_;
  const Effects& done_;        ///< what running the body does
  const NameSet& finalisers_;  ///< what `__del__` methods may make shorter
  std::vector<bool>& inside_;
  bool collects_ = true;
  bool in_generator_ = false;
  std::vector<std::size_t> parents_;  ///< by block: the one around it
  Place here_;
  std::map<VariableId, Definition> definitions_;
  std::map<VariableId, std::vector<Limit>> limits_;
};

}  // namespace

std::vector<bool> indices_inside(const program::Program& program, const EffectFacts& effects) {
  std::vector<bool> inside(program.node_count, false);
  NameSet finalisers;
  for (const types::FunctionInfo& function : effects.facts->functions) {
    if (!function.is_stub && function.name == "__del__") {
      finalisers.insert(effects.functions[function.id].shortens);
      if (effects.functions[function.id].anything) {
        finalisers.insert(named("elements"));
      }
    }
  }
  for (const types::FunctionInfo& function : effects.facts->functions) {
    if (function.is_stub || function.node == nullptr || function.is_generator || function.is_async) {
      continue;
    }
    Body body(effects, effects.functions[function.id], finalisers, inside);
    body.parameters(function);
    body.judge(function.node->body);
  }
  for (const auto& module : program.modules) {
    if (module->kind == program::ModuleKind::User) {
      Body(effects, effects.body(module->tree->body), finalisers, inside).judge(module->tree->body);
    }
  }
  return inside;
}

}  // namespace krait::effects
