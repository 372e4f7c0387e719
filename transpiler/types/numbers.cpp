/// Walks the program and says what each use of an `int | float` tells about it; `number_graph` spreads that.
#include "types/numbers.hpp"

#include <algorithm>
#include <utility>

#include "syntax/children.hpp"
#include "types/number_graph.hpp"

namespace krait::types {

using syntax::as;
using syntax::BinaryOperator;
using syntax::Kind;
using Vertex = NumberGraph::Vertex;

namespace {

/// What a place does with the value of an expression.
struct Use {
  bool observes = true;             ///< tells ints from floats, or is not understood
  std::vector<Vertex> into;         ///< the value goes there
};

/// An int literal whose size no chain of additions can bring beyond 2^53 (docs/analysis.md, 11 and 18).
bool is_small_literal(const syntax::Expr& node) {
  const auto* constant = as<syntax::Constant>(&node);
  return constant != nullptr && constant->constant == syntax::ConstantKind::Int && constant->text.size() <= 3;
}

/// Does a format specification convert ints to floats by itself: `.2f`, `e`, `%`?
bool formats_as_float(const syntax::FormattedValue& node) {
  const auto* spec = as<syntax::JoinedStr>(node.format_spec);
  if (spec == nullptr || spec->values.empty() || node.conversion != 0) {
    return false;
  }
  const auto* last = as<syntax::Constant>(spec->values.back());
  return last != nullptr && !last->text.empty() && std::string_view("eEfFgG%").find(last->text.back()) != std::string_view::npos;
}

class NumberWalker {
 public:
  NumberWalker(Facts& facts, const program::Program& program, const names::Names& names)
      : facts_(facts), program_(program), names_(names), graph_(facts) {}

  void run() {
    for (const auto& module : program_.modules) {
      if (module->kind == program::ModuleKind::User && module->tree != nullptr) {
        body(module->tree->body, module->tree->body.statements);
      }
    }
    declarations();
    rewrite();
  }

 private:
  static Use unseen() { return {.observes = false, .into = {}}; }
  static Use into(std::vector<Vertex> places) { return {.observes = false, .into = std::move(places)}; }

  // ---- places

  void add_slot(SlotId slot, std::vector<Vertex>& places, bool& known) {
    const Type& type = facts_.slot_type(slot);
    if (graph_.is_number(type)) {
      places.push_back(graph_.slot(slot));
    } else if (has_number(type)) {
      known = false;  // int, float and more: a dynamic slot
    }
  }

  [[nodiscard]] bool has_number(const Type& type) const {
    return type.atoms().size() > 1 && std::any_of(type.atoms().begin(), type.atoms().end(), [&](const Atom& atom) {
             return atom.kind == AtomKind::Unknown || (atom.kind == AtomKind::Instance && (atom.id == facts_.int_type || atom.id == facts_.float_type));
           });
  }

  Use into_slot(SlotId slot) {
    Use use = unseen();
    bool known = true;
    add_slot(slot, use.into, known);
    const Atom* tuple = facts_.slot_type(slot).single();
    if (tuple != nullptr && tuple->kind == AtomKind::Tuple) {
      tuple_slot_ = slot;
    }
    use.observes = !known || facts_.slot_type(slot).is_unknown();
    return use;
  }

  void observe_within(const Type& type) {
    for (const Vertex vertex : graph_.within(type)) {
      graph_.observe(vertex);
    }
    for (const Atom& atom : type.atoms()) {
      if (atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod) {
        observe_function(facts_.functions[atom.id]);
      }
    }
  }

  void observe_slot(SlotId slot) {
    if (slot == none) {
      return;
    }
    if (graph_.is_number(facts_.slot_type(slot))) {
      graph_.observe(graph_.slot(slot));
    }
    const Atom* only = facts_.slot_type(slot).single();
    for (std::uint32_t i = 0; only != nullptr && i < only->elements.size(); ++i) {
      graph_.observe(graph_.slot(slot, i));
    }
    observe_within(facts_.slot_type(slot));
  }

  void observe_function(const FunctionInfo& function) {
    if (function.is_stub || !watched_functions_.insert(function.id).second) {
      return;
    }
    observe_slot(function.returns);
    observe_slot(function.yields);
    for (const ParameterInfo& parameter : function.parameters) {
      observe_slot(parameter.slot);
    }
  }

  /// All numbers within two types travel together.
  void tie(const Type& a, const Type& b) {
    std::vector<Vertex> all = graph_.within(a);
    const std::vector<Vertex> more = graph_.within(b);
    all.insert(all.end(), more.begin(), more.end());
    for (std::size_t i = 1; i < all.size(); ++i) {
      graph_.same(all[i - 1], all[i]);
    }
  }

