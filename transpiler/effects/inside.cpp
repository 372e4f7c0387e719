#include "effects/inside.hpp"

#include <algorithm>
#include <set>

namespace krait::effects {

namespace {

class Walk {
 public:
  explicit Walk(const types::Facts& facts) : facts_(facts) {}

  void type(const types::Type& type) {
    for (const types::Atom& atom : type.atoms()) {
      switch (atom.kind) {
        case types::AtomKind::Instance: instance(atom); break;
        case types::AtomKind::Tuple:
          for (const types::Type& element : atom.elements) {
            this->type(element);
          }
          break;
        case types::AtomKind::Unknown: anything(); break;
        default: break;
      }
    }
  }
  [[nodiscard]] Inside result() && { return std::move(result_); }

 private:
  void instance(const types::Atom& atom) {
    if (!atom.slots.empty()) {
      result_.reads.insert(elements(facts_.find(atom.slots.front())));
    } else if (has_library_state(facts_, atom)) {
      result_.reads.insert(library_state());
    }
    for (const types::SlotId one : atom.slots) {
      slot(one);
    }
    if (!facts_.classes[atom.id].is_stub) {
      class_of_program(facts_.classes[atom.id]);
    }
  }

  void slot(types::SlotId id) {
    if (id != types::none && slots_.insert(facts_.find(id)).second) {
      type(facts_.slot_type(id));
    }
  }

  /// Its fields are looked at if its methods are computed; those that are written have effects of their own.
  void class_of_program(const types::ClassInfo& cls) {
    if (!classes_.insert(cls.id).second) {
      return;
    }
    result_.classes.push_back(cls.id);
    if (cls.kind == types::ClassKind::Dataclass || cls.kind == types::ClassKind::NamedTuple) {
      for (const types::ClassId base : cls.mro) {
        for (const auto& [name, field] : facts_.classes[base].fields) {
          result_.reads.insert(effects::field(name));
          slot(field.slot);
        }
      }
    }
    for (const types::ClassId derived : cls.subclasses) {
      class_of_program(facts_.classes[derived]);
    }
  }

  void anything() {
    result_.reads.insert(named("elements"));
    for (const types::ClassInfo& cls : facts_.classes) {
      if (!cls.is_stub) {
        class_of_program(cls);
      }
    }
  }

  const types::Facts& facts_;
  Inside result_;
  std::set<types::SlotId> slots_;
  std::set<types::ClassId> classes_;
};

}  // namespace

Key library_state() {
  static const Key key = field("state of an object of the library");
  return key;
}

bool has_library_state(const types::Facts& facts, const types::Atom& instance) { return instance.slots.empty() && facts.classes[instance.id].has_library_state; }

Inside inside(const types::Facts& facts, const types::Type& type) {
  Walk walk(facts);
  walk.type(type);
  return std::move(walk).result();
}

}  // namespace krait::effects
