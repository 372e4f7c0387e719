#include "effects/name_set.hpp"

#include <deque>
#include <iterator>
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

std::uint32_t number_of(std::string_view name) {
  Table& all = table();
  if (const auto known = all.numbers.find(name); known != all.numbers.end()) {
    return known->second;
  }
  const auto number = static_cast<std::uint32_t>(all.names.size());
  all.numbers.emplace(all.names.emplace_back(name), number);
  return number;
}

}  // namespace

Key field(std::string_view name) { return {Key::Kind::Field, number_of(name)}; }
Key named(std::string_view name) { return {Key::Kind::Name, number_of(name)}; }

std::string Key::text() const {
  switch (kind()) {
    case Kind::Variable: return "variable " + std::to_string(id());
    case Kind::Elements: return "elements " + std::to_string(id());
    case Kind::Field: return "field " + table().names[id()];
    case Kind::Name: return table().names[id()];
  }
  return {};
}

bool NameSet::intersects(const NameSet& other) const {
  auto a = begin();
  auto b = other.begin();
  while (a != end() && b != other.end()) {
    if (*a == *b) {
      return true;
    }
    *a < *b ? ++a : ++b;
  }
  return false;
}

void NameSet::insert(Key key) {
  constexpr std::size_t least_waiting = 16;
  const auto sorted_end = keys_.begin() + static_cast<std::ptrdiff_t>(sorted_);
  const auto at = std::lower_bound(keys_.begin(), sorted_end, key);
  if (at != sorted_end && *at == key) {
    return;
  }
  if (sorted_ == keys_.size() && sorted_ < least_waiting) {
    keys_.insert(at, key);
    ++sorted_;
    return;
  }
  keys_.push_back(key);
  if (keys_.size() - sorted_ > least_waiting + sorted_ / 4) {
    settle();
  }
}

void NameSet::insert(const NameSet& other) {
  if (other.size() < keys_.size()) {
    std::for_each(other.begin(), other.end(), [this](Key key) { insert(key); });
    return;
  }
  if (std::includes(begin(), end(), other.begin(), other.end())) {
    return;
  }
  std::vector<Key> joined;
  joined.reserve(size() + other.size());
  std::set_union(begin(), end(), other.begin(), other.end(), std::back_inserter(joined));
  keys_ = std::move(joined);
  sorted_ = keys_.size();
}

void NameSet::settle() const {
  const auto middle = keys_.begin() + static_cast<std::ptrdiff_t>(sorted_);
  std::sort(middle, keys_.end());
  std::inplace_merge(keys_.begin(), middle, keys_.end());
  keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
  sorted_ = keys_.size();
}

}  // namespace krait::effects