  // ---- expressions

  void visit_all(const std::vector<syntax::Expr*>& nodes, const Use& use) {
    for (const syntax::Expr* node : nodes) {
      visit(*node, use);
    }
  }
  void visit_if(const syntax::Expr* node, const Use& use) {
    if (node != nullptr) {
      visit(*node, use);
    }
  }

  void visit(const syntax::Expr& node, const Use& use) {
    const Type& type = facts_.type(node);
    const SlotId tuple_slot = std::exchange(tuple_slot_, none);
    if (graph_.is_number(type)) {
      const Vertex self = graph_.node(node.id);
      if (use.observes) {
        graph_.observe(self);
      }
      for (const Vertex place : use.into) {
        graph_.same(self, place);
      }
    } else {
      const bool float_or_literal = graph_.is_only(type, facts_.float_type) || is_small_literal(node) || type.is_bottom();
      for (const Vertex place : use.into) {
        if (!float_or_literal) {
          graph_.observe(place);
        }
      }
      if (use.observes) {
        observe_within(type);
        observe_tuple(node);
      } else if (tuple_slot != none && type.single() != nullptr) {
        tie_tuple(node, *type.single(), tuple_slot);
      }
    }
    sources(node, use);
  }

  void observe_tuple(const syntax::Expr& node) {
    const Atom* only = facts_.type(node).single();
    for (std::uint32_t i = 0; only != nullptr && i < only->elements.size(); ++i) {
      if (graph_.is_number(only->elements[i])) {
        graph_.observe(graph_.node(node.id, i));
      }
    }
  }

  void tie_tuple(const syntax::Expr& node, const Atom& tuple, SlotId slot) {
    for (std::uint32_t i = 0; i < tuple.elements.size(); ++i) {
      if (graph_.is_number(tuple.elements[i])) {
        graph_.same(graph_.node(node.id, i), graph_.slot(slot, i));
      } else if (!graph_.is_only(tuple.elements[i], facts_.float_type)) {
        graph_.observe(graph_.slot(slot, i));
      }
    }
  }

  /// The value of `node` comes from a slot.
  void from_slot(const syntax::Expr& node, SlotId slot) {
    if (slot == none) {
      return;
    }
    const Type& type = facts_.type(node);
    if (graph_.is_number(type)) {
      if (graph_.is_number(facts_.slot_type(slot))) {
        graph_.same(graph_.slot(slot), graph_.node(node.id));
      } else {
        graph_.observe(graph_.node(node.id));
      }
    }
    const Atom* mine = type.single();
    const Atom* theirs = facts_.slot_type(slot).single();
    if (mine != nullptr && theirs != nullptr && mine->kind == AtomKind::Tuple && mine->elements.size() == theirs->elements.size()) {
      for (std::uint32_t i = 0; i < mine->elements.size(); ++i) {
        if (graph_.is_number(mine->elements[i])) {
          graph_.same(graph_.node(node.id, i), graph_.slot(slot, i));
        }
      }
    }
  }

  /// The value of `node` is one of the numbers within a container's type.
  void from_elements(const syntax::Expr& node, const Type& container) {
    const std::vector<Vertex> places = graph_.within(container);
    if (graph_.is_number(facts_.type(node))) {
      if (places.empty()) {
        graph_.observe(graph_.node(node.id));
      }
      for (const Vertex place : places) {
        graph_.same(place, graph_.node(node.id));
      }
      return;
    }
    tie(facts_.type(node), container);
    observe_tuple(node);
  }

