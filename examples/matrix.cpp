#include "matrix.hpp"

#include <py/builtins.hpp>

namespace matrix {

py::list<py::list<py::Number>> identity(std::int64_t n) {
  py::list<py::list<py::Number>> result;
  for (const std::int64_t i : py::range(n)) {
    result.append(py::list<py::Number>(py::each(py::range(n), [&](std::int64_t j) {
      return i == j ? 1.0 : 0.0;
    })));
  }
  return result;
}

py::vector<py::vector<py::Number>> transpose(const py::list<py::list<py::Number>>& m) {
  py::vector<py::vector<py::Number>> result;
  for (const py::tuple<py::Number>& column : py::zip(py::spread(m))) {
    result.append(py::vector<py::Number>(column));
  }
  return result;
}

py::list<py::list<py::Number>> product(
    const py::list<py::list<py::Number>>& a, const py::list<py::list<py::Number>>& b) {
  const auto columns = transpose(b);
  py::list<py::list<py::Number>> result;
  for (const py::list<py::Number>& row : a) {
    py::list<py::Number> result_;
    for (const py::vector<py::Number>& column : columns) {
      result_.append(
          py::sum(py::each(py::zip(row, column), [](const py::Number& x, const py::Number& y) {
            return x * y;
          })));
    }
    result.append(std::move(result_));
  }
  return result;
}

py::list<py::list<py::Number>> power(py::list<py::list<py::Number>> m, std::int64_t n) {
  auto result = identity(py::len(m));
  while (n > 0) {
    if (n % 2 == 1) {
      result = product(result, m);
    }
    m = product(m, m);
    n /= 2;
  }
  return result;
}

double determinant(const py::vector<py::vector<double>>& m) {
  const py::list<py::vector<double>> rows;
  for (const py::vector<double>& row : m) {
    rows.append(row.copy());
  }
  double result = 1.0;
  for (const std::int64_t i : py::range(py::len(rows))) {
    const std::int64_t pivot = py::max(
        py::range(i, py::len(rows)),
        py::key = [&](std::int64_t r) { return py::abs(rows.at(r).at(i)); });
    if (rows.at(pivot).at(i) == 0.0) {
      return 0.0;
    }
    if (pivot != i) {
      std::swap(rows[i], rows.at(pivot));
      result = -result;
    }
    result *= rows[i].at(i);
    for (const std::int64_t r : py::range(i + 1, py::len(rows))) {
      const double factor = py::true_div(rows[r].at(i), rows[i].at(i));
      for (const std::int64_t c : py::range(i, py::len(rows))) {
        rows[r].at(c) -= factor * rows[i].at(c);
      }
    }
  }
  return result;
}

void show(const py::list<py::list<py::Number>>& m) {
  for (const py::list<py::Number>& row : m) {
    py::print(
        py::str(" ").join(py::each(row, [](const auto& x) { return py::format("{:8.2f}", x); })));
  }
}

void py_main() {
  const py::list<py::list<py::Number>> rotation{{0.0, -1.0}, {1.0, 0.0}};
  show(power(rotation, 3));
  show(product(
      py::list<py::list<py::Number>>{{1.0, 2.0, 3.0}},
      py::list<py::list<py::Number>>{{4.0}, {5.0}, {6.0}}));
  py::print(determinant(
      py::vector<py::vector<double>>{{2.0, 0.0, 1.0}, {1.0, 3.0, 2.0}, {1.0, 1.0, 4.0}}));
  // Fibonacci numbers are in the powers of this one.
  py::print(power(py::list<py::list<py::Number>>{{1.0, 1.0}, {1.0, 0.0}}, 30).at(0).at(1));
}

}  // namespace matrix
