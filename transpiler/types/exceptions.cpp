/// `try`, `raise`, `with`.
#include <algorithm>

#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

void Engine::execute_kind(const syntax::Raise& node, Environment& env) {
  for (const syntax::Expr* part : {node.exception, node.cause}) {
    if (part == nullptr) {
      continue;
    }
    const Type value = infer(*part, env);
    for (const Atom& atom : value.atoms()) {
      if (atom.kind == AtomKind::Class) {  // `raise ValueError`
        CallFact ignored;
        call_class(atom.id, {}, part->id, ignored);
      }
    }
  }
  env.dead = true;
}

/// The exceptions an `except` expression catches: instances of the classes it names.
static void add_exceptions(const Type& type, std::vector<ClassId>& classes) {
  for (const Atom& atom : type.atoms()) {
    if (atom.kind == AtomKind::Class) {
      classes.push_back(atom.id);
    }
    for (const Type& element : atom.elements) {
      add_exceptions(element, classes);
    }
  }
}

void Engine::execute_kind(const syntax::Try& node, Environment& env) {
  // A handler starts from any state inside the body: narrowings that the body may invalidate are dropped.
  Environment at_raise = env;
  const std::vector<const syntax::Node*> roots(node.body.begin(), node.body.end());
  kill_for_body(roots, at_raise);
  Environment normal = env;
  execute(node.body, normal);
  execute(node.orelse, normal);
  Environment result = normal;
  for (const syntax::ExceptHandler& handler : node.handlers) {
    Environment inner = at_raise;
    std::vector<ClassId> classes;
    bool dynamic = false;
    bool unfinished = false;  // what it names has no type yet
    if (handler.type != nullptr) {
      const Type caught = infer(*handler.type, inner);
      add_exceptions(caught, classes);
      unfinished = caught.is_bottom();
      dynamic = caught.is_unknown();
      for (const Atom& atom : caught.atoms()) {
        if (atom.kind == AtomKind::Instance && atom.id == facts_.tuple_type && !atom.slots.empty()) {
          add_exceptions(read(atom.slots.front()), classes);
        }
      }
    }
    if ((classes.empty() && !unfinished) || dynamic) {
      classes.push_back(facts_.base_exception);
    }
    if (!handler.name.empty()) {
      Type value;
      for (const ClassId cls : classes) {
        if (node.is_star) {
          join_into(value, instance(facts_.stub_class("ExceptionGroup")));
          break;
        }
        join_into(value, instance(cls));
      }
      facts_.node_types[handler.id] = value;
      bind_variable(handler.id, value, inner);
    }
    execute(handler.body, inner);
    result = merge(result, inner);
  }
  if (!node.finalbody.empty()) {
    Environment final_state = merge(result, at_raise);
    final_state.dead = false;
    execute(node.finalbody, final_state);
    if (final_state.dead) {
      result.dead = true;
    }
    std::vector<const syntax::Node*> final_roots(node.finalbody.begin(), node.finalbody.end());
    kill_for_body(final_roots, result);
    if (node.handlers.empty() && !normal.dead) {
      result = normal;
      kill_for_body(final_roots, result);
      result.dead = final_state.dead;
    }
  }
  env = result;
}

/// What a generator that serves as a context manager yields; bottom for any other manager.
Type Engine::yielded_by_manager(const Type& manager) {
  Type result;
  const ClassId async_generator = facts_.stub_class("AsyncGenerator");
  for (const Atom& atom : manager.atoms()) {
    const bool generator = atom.kind == AtomKind::Instance && (atom.id == facts_.generator_type || atom.id == async_generator) && !atom.slots.empty();
    if (!generator) {
      return {};
    }
    join_into(result, read(atom.slots.front()));
  }
  return result;
}

void Engine::execute_kind(const syntax::With& node, Environment& env) {
  bool may_swallow = false;
  for (const syntax::WithItem& item : node.items) {
    const Type manager = infer(*item.context, env);
    if (const Type entered = yielded_by_manager(manager); !entered.is_bottom()) {
      // A generator made by a function that `contextmanager` decorates: the block runs at its `yield`.
      may_swallow = true;
      if (node.is_async) {
        kill_all_shared(env);
      }
      if (item.target != nullptr) {
        assign(*item.target, entered, env);
      }
      continue;
    }
    CallFact enter;
    Type entered = call_special(manager, node.is_async ? "__aenter__" : "__enter__", {}, item.context->id, enter);
    if (node.is_async) {
      entered = await_type(entered, item.context->id);
      kill_all_shared(env);
    }
    std::vector<Argument> arguments(3);
    arguments[0].type = join(Type(class_object(facts_.base_exception)), none_type());
    arguments[1].type = join(instance(facts_.base_exception), none_type());
    arguments[2].type = join(unknown(), none_type());
    CallFact exit;
    // A site of its own: the two coroutines have results of their own.
    Type swallows = call_special(manager, node.is_async ? "__aexit__" : "__exit__", arguments, node.id, exit);
    if (node.is_async) {
      swallows = await_type(swallows, node.id);
    }
    may_swallow = may_swallow || std::any_of(swallows.atoms().begin(), swallows.atoms().end(), [&](const Atom& atom) { return !is_none(atom); });
    CallFact& both = facts_.calls[item.context->id];
    both = enter;
    both.targets.insert(both.targets.end(), exit.targets.begin(), exit.targets.end());
    facts_.with_enters[item.context->id] = enter;
    facts_.with_exits[item.context->id] = exit;
    if (item.target != nullptr) {
      assign(*item.target, entered, env);
    }
    infer(*item.context, env);
  }
  Environment before = env;
  execute(node.body, env);
  if (may_swallow) {
    std::vector<const syntax::Node*> roots(node.body.begin(), node.body.end());
    kill_for_body(roots, before);
    before.dead = false;
    env = env.dead ? before : merge(env, before);
  }
}

}  // namespace krait::types
