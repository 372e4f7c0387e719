/// The table behind sets: open addressing whose growth, probing and deletion give CPython's iteration order.
#pragma once

#include <py/sequence.hpp>
#include <py/table_key.hpp>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace py::detail {

[[noreturn]] void raise_table_too_large();

/// A hash table whose elements lie in CPython's order. A probe looks at up to ten slots in a row, then jumps.
template <typename T>
class set_table {
 public:
  static constexpr std::uint64_t missing = ~std::uint64_t{0};

  constexpr set_table() noexcept = default;
  /// The same table, slot by slot.
  set_table(const set_table& other) : mask_(other.mask_), fill_(other.fill_), used_(other.used_), finger_(other.finger_) {
    if (other.slots_ != nullptr) {
      adopt(allocate(mask_ + 1), mask_);
      for (std::uint64_t i = 0; i <= mask_; ++i) {
        if (other.is_live(i)) {
          new (static_cast<void*>(&slots_[i].key)) T(other.slots_[i].key);
        }
        slots_[i].hash = other.slots_[i].hash;
      }
      if (is_mapped(mask_)) {
        std::memcpy(places_of(slots_, mask_), places_of(other.slots_, mask_), map_bytes(mask_));
      }
    }
  }
  set_table(set_table&& other) noexcept { swap(other); }
  set_table& operator=(const set_table& other) {
    set_table copy(other);
    swap(copy);
    return *this;
  }
  set_table& operator=(set_table&& other) noexcept {
    set_table moved(std::move(other));
    swap(moved);
    return *this;
  }
  ~set_table() {
    if (slots_ != nullptr) {
      destroy(slots_, mask_ + 1);
    }
  }
  void swap(set_table& other) noexcept {
    std::swap(slots_, other.slots_);
    std::swap(mask_, other.mask_);
    std::swap(fill_, other.fill_);
    std::swap(used_, other.used_);
    std::swap(finger_, other.finger_);
    std::swap(mapped_, other.mapped_);
    std::swap(places_, other.places_);
    ++changes_;
    ++other.changes_;
  }

  std::int64_t size() const noexcept { return static_cast<std::int64_t>(used_); }
  std::uint64_t capacity() const noexcept { return mask_ + 1; }
  std::uint64_t mask() const noexcept { return mask_; }
  std::uint64_t fill() const noexcept { return fill_; }

  /// CPython's hash of an element, as the table keeps it.
  static std::int64_t hash_of(const T& key) {
    const std::int64_t hash = py::hash(key);
    return hash == empty_hash ? empty_hash + 1 : hash;
  }

  // --- positions: slots in order ---

  /// The first slot at or after `position` that holds an element, or `capacity()`.
  std::uint64_t next_live(std::uint64_t position) const noexcept {
    if (slots_ == nullptr) {
      return mask_ + 1;
    }
    while (position <= mask_ && !is_live(position)) {
      ++position;
    }
    return position;
  }
  const T& key_at(std::uint64_t position) const noexcept { return slots_[position].key; }
  std::int64_t hash_at(std::uint64_t position) const noexcept { return slots_[position].hash; }

  // --- operations ---

  /// Slot of `key`, or `missing`.
  std::uint64_t find(const T& key, std::int64_t hash) const {
    if constexpr (has_map) {
      return is_near(key) ? std::uint64_t{place_of(key)} - 1 : find_once(key, hash);  // `missing` for 0
    } else if constexpr (is_scalar<T>) {
      return find_once(key, hash);
    } else {
      while (true) {  // a comparison may run code that changes this table
        const std::uint32_t changes = changes_;
        const std::uint64_t found = find_once(key, hash);
        if (changes == changes_) {
          return found;
        }
      }
    }
  }
  bool contains(const T& key) const {
    if constexpr (has_map) {
      if (is_near(key)) {
        return place_of(key) != 0;
      }
    }
    return find(key, hash_of(key)) != missing;
  }

