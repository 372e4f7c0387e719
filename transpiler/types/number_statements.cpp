/// What statements tell about the numbers that they use.
#include <utility>

#include "syntax/children.hpp"
#include "types/number_walker.hpp"

namespace krait::types {

using syntax::as;
using syntax::Kind;
using Vertex = NumberGraph::Vertex;

void NumberWalker::body(const syntax::Body&, const std::vector<syntax::Stmt*>& statements) {
  const syntax::Stmt* const outer = previous_;
  previous_ = nullptr;
  for (const syntax::Stmt* statement : statements) {
    execute(*statement);
    previous_ = statement;
  }
  previous_ = outer;
}

NumberUse NumberWalker::target_use(const syntax::Expr& target, const syntax::Expr& value) {
  if (target.kind == Kind::Name) {
    const SlotId slot = slot_of(target.id);
    NumberUse use = slot == none ? NumberUse{} : into_slot(slot);
    const FieldInfo* field = class_ == none ? nullptr : facts_.find_field(class_, static_cast<const syntax::Name&>(target).name);
    if (field != nullptr) {
      use.observes = use.observes || (has_number(facts_.slot_type(field->slot)) && !graph_.is_number(facts_.slot_type(field->slot)));
      const NumberUse also = into_slot(field->slot);
      use.into.insert(use.into.end(), also.into.begin(), also.into.end());
    }
    return use;
  }
  if (const auto* attribute = as<syntax::Attribute>(&target)) {
    return field_use(*attribute);
  }
  if (const auto* item = as<syntax::Subscript>(&target)) {
    visit(*item->value, unseen());
    visit(*item->slice, NumberUse{});
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

NumberUse NumberWalker::field_use(const syntax::Attribute& target) {
  visit(*target.value, unseen());
  const AttributeFact* fact = facts_.attribute(target.id);
  NumberUse use = unseen();
  const bool plain = fact != nullptr && (fact->kind == AttributeKind::Field || fact->kind == AttributeKind::ClassAttribute);
  bool found = false;
  for (const Atom& atom : facts_.type(*target.value).atoms()) {
    const bool object = atom.kind == AtomKind::Instance || atom.kind == AtomKind::Class;
    const FieldInfo* field = plain && object ? facts_.find_field(atom.id, target.attribute) : nullptr;
    if (field != nullptr) {
      found = true;
      const NumberUse one = into_slot(field->slot);
      use.observes = use.observes || one.observes;
      use.into.insert(use.into.end(), one.into.begin(), one.into.end());
    }
  }
  return found ? use : NumberUse{};
}

void NumberWalker::unpack(const std::vector<syntax::Expr*>& targets, const syntax::Expr& value) {
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
      const NumberUse use = target_use(*targets[i], *display->elements[i]);
      const bool harmless = graph_.is_float(only->elements[i]) || is_small_literal(*display->elements[i]);
      for (const Vertex place : use.into) {
        if (!harmless) {
          graph_.observe(place);
        }
      }
    } else if (known && graph_.is_float(only->elements[i])) {
      continue;
    } else {
      from_iteration(*targets[i], facts_.type(value), known);
    }
  }
}

void NumberWalker::from_iteration(const syntax::Expr& target, const Type& source, bool element_known) {
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

void NumberWalker::observe_target(const syntax::Expr& target) {
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

void NumberWalker::iterate(const syntax::Expr& target, const syntax::Expr& iter) {
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

void NumberWalker::execute(const syntax::Stmt& node) {
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

void NumberWalker::compound(const syntax::Stmt& node) {
  previous_ = nullptr;  // its parts may run again
  if (const auto* loop = as<syntax::For>(&node)) {
    iterate(*loop->target, *loop->iter);
    body(loop->body, loop->body.statements);
    body(loop->orelse, loop->orelse.statements);
    return;
  }
  if (const auto* choice = as<syntax::If>(&node)) {
    visit(*choice->test, unseen());
    body(choice->body, choice->body.statements);
    body(choice->orelse, choice->orelse.statements);
    return;
  }
  if (const auto* loop = as<syntax::While>(&node)) {
    visit(*loop->test, unseen());
    body(loop->body, loop->body.statements);
    body(loop->orelse, loop->orelse.statements);
    return;
  }
  syntax::for_each_child(node, [&](const syntax::Node& child) {
    part(child);
    previous_ = nullptr;
  });
}

void NumberWalker::part(const syntax::Node& child) {
#define EXPR(name) case Kind::name:
#define STMT(name)
#define PATTERN(name)
  switch (child.kind) {
#include "syntax/nodes.def"
    visit(static_cast<const syntax::Expr&>(child), NumberUse{});
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
  syntax::for_each_child(child, [&](const syntax::Node& inner) { part(inner); });
}

void NumberWalker::augmented(const syntax::AugAssign& node) {
  const NumberUse target = target_use(*node.target, *node.value);
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

void NumberWalker::defaults(const FunctionInfo& function) {
  for (const ParameterInfo& parameter : function.parameters) {
    if (parameter.default_value != nullptr) {
      visit(*parameter.default_value, into_slot(parameter.slot));
    }
  }
}

void NumberWalker::define(const syntax::FunctionDef& node) {
  const FunctionInfo& function = facts_.functions[facts_.function_of(node.id)];
  defaults(function);
  for (const syntax::Expr* decorator : node.decorators) {
    visit(*decorator, NumberUse{});
  }
  const FunctionInfo* const outer = std::exchange(function_, &function);
  const ClassId outer_class = std::exchange(class_, none);
  body(node.body, node.body.statements);
  function_ = outer;
  class_ = outer_class;
}

}  // namespace krait::types
