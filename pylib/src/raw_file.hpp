// A file descriptor with buffers, under the file classes.
#pragma once

#include <py/object.hpp>
#include <py/str.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace py::detail {

/// What a mode string says. Parsing raises ValueError with CPython's texts.
struct open_mode {
  bool reading = false;
  bool writing = false;
  bool creating = false;
  bool appending = false;
  bool updating = false;
  bool binary = false;
  bool text = false;

  bool can_read() const noexcept { return reading || updating; }
  bool can_write() const noexcept { return writing || creating || appending || updating; }
  int flags() const noexcept;
};
open_mode parse_open_mode(const str& mode);

class raw_file {
 public:
  /// Opens a path (str, bytes or something with `__fspath__`), or takes a descriptor. Raises OSError, TypeError.
  raw_file(const object& file, const open_mode& mode, bool close_descriptor);
  /// A standard stream: never closed.
  explicit raw_file(int descriptor) noexcept;
  raw_file(const raw_file&) = delete;
  raw_file& operator=(const raw_file&) = delete;
  ~raw_file();

  bool is_open() const noexcept { return descriptor_ >= 0; }
  int descriptor() const noexcept { return descriptor_; }
  const object& name() const noexcept { return name_; }
  void close();
  void flush();
  void write(std::string_view data);
  /// More input behind `unread()`; false at the end.
  bool fill();
  std::string_view unread() const noexcept { return std::string_view(input_).substr(input_at_); }
  void consume(std::size_t count) noexcept { input_at_ += count; }
  /// Gives up what was read ahead, so that the descriptor stands where the program thinks it does.
  void drop_input();
  std::int64_t seek(std::int64_t offset, int whence);
  std::int64_t tell();
  void truncate(std::int64_t size);
  bool seekable() const noexcept;
  bool isatty() const noexcept;

 private:
  void link() noexcept;
  void unlink() noexcept;

  static constexpr std::size_t buffer_size = std::size_t{1} << 16;

  int descriptor_ = -1;
  bool close_descriptor_ = true;
  object name_;
  std::string input_;
  std::size_t input_at_ = 0;
  std::string output_;
  raw_file* next_ = nullptr;  ///< all open files, for flushing at exit
  raw_file* previous_ = nullptr;
};

/// Writes everything to a descriptor; false on an error (errno says which).
bool write_all(int descriptor, std::string_view data) noexcept;

}  // namespace py::detail
