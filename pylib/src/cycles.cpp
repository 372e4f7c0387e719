/// The collector of cycles. Candidates are traced objects that lost a reference and stayed, as in Bacon and Rajan, "Concurrent Cycle
/// Collection in Reference Counted Systems" (2001); from them everything that can be reached is tried: what has more references than
/// the objects reached hold, and all that it leads to, lives.
#include <py/cell.hpp>
#include <py/cycles.hpp>
#include <py/function.hpp>

#include "object_access.hpp"

#include <algorithm>
#include <cstring>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace py {
namespace detail {

/// Writes buffered output; defined with the streams.
void flush_output() noexcept;

std::vector<Object*>* copied_cells = nullptr;

namespace {

/// Fewer candidates than this are not worth a collection.
constexpr std::size_t least_candidates = 1000;
constexpr std::int64_t least_instances = 10000;

/// A candidate, or an object that was reached from one.
struct entry {
  Object* object = nullptr;      ///< null when it has ended
  std::uint32_t references = 0;  ///< how many are held by objects of the table
  bool lives = false;
};

/// The references that a closure's captures were found to hold.
struct closure_references {
  Object* owner = nullptr;
  closure_view view{};
  std::vector<Object*> targets;
};

struct collection {
  std::vector<entry> table;
  std::vector<closure_references> closures;
  bool running = false;
  std::unordered_map<const Object*, std::uint64_t> finalizable;  ///< in the order in which they were made
  std::uint64_t numbered = 0;
};

/// Never freed: objects end while the program's statics do.
collection& state() noexcept {
  static collection& made = *new collection();
  return made;
}

entry& entry_of(const Object& object) noexcept { return state().table[object_access::place(object) - 1]; }
bool is_entered(const Object& object) noexcept { return object_access::place(object) != 0; }

void enter(Object& object) {
  state().table.push_back({&object});
  object_access::set_place(object, static_cast<std::uint32_t>(state().table.size()));
}

/// Takes the empty entries out.
void compact() noexcept {
  std::vector<entry>& table = state().table;
  std::erase_if(table, [](const entry& each) { return each.object == nullptr; });
  for (std::size_t i = 0; i < table.size(); ++i) {
    object_access::set_place(*table[i].object, static_cast<std::uint32_t>(i + 1));
  }
}

void count_reference(Object& target) {
  if (!object_access::is_traced(target)) {
    return;
  }
  if (!is_entered(target)) {
    enter(target);
  }
  ++entry_of(target).references;
}

/// Enters what is reached, and counts the references among it.
class counting_tracer final : public tracer {
 public:
  void start(Object& from) {
    owner_ = &from;
    from.py_trace(*this);
  }

 private:
  bool refers_to(Object& target) override {
    count_reference(target);
    return false;
  }
  void refers_by(const closure_view& closure) override { state().closures.push_back({owner_, closure, {}}); }

  Object* owner_ = nullptr;
};

/// Marks what is reached as living.
class marking_tracer final : public tracer {
 public:
  explicit marking_tracer(std::vector<Object*>& waiting) noexcept : waiting_(waiting) {}
  void reach(Object& target) {
    if (is_entered(target) && !entry_of(target).lives) {
      entry_of(target).lives = true;
      waiting_.push_back(&target);
    }
  }

 private:
  bool refers_to(Object& target) override {
    reach(target);
    return false;
  }
  void refers_by(const closure_view&) override {}

