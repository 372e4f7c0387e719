/// Which `int | float` places are observed, and how that spreads. Private to `types/`.
#pragma once

#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "types/facts.hpp"

namespace krait::types {

/// A place that may hold an int or a float: a slot or an expression, or one element of the tuple in it.
struct NumberPlace {
  enum class Kind : std::uint8_t { Slot, Node } kind{};
  std::uint32_t id = 0;
  std::uint32_t element = none;  ///< none: the value itself
};

class NumberGraph {
 public:
  explicit NumberGraph(const Facts& facts) : facts_(facts) {}

  using Vertex = std::uint32_t;
  Vertex slot(SlotId id, std::uint32_t element = none) { return vertex({NumberPlace::Kind::Slot, facts_.find(id), element}); }
  Vertex node(NodeId id, std::uint32_t element = none) { return vertex({NumberPlace::Kind::Node, id, element}); }

  void observe(Vertex vertex) { observed_[vertex] = true; }
  /// One value gets from one place to the other. What is observed of one holds for the other: backwards because its kind must still be there,
  /// forwards because an int that may be large must not become a float on the way.
  void same(Vertex a, Vertex b) {
    spread(a, b);
    copies_.emplace_back(a, b);
  }
  /// The slots and tuple elements within a type that hold `int | float`.
  std::vector<Vertex> within(const Type& type);
  /// Spreads observations; then tells the places that stay unobserved.
  std::vector<NumberPlace> settle();

  /// `into` is a sum of what two places hold. If the ints of one of them are only literals, it is a chain of small steps, as a sum with a
  /// literal is; if both are sums themselves, it may outgrow what a float holds exactly (docs/analysis.md, 11 and 18).
  void sum(Vertex a, Vertex b, const std::vector<Vertex>& into) {
    for (const Vertex result : into) {
      spread(a, result);
      spread(b, result);
    }
    sums_.push_back({a, b, into});
  }
  /// Ints get here that are sums.
  void grows(Vertex vertex) { grown_[vertex] = true; }

  [[nodiscard]] bool is_number(const Type& type) const;  ///< `int | float`, or that and None
  [[nodiscard]] bool is_float(const Type& type) const;   ///< floats and None only
  [[nodiscard]] bool is_only(const Type& type, ClassId cls) const;

 private:
  Vertex vertex(const NumberPlace& place);
  void spread(Vertex a, Vertex b) {
    neighbours_[a].push_back(b);
    neighbours_[b].push_back(a);
  }
  struct Sum {
    Vertex left = 0;
    Vertex right = 0;
    std::vector<Vertex> into;
  };
  void observe_large_sums();
  void collect(const Type& type, SlotId holder, std::set<SlotId>& seen, std::vector<Vertex>& into);

  const Facts& facts_;
  std::unordered_map<std::uint64_t, Vertex> index_;
  std::vector<NumberPlace> places_;
  std::vector<bool> observed_;
  std::vector<bool> grown_;
  std::vector<Sum> sums_;
  std::vector<std::pair<Vertex, Vertex>> copies_;
  std::vector<std::vector<Vertex>> neighbours_;
};

}  // namespace krait::types
