#include "indices.hpp"

#include <py/builtins.hpp>

namespace indices {

double total(const py::vector<double>& numbers) {
  double result = 0.0;
  for (const std::int64_t i : py::range(py::len(numbers))) {
    result += numbers[i];
  }
  return result;
}

py::vector<double> differences(const py::vector<double>& numbers) {
  const std::int64_t n = py::len(numbers);
  auto result = py::vector<double>(n - 1, 0.0);
  for (const std::int64_t i : py::range(n - 1)) {
    result[i] = numbers[i + 1] - numbers[i];
  }
  return result;
}

py::str backwards(const py::str& text) {
  py::str result = "";
  for (const std::int64_t i : py::range(py::len(text) - 1, -1, -1)) {
    result += text[i];
  }
  return result;
}

py::vector<py::vector<double>> transposed(const py::vector<py::vector<double>>& rows) {
  // how long the other rows are is not known
  py::vector<py::vector<double>> result;
  for (const std::int64_t j : py::range(py::len(rows.at(0)))) {
    result.append(py::vector<double>(py::each(rows, [&](const py::vector<double>& row) {
      return row.at(j);
    })));
  }
  return result;
}

double shortened(const py::list<double>& numbers) {
  double result = 0.0;
  for (const std::int64_t i : py::range(py::len(numbers) / 2)) {
    const auto left = numbers.at(i);
    result += left * numbers.pop();
  }
  return result;
}

void py_main() {
  const py::vector<double> numbers{1.0, 4.0, 9.0, 16.0};
  {
    const auto total_result = total(numbers);
    const auto differences_result = differences(numbers);
    const auto backwards_result = backwards("krait");
    py::print(total_result, differences_result, backwards_result, numbers[3]);
  }
  {
    const auto transposed_result = transposed(
        py::vector<py::vector<double>>{{1.0, 2.0}, {3.0, 4.0}});
    py::print(transposed_result, shortened(py::list<double>{1.0, 2.0, 3.0, 4.0}));
  }
}

}  // namespace indices
