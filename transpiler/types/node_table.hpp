/// What is known of some nodes of a program: by their dense ids, without hashing.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
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
    std::uint32_t& place = places_[node];
    if (place == 0) {
      if (count_ % chunk == 0) {
        chunks_.push_back(std::make_unique<T[]>(chunk));
      }
      place = ++count_;
    }
    return row(place);
  }
  /// Null if there is none.
  [[nodiscard]] const T* find(std::uint32_t node) const { return node < places_.size() && places_[node] != 0 ? &row(places_[node]) : nullptr; }
  [[nodiscard]] bool contains(std::uint32_t node) const { return find(node) != nullptr; }
  void erase(std::uint32_t node) {
    if (node < places_.size()) {
      places_[node] = 0;
    }
  }

 private:
  static constexpr std::uint32_t chunk = 64;

  [[nodiscard]] T& row(std::uint32_t place) const { return chunks_[(place - 1) / chunk][(place - 1) % chunk]; }

  std::vector<std::uint32_t> places_;  ///< by node: its row's index and one; 0 for none
  std::vector<std::unique_ptr<T[]>> chunks_;
  std::uint32_t count_ = 0;
};

}  // namespace krait::types
