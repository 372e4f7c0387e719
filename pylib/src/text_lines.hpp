// Finding line ends; the streams' constructors that others need.
#pragma once

#include <py/io.hpp>

#include <cstddef>
#include <string_view>

namespace py::detail {

/// Index after the line end that comes first at or after `from`: any of \n, \r, \r\n, or the given one; npos when there is none.
std::size_t line_end(std::string_view text, std::size_t from, bool any_end, std::string_view end) noexcept;

ref<text_stream> standard_input_stream();
ref<text_stream> standard_output_stream();
ref<text_stream> standard_error_stream();

}  // namespace py::detail
