#include "comprehensions.hpp"

#include <py/builtins.hpp>

namespace comprehensions {

py::vector<std::int64_t> squares(std::int64_t n) {
  py::vector<std::int64_t> result;
  for (const std::int64_t i : py::range(n)) {
    if (i % 3 != 0) {
      result.append(i * i);
    }
  }
  return result;
}

py::ordered_map<py::str, py::str> initials(const py::vector<py::str>& names) {
  py::ordered_map<py::str, py::str> result;
  for (const py::str& name : names) {
    result[name.at(0)] = name;
  }
  return result;
}

py::vector<py::vector<std::int64_t>> identity(std::int64_t n) {
  py::vector<py::vector<std::int64_t>> result;
  for (const std::int64_t i : py::range(n)) {
    py::vector<std::int64_t> result_;
    for (const std::int64_t j : py::range(n)) {
      result_.append(i == j ? 1 : 0);
    }
    result.append(std::move(result_));
  }
  return result;
}

void py_main() {
  const py::vector<py::str> names{"Ada", "Grace", "Alan", "Edsger"};
  py::print(squares(10));
  py::print(initials(names));
  py::print(identity(3));
  {
    py::hash_set<std::int64_t> result;
    for (const py::str& name : names) {
      result.add(py::len(name));
    }
    py::print(py::sorted(result));
  }
  py::print(
      py::sum(py::each(names, [](const auto& name) { return py::len(name); })),
      py::max(py::each(names, [](const auto& name) { return name.lower(); })));
  {
    py::vector<py::str> result;
    for (const py::str& name : names) {
      if (py::contains(name, "a")) {
        result.append(name);
      }
    }
    py::print(result.slice(py::None, 2));
  }
}

}  // namespace comprehensions
