#include "word_count.hpp"

#include <py/builtins.hpp>
#include <py/collections.hpp>
#include <py/io.hpp>
#include <py/sys.hpp>
#include <py/with.hpp>

namespace word_count {

constexpr std::int64_t MIN_LENGTH = 3;

py::list<py::str> words(const py::str& text) {
  // punctuation at either end does not count
  py::list<py::str> result;
  for (const py::str& w : text.split()) {
    if (py::len(w) >= MIN_LENGTH) {
      result.append(w.strip(".,!?").lower());
    }
  }
  return result;
}

void main(const py::str& path) {
  py::Counter<py::str> counts;
  {
    const py::io::TextIO f = py::open(path, py::encoding = "utf-8");
    counts = py::Counter<py::str>(words(f.read()));
  }
  for (const auto& [word, n] : counts.most_common(10)) {
    py::print(py::format("{:6} {}", n, word));
  }
}

void py_main() { main(py::str(py::sys::argv.at(1))); }

}  // namespace word_count