  /// False when an equal element is there already.
  template <typename U>
  bool add(U&& key) {
    if constexpr (has_map) {
      if (is_near(key)) {
        return add_near(key);
      }
    }
    return add_hashed(std::forward<U>(key), hash_of(key));
  }
  template <typename U>
  bool add_hashed(U&& key, std::int64_t hash) {
    if (slots_ == nullptr) {
      adopt(allocate(mask_ + 1), mask_);
    }
    if constexpr (has_map) {
      if (is_near(key)) {
        return add_near(key);
      }
    }
    while (true) {
      const std::uint32_t changes = changes_;
      std::uint64_t free = missing;
      std::uint64_t found = missing;
      const std::uint64_t unused = probe(mask_, hash, [&](std::uint64_t at) {
        const std::int64_t there = slots_[at].hash;
        if (there == empty_hash) {
          return true;
        }
        if (there == hash && matches(at, key)) {
          found = at;
          return true;
        }
        if (there == dummy_hash) {
          free = at;
        }
        return !is_scalar<T> && changes != changes_;
      });
      if (!is_scalar<T> && changes != changes_) {
        continue;
      }
      if (found != missing) {
        return false;
      }
      place(free != missing ? free : unused, std::forward<U>(key), hash, free == missing);
      return true;
    }
  }

  /// Adds an element known to be missing to a table without dummies.
  template <typename U>
  void add_new(U&& key, std::int64_t hash) {
    if (slots_ == nullptr) {
      adopt(allocate(mask_ + 1), mask_);
    }
    put_new(slots_, mask_, std::forward<U>(key), hash);
    ++fill_;
    ++used_;
    ++changes_;
  }

  /// False when the element is missing.
  bool discard(const T& key, std::int64_t hash) {
    const std::uint64_t at = find(key, hash);
    if (at == missing) {
      return false;
    }
    static_cast<void>(take(at));
    return true;
  }

  /// Removes the element at a slot and gives it away.
  T take(std::uint64_t at) {
    note_taken(slots_, mask_, at);
    T key = std::move(slots_[at].key);
    std::destroy_at(&slots_[at].key);
    slots_[at].hash = dummy_hash;
    --used_;
    ++changes_;
    return key;
  }

  /// Removes an element, going on from where the last call ended. The table is not empty.
  T take_any() {
    std::uint64_t at = finger_ & mask_;
    while (!is_live(at)) {
      at = at == mask_ ? 0 : at + 1;
    }
    finger_ = at + 1;
    return take(at);
  }

  /// Room as CPython makes it before merging `more` elements of a dict or set.
  void grow_for(std::int64_t more) {
    const std::uint64_t count = static_cast<std::uint64_t>(more);
    if ((fill_ + count) * 5 >= mask_ * 3) {
      resize((used_ + count) * 2);
    }
  }

  /// After a difference in place: a table with many dummies is made anew.
  void drop_dummies() {
    if (fill_ - used_ > mask_ / 4) {
      resize(growth());
    }
  }

  /// All elements of `other` into this table, which keeps the other's slots where CPython would.
  void merge(const set_table& other) {
    if (&other == this || other.used_ == 0) {
      return;
    }
    grow_for(other.size());
    if (fill_ == 0 && mask_ == other.mask_ && other.fill_ == other.used_) {
      const std::uint64_t finger = finger_;
      *this = other;
      finger_ = finger;
      return;
    }
    const bool into_empty = fill_ == 0;
    for (std::uint64_t i = 0; i <= other.mask_; ++i) {
      if (other.is_live(i)) {
        if (into_empty) {
          add_new(other.slots_[i].key, other.slots_[i].hash);
        } else {
          add_hashed(other.slots_[i].key, other.slots_[i].hash);
        }
      }
    }
  }

