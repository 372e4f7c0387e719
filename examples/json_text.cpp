#include "json_text.hpp"

namespace json_text {

py::object Reader::value() {
  py::check_stack();
  const py::str c = peek();
  if (c == "{") {
    return py::dict<py::object, py::object>(items("{", "}", [self = py::ref<Reader>(this)] {
      return self->member();
    }));
  }
  if (c == "[") {
    return items("[", "]", [self = py::ref<Reader>(this)] { return self->value(); });
  }
  if (c == "\"") {
    return string();
  }
  for (const auto& [word, value] : std::initializer_list<std::tuple<py::str, std::optional<bool>>>{
           {"true", true},
           {"false", false},
           {"null", std::nullopt},
       }) {
    if (text.startswith(word, at)) {
      at += py::len(word);
      return value;
    }
  }
  return number();
}

py::list<py::object> Reader::items(
    const py::str& opening, const py::str& closing, const py::function<py::object()>& read) {
  py::check_stack();
  expect(opening);
  py::list<py::object> result;
  while (peek() != closing) {
    if (py::truth(result)) {
      expect(",");
    }
    result.append(read());
  }
  expect(closing);
  return result;
}

py::Number Reader::number() {
  const py::Int start = at;
  while (at < py::len(this->text) &&
      py::contains("+-.0123456789eE", this->text.at(py::as_index(at)))) {
    at += 1;
  }
  const py::str text = this->text.slice(start, at);
  if (const auto found = py::try_int(text)) {
    return *found;
  }
  if (const auto found = py::try_float(text)) {
    return *found;
  }
  throw py::from(JsonError("expected a value", start), py::None);
}

py::str write(const py::object& value) {
  py::check_stack();
  if (value == py::None) {
    return "null";
  }
  if (py::isinstance<bool>(value)) {
    return py::truth(value) ? py::str("true") : py::str("false");
  }
  if (py::isinstance<py::str>(value)) {
    return py::format("\"{}\"", py::cast<py::str>(value));
  }
  if (py::isinstance<py::list<py::object>>(value)) {
    return py::str("[") +
        py::str(", ").join(py::each(py::cast<py::list<py::object>>(value), write)) +
        "]";
  }
  if (py::isinstance<py::dict<py::object, py::object>>(value)) {
    return py::str("{") +
        py::str(", ").join(
            py::each(
                py::cast<py::dict<py::object, py::object>>(value).items(),
                [](const py::object& k, const py::object& v) {
                  return py::format("\"{}\": {}", k, write(v));
                })) +
        "}";
  }
  return py::repr(value);
}

void py_main() {
  const py::object document = py::make<Reader>(
      "{\"name\": \"krait\", \"sizes\": [1, 2.5, -3e2], \"tags\": {\"fast\": true, \"big\": null}, \"empty\": []}")
                                  ->value();
  py::print(document);
  py::getitem(document, "sizes").attr("append")(py::pow(10, 20));
  py::print(write(document));
  for (const py::str& broken : std::initializer_list<py::str>{
           "{\"a\" 1}", "[1, 2", "[1, x]", "\"open"}) {
    try {
      py::print(py::make<Reader>(broken)->value());
    } catch (JsonError& error) {
      py::print(py::keep(error), "| position", error.position);
    }
  }
}

}  // namespace json_text
