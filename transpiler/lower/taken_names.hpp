/// The C++ names in use at a place.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace krait::lower {

class TakenNames {
 public:
  [[nodiscard]] bool contains(const std::string& name) const { return names_.contains(name); }
  /// Was it free?
  bool insert(const std::string& name) {
    const bool is_new = names_.insert(name).second;
    if (is_new) {
      changes_.emplace_back(name, true);
    }
    return is_new;
  }
  void insert(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      insert(name);
    }
  }
  void erase(const std::string& name) {
    if (names_.erase(name) != 0) {
      changes_.emplace_back(name, false);
    }
  }
  /// For `restore`: what is taken now.
  [[nodiscard]] std::size_t mark() const { return changes_.size(); }
  void restore(std::size_t mark) {
    for (; changes_.size() > mark; changes_.pop_back()) {
      const auto& [name, was_inserted] = changes_.back();
      was_inserted ? static_cast<void>(names_.erase(name)) : static_cast<void>(names_.insert(name));
    }
  }

 private:
  std::set<std::string> names_;
  std::vector<std::pair<std::string, bool>> changes_;  ///< names that were inserted, or (false) erased
};

}  // namespace krait::lower
