// Failed checks show strs as text.
#pragma once

#include <doctest/doctest.h>

#include <py/str.hpp>

#include <string>

namespace doctest {
template <>
struct StringMaker<py::str> {
  static String convert(const py::str& text) { return String(std::string(text.view()).c_str()); }
};
}  // namespace doctest