  void sources(const syntax::Expr& node, const Use& use) {
    switch (node.kind) {
      case Kind::Name: name(static_cast<const syntax::Name&>(node)); return;
      case Kind::Attribute: attribute(static_cast<const syntax::Attribute&>(node)); return;
      case Kind::Subscript: {
        const auto& item = static_cast<const syntax::Subscript&>(node);
        visit(*item.value, unseen());
        visit(*item.slice, Use{});
        from_elements(node, facts_.type(*item.value));
        observe_tuple(*item.value);
        return;
      }
      case Kind::Call: call(static_cast<const syntax::Call&>(node)); return;
      case Kind::BinOp: {
        const auto& operation = static_cast<const syntax::BinOp&>(node);
        operands(operation.op, *operation.left, *operation.right, facts_.type(node), {graph_.node(node.id)});
        return;
      }
      case Kind::UnaryOp: {
        const auto& operation = static_cast<const syntax::UnaryOp&>(node);
        const bool negates = operation.op == syntax::UnaryOperator::USub || operation.op == syntax::UnaryOperator::Invert;
        if (negates && graph_.is_number(facts_.type(node))) {
          graph_.observe(graph_.node(node.id));  // -0 is 0, -0.0 is not
        }
        const bool is_number = graph_.is_number(facts_.type(*operation.operand));
        visit(*operation.operand, {.observes = negates && is_number, .into = {}});
        return;
      }
      case Kind::BoolOp: visit_all(static_cast<const syntax::BoolOp&>(node).values, through(node, use)); return;
      case Kind::IfExp: {
        const auto& choice = static_cast<const syntax::IfExp&>(node);
        visit(*choice.test, unseen());
        visit(*choice.body, through(node, use));
        visit(*choice.orelse, through(node, use));
        return;
      }
      case Kind::NamedExpr: {
        const auto& walrus = static_cast<const syntax::NamedExpr&>(node);
        assign(*walrus.target, *walrus.value);
        if (graph_.is_number(facts_.type(node))) {
          graph_.same(graph_.node(walrus.value->id), graph_.node(node.id));
          from_slot(node, slot_of(walrus.target->id));
        }
        return;
      }
      case Kind::Compare: {
        const auto& test = static_cast<const syntax::Compare&>(node);
        visit(*test.left, unseen());
        visit_all(test.comparators, unseen());
        return;
      }
      case Kind::FormattedValue: {
        const auto& field = static_cast<const syntax::FormattedValue&>(node);
        visit(*field.value, {.observes = !formats_as_float(field), .into = {}});
        visit_if(field.format_spec, unseen());
        return;
      }
      case Kind::JoinedStr: visit_all(static_cast<const syntax::JoinedStr&>(node).values, unseen()); return;
      default: displays(node, use); return;
    }
  }

  /// The same use for the operand that the expression gives.
  Use through(const syntax::Expr& node, const Use& use) {
    if (!graph_.is_number(facts_.type(node))) {
      return {.observes = use.observes || has_number(facts_.type(node)), .into = {}};
    }
    return into({graph_.node(node.id)});
  }

  void displays(const syntax::Expr& node, const Use& use) {
    switch (node.kind) {
      case Kind::List: visit_all(static_cast<const syntax::List&>(node).elements, element_use(node, 0)); return;
      case Kind::Set: visit_all(static_cast<const syntax::Set&>(node).elements, element_use(node, 0)); return;
      case Kind::Tuple: {
        const auto& tuple = static_cast<const syntax::Tuple&>(node);
        const Atom* only = facts_.type(node).single();
        for (std::uint32_t i = 0; i < tuple.elements.size(); ++i) {
          const bool known = only != nullptr && only->kind == AtomKind::Tuple && i < only->elements.size() && graph_.is_number(only->elements[i]);
          visit(*tuple.elements[i], known ? into({graph_.node(node.id, i)}) : Use{.observes = use.observes, .into = {}});
        }
        return;
      }
      case Kind::Dict:
        for (const syntax::Dict::Item& item : static_cast<const syntax::Dict&>(node).items) {
          visit_if(item.key, item.key != nullptr ? element_use(node, 0) : Use{});
          visit(*item.value, item.key != nullptr ? element_use(node, 1) : Use{});
        }
        return;
      case Kind::ListComp: return comprehension(static_cast<const syntax::ListComp&>(node));
      case Kind::SetComp: return comprehension(static_cast<const syntax::SetComp&>(node));
      case Kind::GeneratorExp: return comprehension(static_cast<const syntax::GeneratorExp&>(node));
      case Kind::DictComp: {
        const auto& made = static_cast<const syntax::DictComp&>(node);
        clauses(made.generators);
        visit(*made.key, element_use(node, 0));
        visit(*made.value, element_use(node, 1));
        return;
      }
      case Kind::Lambda: {
        const FunctionInfo& function = facts_.functions[facts_.function_of(node.id)];
        defaults(function);
        visit(*static_cast<const syntax::Lambda&>(node).body, into_slot(function.returns));
        return;
      }
      case Kind::Await: {
        const auto& wait = static_cast<const syntax::Await&>(node);
        visit(*wait.value, unseen());
        from_elements(node, facts_.type(*wait.value));
        return;
      }
      case Kind::Yield:
      case Kind::YieldFrom: yielded(node); return;
      default:
        syntax::for_each_child(node, [&](const syntax::Node& child) { visit(static_cast<const syntax::Expr&>(child), Use{}); });
    }
  }

