/// What calls tell about the numbers that they are given.
#include <algorithm>

#include "syntax/children.hpp"
#include "types/number_walker.hpp"
#include "types/stub_annotations.hpp"

namespace krait::types {

using syntax::as;
using syntax::Kind;
using Vertex = NumberGraph::Vertex;

void NumberWalker::call(const syntax::Call& node) {
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

void NumberWalker::observe_arguments(const syntax::Call& node) {
  visit_all(node.arguments, NumberUse{});
  for (const syntax::Keyword& keyword : node.keywords) {
    visit(*keyword.value, NumberUse{});
  }
}

void NumberWalker::user_call(const syntax::Call& node, const CallFact& fact, const FunctionInfo& function) {
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
        visit(*item.value, NumberUse{});
        observe_slot(function.parameters[i + skip].slot);
      } else {
        visit(*item.value, into_slot(function.parameters[i + skip].slot));
      }
    }
  }
}

std::size_t NumberWalker::skipped(const syntax::Call& node, const CallFact& fact, const FunctionInfo& function) const {
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

bool NumberWalker::takes_float(const FunctionInfo& row) { return has_decorator(row.stub_decorators, "when_float"); }

bool NumberWalker::gives_element(const syntax::Call& node, const FunctionInfo& row) {
  if (row.owner != none || row.node == nullptr || row.parameters.empty() || node.arguments.size() != 1 || !node.keywords.empty() || node.arguments[0]->kind == Kind::Starred) {
    return false;
  }
  const auto* result = as<syntax::Name>(row.node->returns);
  const auto* source = as<syntax::Subscript>(row.parameters[0].annotation);
  const auto* element = source != nullptr ? as<syntax::Name>(source->slice) : nullptr;
  const std::string& head = head_of(row.parameters[0].annotation);
  return result != nullptr && element != nullptr && result->name == element->name && (head == "Iterable" || head == "Iterator") && !takes_float(row);
}

/// Is the type a number of either kind, or a tuple with one in it?
bool NumberWalker::gives_number(const Type& type) const {
  return graph_.is_number(type) || std::any_of(type.atoms().begin(), type.atoms().end(), [&](const Atom& atom) {
           return std::any_of(atom.elements.begin(), atom.elements.end(), [&](const Type& element) { return graph_.is_number(element); });
         });
}

/// A function of one number that gives one of the same kind: `abs`.
bool NumberWalker::keeps_kind(const syntax::Call& node, const FunctionInfo& row) const {
  return row.owner == none && row.parameters.size() == 1 && head_of(row.parameters.front().annotation) == "float" && node.arguments.size() == 1 &&
         graph_.is_number(facts_.type(node));
}

void NumberWalker::stub_call(const syntax::Call& node, const CallFact&, const FunctionInfo& row) {
  const auto* member = as<syntax::Attribute>(node.function);
  const Type no_receiver;
  const Type& receiver = member != nullptr && row.owner != none ? facts_.type(*member->value) : no_receiver;
  const std::vector<Vertex> kept = graph_.within(receiver);
  const bool is_method = !receiver.is_bottom() && receiver.single() != nullptr && receiver.single()->kind == AtomKind::Instance;
  if (gives_element(node, row)) {
    visit(*node.arguments[0], unseen());
    from_elements(node, facts_.type(*node.arguments[0]));
    return;
  }
  const Vertex self = graph_.node(node.id);
  if (graph_.is_number(facts_.type(node)) && !takes_float(row) && !is_method && !keeps_kind(node, row)) {
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
    visit(*keyword.value, NumberUse{});
  }
}

void NumberWalker::stub_argument(const syntax::Call& node, const syntax::Expr& argument, const FunctionInfo& row, const ParameterInfo* parameter, bool is_method,
                                 const std::vector<Vertex>& kept) {
  const std::string& head = head_of(parameter != nullptr ? parameter->annotation : nullptr);
  if (argument.kind == Kind::Starred || parameter == nullptr || parameter->kind == ParameterKind::VarArgs) {
    visit(argument, NumberUse{});
    return;
  }
  if (head == "float" && gives_number(facts_.type(node))) {
    // `abs(x)`: an int for an int, a float for a float.
    visit(argument, keeps_kind(node, row) ? into({graph_.node(node.id)}) : NumberUse{});
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
    visit(argument, head == "int" || head == "slice" ? NumberUse{} : into(kept));
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

}  // namespace krait::types
