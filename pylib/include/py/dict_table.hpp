/// The table behind dicts: entries in insertion order, and an index of small integers into them.
#pragma once

#include <py/table_key.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace py::detail {

template <typename K, typename V, bool stores_hash>
struct dict_entry {
  K key;
  V value;
  std::uint64_t hash() const { return table_hash(key); }
  void set_hash(std::uint64_t) noexcept {}
};
template <typename K, typename V>
struct dict_entry<K, V, true> {
  std::uint64_t stored;
  K key;
  V value;
  std::uint64_t hash() const noexcept { return stored; }
  void set_hash(std::uint64_t hash) noexcept { stored = hash; }
};

[[noreturn]] void raise_table_too_large();

/// A map that keeps insertion order. Entries lie densely in one array; a hash index of 8, 16 or 32-bit slots, whose spare bits hold
/// part of the hash, finds them. Up to 8 entries need no index. A deleted entry leaves a hole; holes at either end are given back at
/// once, so taking the first or the last entry is O(1).
template <typename K, typename V>
class dict_table {
  static constexpr bool stores_hash = !is_cheap_to_hash<K>;
  using entry = dict_entry<K, V, stores_hash>;
  static constexpr bool relocatable = is_relocatable<K> && is_relocatable<V>;
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  static constexpr std::uint32_t small_capacity = 8;

 public:
  constexpr dict_table() noexcept = default;
  dict_table(const dict_table& other) { copy_entries(other); }
  dict_table(dict_table&& other) noexcept { swap(other); }
  dict_table& operator=(const dict_table& other) {
    dict_table copy(other);
    swap(copy);
    return *this;
  }
  dict_table& operator=(dict_table&& other) noexcept {
    dict_table moved(std::move(other));
    swap(moved);
    return *this;
  }
  ~dict_table() { destroy_all(); }

  void swap(dict_table& other) noexcept {
    std::swap(entries_, other.entries_);
    std::swap(index_, other.index_);
    std::swap(holes_, other.holes_);
    std::swap(first_, other.first_);
    std::swap(end_, other.end_);
    std::swap(live_, other.live_);
    std::swap(capacity_, other.capacity_);
    std::swap(filled_, other.filled_);
    std::swap(index_bits_, other.index_bits_);
    ++changes_;
    ++other.changes_;
  }

  std::int64_t size() const noexcept { return live_; }

  // --- positions: entries in order; `next_position` skips holes ---

  std::uint32_t begin_position() const noexcept { return first_; }
  std::uint32_t end_position() const noexcept { return end_; }
  std::uint32_t next_position(std::uint32_t position) const noexcept {
    ++position;
    if (has_holes()) [[unlikely]] {
      while (position < end_ && is_hole(position)) {
        ++position;
      }
    }
    return position;
  }
  std::uint32_t previous_position(std::uint32_t position) const noexcept {
    --position;
    while (has_holes() && position > first_ && position < end_ && is_hole(position)) {
      --position;
    }
    return position;
  }
  const K& key_at(std::uint32_t position) const noexcept { return entries_[position].key; }
  V& value_at(std::uint32_t position) const noexcept { return entries_[position].value; }

  // --- operations ---

  /// Position of `key`'s entry, or `end_position()` … `~0`: compare with `missing`.
  static constexpr std::uint32_t missing = none;
  std::uint32_t find(const K& key) const {
    if (live_ == 0) {
      if constexpr (!is_scalar<K>) {
        static_cast<void>(table_hash(key));  // an unhashable key is an error in an empty dict, too
      }
      return none;
    }
    return find_hashed(key, stores_hash || index_bits_ != 0 ? table_hash(key) : 0);
  }

  /// The value of `key`; when it is missing, an entry with the value that `make()` gives is added first.
  template <typename Key, typename Make>
  std::pair<V&, bool> find_or_add(Key&& key, Make&& make) {
    const std::uint64_t hash = table_hash(key);
    const std::uint32_t found = live_ == 0 ? none : find_hashed(key, hash);
    if (found != none) {
      return {entries_[found].value, false};
    }
    V value = make();
    return {add(hash, std::forward<Key>(key), std::move(value)), true};
  }

  /// Adds an entry whose key is known to be missing.
  template <typename Key, typename Value>
  V& add(std::uint64_t hash, Key&& key, Value&& value) {
    if (end_ == capacity_ || (index_bits_ != 0 && filled_ >= capacity_)) [[unlikely]] {
      K kept_key(std::forward<Key>(key));  // may lie in the array that moves
      V kept_value(std::forward<Value>(value));
      grow();
      return append(hash, std::move(kept_key), std::move(kept_value));
    }
    return append(hash, std::forward<Key>(key), std::forward<Value>(value));
  }

