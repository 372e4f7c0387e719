/// `print` and `input`.
#pragma once

#include <py/fwd.hpp>
#include <py/int.hpp>
#include <py/none.hpp>
#include <py/str.hpp>
#include <py/tags.hpp>

#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <type_traits>

namespace py {

namespace detail {

/// The buffer of standard output: flushed at exit, before standard error is written, and at newlines when it is a terminal.
struct output_buffer {
  static constexpr std::size_t capacity = std::size_t{1} << 16;
  char data[capacity];
  std::size_t size;
};
extern output_buffer standard_output;

/// The way out when the text does not fit, is not ASCII, or standard output goes elsewhere (`sys.stdout = f`).
void write_output_slow(std::string_view text);
/// Whether `sys.stdout` is still the program's standard output.
bool output_is_standard() noexcept;
/// After a print: flushes if the output is a terminal.
void finish_line() noexcept;
/// Writes buffered output out. Errors are ignored.
void flush_output() noexcept;
/// Raises UnicodeEncodeError for lone surrogates.
void write_output_text(const str& text);

inline void write_output(std::string_view ascii) {
  if (standard_output.size + ascii.size() <= output_buffer::capacity) [[likely]] {
    std::memcpy(standard_output.data + standard_output.size, ascii.data(), ascii.size());
    standard_output.size += ascii.size();
  } else {
    write_output_slow(ascii);
  }
}
void write_output(std::int64_t value);
void write_output(double value);

/// Writes text to the buffer of standard output.
void write_standard(const str& text);

/// Where print writes to: standard output's buffer, or what `sys.stdout` stands for when the print begins. Every program
/// prints, in many places: its functions are compiled once, in the library.
class output_sink {
 public:
  output_sink() noexcept : is_standard_(output_is_standard()) {}
  void write(const str& text) const;
  void write_character(char ascii) const;
  template <typename T>
  void write_value(const T& value) const {
    if constexpr (std::is_same_v<T, str>) {
      write(value);
    } else if constexpr (std::is_array_v<T>) {
      write_literal(std::string_view(value, std::extent_v<T> - 1));
    } else if constexpr (std::is_same_v<T, bool>) {
      write_literal(value ? std::string_view("True") : std::string_view("False"));
    } else if constexpr (native_integer<T> && !(std::unsigned_integral<T> && sizeof(T) == 8)) {
      write_integer(static_cast<std::int64_t>(value));
    } else if constexpr (std::is_floating_point_v<T>) {
      write_float(static_cast<double>(value));
    } else {
      write(str(value));
    }
  }
  /// The end of a print: `flush` is what it was asked for.
  void finish(bool flush) const;

 private:
  void write_literal(std::string_view utf8) const;
  void write_integer(std::int64_t value) const;
  void write_float(double value) const;

  bool is_standard_;
};

/// `print(…, file=f)`: anything with `write`, also behind a ref or in an object.
template <typename File>
struct file_sink {
  File& file;
  void write(const str& text) {
    if constexpr (requires { file.write(text); }) {
      file.write(text);
    } else if constexpr (requires { file->write(text); }) {
      file->write(text);
    } else {
      file.attr("write")(text);
    }
  }
  void write_character(char ascii) { write(str::from_ascii_char(ascii)); }
  template <typename T>
  void write_value(const T& value) {
    if constexpr (std::is_same_v<T, str>) {
      write(value);
    } else {
      write(str(value));
    }
  }
};

/// sep= and end=: a str, or None for the usual one.
inline str separator_text(none_t, const char* usual) { return str::from_ascii_char(*usual); }
inline str separator_text(const std::optional<str>& given, const char* usual) { return given ? *given : str::from_ascii_char(*usual); }
inline const str& separator_text(const str& given, const char*) { return given; }
template <std::size_t N>
str separator_text(const char (&given)[N], const char*) {
  return str(given);
}
str separator_text(const object& given, const char* usual);

template <typename Sink>
class printer {
 public:
  /// No separator is a space.
  explicit printer(Sink& sink, const str* separator = nullptr) : sink_(sink), separator_(separator) {}

  template <typename T>
  void add(const T& value) {
    if constexpr (is_spread<T>) {
      if constexpr (is_std_tuple<std::remove_cvref_t<decltype(value.values)>>) {
        std::apply([this](const auto&... element) { (add(element), ...); }, value.values);
      } else if constexpr (requires { value.values.begin() != value.values.end(); }) {
        for (auto&& element : value.values) {
          add(element);
        }
      } else {
        for_each(value.values, [this](const auto& element) { add(element); });
      }
    } else if constexpr (!is_tagged<T>) {
      if (!first_) {
        separate();
      }
      first_ = false;
      sink_.write_value(value);
    }
  }

 private:
  void separate() {
    if (separator_ == nullptr) {
      sink_.write_character(' ');
    } else {
      sink_.write(*separator_);
    }
  }

  Sink& sink_;
  const str* separator_;
  bool first_ = true;
};

template <typename Sink, typename... Args>
void print_to(Sink& sink, const Args&... args) {
  if constexpr ((is_tagged<Args> || ...)) {
    const str separator = separator_text(pick<sep_tag>(None, args...), " ");
    const str end = separator_text(pick<end_tag>(None, args...), "\n");
    printer<Sink> out(sink, &separator);
    (out.add(args), ...);
    sink.write(end);
  } else {
    printer<Sink> out(sink);
    (out.add(args), ...);
    sink.write_character('\n');
  }
}

/// Whether a `file=` value means standard output.
template <typename File>
bool is_no_file(const File& file) {
  if constexpr (std::is_same_v<File, none_t>) {
    return true;
  } else if constexpr (requires { file == None; }) {
    return file == None;
  } else {
    return false;
  }
}

}  // namespace detail

/// `print(*values, sep=" ", end="\n", file=None, flush=False)`: values as str() shows them. `py::sep = …` and so on are tags.
struct print_fn {
  template <typename... Args>
  void operator()(const Args&... args) const {
    bool flush = false;
    if constexpr (has_tag<flush_tag, Args...>) {
      flush = static_cast<bool>(pick<flush_tag>(false, args...));
    }
    if constexpr (has_tag<file_tag, Args...>) {
      auto&& file = pick<file_tag>(None, args...);
      if (!detail::is_no_file(file)) {
        if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(file)>, none_t>) {
          auto copy = file;
          detail::file_sink<decltype(copy)> sink{copy};
          detail::print_to(sink, args...);
          if (flush) {
            flush_file(copy);
          }
        }
        return;
      }
    }
    detail::output_sink sink;
    detail::print_to(sink, args...);
    sink.finish(flush);
  }

 private:
  template <typename File>
  static void flush_file(File& file) {
    if constexpr (requires { file.flush(); }) {
      file.flush();
    } else if constexpr (requires { file->flush(); }) {
      file->flush();
    } else if constexpr (requires { file.attr("flush")(); }) {
      file.attr("flush")();
    }
  }
};
inline constexpr print_fn print{};

/// `input(prompt)`: a line of standard input without its newline. Raises EOFError.
struct input_fn {
  str operator()() const;
  str operator()(const str& prompt) const;
  template <typename T>
    requires(!std::is_convertible_v<const T&, const str&>)
  str operator()(const T& prompt) const {
    return (*this)(str(prompt));
  }
};
inline constexpr input_fn input{};

}  // namespace py