  /// A table with the same slots whose elements are made by `convert`. T is the target's type.
  template <typename U, typename Convert>
  static set_table converted(const set_table<U>& other, Convert&& convert) {
    set_table result;
    result.mask_ = other.mask_;
    if (other.slots_ != nullptr) {
      result.adopt(allocate(other.mask_ + 1), other.mask_);
      for (std::uint64_t i = 0; i <= other.mask_; ++i) {
        if (other.is_live(i)) {
          new (static_cast<void*>(&result.slots_[i].key)) T(convert(other.slots_[i].key));
          note_placed(result.slots_, result.mask_, i);
        } else if (other.slots_[i].hash == dummy_hash) {
          note_dummy(result.slots_, result.mask_, i);
        }
        result.slots_[i].hash = other.slots_[i].hash;
      }
    }
    result.fill_ = other.fill_;
    result.used_ = other.used_;
    result.finger_ = other.finger_;
    return result;
  }

  void clear() noexcept {
    set_table old;
    exchange(old);
  }
  /// Exchanges the elements; where the next `take_any` begins stays.
  void exchange(set_table& other) noexcept {
    swap(other);
    std::swap(finger_, other.finger_);
  }

 private:
  template <typename>
  friend class set_table;

  static constexpr std::int64_t empty_hash = INT64_MIN;
  static constexpr std::int64_t dummy_hash = -1;
  static constexpr std::uint64_t run = 9;  ///< slots after the first that a probe looks at in a row

  struct slot {
    std::int64_t hash;
    union {
      T key;
    };
  };

  // Integers: a table that is not large keeps behind its slots where each value near 0 lies, and one bit for each slot that was never
  // used and that holds a dummy. Such values are found without a probe, and vacant slots ten at a time.

  static constexpr bool has_map = std::is_integral_v<T> && !std::is_same_v<T, bool>;
  static constexpr bool is_mapped(std::uint64_t mask) noexcept { return has_map && mask < (std::uint64_t{1} << 15); }
  /// The number of values, from `-map_size / 2` on, whose slot is kept.
  static constexpr std::uint64_t map_size(std::uint64_t mask) noexcept { return 4 * (mask + 1) + 256; }
  /// One bit for each slot, and room to read four bytes at the last one.
  static constexpr std::uint64_t bits_bytes(std::uint64_t mask) noexcept { return (mask + 1) / 8 + 4; }
  static constexpr std::uint64_t map_bytes(std::uint64_t mask) noexcept { return is_mapped(mask) ? map_size(mask) * sizeof(std::uint16_t) + 2 * bits_bytes(mask) : 0; }
  /// One more than the slot of each value, 0 for a value that is missing.
  static std::uint16_t* places_of(slot* slots, std::uint64_t mask) noexcept { return reinterpret_cast<std::uint16_t*>(slots + mask + 1); }
  static std::uint8_t* unused_bits(slot* slots, std::uint64_t mask) noexcept { return reinterpret_cast<std::uint8_t*>(places_of(slots, mask) + map_size(mask)); }
  static std::uint8_t* dummy_bits(slot* slots, std::uint64_t mask) noexcept { return unused_bits(slots, mask) + bits_bytes(mask); }
  static std::uint64_t map_index(std::uint64_t mask, const T& key) noexcept { return static_cast<std::uint64_t>(static_cast<std::int64_t>(key)) + map_size(mask) / 2; }
  void adopt(slot* slots, std::uint64_t mask) noexcept {
    slots_ = slots;
    mask_ = mask;
    if (is_mapped(mask)) {
      mapped_ = map_size(mask);
      places_ = places_of(slots, mask);
    } else {
      mapped_ = 0;
    }
  }
  std::uint64_t near_index(const T& key) const noexcept { return static_cast<std::uint64_t>(static_cast<std::int64_t>(key)) + mapped_ / 2; }
  bool is_near(const T& key) const noexcept { return near_index(key) < mapped_; }
  std::uint16_t place_of(const T& key) const noexcept { return places_[near_index(key)]; }
  /// `add` of a near value, whose hash is the value itself.
  bool add_near(const T& key) {
    if (place_of(key) != 0) {
      return false;
    }
    const std::int64_t hash = key == -1 ? -2 : static_cast<std::int64_t>(key);
    const auto [at, was_unused] = vacancy(hash);
    place(at, key, hash, was_unused);
    return true;
  }
  static std::uint32_t bits_from(const std::uint8_t* bits, std::uint64_t at) noexcept {
    std::uint32_t word;
    std::memcpy(&word, bits + at / 8, sizeof word);
    return word >> (at % 8);
  }
  static void set_place(slot* slots, std::uint64_t mask, std::uint64_t at, std::uint16_t place) noexcept {
    if (map_index(mask, slots[at].key) < map_size(mask)) {
      places_of(slots, mask)[map_index(mask, slots[at].key)] = place;
    }
  }

