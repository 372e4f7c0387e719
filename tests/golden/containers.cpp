#include "containers.hpp"

#include <py/builtins.hpp>

namespace containers {

py::dict<std::int64_t, py::list<py::str>> group(const py::list<py::str>& words) {
  py::dict<std::int64_t, py::list<py::str>> groups;
  for (const py::str& word : words) {
    groups.setdefault(py::len(word), py::list<py::str>{}).append(word);
  }
  return groups;
}

std::tuple<std::tuple<std::int64_t, std::int64_t>, std::tuple<std::int64_t, std::int64_t>> bounds(
    const py::vector<std::tuple<std::int64_t, std::int64_t>>& points) {
  py::vector<std::int64_t> xs;
  for (const auto& [x, _] : points) {
    xs.append(x);
  }
  py::vector<std::int64_t> ys;
  for (const auto& [_, y] : points) {
    ys.append(y);
  }
  return {std::tuple{py::min(xs), py::min(ys)}, std::tuple{py::max(xs), py::max(ys)}};
}

void py_main() {
  const py::list<py::str> words{"sea", "sand", "tide", "air", "stone"};
  for (const auto& [length, members] : py::sorted(group(words).items())) {
    py::print(length, members);
  }
  const auto [low, high] = bounds(
      py::vector<std::tuple<std::int64_t, std::int64_t>>{{1, 5}, {4, 2}, {3, 9}});
  py::print(low, high);
  py::ordered_map<py::str, std::int64_t> stock{{"pen", 3}, {"ink", 0}};
  stock.setdefault("pad", 0) += 5;
  stock.del_item("ink");
  py::print(stock, py::contains(stock, "ink"));
  auto items = py::unpack_star<py::str, 1, 0>(words);
  const py::str first = items.before[0];
  const py::list<py::str> rest = std::move(items.middle);
  py::print(first, rest, words.at(-1), words.slice(1, 3));
  py::print(
      py::hash_set<std::int64_t>{1, 2, 3} & py::hash_set<std::int64_t>{2, 3, 4},
      py::hash_set<std::int64_t>{1} | py::hash_set<std::int64_t>{2});
}

}  // namespace containers