  void yielded(const syntax::Expr& node) {
    const syntax::Expr* value = node.kind == Kind::Yield ? static_cast<const syntax::Yield&>(node).value : static_cast<const syntax::YieldFrom&>(node).value;
    if (graph_.is_number(facts_.type(node))) {
      graph_.observe(graph_.node(node.id));
    }
    if (function_ == nullptr || value == nullptr) {
      return;
    }
    observe_slot(function_->sends);
    if (node.kind == Kind::Yield) {
      visit(*value, into_slot(function_->yields));
    } else {
      visit(*value, Use{});
      observe_slot(function_->yields);
    }
  }

  /// How a display keeps its elements: type argument `index`.
  Use element_use(const syntax::Expr& display, std::size_t index) {
    const Atom* only = facts_.type(display).single();
    return only != nullptr && only->kind == AtomKind::Instance && index < only->slots.size() ? into_slot(only->slots[index]) : Use{};
  }

  template <typename Node>
  void comprehension(const Node& node) {
    clauses(node.generators);
    visit(*node.element, element_use(node, 0));
  }

  void clauses(const std::vector<syntax::Comprehension>& generators) {
    for (const syntax::Comprehension& clause : generators) {
      iterate(*clause.target, *clause.iter);
      visit_all(clause.ifs, unseen());
    }
  }

  // ---- names and attributes

  [[nodiscard]] SlotId slot_of(NodeId node) const {
    const names::VariableId variable = names_.variable[node];
    return variable == names::none ? none : facts_.variable_slot(variable);
  }

  void name(const syntax::Name& node) { from_slot(node, slot_of(node.id)); }

  void attribute(const syntax::Attribute& node) {
    visit(*node.value, unseen());
    const AttributeFact* fact = facts_.attribute(node.id);
    if (fact == nullptr) {
      return;
    }
    if (fact->kind == AttributeKind::Field || fact->kind == AttributeKind::ClassAttribute) {
      for (const Atom& atom : facts_.type(*node.value).atoms()) {
        if (atom.kind == AtomKind::Instance || atom.kind == AtomKind::Class) {
          const FieldInfo* field = facts_.find_field(atom.id, node.attribute);
          from_slot(node, field != nullptr ? field->slot : none);
        }
      }
    } else if (fact->kind == AttributeKind::Property && fact->function != none) {
      from_slot(node, facts_.functions[fact->function].returns);
    } else if (fact->kind == AttributeKind::ModuleMember && fact->variable != names::none) {
      from_slot(node, facts_.variable_slot(fact->variable));
    } else if (graph_.is_number(facts_.type(node))) {
      graph_.observe(graph_.node(node.id));
    }
  }

  // ---- operators

  /// `left op right`, whose result goes to `results`.
  void operands(BinaryOperator op, const syntax::Expr& left, const syntax::Expr& right, const Type& result, const std::vector<Vertex>& results) {
    const Type& a = facts_.type(left);
    const Type& b = facts_.type(right);
    const bool arithmetic = op == BinaryOperator::Add || op == BinaryOperator::Sub || op == BinaryOperator::Mult || op == BinaryOperator::Div;
    const bool numbers = graph_.is_number(a) || graph_.is_number(b) || graph_.is_number(result);
    if (!numbers) {
      visit(left, unseen());
      visit(right, {.observes = op == BinaryOperator::Mod, .into = {}});
      tie(result, a);
      tie(result, b);
      return;
    }
    const bool with_float = graph_.is_only(a, facts_.float_type) || graph_.is_only(b, facts_.float_type);
    const bool with_literal = is_small_literal(left) || is_small_literal(right);
    const bool sums = op == BinaryOperator::Add || op == BinaryOperator::Sub;
    const bool blind = arithmetic && (with_float || (sums && with_literal) || (op == BinaryOperator::Div && with_literal));
    for (const Vertex vertex : results) {
      if (!blind && graph_.is_number(result)) {
        graph_.observe(vertex);
      }
    }
    const Use use{.observes = !blind, .into = graph_.is_number(result) && blind ? results : std::vector<Vertex>{}};
    visit(left, use);
    visit(right, use);
  }

  // ---- calls

