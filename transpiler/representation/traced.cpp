/// Classes whose instances may be part of a cycle of references: what the collector of cycles must be able to look into (docs/runtime.md, B4).
#include <algorithm>
#include <functional>

#include "representation/representation.hpp"

namespace krait::representation {

namespace {

using types::ClassId;

/// Objects, functions with what they capture, generators with the instance whose method they run.
bool may_hold_anything(const Repr& repr, const types::Facts& facts) {
  return repr.is(Kind::Object) || repr.is(Kind::Function) || (repr.is(Kind::Library) && repr.cls == facts.generator_type);
}

/// Tarjan's components of the graph from classes to the classes of what their fields may hold. Objects and functions may hold anything:
/// they are one more node, from which every class is reached.
class ReferenceGraph {
 public:
  explicit ReferenceGraph(const Representations& representations)
      : representations_(representations),
        facts_(representations.facts()),
        anything_(static_cast<ClassId>(facts_.classes.size())),
        successors_(anything_ + 1),
        subclasses_(anything_ + 1) {
    for (const types::ClassInfo& cls : facts_.classes) {
      if (may_be_traced(cls)) {
        std::for_each(cls.mro.begin(), cls.mro.end(), [&](ClassId base) { subclasses_[base].push_back(cls.id); });
        successors_[anything_].push_back(cls.id);
      }
    }
    for (const types::ClassInfo& cls : facts_.classes) {
      if (may_be_traced(cls)) {
        structs_.clear();
        std::for_each(cls.mro.begin(), cls.mro.end(), [&](ClassId base) { collect_fields(facts_.classes[base], successors_[cls.id]); });
      }
    }
  }

  /// The classes that lead back to themselves, and their bases.
  [[nodiscard]] std::set<ClassId> in_cycles() {
    index_.assign(successors_.size(), 0);
    low_.assign(successors_.size(), 0);
    on_stack_.assign(successors_.size(), false);
    for (const types::ClassInfo& cls : facts_.classes) {
      if (may_be_traced(cls) && index_[cls.id] == 0) {
        visit(cls.id);
      }
    }
    return std::move(in_cycles_);
  }

 private:
  [[nodiscard]] bool may_be_traced(const types::ClassInfo& cls) const {
    const bool is_instance_class = cls.kind == types::ClassKind::Plain || cls.kind == types::ClassKind::Dataclass;
    return !cls.is_stub && is_instance_class && !facts_.is_subclass(cls.id, facts_.base_exception);
  }

  void collect_fields(const types::ClassInfo& cls, std::vector<ClassId>& into) {
    if (cls.is_stub) {
      return;
    }
    if (cls.has_dynamic_attributes) {
      into.push_back(anything_);
    }
    for (const auto& [name, field] : cls.fields) {
      collect(representations_.of_field(field), into);
    }
  }

  void collect(const Repr& repr, std::vector<ClassId>& into) {
    if (may_hold_anything(repr, facts_)) {
      into.push_back(anything_);
    } else if (repr.is(Kind::Ref) || repr.is(Kind::Maybe)) {
      into.insert(into.end(), subclasses_[repr.cls].begin(), subclasses_[repr.cls].end());
    } else if (repr.is(Kind::Struct) && structs_.insert(repr.cls).second) {
      collect_fields(facts_.classes[repr.cls], into);
    }
    for (const Repr& argument : repr.arguments) {
      collect(argument, into);
    }
  }

  void visit(ClassId node) {
    index_[node] = low_[node] = ++count_;
    stack_.push_back(node);
    on_stack_[node] = true;
    for (const ClassId successor : successors_[node]) {
      if (index_[successor] == 0) {
        visit(successor);
        low_[node] = std::min(low_[node], low_[successor]);
      } else if (on_stack_[successor]) {
        low_[node] = std::min(low_[node], index_[successor]);
      }
    }
    if (low_[node] == index_[node]) {
      leave(node);
    }
  }

  void leave(ClassId root) {
    const bool alone = stack_.back() == root;
    const bool refers_to_itself = std::find(successors_[root].begin(), successors_[root].end(), root) != successors_[root].end();
    for (bool more = true; more;) {
      const ClassId member = stack_.back();
      stack_.pop_back();
      on_stack_[member] = false;
      if (member != anything_ && (!alone || refers_to_itself)) {
        const std::vector<ClassId>& mro = facts_.classes[member].mro;
        std::copy_if(mro.begin(), mro.end(), std::inserter(in_cycles_, in_cycles_.end()), [&](ClassId base) { return !facts_.classes[base].is_stub; });
      }
      more = member != root;
    }
  }

  const Representations& representations_;
  const types::Facts& facts_;
  const ClassId anything_;
  std::vector<std::vector<ClassId>> successors_, subclasses_;
  std::vector<std::uint32_t> index_, low_;
  std::vector<bool> on_stack_;
  std::vector<ClassId> stack_;
  std::set<ClassId> structs_;  ///< whose fields were collected for the class at hand
  std::set<ClassId> in_cycles_;
  std::uint32_t count_ = 0;
};

}  // namespace

std::set<types::ClassId> classes_in_cycles(const Representations& representations) { return ReferenceGraph(representations).in_cycles(); }

bool leads_to(const Repr& repr, const std::set<types::ClassId>& classes, const types::Facts& facts) {
  if (may_hold_anything(repr, facts)) {
    return true;
  }
  if (repr.is(Kind::Ref) || repr.is(Kind::Maybe)) {
    return std::any_of(classes.begin(), classes.end(), [&](types::ClassId cls) { return facts.is_subclass(cls, repr.cls); });
  }
  if (repr.is(Kind::Struct)) {
    return true;  // its fields are traced by its own table
  }
  return std::any_of(repr.arguments.begin(), repr.arguments.end(), [&](const Repr& argument) { return leads_to(argument, classes, facts); });
}

}  // namespace krait::representation