  /// Removes the entry at `position` and gives it away.
  std::pair<K, V> take(std::uint32_t position) {
    entry& taken = entries_[position];
    if (index_bits_ != 0) {
      erase_slot(taken.hash(), position);
    }
    ++changes_;
    std::pair<K, V> result(std::move(taken.key), std::move(taken.value));
    std::destroy_at(&taken);
    --live_;
    if (live_ == 0) {
      first_ = end_ = 0;
    } else if (position == first_) {
      first_ = next_position_after_removal(position);
    } else if (position + 1 == end_) {
      do {
        --end_;
      } while (is_marked(end_ - 1) && unmark(end_ - 1));
    } else {
      mark(position);
    }
    return result;
  }
  /// Position of the last entry; the table is not empty.
  std::uint32_t last_position() const noexcept { return end_ - 1; }

  void clear() noexcept {
    dict_table old;
    swap(old);
  }

  void reserve(std::int64_t size) {
    if (size > static_cast<std::int64_t>(capacity_) - first_) {
      rebuild(size);
    }
  }

 private:
  // --- the index ---

  /// Where a hash begins to probe: its low bits, moved by the high ones. Neighbouring ints have neighbouring slots.
  static std::uint32_t home(std::uint64_t hash, unsigned bits) noexcept {
    return static_cast<std::uint32_t>(hash + (((hash >> bits) * spread_factor) >> (64 - bits))) & ((std::uint32_t{1} << bits) - 1);
  }
  /// The part of the hash that a slot keeps.
  static std::uint64_t scrambled(std::uint64_t hash) noexcept { return (hash ^ hash >> 32) * 0xD6E8FEB86659FD93u; }

  template <typename Slot>
  static constexpr Slot empty_slot = static_cast<Slot>(~Slot{0});
  template <typename Slot>
  static constexpr Slot dummy_slot = static_cast<Slot>(empty_slot<Slot> - 1);
  static constexpr unsigned byte_slots_up_to = 6;
  static constexpr unsigned short_slots_up_to = 13;

  /// Calls `f` with the index as an array of its slot type.
  template <typename F>
  auto with_slots(F&& f) const {
    if (index_bits_ <= byte_slots_up_to) {
      return f(static_cast<std::uint8_t*>(index_));
    }
    if (index_bits_ <= short_slots_up_to) {
      return f(static_cast<std::uint16_t*>(index_));
    }
    return f(static_cast<std::uint32_t*>(index_));
  }
  static std::size_t slot_size(unsigned bits) noexcept { return bits <= byte_slots_up_to ? 1 : bits <= short_slots_up_to ? 2 : 4; }

  template <typename Slot>
  static Slot tag_of(std::uint64_t hash, unsigned bits) noexcept {
    constexpr unsigned width = 8 * sizeof(Slot);
    return static_cast<Slot>(static_cast<Slot>(scrambled(hash) >> (64 - width)) >> bits << bits);
  }

  /// Goes through the slots that may hold `hash`: `visit(slot)` gives true to stop.
  template <typename Slot, typename Visit>
  [[gnu::always_inline]] static void probe(Slot* slots, unsigned bits, std::uint64_t hash, Visit&& visit) {
    const std::uint32_t mask = (std::uint32_t{1} << bits) - 1;
    std::uint32_t at = home(hash, bits);
    if (visit(slots[at])) {
      return;
    }
    std::uint64_t perturb = scrambled(hash);
    while (true) {
      perturb >>= 5;
      at = (at * 5 + 1 + static_cast<std::uint32_t>(perturb)) & mask;
      if (visit(slots[at])) {
        return;
      }
    }
  }

  template <typename Key>
  std::uint32_t find_hashed(const Key& key, std::uint64_t hash) const {
    if constexpr (is_scalar<K>) {
      return find_once(key, hash);
    } else {
      while (true) {  // a comparison may run code that changes this table
        const std::uint32_t changes = changes_;
        const std::uint32_t found = find_once(key, hash);
        if (changes == changes_) {
          return found;
        }
      }
    }
  }

