/// Which functions travel as Python objects rather than as `py::function`: those that meet other kinds of values, or whose name or
/// parameters' names are asked for where the function itself is not in sight.
#include <algorithm>

#include "representation/representation.hpp"
#include "syntax/children.hpp"

namespace krait::representation {

using syntax::as;
using types::Atom;
using types::AtomKind;

namespace {

class BoxedFunctions {
 public:
  BoxedFunctions(const program::Program& program, const types::Facts& facts, const Representations& reprs, std::set<types::FunctionId>& boxed)
      : program_(program), facts_(facts), reprs_(reprs), boxed_(boxed) {}

  void find() {
    box_endless();
    for (const auto& module : program_.modules) {
      if (module->kind == program::ModuleKind::User && module->tree != nullptr) {
        for (const syntax::Stmt* statement : module->tree->body) {
          scan(*statement, nullptr);
        }
      }
    }
    // A function that becomes an object makes the slots objects that it shares with others.
    std::size_t before = 0;
    do {
      before = boxed_.size();
      for (types::SlotId slot = 0; slot < facts_.slots.size(); ++slot) {
        if (facts_.find(slot) == slot) {
          look_at(facts_.slots[slot].type);
        }
      }
      for (const types::Type* type : mixed_values_) {
        look_at(*type);
      }
    } while (boxed_.size() != before);
  }

 private:
  /// Functions in whose signature they are themselves, `lambda x: x(x)`: no C++ type can be written down for such.
  void box_endless() {
    for (const types::FunctionInfo& function : facts_.functions) {
      if (!function.is_stub) {
        std::set<types::FunctionId> met;
        std::set<types::SlotId> slots;
        meet_signature(function, met, slots);
        if (met.contains(function.id)) {
          boxed_.insert(function.id);
        }
      }
    }
  }

  void meet_signature(const types::FunctionInfo& function, std::set<types::FunctionId>& met, std::set<types::SlotId>& slots) const {
    for (const types::ParameterInfo& parameter : function.parameters) {
      meet(parameter.slot, met, slots);
    }
    meet(function.returns, met, slots);
  }

  void meet(types::SlotId slot, std::set<types::FunctionId>& met, std::set<types::SlotId>& slots) const {
    if (slot != types::none && slots.insert(facts_.find(slot)).second) {
      meet(facts_.slot_type(slot), met, slots);
    }
  }

  void meet(const types::Type& type, std::set<types::FunctionId>& met, std::set<types::SlotId>& slots) const {
    for (const Atom& atom : type.atoms()) {
      if ((atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod) && !facts_.functions[atom.id].is_stub) {
        if (met.insert(atom.id).second) {
          meet_signature(facts_.functions[atom.id], met, slots);
        }
      } else if (atom.kind == AtomKind::Instance && facts_.classes[atom.id].is_stub) {
        std::for_each(atom.slots.begin(), atom.slots.end(), [&](types::SlotId slot) { meet(slot, met, slots); });
      }
      std::for_each(atom.elements.begin(), atom.elements.end(), [&](const types::Type& element) { meet(element, met, slots); });
    }
  }

  void scan(const syntax::Node& node, const syntax::Node* parent) {
    const auto* caller = parent != nullptr ? as<syntax::Call>(parent) : nullptr;
    if (caller == nullptr || caller->function != &node) {  // what is called is not a value
      if (const types::Type& type = facts_.type(node.id); type.atoms().size() > 1) {
        mixed_values_.push_back(&type);
      }
    }
    if (const auto* call = as<syntax::Call>(&node)) {
      const types::Type& callee = facts_.type(*call->function);
      const bool unpacked = syntax::has_spread_mapping(call->keywords) || syntax::has_starred(call->arguments);
      if (unpacked || (callee.single() == nullptr && !call->keywords.empty())) {
        box(callee, 0);
      }
    }
    if (const auto* member = as<syntax::Attribute>(&node)) {
      const types::Type& receiver = facts_.type(*member->value);
      // What is stored is kept by one object.
      const bool named_here = member->value->kind == syntax::Kind::Name && receiver.single() != nullptr && member->context == syntax::ExprContext::Load;
      const types::AttributeFact* fact = facts_.attribute(node.id);
      if (fact != nullptr && !named_here && (fact->kind == types::AttributeKind::Special || fact->kind == types::AttributeKind::Dynamic)) {
        box(receiver, 0);
      }
    }
    syntax::for_each_child(node, [&](const syntax::Node& child) { scan(child, &node); });
  }

  void look_at(const types::Type& type) {
    if (type.atoms().empty() || !has_function(type, 0)) {
      return;
    }
    if (reprs_.of(type, {.interval = ranges::Interval::all(), .steps = {}, .elements = {}}).is(Kind::Object)) {
      box(type, 0);
    }
    for (const Atom& atom : type.atoms()) {
      for (const types::Type& element : atom.elements) {
        look_at(element);
      }
    }
  }

  [[nodiscard]] static bool has_function(const types::Type& type, int depth) {
    return depth < depth_limit &&
           std::any_of(
               type.atoms().begin(), type.atoms().end(),
               [&](const Atom& atom) {
                 return atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod ||
                        std::any_of(atom.elements.begin(), atom.elements.end(), [&](const types::Type& element) { return has_function(element, depth + 1); });
               });
  }

  void box(const types::Type& type, int depth) {
    if (depth >= depth_limit) {
      return;
    }
    for (const Atom& atom : type.atoms()) {
      if (atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod) {
        boxed_.insert(atom.id);
      }
      for (const types::Type& element : atom.elements) {
        box(element, depth + 1);
      }
    }
  }

  static constexpr int depth_limit = 6;
  const program::Program& program_;
  const types::Facts& facts_;
  const Representations& reprs_;
  std::set<types::FunctionId>& boxed_;
  std::vector<const types::Type*> mixed_values_;
};

}  // namespace

void Representations::find_boxed_functions() { BoxedFunctions(program_, facts_, *this, boxed_functions_).find(); }

}  // namespace krait::representation
