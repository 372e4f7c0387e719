#include "records.hpp"

#include <py/builtins.hpp>
#include <py/generator.hpp>

namespace records {

/// One record for each line.
py::generator<py::ref<parse_record>> parse(py::list<py::str> lines) {
  for (const auto& [number, line] : py::enumerate(lines, 1)) {
    const auto [level, _, text] = line.partition(" ");
    {  // as written
      const auto item = py::make<parse_record>(
          number,
          level,
          py::or_<std::optional<py::str>>(text, [&] { return std::nullopt; }),
          text.split());
      co_yield item;
    }
  }
}

py::vector<py::ref<parse_record>> only(
    const py::vector<py::ref<parse_record>>& records,
    const py::dict<py::str, py::str>& wanted = {}) {
  py::vector<py::ref<parse_record>> result;
  for (const py::ref<parse_record>& r : records) {
    if (py::all(py::each(wanted.items(), [&](const py::str& key, const py::str& value) {
          return r->py_item(key) == value;
        }))) {
      result.append(r);
    }
  }
  return result;
}

py::maybe<parse_record> longest(const py::vector<py::ref<parse_record>>& records) {
  py::maybe<parse_record> best = py::None;
  for (const py::ref<parse_record>& record : records) {
    if (record->text != py::None &&
        (best == py::None || py::len(*record->text) > py::len(best.value()->text))) {
      best = record;
    }
  }
  return best;
}

/// Grows, so it stays a dict.
py::ordered_map<py::str, std::int64_t> count(const py::vector<py::ref<parse_record>>& records) {
  py::ordered_map<py::str, std::int64_t> levels;
  for (const py::ref<parse_record>& record : records) {
    levels.setdefault(record->level, 0) += 1;
  }
  return levels;
}

void py_main() {
  auto records = py::vector<py::ref<parse_record>>(parse(
      py::list<py::str>{"INFO all is well", "WARN", "INFO bye"}));
  records.at(1)->level = "ERROR";
  records.at(0)->line += 10;
  {
    const auto argument = records.at(0);
    py::print(argument, only(records, py::dict<py::str, py::str>{{"level", "INFO"}}).at(1)->words);
  }
  {
    const auto argument = py::subscripted(longest(records))->line;
    py::print(argument, ::records::count(records));
  }
  const py::ordered_map<py::str, py::object> settings{{"depth", 3}, {"name", "x"}};
  for (const auto& [key, value] : settings.items()) {
    py::print(key, value);
  }
}

}  // namespace records