  template <typename Key>
  std::uint32_t find_once(const Key& key, std::uint64_t hash) const {
    const unsigned bits = index_bits_;
    if (bits == 0) {
      return find_small(key, hash);
    }
    return with_slots([&](auto* slots) {
      using Slot = std::remove_reference_t<decltype(*slots)>;
      const Slot tag = tag_of<Slot>(hash, bits);
      const auto mask = static_cast<Slot>((std::uint64_t{1} << bits) - 1);
      std::uint32_t found = none;
      probe(slots, bits, hash, [&](Slot slot) {
        if (static_cast<Slot>(slot ^ tag) <= mask && slot < dummy_slot<Slot>) {
          const std::uint32_t position = slot & mask;
          const std::uint32_t changes = changes_;
          if (matches(position, key, hash)) {
            found = position;
            return true;
          }
          if (!is_scalar<K> && changes != changes_) {
            return true;
          }
        }
        return slot == empty_slot<Slot>;
      });
      return found;
    });
  }

  template <typename Key>
  std::uint32_t find_small(const Key& key, std::uint64_t hash) const {
    const std::uint32_t changes = changes_;
    for (std::uint32_t position = first_; position < end_; ++position) {
      if ((!has_holes() || !is_hole(position)) && matches(position, key, hash)) {
        return position;
      }
      if (!is_scalar<K> && changes != changes_) {
        break;
      }
    }
    return none;
  }

  template <typename Key>
  bool matches(std::uint32_t position, const Key& key, [[maybe_unused]] std::uint64_t hash) const {
    const entry& candidate = entries_[position];
    if constexpr (stores_hash) {
      if (candidate.stored != hash) {
        return false;
      }
    }
    if constexpr (is_scalar<K>) {
      return same_or_equal(candidate.key, key);
    } else {
      const K kept = candidate.key;
      return same_or_equal(kept, key);
    }
  }

  void fill_slot(std::uint64_t hash, std::uint32_t position) noexcept {
    with_slots([&](auto* slots) {
      using Slot = std::remove_reference_t<decltype(*slots)>;
      const auto value = static_cast<Slot>(tag_of<Slot>(hash, index_bits_) | position);
      probe(slots, index_bits_, hash, [&](Slot& slot) {
        if (slot < dummy_slot<Slot>) {
          return false;
        }
        filled_ += slot == empty_slot<Slot>;
        slot = value;
        return true;
      });
    });
  }

  void erase_slot(std::uint64_t hash, std::uint32_t position) noexcept {
    with_slots([&](auto* slots) {
      using Slot = std::remove_reference_t<decltype(*slots)>;
      const auto value = static_cast<Slot>(tag_of<Slot>(hash, index_bits_) | position);
      probe(slots, index_bits_, hash, [&](Slot& slot) {
        if (slot != value) {
          return false;
        }
        slot = dummy_slot<Slot>;
        return true;
      });
    });
  }

  // --- entries ---

  template <typename Key, typename Value>
  V& append(std::uint64_t hash, Key&& key, Value&& value) {
    entry* const added = entries_ + end_;
    if constexpr (stores_hash) {
      new (static_cast<void*>(added)) entry{hash, K(std::forward<Key>(key)), V(std::forward<Value>(value))};
    } else {
      new (static_cast<void*>(added)) entry{K(std::forward<Key>(key)), V(std::forward<Value>(value))};
    }
    if (index_bits_ != 0) {
      fill_slot(hash, end_);
    }
    ++end_;
    ++live_;
    ++changes_;
    return added->value;
  }

  /// Makes room for one more entry: a table that is full of live entries doubles, one with many holes only closes them.
  void grow() { rebuild(std::max<std::int64_t>(std::int64_t{live_} + 1, std::int64_t{live_} * 2)); }

  /// Closes the holes and gives the table room for at least `wanted` entries.
  void rebuild(std::int64_t wanted) {
    unsigned bits = 0;
    std::int64_t capacity = wanted <= 4 ? 4 : small_capacity;
    if (wanted > small_capacity) {
      bits = static_cast<unsigned>(std::bit_width(static_cast<std::uint64_t>(wanted) * 3 / 2));
      bits = std::max(bits, 4U);
      capacity = static_cast<std::int64_t>((std::uint64_t{1} << bits) * 2 / 3);
      if (bits > 31) {
        raise_table_too_large();
      }
    }
    ++changes_;
    move_entries(static_cast<std::uint32_t>(capacity));
    make_index(bits);
  }