  /// The element of the slot has just been made.
  static void note_placed(slot* slots, std::uint64_t mask, std::uint64_t at) noexcept {
    if constexpr (has_map) {
      if (is_mapped(mask)) {
        set_place(slots, mask, at, static_cast<std::uint16_t>(at + 1));
        const auto others = static_cast<std::uint8_t>(~(1u << (at % 8)));
        unused_bits(slots, mask)[at / 8] &= others;
        dummy_bits(slots, mask)[at / 8] &= others;
      }
    }
  }
  static void note_dummy(slot* slots, std::uint64_t mask, std::uint64_t at) noexcept {
    if (is_mapped(mask)) {
      const auto bit = static_cast<std::uint8_t>(1u << (at % 8));
      unused_bits(slots, mask)[at / 8] &= static_cast<std::uint8_t>(~bit);
      dummy_bits(slots, mask)[at / 8] |= bit;
    }
  }
  /// The element of the slot is about to go.
  static void note_taken(slot* slots, std::uint64_t mask, std::uint64_t at) noexcept {
    if constexpr (has_map) {
      if (is_mapped(mask)) {
        set_place(slots, mask, at, 0);
        note_dummy(slots, mask, at);
      }
    }
  }

  struct vacant_slot {
    std::uint64_t at;
    bool was_unused;
  };
  /// Where an element that is missing goes, in a mapped table: the last dummy on the way to the first slot never used, or that slot.
  vacant_slot vacancy(std::int64_t hash) const noexcept {
    std::uint64_t perturb = static_cast<std::uint64_t>(hash);
    std::uint64_t at = perturb & mask_;
    std::uint64_t free = missing;
    while (true) {
      const std::uint32_t window = at + run <= mask_ ? (2u << run) - 1 : 1;
      const std::uint32_t unused = bits_from(unused_bits(slots_, mask_), at) & window;
      const std::uint32_t dummies = bits_from(dummy_bits(slots_, mask_), at) & window & ((unused & -unused) - 1);
      if (dummies != 0) {
        free = at + static_cast<std::uint64_t>(std::bit_width(dummies)) - 1;
      }
      if (unused != 0) {
        return free != missing ? vacant_slot{free, false} : vacant_slot{at + static_cast<std::uint64_t>(std::countr_zero(unused)), true};
      }
      perturb >>= 5;
      at = (at * 5 + 1 + perturb) & mask_;
    }
  }

  bool is_live(std::uint64_t at) const noexcept { return slots_[at].hash != empty_hash && slots_[at].hash != dummy_hash; }

  /// Visits slots in probing order until `visit(slot)` gives true; gives that slot.
  template <typename Visit>
  [[gnu::always_inline]] static std::uint64_t probe(std::uint64_t mask, std::int64_t hash, Visit&& visit) {
    std::uint64_t perturb = static_cast<std::uint64_t>(hash);
    std::uint64_t at = perturb & mask;
    while (true) {
      const std::uint64_t last = at + run <= mask ? at + run : at;
      for (std::uint64_t i = at; i <= last; ++i) {
        if (visit(i)) {
          return i;
        }
      }
      perturb >>= 5;
      at = (at * 5 + 1 + perturb) & mask;
    }
  }

  [[gnu::noinline]] std::uint64_t find_once(const T& key, std::int64_t hash) const {
    if (slots_ == nullptr) {
      return missing;
    }
    const std::uint32_t changes = changes_;
    std::uint64_t found = missing;
    probe(mask_, hash, [&](std::uint64_t at) {
      const std::int64_t there = slots_[at].hash;
      if (there == hash && matches(at, key)) {
        found = at;
        return true;
      }
      return there == empty_hash || (!is_scalar<T> && changes != changes_);
    });
    return found;
  }

