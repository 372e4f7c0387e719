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
  auto a = keys_.begin();
  auto b = other.keys_.begin();
  while (a != keys_.end() && b != other.keys_.end()) {
    if (*a == *b) {
      return true;
    }
    *a < *b ? ++a : ++b;
  }
  return false;
}

void NameSet::insert(Key key) {
  const auto at = std::lower_bound(keys_.begin(), keys_.end(), key);
  if (at == keys_.end() || *at != key) {
    keys_.insert(at, key);
  }
}

void NameSet::insert(const NameSet& other) {
  if (std::includes(keys_.begin(), keys_.end(), other.keys_.begin(), other.keys_.end())) {
    return;
  }
  std::vector<Key> joined;
  joined.reserve(keys_.size() + other.keys_.size());
  std::set_union(keys_.begin(), keys_.end(), other.keys_.begin(), other.keys_.end(), std::back_inserter(joined));
  keys_ = std::move(joined);
}

}  // namespace krait::effects