  void move_entries(std::uint32_t capacity) {
    const bool dense = live_ == end_;
    if (relocatable && dense) {
      entries_ = static_cast<entry*>(checked(std::realloc(static_cast<void*>(entries_), capacity * sizeof(entry))));
    } else {
      auto* const fresh = static_cast<entry*>(checked(std::malloc(capacity * sizeof(entry))));
      std::uint32_t to = 0;
      for (std::uint32_t from = first_; from < end_; from = next_position(from)) {
        relocate(fresh + to++, entries_ + from);
      }
      std::free(static_cast<void*>(entries_));
      entries_ = fresh;
    }
    free_holes();
    first_ = 0;
    end_ = live_;
    capacity_ = capacity;
  }

  static void relocate(entry* to, entry* from) noexcept {
    if constexpr (relocatable) {
      std::memcpy(static_cast<void*>(to), static_cast<const void*>(from), sizeof(entry));
    } else {
      new (static_cast<void*>(to)) entry(std::move(*from));
      std::destroy_at(from);
    }
  }

  void make_index(unsigned bits) {
    if (bits != index_bits_) {
      std::free(index_);
      index_ = nullptr;
      index_bits_ = 0;
      if (bits != 0) {
        index_ = checked(std::malloc(slot_size(bits) << bits));
        index_bits_ = static_cast<std::uint8_t>(bits);
      }
    }
    filled_ = 0;
    if (bits != 0) {
      std::memset(index_, 0xFF, slot_size(bits) << bits);
      for (std::uint32_t position = 0; position < end_; ++position) {
        fill_slot(entries_[position].hash(), position);
      }
    }
  }

  static void* checked(void* memory) {
    if (memory == nullptr) [[unlikely]] {
      raise_table_too_large();
    }
    return memory;
  }

  void copy_entries(const dict_table& other) {
    if (other.live_ == 0) {
      return;
    }
    rebuild(other.live_);
    for (std::uint32_t position = other.first_; position < other.end_; position = other.next_position(position)) {
      const entry& from = other.entries_[position];
      append(from.hash(), from.key, from.value);
    }
  }

  void destroy_all() noexcept {
    if (entries_ == nullptr) {
      return;
    }
    if constexpr (!std::is_trivially_destructible_v<entry>) {
      for (std::uint32_t position = first_; position < end_; position = next_position(position)) {
        std::destroy_at(entries_ + position);
      }
    }
    free_holes();
    std::free(static_cast<void*>(entries_));
    std::free(index_);
  }

  // --- holes between the first and the last entry ---

  bool has_holes() const noexcept { return live_ != end_ - first_; }
  bool holes_inline() const noexcept { return capacity_ <= 64; }
  bool is_hole(std::uint32_t position) const noexcept { return holes_inline() ? (holes_.word >> position & 1) != 0 : (holes_.words[position / 64] >> (position % 64) & 1) != 0; }
  bool is_marked(std::uint32_t position) const noexcept { return holes_inline() ? (holes_.word >> position & 1) != 0 : holes_.words != nullptr && is_hole(position); }
  void mark(std::uint32_t position) {
    if (holes_inline()) {
      holes_.word |= std::uint64_t{1} << position;
      return;
    }
    if (holes_.words == nullptr) {
      holes_.words = static_cast<std::uint64_t*>(checked(std::calloc((capacity_ + 63) / 64, sizeof(std::uint64_t))));
    }
    holes_.words[position / 64] |= std::uint64_t{1} << (position % 64);
  }
  bool unmark(std::uint32_t position) noexcept {
    if (holes_inline()) {
      holes_.word &= ~(std::uint64_t{1} << position);
    } else {
      holes_.words[position / 64] &= ~(std::uint64_t{1} << (position % 64));
    }
    return true;
  }
  std::uint32_t next_position_after_removal(std::uint32_t position) noexcept {
    ++position;
    while (is_marked(position)) {
      unmark(position);
      ++position;
    }
    return position;
  }
  void free_holes() noexcept {
    if (!holes_inline()) {
      std::free(holes_.words);
    }
    holes_.word = 0;
  }

  union hole_bits {
    std::uint64_t word = 0;  ///< one bit per entry, while the capacity is at most 64
    std::uint64_t* words;    ///< else an array, or null
  };

  entry* entries_ = nullptr;
  void* index_ = nullptr;
  hole_bits holes_;
  std::uint32_t first_ = 0;
  std::uint32_t end_ = 0;
  std::uint32_t live_ = 0;
  std::uint32_t capacity_ = 0;
  std::uint32_t filled_ = 0;   ///< slots that are not empty
  std::uint32_t changes_ = 0;  ///< counts changes, so that a lookup sees that a comparison changed the table
  std::uint8_t index_bits_ = 0;
};

}  // namespace py::detail