  bool matches(std::uint64_t at, const T& key) const {
    if constexpr (is_scalar<T>) {
      return same_or_equal(slots_[at].key, key);
    } else {
      const T there = slots_[at].key;
      return same_or_equal(there, key);
    }
  }

  template <typename U>
  void place(std::uint64_t at, U&& key, std::int64_t hash, bool was_unused) {
    new (static_cast<void*>(&slots_[at].key)) T(std::forward<U>(key));
    slots_[at].hash = hash;
    note_placed(slots_, mask_, at);
    ++used_;
    ++changes_;
    if (was_unused) {
      ++fill_;
      if (fill_ * 5 >= mask_ * 3) {
        resize(growth());
      }
    }
  }

  std::uint64_t growth() const noexcept { return used_ > 50000 ? used_ * 2 : used_ * 4; }

  template <typename U>
  static void put_new(slot* slots, std::uint64_t mask, U&& key, std::int64_t hash) {
    const std::uint64_t at = probe(mask, hash, [&](std::uint64_t i) { return slots[i].hash == empty_hash; });
    new (static_cast<void*>(&slots[at].key)) T(std::forward<U>(key));
    slots[at].hash = hash;
    note_placed(slots, mask, at);
  }

  void resize(std::uint64_t least) {
    std::uint64_t capacity = 8;
    while (capacity <= least) {
      capacity <<= 1;
    }
    slot* const fresh = allocate(capacity);
    if (slots_ != nullptr) {
      for (std::uint64_t i = 0; i <= mask_; ++i) {
        if (is_live(i)) {
          const std::int64_t hash = slots_[i].hash;
          if constexpr (is_relocatable<T>) {
            const std::uint64_t at = probe(capacity - 1, hash, [&](std::uint64_t to) { return fresh[to].hash == empty_hash; });
            std::memcpy(static_cast<void*>(&fresh[at]), static_cast<const void*>(&slots_[i]), sizeof(slot));
            note_placed(fresh, capacity - 1, at);
          } else {
            put_new(fresh, capacity - 1, std::move(slots_[i].key), hash);
            std::destroy_at(&slots_[i].key);
          }
        }
      }
      std::free(static_cast<void*>(slots_));
    }
    adopt(fresh, capacity - 1);
    fill_ = used_;
    ++changes_;
  }

  static slot* allocate(std::uint64_t capacity) {
    auto* const slots = static_cast<slot*>(std::malloc(capacity * sizeof(slot) + map_bytes(capacity - 1)));
    if (slots == nullptr) {
      raise_table_too_large();
    }
    if (is_mapped(capacity - 1)) {
      std::memset(places_of(slots, capacity - 1), 0, map_bytes(capacity - 1));
      std::memset(unused_bits(slots, capacity - 1), 0xFF, bits_bytes(capacity - 1));
    }
    for (std::uint64_t i = 0; i < capacity; ++i) {
      slots[i].hash = empty_hash;
    }
    return slots;
  }

  static void destroy(slot* slots, std::uint64_t capacity) noexcept {
    if constexpr (!std::is_trivially_destructible_v<T>) {
      for (std::uint64_t i = 0; i < capacity; ++i) {
        if (slots[i].hash != empty_hash && slots[i].hash != dummy_hash) {
          std::destroy_at(&slots[i].key);
        }
      }
    }
    std::free(static_cast<void*>(slots));
  }

  slot* slots_ = nullptr;
  std::uint64_t mask_ = 7;
  std::uint64_t fill_ = 0;  ///< elements and dummies
  std::uint64_t used_ = 0;
  std::uint64_t finger_ = 0;
  std::uint32_t changes_ = 0;
  std::uint64_t mapped_ = 0;  ///< `map_size` of a table with a map
  std::uint16_t* places_ = nullptr;
};

}  // namespace py::detail