  void call(const syntax::Call& node) {
    visit(*node.function, unseen());
    const CallFact* fact = facts_.call(node.id);
    const bool is_number = graph_.is_number(facts_.type(node));
    if (fact != nullptr && (fact->kind == CallKind::User || fact->kind == CallKind::Construct || fact->kind == CallKind::Value) && !fact->targets.empty()) {
      for (const FunctionId target : fact->targets) {
        user_call(node, *fact, facts_.functions[target]);
      }
      return;
    }
    if (fact != nullptr && (fact->kind == CallKind::Stub || fact->kind == CallKind::Construct) && fact->function != none) {
      stub_call(node, *fact, facts_.functions[fact->function]);
      return;
    }
    if (is_number) {
      graph_.observe(graph_.node(node.id));
    }
    observe_arguments(node);
    observe_tuple(node);
    observe_within(facts_.type(node));
  }

  void observe_arguments(const syntax::Call& node) {
    visit_all(node.arguments, Use{});
    for (const syntax::Keyword& keyword : node.keywords) {
      visit(*keyword.value, Use{});
    }
  }

  void user_call(const syntax::Call& node, const CallFact& fact, const FunctionInfo& function) {
    if (fact.kind != CallKind::Construct && !function.is_stub) {
      if (function.is_generator || function.is_async) {
        tie(facts_.type(node), facts_.type(node));
      } else {
        from_slot(node, function.returns);
      }
    }
    const Binding binding = bind(function, skipped(node, fact, function), node);
    if (!binding.ok || function.is_stub) {
      observe_arguments(node);
      observe_function(function);
      return;
    }
    const std::size_t skip = function.parameters.size() - binding.parameters.size();
    for (std::size_t i = 0; i < binding.parameters.size(); ++i) {
      for (const Binding::Item& item : binding.parameters[i]) {
        if (item.value == nullptr) {
          continue;
        }
        if (item.is_starred) {
          visit(*item.value, Use{});
          observe_slot(function.parameters[i + skip].slot);
        } else {
          visit(*item.value, into_slot(function.parameters[i + skip].slot));
        }
      }
    }
  }

  [[nodiscard]] std::size_t skipped(const syntax::Call& node, const CallFact& fact, const FunctionInfo& function) const {
    if (fact.kind == CallKind::Construct) {
      return 1;
    }
    if (function.owner == none || function.method == MethodKind::Static) {
      return 0;
    }
    const AttributeFact* attribute = facts_.attribute(node.function->id);
    const bool method = attribute != nullptr && attribute->kind == AttributeKind::Method;
    const auto& atoms = facts_.type(*node.function).atoms();
    const bool bound = std::any_of(atoms.begin(), atoms.end(), [&](const Atom& atom) { return atom.kind == AtomKind::BoundMethod; });
    const bool plain = std::any_of(atoms.begin(), atoms.end(), [&](const Atom& atom) { return atom.kind == AtomKind::Function && atom.id == function.id; });
    return (method || bound || node.function->kind == Kind::Attribute) && !plain ? 1 : function.name == "__call__" ? 1 : 0;
  }

  static std::string head_of(const syntax::Expr* annotation) {
    const auto* subscript = as<syntax::Subscript>(annotation);
    const auto* name = as<syntax::Name>(subscript != nullptr ? subscript->value : annotation);
    return name != nullptr ? name->name : "";
  }

  [[nodiscard]] static bool takes_float(const FunctionInfo& row) {
    return std::any_of(row.stub_decorators.begin(), row.stub_decorators.end(), [](const StubDecorator& one) { return one.name == "when_float"; });
  }

  void stub_call(const syntax::Call& node, const CallFact&, const FunctionInfo& row) {
    const auto* member = as<syntax::Attribute>(node.function);
    const Type no_receiver;
    const Type& receiver = member != nullptr && row.owner != none ? facts_.type(*member->value) : no_receiver;
    const std::vector<Vertex> kept = graph_.within(receiver);
    const bool is_method = !receiver.is_bottom() && receiver.single() != nullptr && receiver.single()->kind == AtomKind::Instance;
    const Vertex self = graph_.node(node.id);
    if (graph_.is_number(facts_.type(node)) && !takes_float(row) && !is_method) {
      graph_.observe(self);
    }
    if (is_method) {
      from_elements(node, receiver);
    }
    const std::size_t first = row.owner != none && row.method == MethodKind::Instance ? 1 : 0;
    for (std::size_t i = 0; i < node.arguments.size(); ++i) {
      const ParameterInfo* parameter = first + i < row.parameters.size() ? &row.parameters[first + i] : nullptr;
      stub_argument(node, *node.arguments[i], row, parameter, is_method, kept);
    }
    for (const syntax::Keyword& keyword : node.keywords) {
      visit(*keyword.value, Use{});
    }
  }

