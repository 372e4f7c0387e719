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
    result.append(py::vector<std::int64_t>(py::each(py::range(n), [&](std::int64_t j) {
      return i == j ? 1 : 0;
    })));
  }
  return result;
}

void py_main() {
  const py::vector<py::str> names{"Ada", "Grace", "Alan", "Edsger"};
  py::print(squares(10));
  py::print(initials(names));
  py::print(identity(3));
  py::print(py::sorted(py::hash_set<std::int64_t>(py::each(names, py::len))));
  py::print(py::sum(py::each(names, py::len)), py::max(py::each(names, [](const auto& name) {
    return name.lower();
  })));
  py::print(
      py::vector<py::str>(py::each_if(names, [](const py::str& name) {
        return py::contains(name, "a");
      })).slice(py::None, 2));
}

}  // namespace comprehensions
