/// What is known of some nodes of a program: by their dense ids, without hashing.
#pragma once

#include <cstdint>
#include <deque>
#include <vector>

namespace krait::types {

template <typename T>
class NodeTable {
 public:
  /// The row of a node, made if there is none. Rows do not move.
  T& operator[](std::uint32_t node) {
    if (node >= places_.size()) {
      places_.resize(node + node / 2 + 1);
    }
    if (places_[node] == 0) {
      rows_.emplace_back();
      places_[node] = static_cast<std::uint32_t>(rows_.size());
    }
    return rows_[places_[node] - 1];
  }
  /// Null if there is none.
  [[nodiscard]] const T* find(std::uint32_t node) const {
    return node < places_.size() && places_[node] != 0 ? &rows_[places_[node] - 1] : nullptr;
  }
  [[nodiscard]] bool contains(std::uint32_t node) const { return find(node) != nullptr; }
  void erase(std::uint32_t node) {
    if (node < places_.size()) {
      places_[node] = 0;
    }
  }

 private:
  std::vector<std::uint32_t> places_;  ///< by node: its row's index and one; 0 for none
  std::deque<T> rows_;
};

}  // namespace krait::types