  void stub_argument(const syntax::Call& node, const syntax::Expr& argument, const FunctionInfo& row, const ParameterInfo* parameter, bool is_method,
                     const std::vector<Vertex>& kept) {
    const std::string head = parameter != nullptr ? head_of(parameter->annotation) : "";
    if (argument.kind == Kind::Starred || parameter == nullptr || parameter->kind == ParameterKind::VarArgs) {
      visit(argument, Use{});
      return;
    }
    if (head == "float" || head == "Sized") {
      visit(argument, unseen());
      return;
    }
    if (takes_float(row)) {
      visit(argument, unseen());
      for (const Vertex element : graph_.within(facts_.type(argument))) {
        graph_.same(element, graph_.node(node.id));
      }
      return;
    }
    if (is_method) {
      visit(argument, head == "int" || head == "slice" ? Use{} : into(kept));
      tie(facts_.type(argument), facts_.type(*static_cast<const syntax::Attribute*>(node.function)->value));
      return;
    }
    // Elements that come out again in the result (`list(xs)`, `zip(xs, ys)`, `enumerate(xs)`) keep their kind.
    const bool passes_on = head == "Iterable" && !graph_.within(facts_.type(node)).empty();
    visit(argument, {.observes = !passes_on, .into = {}});
    if (passes_on) {
      tie(facts_.type(argument), facts_.type(node));
    }
  }

  // ---- statements

  void body(const syntax::Body&, const std::vector<syntax::Stmt*>& statements) {
    for (const syntax::Stmt* statement : statements) {
      execute(*statement);
    }
  }

  void assign(const syntax::Expr& target, const syntax::Expr& value) { visit(value, target_use(target, value)); }

  /// Where an assignment puts a value.
  Use target_use(const syntax::Expr& target, const syntax::Expr& value) {
    if (target.kind == Kind::Name) {
      const SlotId slot = slot_of(target.id);
      Use use = slot == none ? Use{} : into_slot(slot);
      const FieldInfo* field = class_ == none ? nullptr : facts_.find_field(class_, static_cast<const syntax::Name&>(target).name);
      if (field != nullptr) {
        use.observes = use.observes || !graph_.is_number(facts_.slot_type(field->slot));
        const Use also = into_slot(field->slot);
        use.into.insert(use.into.end(), also.into.begin(), also.into.end());
      }
      return use;
    }
    if (const auto* attribute = as<syntax::Attribute>(&target)) {
      return field_use(*attribute);
    }
    if (const auto* item = as<syntax::Subscript>(&target)) {
      visit(*item->value, unseen());
      visit(*item->slice, Use{});
      const Atom* only = facts_.type(*item->value).single();
      const bool slice = item->slice->kind == Kind::Slice;
      if (only == nullptr || only->kind != AtomKind::Instance || only->slots.empty()) {
        return {};
      }
      if (slice) {
        tie(facts_.type(value), facts_.type(*item->value));
        return unseen();
      }
      return into_slot(only->slots.back());
    }
    const auto* several = as<syntax::Tuple>(&target);
    const auto* list = as<syntax::List>(&target);
    if (several != nullptr || list != nullptr) {
      unpack(several != nullptr ? several->elements : list->elements, value);
      return unseen();
    }
    return {};
  }

  Use field_use(const syntax::Attribute& target) {
    visit(*target.value, unseen());
    const AttributeFact* fact = facts_.attribute(target.id);
    Use use = unseen();
    const bool plain = fact != nullptr && (fact->kind == AttributeKind::Field || fact->kind == AttributeKind::ClassAttribute);
    bool found = false;
    for (const Atom& atom : facts_.type(*target.value).atoms()) {
      const bool object = atom.kind == AtomKind::Instance || atom.kind == AtomKind::Class;
      const FieldInfo* field = plain && object ? facts_.find_field(atom.id, target.attribute) : nullptr;
      if (field != nullptr) {
        found = true;
        const Use one = into_slot(field->slot);
        use.observes = use.observes || one.observes;
        use.into.insert(use.into.end(), one.into.begin(), one.into.end());
      }
    }
    return found ? use : Use{};
  }

