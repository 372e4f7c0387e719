#include "with.hpp"

#include <py/contextlib.hpp>
#include <py/generator.hpp>
#include <py/io.hpp>
#include <py/with.hpp>

namespace with {

py::generator<py::str> tagged(py::str name) {
  co_await py::closes_on_drop;
  py::print(py::format("<{}>", name));
  const py::finally cleanup([&] { py::print(py::format("</{}>", name)); });
  co_yield name;
}

py::Int parse(const py::str& text) {
  {
    const auto manager = py::make<Ignoring>();
    manager->py_enter();
    py::with_block block(manager);
    try {
      return py::int_(text);
    } catch (...) {
      if (!block.handle()) {
        throw;
      }
    }
  }
  return -1;
}

void py_main() {
  {
    const auto title_manager = py::make<Section>("one");
    const py::str title = title_manager->py_enter();
    py::with_block block(title_manager);
    try {
      // the body
      py::print(title);
    } catch (...) {
      if (!block.handle()) {
        throw;
      }
    }
  }
  {
    const auto manager = py::make<Section>("two");
    manager->py_enter();
    py::with_block block(manager);
    try {
      auto tag_manager = py::contextlib::contextmanager(tagged("b"));
      const py::str tag = tag_manager.py_enter();
      py::with_block block_(tag_manager);
      try {
        py::print(tag);
      } catch (...) {
        if (!block_.handle()) {
          throw;
        }
      }
    } catch (...) {
      if (!block.handle()) {
        throw;
      }
    }
  }
  {
    const auto buffer_manager = py::io::StringIO{};
    const py::io::StringIO buffer = buffer_manager.py_enter();
    py::with_block block(buffer_manager);
    try {
      buffer.write("kept");
      py::print(buffer.getvalue());
    } catch (...) {
      if (!block.handle()) {
        throw;
      }
    }
  }
  {
    const auto parse_result = parse("12");
    py::print(parse_result, parse("twelve"));
  }
}

}  // namespace with
