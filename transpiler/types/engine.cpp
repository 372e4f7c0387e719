#include "types/engine.hpp"

#include <algorithm>
#include <utility>

#include "types/infer.hpp"
#include "types/numbers.hpp"

namespace krait::types {

namespace {
constexpr std::size_t max_atoms = 64;       // beyond that a set of values says nothing useful
constexpr int max_tuple_depth = 4;          // docs/analysis.md, 2
constexpr std::uint32_t max_changes = 400;  // a slot that changes more often widens
}  // namespace

Engine::Engine(const program::Program& program, const names::Names& names, source::Diagnostics& diagnostics) : program_(program), names_(names), diagnostics_(diagnostics) {}

// ---- slots ------------------------------------------------------------------------------------------

SlotId Engine::new_slot() {
  const auto id = static_cast<SlotId>(facts_.slots.size());
  facts_.slots.push_back({.parent = id, .type = {}});
  readings_.emplace_back();
  return id;
}

SlotId Engine::site_slot(NodeId node, std::uint32_t index) {
  const std::uint64_t key = (std::uint64_t{node} << 16) | index;
  const auto it = site_slots_.find(key);
  if (it != site_slots_.end()) {
    return it->second;
  }
  const SlotId slot = new_slot();
  site_slots_.emplace(key, slot);
  return slot;
}

Type Engine::read(SlotId slot) {
  slot = find(slot);
  if (frame_ != nullptr) {
    std::vector<Reading>& readings = readings_[slot];
    if (readings.empty() || readings.back().body != frame_->body) {
      readings.push_back({.body = frame_->body, .walk = frame_->walk});
    } else {
      readings.back().walk = frame_->walk;
    }
  }
  return facts_.slots[slot].type;
}

void Engine::changed(SlotId slot) {
  slot = find(slot);
  Facts::Slot& entry = facts_.slots[slot];
  if (++entry.changes == max_changes) {
    entry.type = unknown();
  }
  for (const Reading& reading : std::exchange(readings_[slot], {})) {
    if (frame_ == nullptr || reading.body != frame_->body || reading.walk == frame_->walk) {  // else the walk at hand comes to where it is read
      enqueue(reading.body);
    }
  }
}

/// Would joining add nothing and unite nothing? Not said of tuples.
bool Engine::holds(const Type& held, const Type& type) const {
  return std::all_of(type.atoms().begin(), type.atoms().end(), [&](const Atom& atom) {
    const auto it = std::lower_bound(held.atoms().begin(), held.atoms().end(), atom, [](const Atom& a, const Atom& b) { return compare_key(a, b) < 0; });
    return it != held.atoms().end() && compare_key(*it, atom) == 0 && atom.elements.empty() &&
           std::equal(it->slots.begin(), it->slots.end(), atom.slots.begin(), atom.slots.end(), [&](SlotId a, SlotId b) { return facts_.find(a) == facts_.find(b); });
  });
}

bool Engine::add(SlotId slot, const Type& type) {
  slot = find(slot);
  if (!std::exchange(stores_by_key_, false) && facts_.slots[slot].record != none && !type.is_bottom()) {
    open_record(slot);
  }
  if (frozen_ && slot < frozen_limit_ && !thawed_.contains(slot)) {
    return false;
  }
  if (holds(facts_.slots[slot].type, type)) {
    return false;
  }
  Type joined = facts_.slots[slot].type;
  if (!join_into(joined, type)) {
    return false;
  }
  slot = find(slot);  // joining may have unified the slot itself
  Type current = facts_.slots[slot].type;
  join_into(current, joined);
  facts_.slots[slot].type = std::move(current);
  changed(slot);
  return true;
}

void Engine::unify(SlotId a, SlotId b) {
  a = find(a);
  b = find(b);
  if (a == b) {
    return;
  }
  if (frozen_ && a < frozen_limit_ && b < frozen_limit_) {
    for (const SlotId slot : {a, b}) {
      if (facts_.slots[slot].record != none) {
        open_record(slot);
      }
    }
    return;
  }
  if (b < a) {
    std::swap(a, b);
  }
  const std::vector<std::pair<SlotId, SlotId>> values_of_keys = merge_records(a, b);
  facts_.slots[b].parent = a;
  readings_[a].insert(readings_[a].end(), readings_[b].begin(), readings_[b].end());
  Type merged = facts_.slots[a].type;
  const Type other = facts_.slots[b].type;
  join_into(merged, other);
  a = find(a);
  Type current = facts_.slots[a].type;
  join_into(current, merged);
  facts_.slots[a].type = std::move(current);
  changed(a);
  for (const auto& [mine, theirs] : values_of_keys) {
    unify(mine, theirs);
  }
}

bool Engine::join_into(Type& into, const Type& from, int depth) {
  if (into.shares_with(from)) {
    return false;
  }
  const Type source = from;  // unifying changes the slots that it may be kept in
  if (into.is_bottom()) {
    into = source;
    return !source.is_bottom();
  }
  bool grew = false;
  for (const Atom& atom : source.atoms()) {
    const std::vector<Atom>& atoms = into.atoms();
    const auto it = std::lower_bound(atoms.begin(), atoms.end(), atom, [](const Atom& a, const Atom& b) { return compare_key(a, b) < 0; });
    const auto index = it - atoms.begin();
    if (it != atoms.end() && compare_key(*it, atom) == 0) {
      grew = join_parts(into, static_cast<std::size_t>(index), atom, depth) || grew;
    } else if (atoms.size() >= max_atoms && atom.kind != AtomKind::Unknown) {
      grew = join_into(into, unknown(), depth) || grew;
    } else {
      std::vector<Atom>& own = into.own_atoms();
      own.insert(own.begin() + index, atom);
      grew = true;
    }
  }
  return grew;
}

/// What two atoms of one key hold: slots are unified, a tuple's elements joined. Changes, and copies, `into` only where it grows.
bool Engine::join_parts(Type& into, std::size_t index, const Atom& from, int depth) {
  bool grew = false;
  for (std::size_t i = 0; i < into.atoms()[index].slots.size() && i < from.slots.size(); ++i) {
    unify(into.atoms()[index].slots[i], from.slots[i]);
  }
  for (std::size_t i = 0; i < from.elements.size(); ++i) {
    Type element = into.atoms()[index].elements[i];
    const bool is_deep = depth >= max_tuple_depth;
    if (is_deep ? !element.is_unknown() : join_into(element, from.elements[i], depth + 1)) {
      into.own_atoms()[index].elements[i] = is_deep ? unknown() : std::move(element);
      grew = true;
    }
  }
  return grew;
}

Type Engine::join(const Type& a, const Type& b) {
  Type result = a;
  join_into(result, b);
  return result;
}

// ---- making types -----------------------------------------------------------------------------------

Type Engine::instance(ClassId cls) const {
  if (cls >= instances_.size()) {
    instances_.resize(facts_.classes.size());
  }
  Type& known = instances_[cls];
  if (known.is_bottom()) {
    known = instance(cls, {});
  }
  return known;
}

Type Engine::instance(ClassId cls, std::vector<SlotId> slots) const {
  Atom atom;
  atom.kind = AtomKind::Instance;
  atom.id = cls;
  atom.slots = std::move(slots);
  return Type(std::move(atom));
}

Type Engine::unknown() {
  Atom atom;
  atom.kind = AtomKind::Unknown;
  return Type(std::move(atom));
}

namespace {
int tuple_depth(const Type& type) {
  int depth = 0;
  for (const Atom& atom : type.atoms()) {
    for (const Type& element : atom.elements) {
      depth = std::max(depth, 1 + tuple_depth(element));
    }
  }
  return depth;
}
}  // namespace

Type Engine::tuple(std::vector<Type> elements) {
  Atom atom;
  atom.kind = AtomKind::Tuple;
  for (Type& element : elements) {
    if (tuple_depth(element) >= max_tuple_depth) {
      element = unknown();
    }
  }
  atom.elements = std::move(elements);
  return Type(std::move(atom));
}

Type Engine::without(const Type& type, FunctionRef<bool(const Atom&)> drop) const {
  Type result;
  for (const Atom& atom : type.atoms()) {
    if (!drop(atom)) {
      result.own_atoms().push_back(atom);
    }
  }
  return result;
}

bool Engine::is_none(const Atom& atom) const { return atom.kind == AtomKind::Instance && atom.id == facts_.none_type; }

bool Engine::is_instance_of(const Atom& atom, ClassId cls) const {
  switch (atom.kind) {
    case AtomKind::Instance: return facts_.is_subclass(atom.id, cls);
    case AtomKind::Tuple: return cls == facts_.tuple_type || cls == facts_.object_type;
    case AtomKind::Class: return cls == facts_.type_type || cls == facts_.object_type;
    default: return cls == facts_.object_type;
  }
}

Type Engine::container(ClassId cls, NodeId site, const std::vector<Type>& element_types) {
  std::vector<SlotId> slots;
  for (std::uint32_t i = 0; i < element_types.size(); ++i) {
    slots.push_back(site_slot(site, i));
    add(slots.back(), element_types[i]);
  }
  return instance(cls, std::move(slots));
}

Type Engine::coroutine(SlotId result) {
  if (none_slot_ == none) {
    none_slot_ = new_slot();
    facts_.slots[none_slot_].type = none_type();
  }
  std::vector<SlotId> slots(facts_.classes[facts_.coroutine_type].type_parameters.size(), none_slot_);
  slots.back() = result;
  return instance(facts_.coroutine_type, std::move(slots));
}

Type Engine::async_generator(SlotId yields, SlotId sends) { return instance(facts_.stub_class("AsyncGenerator"), {yields, sends}); }

// ---- driving ----------------------------------------------------------------------------------------

void Engine::enqueue(BodyId body) { queue_.insert(body); }

void Engine::enqueue_function(FunctionId function) {
  FunctionInfo& info = facts_.functions[function];
  if (info.is_called || info.is_stub || info.is_synthesised) {
    return;
  }
  info.is_called = true;
  if (body_of_function_[function] != none) {
    enqueue(body_of_function_[function]);
  }
}

void Engine::note_called_by_class(FunctionId method) {
  FunctionInfo& info = facts_.functions[method];
  if (info.is_abstract && !std::exchange(info.is_called_by_class, true) && body_of_function_[method] != none) {
    enqueue(body_of_function_[method]);
  }
}

void Engine::analyse(BodyId id) {
  const BodyUnit unit = bodies_[id];
  Frame frame;
  frame.body = id;
  frame.walk = ++walk_;
  frame.module = unit.module;
  Environment env;
  Frame* const outer = std::exchange(frame_, &frame);
  if (unit.function == none) {
    execute(program_.modules[unit.module]->tree->body, env);
  } else {
    FunctionInfo& function = facts_.functions[unit.function];
    frame.function = &function;
    if (function.lambda != nullptr) {
      const Type value = infer(*function.lambda->body, env);
      add(function.returns, value);
    } else {
      execute(function.node->body, env);
      // Objects have an overrider of an abstract method: what stands in its place gives nothing to anybody.
      const bool placeholder = function.is_placeholder && !function.is_called_by_class;
      function.falls_off_end = !env.dead && !placeholder;
      if (placeholder) {
        // Its result is that of the overriders.
      } else if (!env.dead && !function.is_generator) {
        add(function.returns, none_type());
      } else if (function.is_generator && !env.dead) {
        add(function.returns, none_type());
      }
    }
  }
  frame_ = outer;
}

void Engine::fixpoint() {
  while (!queue_.empty()) {
    const auto function = queue_.lower_bound(first_function_);
    const auto next = function != queue_.end() ? function : queue_.begin();  // a module's body reads what all its functions give
    const BodyId body = *next;
    queue_.erase(next);
    analyse(body);
  }
}

/// Functions nobody calls are typed from their annotations after everything else is settled; nothing settled changes.
void Engine::type_uncalled() {
  frozen_ = true;
  frozen_limit_ = static_cast<SlotId>(facts_.slots.size());
  for (FunctionId id = 0; id < facts_.functions.size(); ++id) {
    FunctionInfo& function = facts_.functions[id];
    if (function.is_stub || function.is_called || function.is_synthesised || body_of_function_[id] == none) {
      continue;
    }
    const auto thaw = [&](SlotId slot) {
      if (slot != none) {
        thawed_.insert(find(slot));
      }
    };
    thaw(function.returns);
    thaw(function.yields);
    thaw(function.sends);
    for (const ParameterInfo& parameter : function.parameters) {
      thaw(parameter.slot);
    }
    if (function.scope != names::none) {
      for (const names::SymbolId symbol : names_.scope(function.scope).symbols) {
        for (const names::VariableId variable : names_.symbols[symbol].variables) {
          thaw(facts_.variable_slots[variable]);
        }
      }
    }
  }
  for (FunctionId id = 0; id < facts_.functions.size(); ++id) {
    FunctionInfo& function = facts_.functions[id];
    if (function.is_stub || function.is_called || function.is_synthesised || body_of_function_[id] == none) {
      continue;
    }
    bool first = function.method == MethodKind::Instance || function.method == MethodKind::Property || function.method == MethodKind::PropertySetter ||
                 function.method == MethodKind::PropertyDeleter;
    for (ParameterInfo& parameter : function.parameters) {
      if (first && function.owner != none) {
        add(parameter.slot, instance(function.owner));
        first = false;
        continue;
      }
      if (!facts_.slot_type(parameter.slot).is_bottom()) {
        continue;
      }
      Type type = annotation_type(parameter.annotation, function.module);
      add(parameter.slot, type.is_bottom() ? unknown() : type);
    }
    enqueue(body_of_function_[id]);
  }
  fixpoint();
}

void Engine::find_library_state() {
  const auto has_state = [&](ClassId id) {
    const ClassInfo& cls = facts_.classes[id];
    return cls.is_stub && (has_decorator(cls.stub_decorators, "reads") || has_decorator(cls.stub_decorators, "mutates"));
  };
  for (ClassInfo& cls : facts_.classes) {
    cls.has_library_state = std::any_of(cls.mro.begin(), cls.mro.end(), has_state);
  }
}

Facts Engine::run() {
  facts_.node_types.resize(program_.node_count);
  facts_.reached.resize(program_.node_count);
  write_sets_.build(program_);
  declare_stubs();
  for (const auto& module : program_.modules) {
    if (module->kind == program::ModuleKind::User) {
      for (const syntax::Stmt* statement : module->tree->body) {
        declare_mixins(*statement, module->id);
      }
    }
  }
  for (const auto& module : program_.modules) {
    if (module->kind == program::ModuleKind::User) {
      declare_user_module(*module);
    }
  }
  signs_.build(program_, names_, facts_);
  facts_.variable_slots.resize(names_.variables.size());
  for (names::VariableId id = 0; id < names_.variables.size(); ++id) {
    if (facts_.variable_slots[id] == 0) {
      facts_.variable_slots[id] = new_slot();
    }
  }
  for (FunctionInfo& function : facts_.functions) {
    for (ParameterInfo& parameter : function.parameters) {
      if (!function.is_stub && parameter.variable != names::none && parameter.kind != ParameterKind::VarArgs && parameter.kind != ParameterKind::VarKeywords) {
        parameter.slot = facts_.variable_slots[parameter.variable];
      } else if (parameter.slot == none) {
        parameter.slot = new_slot();
      }
    }
  }
  link_classes();
  for (const auto& module : program_.modules) {
    if (module->kind == program::ModuleKind::User) {
      const auto id = static_cast<BodyId>(bodies_.size());
      bodies_.push_back({.module = module->id, .function = none});
      enqueue(id);
    }
  }
  first_function_ = static_cast<BodyId>(bodies_.size());
  body_of_function_.assign(facts_.functions.size(), none);
  std::vector<std::pair<NodeId, FunctionId>> order;
  for (const FunctionInfo& function : facts_.functions) {
    if (!function.is_stub && !function.is_synthesised) {
      order.emplace_back(function.node != nullptr ? function.node->id : function.lambda->id, function.id);
    }
  }
  std::sort(order.begin(), order.end());
  for (const auto& [node, function] : order) {
    body_of_function_[function] = static_cast<BodyId>(bodies_.size());
    bodies_.push_back({.module = facts_.functions[function].module, .function = function});
  }
  fixpoint();
  if (type_empty()) {
    fixpoint();
  }
  type_uncalled();
  find_unset_fields();
  make_records();
  find_library_state();
  settle_numbers(facts_, program_, names_);
  return std::move(facts_);
}

Facts infer(const program::Program& program, const names::Names& names, source::Diagnostics& diagnostics) { return Engine(program, names, diagnostics).run(); }

}  // namespace krait::types