  void unpack(const std::vector<syntax::Expr*>& targets, const syntax::Expr& value) {
    const auto* display = as<syntax::Tuple>(&value);
    const Atom* only = facts_.type(value).single();
    for (std::uint32_t i = 0; i < targets.size(); ++i) {
      const bool known = only != nullptr && only->kind == AtomKind::Tuple && only->elements.size() == targets.size();
      const SlotId slot = targets[i]->kind == Kind::Name ? slot_of(targets[i]->id) : none;
      if (known && graph_.is_number(only->elements[i])) {
        if (slot != none && graph_.is_number(facts_.slot_type(slot))) {
          graph_.same(graph_.node(value.id, i), graph_.slot(slot));
        } else {
          graph_.observe(graph_.node(value.id, i));
          observe_target(*targets[i]);
        }
      } else if (known && display != nullptr && i < display->elements.size()) {
        const Use use = target_use(*targets[i], *display->elements[i]);
        const bool harmless = graph_.is_only(only->elements[i], facts_.float_type) || is_small_literal(*display->elements[i]);
        for (const Vertex place : use.into) {
          if (!harmless) {
            graph_.observe(place);
          }
        }
      } else if (known && graph_.is_only(only->elements[i], facts_.float_type)) {
        continue;
      } else {
        from_iteration(*targets[i], facts_.type(value), known);
      }
    }
  }

  /// A target gets something out of a container that is not followed further.
  void from_iteration(const syntax::Expr& target, const Type& source, bool element_known) {
    const SlotId slot = target.kind == Kind::Name ? slot_of(target.id) : none;
    if (slot == none) {
      observe_target(target);
      return;
    }
    if (graph_.is_number(facts_.slot_type(slot))) {
      const std::vector<Vertex> places = element_known ? std::vector<Vertex>{} : graph_.within(source);
      if (places.empty()) {
        graph_.observe(graph_.slot(slot));
      }
      for (const Vertex place : places) {
        graph_.same(place, graph_.slot(slot));
      }
    } else {
      tie(facts_.slot_type(slot), source);
      const Atom* only = facts_.slot_type(slot).single();
      for (std::uint32_t i = 0; only != nullptr && i < only->elements.size(); ++i) {
        graph_.observe(graph_.slot(slot, i));
      }
    }
  }

  void observe_target(const syntax::Expr& target) {
    if (target.kind == Kind::Name) {
      observe_slot(slot_of(target.id));
    } else if (const auto* attribute = as<syntax::Attribute>(&target)) {
      for (const Vertex place : field_use(*attribute).into) {
        graph_.observe(place);
      }
    } else if (const auto* item = as<syntax::Subscript>(&target)) {
      observe_within(facts_.type(*item->value));
    } else {
      syntax::for_each_child(target, [&](const syntax::Node& child) { observe_target(static_cast<const syntax::Expr&>(child)); });
    }
  }

  void iterate(const syntax::Expr& target, const syntax::Expr& iter) {
    visit(iter, unseen());
    observe_tuple(iter);
    const auto* several = as<syntax::Tuple>(&target);
    if (several == nullptr) {
      from_iteration(target, facts_.type(iter), false);
      return;
    }
    for (const syntax::Expr* one : several->elements) {
      from_iteration(*one, facts_.type(iter), false);
    }
  }

  void execute(const syntax::Stmt& node) {
    switch (node.kind) {
      case Kind::Assign: {
        const auto& statement = static_cast<const syntax::Assign&>(node);
        for (const syntax::Expr* target : statement.targets) {
          assign(*target, *statement.value);
        }
        return;
      }
      case Kind::AnnAssign: {
        const auto& statement = static_cast<const syntax::AnnAssign&>(node);
        if (statement.value != nullptr) {
          assign(*statement.target, *statement.value);
        }
        return;
      }
      case Kind::AugAssign: augmented(static_cast<const syntax::AugAssign&>(node)); return;
      case Kind::Return: {
        const auto& statement = static_cast<const syntax::Return&>(node);
        if (statement.value != nullptr) {
          visit(*statement.value, function_ != nullptr ? into_slot(function_->returns) : unseen());
        }
        return;
      }
      case Kind::ExprStmt: visit(*static_cast<const syntax::ExprStmt&>(node).value, unseen()); return;
      case Kind::FunctionDef: define(static_cast<const syntax::FunctionDef&>(node)); return;
      case Kind::ClassDef: {
        const auto& statement = static_cast<const syntax::ClassDef&>(node);
        const ClassId outer = std::exchange(class_, facts_.class_of(node.id));
        body(statement.body, statement.body.statements);
        class_ = outer;
        return;
      }
      case Kind::ImportFrom:
        for (const syntax::ImportAlias& alias : static_cast<const syntax::ImportFrom&>(node).names) {
          observe_slot(slot_of(alias.id));
          const AttributeFact* fact = facts_.attribute(alias.id);
          observe_slot(fact != nullptr && fact->variable != names::none ? facts_.variable_slot(fact->variable) : none);
        }
        return;
      default: compound(node);
    }
  }

