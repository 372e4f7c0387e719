#include "effects/name_set.hpp"

#include <deque>
#include <optional>
#include <unordered_map>

namespace krait::effects {

namespace {

/// All names so far, and their numbers.
struct Table {
  std::deque<std::string> names;  // addresses are stable: the map's keys view them
  std::unordered_map<std::string_view, std::uint32_t> numbers;
};

Table& table() {
  static Table instance;
  return instance;
}

std::optional<std::uint32_t> find(std::string_view name) {
  const auto known = table().numbers.find(name);
  return known == table().numbers.end() ? std::nullopt : std::optional(known->second);
}

std::uint32_t number_of(std::string_view name) {
  if (const auto known = find(name)) {
    return *known;
  }
  Table& all = table();
  const auto number = static_cast<std::uint32_t>(all.names.size());
  all.numbers.emplace(all.names.emplace_back(name), number);
  return number;
}

}  // namespace

const std::string& NameSet::name_of(std::uint32_t number) { return table().names[number]; }

bool NameSet::contains(std::string_view name) const {
  const auto number = find(name);
  return number && std::binary_search(numbers_.begin(), numbers_.end(), *number);
}

bool NameSet::intersects(const NameSet& other) const {
  auto a = numbers_.begin();
  auto b = other.numbers_.begin();
  while (a != numbers_.end() && b != other.numbers_.end()) {
    if (*a == *b) {
      return true;
    }
    *a < *b ? ++a : ++b;
  }
  return false;
}

void NameSet::insert(std::string_view name) {
  const std::uint32_t number = number_of(name);
  const auto at = std::lower_bound(numbers_.begin(), numbers_.end(), number);
  if (at == numbers_.end() || *at != number) {
    numbers_.insert(at, number);
  }
}

void NameSet::insert(const NameSet& other) {
  if (std::includes(numbers_.begin(), numbers_.end(), other.numbers_.begin(), other.numbers_.end())) {
    return;
  }
  std::vector<std::uint32_t> joined;
  joined.reserve(numbers_.size() + other.numbers_.size());
  std::set_union(numbers_.begin(), numbers_.end(), other.numbers_.begin(), other.numbers_.end(), std::back_inserter(joined));
  numbers_ = std::move(joined);
}

}  // namespace krait::effects
