/// Sets of storage and exception names that are cheap to join: a program's functions carry those of all they call.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace krait::effects {

/// A set of names. Each distinct name has a number for the life of the process; a set is a sorted vector of numbers, so joining two sets
/// is linear in their sizes and compares no text. Iteration is in order of first appearance, which depends on the program alone.
class NameSet {
 public:
  class Iterator {
   public:
    using difference_type = std::ptrdiff_t;
    using value_type = std::string;
    using reference = const std::string&;
    using pointer = const std::string*;
    using iterator_category = std::forward_iterator_tag;

    Iterator() = default;
    explicit Iterator(std::vector<std::uint32_t>::const_iterator at) : at_(at) {}
    reference operator*() const { return name_of(*at_); }
    pointer operator->() const { return &name_of(*at_); }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++at_;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    std::vector<std::uint32_t>::const_iterator at_;
  };

  [[nodiscard]] bool empty() const { return numbers_.empty(); }
  [[nodiscard]] std::size_t size() const { return numbers_.size(); }
  [[nodiscard]] Iterator begin() const { return Iterator(numbers_.begin()); }
  [[nodiscard]] Iterator end() const { return Iterator(numbers_.end()); }
  /// O(log size), after one look-up of the text.
  [[nodiscard]] bool contains(std::string_view name) const;
  /// Do both hold some name?
  [[nodiscard]] bool intersects(const NameSet& other) const;

  void insert(std::string_view name);
  void insert(const NameSet& other);
  template <typename Predicate>
  void erase_if(Predicate drops) {
    std::erase_if(numbers_, [&](std::uint32_t number) { return drops(name_of(number)); });
  }

  friend bool operator==(const NameSet&, const NameSet&) = default;

 private:
  static const std::string& name_of(std::uint32_t number);

  std::vector<std::uint32_t> numbers_;
};

}  // namespace krait::effects
