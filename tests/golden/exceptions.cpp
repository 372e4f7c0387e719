#include "exceptions.hpp"

namespace exceptions {

py::Int read(const py::ordered_map<py::str, py::str>& settings, const py::str& key) {
  try {
    return py::int_(settings.at(key));
  } catch (const py::KeyError&) {
    throw py::from(ConfigError(key), py::None);
  } catch (py::ValueError& error) {
    py::print("bad number:", py::keep(error));
    return 0;
  }
}

void attempt(const py::ordered_map<py::str, py::str>& settings, const py::str& key) {
  py::Int value;
  const py::finally cleanup([&] { py::print("done with", key); });
  bool succeeded = false;
  try {
    value = read(settings, key);
    succeeded = true;
  } catch (ConfigError& error) {
    py::print("missing", error.key, "-", py::keep(error));
  }
  if (succeeded) {
    py::print(key, "is", value);
  }
}

void py_main() {
  const py::ordered_map<py::str, py::str> settings{{"width", "80"}, {"height", "tall"}};
  for (const py::str& key : std::initializer_list<py::str>{"width", "height", "depth"}) {
    attempt(settings, key);
  }
}

}  // namespace exceptions
