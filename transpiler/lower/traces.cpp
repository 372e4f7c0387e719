/// What the collector of cycles is told of a class: which members may refer to other objects.
///
///   class Node:                                →  class Node : public py::Object {
///       def __init__(self):                         void py_trace(py::tracer& trace) override { trace(next); }
///           self.next: Node | None = None           py::maybe<Node> next;
#include <algorithm>

#include "lower/lowering.hpp"

namespace krait::lower {

using syntax::as;
using types::ClassInfo;
using types::ClassKind;
using types::FieldInfo;

bool is_dataclass_field(const ClassInfo& cls, const FieldInfo& field) {
  return cls.kind == ClassKind::Dataclass && !field.is_class_var && field.declaration != nullptr && as<syntax::AnnAssign>(field.declaration) != nullptr;
}

/// Is the field a member of the class's own? A subclass that stores a field of its base has none.
bool Lowering::has_member(const ClassInfo& cls, const FieldInfo& field) const {
  if ((!field.is_instance_attribute && !is_dataclass_field(cls, field)) || field.owner != cls.id || is_dynamic_field(field)) {
    return false;
  }
  return std::none_of(cls.mro.begin(), cls.mro.end(), [&](ClassId base) {
    const auto inherited = facts_.classes[base].fields.find(field.name);
    return base != cls.id && !facts_.classes[base].is_stub && inherited != facts_.classes[base].fields.end() && inherited->second.is_instance_attribute;
  });
}

/// The class's own members that may refer to an object of a cycle, in their order.
std::vector<std::string> Lowering::traced_members(const ClassInfo& cls) const {
  std::vector<std::string> members;
  if (!whole_.traced.contains(cls.id)) {
    return members;
  }
  for (const std::string& name : cls.field_order) {
    const FieldInfo& field = cls.fields.find(name)->second;
    if (has_member(cls, field) && representation::leads_to(reprs_.of_field(field), whole_.traced, facts_)) {
      members.push_back(member_name(name));
    }
  }
  return members;
}

/// Has the class a `py_trace`, its own or an inherited one?
bool Lowering::is_traced(ClassId cls) const {
  const std::vector<ClassId>& mro = facts_.classes[cls].mro;
  return !facts_.classes[cls].is_stub &&
         std::any_of(mro.begin(), mro.end(), [&](ClassId base) { return facts_.classes[base].has_dynamic_attributes || !traced_members(facts_.classes[base]).empty(); });
}

/// Python calls the `__del__` of what only cycles keep before the variables of the modules end; those that are locals of py_main end with it.
void Lowering::collect_before_end() {
  const bool finalizes = std::any_of(facts_.classes.begin(), facts_.classes.end(), [&](const ClassInfo& cls) { return cls.methods.contains("__del__") && is_traced(cls.id); });
  if (finalizes) {
    need("py/cycles.hpp");
    body_.push_back(cpp::expr_stmt(cpp::call("py::collect_cycles", {})));
  }
}

/// `void py_trace(py::tracer& trace) override { Base::py_trace(trace); trace(next, previous); }`. With several bases, which may share one, it
/// names the members of all: no reference may be shown twice.
void Lowering::trace_function(const ClassInfo& cls, cpp::Class& into) {
  std::vector<std::string> members = traced_members(cls);
  std::vector<ClassId> bases = user_bases(cls, facts_);
  if (members.empty() && bases.size() < 2) {
    return;
  }
  std::string tracer = "trace";
  const auto is_member = [&](ClassId base) { return facts_.classes[base].fields.contains(tracer) || facts_.classes[base].methods.contains(tracer); };
  while (std::any_of(cls.mro.begin(), cls.mro.end(), is_member)) {
    tracer += "_";
  }
  std::vector<cpp::Stmt*> statements;
  const auto call_base = [&](const std::string& base) { statements.push_back(cpp::expr_stmt(cpp::call(base + "::py_trace", {cpp::name(tracer)}))); };
  if (bases.size() > 1) {
    for (auto base = cls.mro.begin() + 1; base != cls.mro.end(); ++base) {
      const std::vector<std::string> inherited = traced_members(facts_.classes[*base]);
      members.insert(members.end(), inherited.begin(), inherited.end());
    }
  } else if (!bases.empty() && is_traced(bases.front())) {
    call_base(class_spelling(bases.front()));
  }
  if (cls.has_dynamic_attributes && (bases.size() != 1 || !is_traced(bases.front()))) {
    call_base("py::Instance");
  }
  if (!members.empty()) {
    std::vector<cpp::Expr*> arguments;
    std::transform(members.begin(), members.end(), std::back_inserter(arguments), [](const std::string& member) { return cpp::name(member); });
    statements.push_back(cpp::expr_stmt(cpp::call(tracer, arguments)));
  }
  if (statements.empty()) {
    return;
  }
  need("py/cycles.hpp");
  cpp::Function* function = cpp::function(cpp::raw_type("void"), "py_trace", {cpp::param(cpp::raw_type("py::tracer&"), tracer)}, statements);
  function->is_override = true;
  function->definition = cpp::Definition::Defined;
  function->blank_before = true;
  cpp::section(into, cpp::Access::Public).add(function);
}

}  // namespace krait::lower
