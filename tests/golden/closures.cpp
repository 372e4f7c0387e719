#include "closures.hpp"

#include <py/builtins.hpp>
#include <py/function.hpp>

namespace closures {

py::function<std::int64_t()> counter(std::int64_t start) {
  const py::cell<std::int64_t> count(start);

  py::function<std::int64_t()> increment = [count]() -> std::int64_t {
    *count += 1;
    return *count;
  };

  return increment;
}

py::function<std::int64_t(std::int64_t)> compose(
    const py::function<std::int64_t(std::int64_t)>& f,
    const py::function<std::int64_t(std::int64_t)>& g) {
  return [f, g](std::int64_t x) { return f(g(x)); };
}

void py_main() {
  const py::function<std::int64_t()> tick = counter(10);
  tick();
  {
    const auto tick_result = tick();
    py::print(tick_result, tick());
  }
  const py::function<std::int64_t(std::int64_t)> double_then_add = compose(
      [](std::int64_t x) { return x + 1; }, [](std::int64_t x) { return x * 2; });
  py::print(double_then_add(5));
  py::print(
      py::sorted(
          py::vector<py::str>{"stone", "air", "sand"},
          py::key = [](const py::str& word) { return std::tuple{py::len(word), word}; }));
}

}  // namespace closures