  std::vector<Object*>& waiting_;
};

/// Drops the references to what does not live.
class cutting_tracer final : public tracer {
  bool refers_to(Object& target) override { return is_entered(target) && !entry_of(target).lives; }
  void refers_by(const closure_view&) override {}
};

/// The cells that a closure captures: copying it copies them.
void find_cells(closure_references& closure) {
  copied_cells = &closure.targets;
  closure.view.with_copy(closure.view.bytes, [](void*) { copied_cells = nullptr; }, nullptr);
  copied_cells = nullptr;
}

/// The other objects that a closure captures, among those in the table: their addresses are in its bytes, and copying it counts
/// as many more references to them.
void find_captured(closure_references& closure, const std::unordered_set<const void*>& entered) {
  std::vector<std::pair<Object*, std::uint32_t>> before;
  for (std::size_t at = 0; at + sizeof(void*) <= closure.view.size; at += sizeof(void*)) {
    void* word = nullptr;
    std::memcpy(&word, static_cast<const std::byte*>(closure.view.bytes) + at, sizeof word);
    const auto is_word = [&](const auto& each) { return each.first == word; };
    const bool is_cell = std::find(closure.targets.begin(), closure.targets.end(), word) != closure.targets.end();
    if (!is_cell && entered.contains(word) && std::none_of(before.begin(), before.end(), is_word)) {
      auto* const target = static_cast<Object*>(word);
      before.emplace_back(target, target->py_count());
    }
  }
  if (before.empty()) {
    return;
  }
  struct probe {
    decltype(before)& counts;
    std::vector<Object*>& targets;
  } found{before, closure.targets};
  closure.view.with_copy(
      closure.view.bytes,
      [](void* context) {
        auto& [counts, targets] = *static_cast<probe*>(context);
        for (const auto& [target, count] : counts) {
          targets.insert(targets.end(), target->py_count() - count, target);
        }
      },
      &found);
}

/// Enters all that can be reached from the table's entries, and counts the references among it.
void count_references() {
  collection& all = state();
  counting_tracer tracer;
  std::size_t explored = 0;
  std::size_t opened = 0;
  while (explored < all.table.size() || opened < all.closures.size()) {
    for (; explored < all.table.size(); ++explored) {
      if (Object* const object = all.table[explored].object) {
        tracer.start(*object);
      }
    }
    for (; opened < all.closures.size(); ++opened) {
      find_cells(all.closures[opened]);
      std::for_each(all.closures[opened].targets.begin(), all.closures[opened].targets.end(), [](Object* cell) { count_reference(*cell); });
    }
  }
  if (all.closures.empty()) {
    return;
  }
  std::unordered_set<const void*> entered;
  for (const entry& each : all.table) {
    entered.insert(each.object);
  }
  entered.erase(nullptr);
  for (closure_references& closure : all.closures) {
    const auto cells = static_cast<std::ptrdiff_t>(closure.targets.size());
    find_captured(closure, entered);
    std::for_each(closure.targets.begin() + cells, closure.targets.end(), [](Object* target) { count_reference(*target); });
  }
}

/// Marks what is referred to from outside the table, and all that it leads to.
void mark_living() {
  collection& all = state();
  std::vector<Object*> waiting;
  marking_tracer tracer(waiting);
  std::sort(all.closures.begin(), all.closures.end(), [](const auto& a, const auto& b) { return a.owner < b.owner; });
  for (const entry& each : all.table) {
    if (each.object != nullptr && each.object->py_count() > each.references) {
      tracer.reach(*each.object);
    }
  }
  while (!waiting.empty()) {
    Object* const object = waiting.back();
    waiting.pop_back();
    object->py_trace(tracer);
    auto closure = std::lower_bound(all.closures.begin(), all.closures.end(), object, [](const auto& each, Object* owner) { return each.owner < owner; });
    for (; closure != all.closures.end() && closure->owner == object; ++closure) {
      std::for_each(closure->targets.begin(), closure->targets.end(), [&](Object* target) { tracer.reach(*target); });
    }
  }
}

/// Ends a round: nobody is in the table any more.
void clear_table() noexcept {
  collection& all = state();
  for (const entry& each : all.table) {
    if (each.object != nullptr) {
      object_access::set_place(*each.object, 0);
    }
  }
  all.table.clear();
  all.closures.clear();
}

/// The objects that nothing outside the cycles refers to, kept alive; they alone stay in the table.
std::vector<ref<Object>> find_garbage() {
  collection& all = state();
  count_references();
  mark_living();
  std::vector<ref<Object>> garbage;
  for (const entry& each : all.table) {
    if (each.object != nullptr && !each.lives) {
      garbage.emplace_back(each.object);
    }
  }
  return garbage;
}

/// Calls every `__del__` that is due: those of the oldest objects first.
void finalize_in_order(const std::vector<ref<Object>>& garbage) {
  std::vector<std::pair<std::uint64_t, Object*>> due;
  for (const ref<Object>& object : garbage) {
    if (object_access::has_finalizer_due(*object)) {
      const auto number = state().finalizable.find(object.get());
      due.emplace_back(number == state().finalizable.end() ? 0 : number->second, object.get());
    }
  }
  std::sort(due.begin(), due.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [number, object] : due) {
    finalize_early(*object);
  }
}

/// Takes the candidates out of the table. They are candidates again when these references are dropped.
void take_candidates(std::vector<ref<Object>>& into) {
  for (const entry& each : state().table) {
    if (each.object != nullptr) {
      into.emplace_back(each.object);
    }
  }
  clear_table();
}

/// Finds garbage whose `__del__` was called. What those do may bring some of it back: then the rest is looked for again. What they leave
/// behind is for the next collection: `later`.
std::vector<ref<Object>> find_finalized_garbage(std::vector<ref<Object>>& later) {
  collection& all = state();
  while (true) {
    compact();
    std::vector<ref<Object>> garbage = find_garbage();
    const bool due = std::any_of(garbage.begin(), garbage.end(), [](const ref<Object>& object) { return object_access::has_finalizer_due(*object); });
    if (!due) {
      return garbage;
    }
    clear_table();
    all.running = false;
    finalize_in_order(garbage);
    all.running = true;
    take_candidates(later);
    std::for_each(garbage.begin(), garbage.end(), [](const ref<Object>& object) { enter(*object); });
  }
}

/// Drops the references among garbage and ends the round: nobody is in the table any more.
void drop_references(const std::vector<ref<Object>>& garbage) {
  cutting_tracer tracer;
  std::for_each(garbage.begin(), garbage.end(), [&](const ref<Object>& object) { object->py_trace(tracer); });
  clear_table();
}

}  // namespace

void note_possible_cycle(Object& instance) noexcept {
  collection& all = state();
  if (all.running) {
    return;
  }
  if (all.table.size() == all.table.capacity()) {
    compact();
  }
  enter(instance);
}

void forget_possible_cycle(Object& instance) noexcept {
  collection& all = state();
  const std::uint32_t place = object_access::place(instance);
  object_access::set_place(instance, 0);
  if (place == all.table.size() && !all.running) {
    all.table.pop_back();
  } else {
    all.table[place - 1].object = nullptr;
  }
}

void number_finalizable(const Object& instance) { state().finalizable[&instance] = ++state().numbered; }

void forget_finalizable(const Object& instance) noexcept { state().finalizable.erase(&instance); }

void collect_cycles_if_worthwhile() {
  if (is_destroying()) {
    return;  // a container may be half changed
  }
  instances_until_collection = least_instances;
  if (state().table.size() >= least_candidates) {
    collect_cycles();
  }
}

}  // namespace detail

void collect_cycles() {
  detail::collection& all = detail::state();
  if (all.running) {
    return;
  }
  std::vector<ref<Object>> later;
  all.running = true;
  const auto garbage = detail::find_finalized_garbage(later);
  // as many instances again as stayed, so that programs which keep much do not look at it too often
  const auto stayed = static_cast<std::int64_t>(all.table.size() - garbage.size());
  detail::instances_until_collection = std::max(detail::least_instances, stayed);
  detail::drop_references(garbage);
  all.running = false;
}

namespace detail {

void collect_cycles_at_exit() noexcept {
  constexpr int most_rounds = 10;  // what ends may leave other cycles behind, and `__del__` may make them
  for (int round = 0; round < most_rounds && !state().table.empty(); ++round) {
    collect_cycles();
  }
}

namespace {

/// Looks again when the variables of all modules have ended.
struct last_collection {
  ~last_collection() {
    collect_cycles_at_exit();
    flush_output();
  }
};
[[gnu::init_priority(101)]] const last_collection at_exit;

}  // namespace
}  // namespace detail
}  // namespace py
