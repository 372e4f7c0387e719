// sys.stdin, sys.stdout, sys.stderr, and what print does when sys.stdout was replaced.
#include "dynamic.hpp"
#include "raw_file.hpp"
#include "text_lines.hpp"

#include <py/print.hpp>
#include <py/sys.hpp>

#include <unistd.h>
#include <algorithm>

namespace py::detail {

namespace {

class standard_output_file final : public text_stream {
 public:
  bool closed() const noexcept override { return closed_; }
  void close() override {
    flush_output();
    closed_ = true;
  }
  void flush() override { flush_output(); }
  std::int64_t fileno() const override { return 1; }
  bool isatty() const override { return ::isatty(1) != 0; }
  bool readable() const override { return false; }
  std::int64_t seek(std::int64_t, std::int64_t) override { raise_unsupported_operation("underlying stream is not seekable"); }
  std::int64_t tell() override { raise_unsupported_operation("underlying stream is not seekable"); }
  std::int64_t truncate(std::int64_t) override { raise_unsupported_operation("truncate"); }
  str name() const override { return "<stdout>"; }
  str mode() const override { return "w"; }
  str py_repr() const override { return "<_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>"; }
  std::int64_t write(const str& text) override {
    check_open();
    write_standard(text);
    if (text.view().find('\n') != std::string_view::npos) {
      finish_line();
    }
    return text.py_len();
  }
  str read(std::int64_t) override { raise_unsupported_operation("not readable"); }
  str readline(std::int64_t) override { raise_unsupported_operation("not readable"); }

 private:
  bool closed_ = false;
};

class standard_error_file final : public text_stream {
 public:
  bool closed() const noexcept override { return false; }
  void close() override {}
  std::int64_t fileno() const override { return 2; }
  bool isatty() const override { return ::isatty(2) != 0; }
  bool readable() const override { return false; }
  std::int64_t seek(std::int64_t, std::int64_t) override { raise_unsupported_operation("underlying stream is not seekable"); }
  std::int64_t tell() override { raise_unsupported_operation("underlying stream is not seekable"); }
  std::int64_t truncate(std::int64_t) override { raise_unsupported_operation("truncate"); }
  str name() const override { return "<stderr>"; }
  str mode() const override { return "w"; }
  str errors() const override { return "backslashreplace"; }
  str py_repr() const override { return "<_io.TextIOWrapper name='<stderr>' mode='w' encoding='utf-8'>"; }
  std::int64_t write(const str& text) override {
    write_stderr(text);
    return text.py_len();
  }
  str read(std::int64_t) override { raise_unsupported_operation("not readable"); }
  str readline(std::int64_t) override { raise_unsupported_operation("not readable"); }
};

/// Made once and never destroyed: something may print from the last destructor.
const ref<text_stream>& original_output() {
  static const auto& stream = *new ref<text_stream>(ref<text_stream>::adopt(new standard_output_file));
  return stream;
}

}  // namespace

ref<text_stream> standard_output_stream() { return original_output(); }
ref<text_stream> standard_error_stream() { return ref<text_stream>::adopt(new standard_error_file); }

bool output_is_standard() noexcept { return sys::stdout_.py_identity() == nullptr || sys::stdout_.py_identity() == original_output().get(); }

void output_sink::write(const str& text) const {
  if (is_standard_) [[likely]] {
    write_standard(text);
  } else {
    sys::stdout_.write(text);
  }
}

void output_sink::write_character(char ascii) const {
  if (is_standard_) [[likely]] {
    write_output(std::string_view(&ascii, 1));
  } else {
    sys::stdout_.write(str::from_ascii_char(ascii));
  }
}

void output_sink::write_literal(std::string_view utf8) const {
  const bool is_ascii = std::none_of(utf8.begin(), utf8.end(), [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; });
  if (is_standard_ && is_ascii) [[likely]] {
    write_output(utf8);
  } else {
    write(str::from_utf8(utf8));
  }
}

void output_sink::write_integer(std::int64_t value) const {
  if (is_standard_) [[likely]] {
    write_output(value);
  } else {
    sys::stdout_.write(str(value));
  }
}

void output_sink::write_float(double value) const {
  if (is_standard_) [[likely]] {
    write_output(value);
  } else {
    sys::stdout_.write(str(value));
  }
}

void output_sink::finish(bool flush) const {
  if (!is_standard_) {
    if (flush) {
      sys::stdout_.flush();
    }
  } else if (flush) {
    flush_output();
  } else {
    finish_line();
  }
}

str separator_text(const object& given, const char* usual) {
  if (given.is_none()) {
    return str::from_ascii_char(*usual);
  }
  if (!given.is_str()) {
    raise_type_error(message(*usual == ' ' ? "sep" : "end", " must be None or a string, not ", given.py_type().name()));
  }
  return given.as_str();
}

}  // namespace py::detail

namespace py {

namespace sys {
// Made before the program's own statics, and by the first user in this file's order.
[[gnu::init_priority(200)]] io::TextIO stdin_{detail::standard_input_stream()};
[[gnu::init_priority(200)]] io::TextIO stdout_{detail::standard_output_stream()};
[[gnu::init_priority(200)]] io::TextIO stderr_{detail::standard_error_stream()};
}  // namespace sys

str input_fn::operator()() const { return (*this)(str()); }

str input_fn::operator()(const str& prompt) const {
  if (!prompt.empty()) {
    sys::stdout_.write(prompt);
  }
  sys::stdout_.flush();
  str line = sys::stdin_.readline();
  if (line.empty()) {
    raise_eof_error("EOF when reading a line");
  }
  return line.endswith("\n") ? line.slice(None, -1) : line;
}

}  // namespace py
