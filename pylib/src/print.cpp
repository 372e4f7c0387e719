// Standard output: print's buffer.
#include <py/float.hpp>
#include <py/print.hpp>

#include "str_internal.hpp"

#include <py/bytes.hpp>

#include <unistd.h>
#include <string>

namespace py::detail {

bool write_all(int descriptor, std::string_view data) noexcept;

constinit output_buffer standard_output{};

namespace {

bool output_is_terminal() noexcept {
  static const bool terminal = ::isatty(1) != 0;
  return terminal;
}

}  // namespace

void flush_output() noexcept {
  write_all(1, {standard_output.data, standard_output.size});
  standard_output.size = 0;
}

void finish_line() noexcept {
  if (output_is_terminal()) {
    flush_output();
  }
}

void write_output_slow(std::string_view text) {
  flush_output();
  if (text.size() > output_buffer::capacity) {
    write_all(1, text);
    return;
  }
  std::memcpy(standard_output.data, text.data(), text.size());
  standard_output.size = text.size();
}

void write_output_text(const str& text) {
  const std::string_view raw = text.view();
  if (raw.find('\xED') != std::string_view::npos) {
    for (const char32_t c : text.code_points()) {
      if (c >= 0xD800 && c <= 0xDFFF) {
        text.encode();  // raises
      }
    }
  }
  write_output(raw);
}

void write_standard(const str& text) {
  if (text.isascii()) {
    write_output(text.view());
  } else {
    write_output_text(text);
  }
}

void write_output(std::int64_t value) {
  char buffer[24];
  char* const end = buffer + sizeof buffer;
  char* begin = write_decimal(end, value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value));
  if (value < 0) {
    *--begin = '-';
  }
  write_output(std::string_view(begin, static_cast<std::size_t>(end - begin)));
}

void write_output(double value) {
  char text[double_repr_capacity];
  write_output(std::string_view(text, static_cast<std::size_t>(write_double(text, value))));
}

}  // namespace py::detail
