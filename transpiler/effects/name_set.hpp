/// Sets of storages and exception names that are cheap to join: a program's functions carry those of all they call.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace krait::effects {

/// What a set holds, as a number: a variable, the elements of some containers, the fields of one name, or another name, such as that of
/// an exception. The numbers of names last for the life of the process.
class Key {
 public:
  enum class Kind : std::uint8_t { Name, Variable, Elements, Field };

  Key() = default;
  Key(Kind kind, std::uint32_t id) : number_((static_cast<std::uint32_t>(kind) << kind_shift) | id) {}
  [[nodiscard]] Kind kind() const { return static_cast<Kind>(number_ >> kind_shift); }
  /// Of a variable, or of the united slot of elements.
  [[nodiscard]] std::uint32_t id() const { return number_ & ~(~std::uint32_t{0} << kind_shift); }
  /// The name; for dumps "variable 12", "elements 17", "field x".
  [[nodiscard]] std::string text() const;
  friend auto operator<=>(const Key&, const Key&) = default;

 private:
  static constexpr int kind_shift = 30;
  std::uint32_t number_ = 0;
};

[[nodiscard]] inline Key variable(std::uint32_t id) { return {Key::Kind::Variable, id}; }
[[nodiscard]] inline Key elements(std::uint32_t slot) { return {Key::Kind::Elements, slot}; }
[[nodiscard]] Key field(std::string_view name);
[[nodiscard]] Key named(std::string_view name);

/// A sorted vector of keys, so joining two sets is linear in their sizes and compares no text. Small sets that join a large one wait behind
/// its sorted keys until somebody looks or there are many, so joining the sets of all that a function calls is not linear in the result each time.
class NameSet {
 public:
  [[nodiscard]] bool empty() const { return keys_.empty(); }
  [[nodiscard]] std::size_t size() const { return settled().size(); }
  [[nodiscard]] auto begin() const { return settled().begin(); }
  [[nodiscard]] auto end() const { return settled().end(); }
  [[nodiscard]] bool contains(Key key) const { return std::binary_search(begin(), end(), key); }
  /// Do both hold some key?
  [[nodiscard]] bool intersects(const NameSet& other) const;

  void insert(Key key);
  void insert(std::string_view name) { insert(named(name)); }
  void insert(const NameSet& other);
  template <typename Predicate>
  void erase_if(Predicate drops) {
    settled();
    std::erase_if(keys_, drops);
    sorted_ = keys_.size();
  }

  friend bool operator==(const NameSet& a, const NameSet& b) { return a.settled() == b.settled(); }

 private:
  const std::vector<Key>& settled() const {
    if (sorted_ != keys_.size()) {
      settle();
    }
    return keys_;
  }
  void settle() const;

  mutable std::vector<Key> keys_;
  mutable std::size_t sorted_ = 0;  ///< how many stand in order, each once, at the front
};

}  // namespace krait::effects