  void compound(const syntax::Stmt& node) {
    if (const auto* loop = as<syntax::For>(&node)) {
      iterate(*loop->target, *loop->iter);
      body(loop->body, loop->body.statements);
      body(loop->orelse, loop->orelse.statements);
      return;
    }
    const bool tests = node.kind == Kind::If || node.kind == Kind::While;
    syntax::for_each_child(node, [&](const syntax::Node& child) { part(child, tests); });
  }

  /// A child of a statement without rules of its own: an expression is observed, unless it is only tested.
  void part(const syntax::Node& child, bool only_tested) {
#define EXPR(name) case Kind::name:
#define STMT(name)
#define PATTERN(name)
    switch (child.kind) {
#include "syntax/nodes.def"
      visit(static_cast<const syntax::Expr&>(child), {.observes = !only_tested, .into = {}});
      return;
      default: break;
    }
#define STMT(name) case Kind::name:
    switch (child.kind) {
#include "syntax/nodes.def"
      execute(static_cast<const syntax::Stmt&>(child));
      return;
      default: break;
    }
    observe_slot(slot_of(child.id));  // what a pattern binds
    syntax::for_each_child(child, [&](const syntax::Node& inner) { part(inner, false); });
  }

  void augmented(const syntax::AugAssign& node) {
    const Use target = target_use(*node.target, *node.value);
    operands(node.op, *node.target, *node.value, facts_.type(node.id), target.into);
    for (const Vertex place : graph_.is_number(facts_.type(node.id)) ? target.into : std::vector<Vertex>{}) {
      graph_.same(graph_.node(node.id), place);
    }
    if (target.observes && graph_.is_number(facts_.type(*node.target))) {
      graph_.observe(graph_.node(node.target->id));
    }
    const bool harmless = graph_.is_number(facts_.type(node.id)) || graph_.is_only(facts_.type(node.id), facts_.float_type);
    for (const Vertex place : target.into) {
      if (!harmless) {
        graph_.observe(place);
      }
    }
  }

  void defaults(const FunctionInfo& function) {
    for (const ParameterInfo& parameter : function.parameters) {
      if (parameter.default_value != nullptr) {
        visit(*parameter.default_value, into_slot(parameter.slot));
      }
    }
  }

  void define(const syntax::FunctionDef& node) {
    const FunctionInfo& function = facts_.functions[facts_.function_of(node.id)];
    defaults(function);
    for (const syntax::Expr* decorator : node.decorators) {
      visit(*decorator, Use{});
    }
    const FunctionInfo* const outer = std::exchange(function_, &function);
    const ClassId outer_class = std::exchange(class_, none);
    body(node.body, node.body.statements);
    function_ = outer;
    class_ = outer_class;
  }

  // ---- what is not seen from expressions

  void declarations() {
    for (const FunctionInfo& function : facts_.functions) {
      const bool implicit = function.owner != none && function.name.starts_with("__") && function.name != "__init__";
      if (!function.is_stub && (function.is_exposed || function.is_decorated || implicit || !function.is_called)) {
        observe_function(function);
      }
    }
    for (const ClassInfo& cls : facts_.classes) {
      const bool shown = cls.kind != ClassKind::Plain || cls.is_exposed || cls.has_dynamic_attributes;
      for (const auto& [name, field] : cls.fields) {
        if (!cls.is_stub && shown) {
          observe_slot(field.slot);
        }
      }
    }
  }

  void rewrite() {
    const auto drop_int = [&](Type& type) {
      if (graph_.is_number(type)) {
        std::erase_if(type.atoms(), [&](const Atom& atom) { return atom.id == facts_.int_type; });
      }
    };
    for (const NumberPlace& place : graph_.settle()) {
      Type& type = place.kind == NumberPlace::Kind::Slot ? facts_.slots[facts_.find(place.id)].type : facts_.node_types[place.id];
      if (place.element == none) {
        drop_int(type);
      } else if (type.atoms().size() == 1 && place.element < type.atoms().front().elements.size()) {
        drop_int(type.atoms().front().elements[place.element]);
      }
    }
  }

  Facts& facts_;
  const program::Program& program_;
  const names::Names& names_;
  NumberGraph graph_;
  const FunctionInfo* function_ = nullptr;
  ClassId class_ = none;
  SlotId tuple_slot_ = none;   ///< where the next visited value, a tuple, goes
  std::set<FunctionId> watched_functions_;
};

}  // namespace

void settle_numbers(Facts& facts, const program::Program& program, const names::Names& names) { NumberWalker(facts, program, names).run(); }

}  // namespace krait::types
