/// Files and memory streams: open(), and the classes of the io module.
#pragma once

#include <py/bytes.hpp>
#include <py/fwd.hpp>
#include <py/int.hpp>
#include <py/object.hpp>
#include <py/ref.hpp>
#include <py/str.hpp>
#include <py/tags.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace py {

namespace detail {

/// What text and binary streams have in common.
class stream : public Object {
 public:
  virtual bool closed() const noexcept = 0;
  virtual void close() = 0;
  virtual void flush() {}
  virtual std::int64_t fileno() const;
  virtual bool isatty() const { return false; }
  virtual bool readable() const { return true; }
  virtual bool writable() const { return true; }
  virtual bool seekable() const { return true; }
  /// StringIO or BytesIO?
  virtual bool is_memory() const { return false; }
  virtual std::int64_t seek(std::int64_t offset, std::int64_t whence) = 0;
  virtual std::int64_t tell() = 0;
  /// Cuts at `size`, or at the position when it is negative.
  virtual std::int64_t truncate(std::int64_t size) = 0;
  virtual str name() const;
  virtual str mode() const;
  str py_repr() const override;

 protected:
  /// Raises ValueError ("I/O operation on closed file.").
  void check_open() const;
};

class text_stream : public stream {
 public:
  virtual std::int64_t write(const str& text) = 0;
  /// At most `size` characters; all when it is negative.
  virtual str read(std::int64_t size) = 0;
  /// Up to and including the next line end; empty at the end.
  virtual str readline(std::int64_t size) = 0;
  virtual str encoding() const { return "utf-8"; }
  virtual str errors() const { return "strict"; }
  virtual str getvalue() const;
  const type& py_type() const override;
  object py_boxed_iter() override { return object::from_pointer(this); }
  object py_boxed_next() override;
};

class byte_stream : public stream {
 public:
  virtual std::int64_t write(std::string_view data) = 0;
  virtual std::string read(std::int64_t size) = 0;
  virtual std::string readline(std::int64_t size) = 0;
  virtual bytes getvalue() const;
  const type& py_type() const override;
  object py_boxed_iter() override { return object::from_pointer(this); }
  object py_boxed_next() override;
};

struct open_request {
  str mode = "r";
  std::int64_t buffering = -1;
  std::optional<str> encoding;
  std::optional<str> errors;
  std::optional<str> newline;
  bool closefd = true;
};

ref<text_stream> open_text(const object& file, const open_request& request);
ref<byte_stream> open_binary(const object& file, const open_request& request);

inline std::optional<std::int64_t> size_of(none_t) { return std::nullopt; }

}  // namespace detail

namespace io {

inline constexpr std::int64_t DEFAULT_BUFFER_SIZE = 8192;
inline constexpr std::int64_t SEEK_SET_ = 0;
inline constexpr std::int64_t SEEK_CUR_ = 1;
inline constexpr std::int64_t SEEK_END_ = 2;

/// A file of any kind: a handle; the file is closed when the last one is gone.
template <typename Stream>
class Handle {
 public:
  Handle() noexcept = default;
  explicit Handle(ref<Stream> opened) noexcept : stream_(std::move(opened)) {}

  bool closed() const { return get().closed(); }
  void close() const { get().close(); }
  void flush() const { get().flush(); }
  std::int64_t fileno() const { return get().fileno(); }
  bool isatty() const { return get().isatty(); }
  bool readable() const { return get().readable(); }
  bool writable() const { return get().writable(); }
  bool seekable() const { return get().seekable(); }
  std::int64_t seek(size_argument offset, size_argument whence = 0) const { return get().seek(offset, whence); }
  std::int64_t tell() const { return get().tell(); }
  std::int64_t truncate() const { return get().truncate(-1); }
  std::int64_t truncate(none_t) const { return get().truncate(-1); }
  std::int64_t truncate(size_argument size) const { return get().truncate(size); }
  str name() const { return get().name(); }
  str mode() const { return get().mode(); }
  str py_repr() const { return get().py_repr(); }
  str py_str() const { return get().py_repr(); }
  bool py_bool() const noexcept { return true; }
  std::int64_t py_hash() const { return get().py_hash(); }
  const void* py_identity() const noexcept { return stream_.get(); }
  template <typename... Error>
  bool py_exit(const Error&...) const {
    get().close();
    return false;
  }
  object py_box() const { return object::from_pointer(stream_.get()); }
  friend bool operator==(const Handle& a, const Handle& b) noexcept { return a.stream_.get() == b.stream_.get(); }
  friend bool operator==(const Handle& a, none_t) noexcept { return a.stream_.get() == nullptr; }
  /// The stream; a handle made by default has none, and using it raises ValueError.
  Stream& get() const {
    if (stream_.get() == nullptr) [[unlikely]] {
      raise_value_error("I/O operation on closed file.");
    }
    return *stream_;
  }

 protected:
  ref<Stream> stream_;
};

/// A text file.
class TextIO : public Handle<detail::text_stream> {
 public:
  using Handle::Handle;

  TextIO py_enter() const {
    get();
    return *this;
  }
  TextIO py_iter() const { return *this; }
  /// The next line, or nothing at the end.
  std::optional<str> next() const {
    str line = get().readline(-1);
    return line.empty() ? std::nullopt : std::optional<str>(std::move(line));
  }
  class iterator;
  iterator begin() const;
  iterator end() const;

  /// All that is left, or at most `size` characters. Raises UnicodeDecodeError.
  str read() const { return get().read(-1); }
  str read(none_t) const { return get().read(-1); }
  str read(size_argument size) const { return get().read(size); }
  str readline() const { return get().readline(-1); }
  str readline(size_argument size) const { return get().readline(size); }
  vector<str> readlines(size_argument hint = -1) const;
  /// Gives the number of characters written.
  std::int64_t write(const str& text) const { return get().write(text); }
  template <typename Iterable>
  void writelines(Iterable&& lines) const {
    if constexpr (requires { lines.begin() != lines.end(); }) {
      for (const str line : lines) {
        write(line);
      }
    } else {
      py::detail::for_each(lines, [this](const str& line) { write(line); });
    }
  }
  str encoding() const { return get().encoding(); }
  str errors() const { return get().errors(); }

  static const type& py_class();
  static bool py_check(const object& value) { return value.try_as<detail::text_stream>() != nullptr; }
  static TextIO py_unbox(const object& value) { return TextIO(ref<detail::text_stream>(value.try_as<detail::text_stream>())); }
};

class TextIO::iterator {
 public:
  iterator() = default;
  explicit iterator(const TextIO* file) : file_(file), line_(file->next()) {}
  const str& operator*() const noexcept { return *line_; }
  iterator& operator++() {
    line_ = file_->next();
    return *this;
  }
  /// Only "is this the end" is asked.
  bool operator==(const iterator& other) const noexcept { return line_.has_value() == other.line_.has_value(); }

 private:
  const TextIO* file_ = nullptr;
  std::optional<str> line_;
};
inline TextIO::iterator TextIO::begin() const { return iterator(this); }
inline TextIO::iterator TextIO::end() const { return {}; }

/// A binary file.
class BinaryIO : public Handle<detail::byte_stream> {
 public:
  using Handle::Handle;

  BinaryIO py_enter() const {
    get();
    return *this;
  }
  BinaryIO py_iter() const { return *this; }
  std::optional<bytes> next() const {
    const std::string line = get().readline(-1);
    return line.empty() ? std::nullopt : std::optional<bytes>(bytes::from_text(line));
  }
  bytes read() const { return bytes::from_text(get().read(-1)); }
  bytes read(none_t) const { return read(); }
  bytes read(size_argument size) const { return bytes::from_text(get().read(size)); }
  bytes readline() const { return bytes::from_text(get().readline(-1)); }
  bytes readline(size_argument size) const { return bytes::from_text(get().readline(size)); }
  vector<bytes> readlines(size_argument hint = -1) const;
  std::int64_t write(const py::detail::bytes_view& data) const { return get().write(data.view()); }
  template <typename Iterable>
  void writelines(Iterable&& lines) const {
    py::detail::for_each(lines, [this](const auto& line) { write(line); });
  }

  static const type& py_class();
  static bool py_check(const object& value) { return value.try_as<detail::byte_stream>() != nullptr; }
  static BinaryIO py_unbox(const object& value) { return BinaryIO(ref<detail::byte_stream>(value.try_as<detail::byte_stream>())); }
};

/// Text in memory.
class StringIO : public TextIO {
 public:
  explicit StringIO(const str& text = "", const std::optional<str>& newline = str("\n"));
  StringIO py_enter() const { return *this; }
  str getvalue() const { return get().getvalue(); }

  static const type& py_class();
  static bool py_check(const object& value) {
    const auto* stream = value.try_as<py::detail::text_stream>();
    return stream != nullptr && stream->is_memory();
  }
  static StringIO py_unbox(const object& value) { return StringIO(ref<py::detail::text_stream>(value.try_as<py::detail::text_stream>())); }

 private:
  using TextIO::TextIO;
};

/// Bytes in memory.
class BytesIO : public BinaryIO {
 public:
  explicit BytesIO(const py::detail::bytes_view& data = "");
  BytesIO py_enter() const { return *this; }
  bytes getvalue() const { return get().getvalue(); }

  static const type& py_class();
  static bool py_check(const object& value) {
    const auto* stream = value.try_as<py::detail::byte_stream>();
    return stream != nullptr && stream->is_memory();
  }
  static BytesIO py_unbox(const object& value) { return BytesIO(ref<py::detail::byte_stream>(value.try_as<py::detail::byte_stream>())); }

 private:
  using BinaryIO::BinaryIO;
};

}  // namespace io

namespace detail {

template <typename Open>
struct open_fn {
  /// A path, a file descriptor or a dynamic value; the rest as in Python's open(), by position or as tags.
  template <typename File, typename... Rest>
  auto operator()(const File& file, const Rest&... rest) const {
    open_request request;
    [[maybe_unused]] int position = 0;
    (set(request, position, rest), ...);
    return Open::open(object(file), request);
  }

 private:
  template <typename T>
  static void assign(std::optional<str>& slot, const T& value) {
    if constexpr (std::is_same_v<T, none_t>) {
      slot.reset();
    } else if constexpr (std::is_same_v<T, object>) {
      slot = value.is_none() ? std::optional<str>() : std::optional<str>(value.py_str());
    } else {
      slot = value;
    }
  }
  template <typename T>
  static void set(open_request& request, [[maybe_unused]] int& position, const T& value) {
    if constexpr (is_tagged<T>) {
      if constexpr (is_tagged_as<encoding_tag, T>) {
        assign(request.encoding, value.value);
      } else if constexpr (is_tagged_as<errors_tag, T>) {
        assign(request.errors, value.value);
      } else {
        static_assert(is_tagged_as<newline_tag, T>, "open() has no such keyword argument");
        assign(request.newline, value.value);
      }
    } else {
      set_positional(request, position++, value);
    }
  }
  template <typename T>
  static void set_positional(open_request& request, int position, const T& value) {
    if constexpr (native_integer<T> || std::is_same_v<T, Int>) {
      if (position == 1) {
        request.buffering = size_argument(value);
      } else if (position == 5) {
        request.closefd = value != 0;
      }
    } else if (position == 0) {
      std::optional<str> mode;
      assign(mode, value);
      request.mode = mode.value_or(str("r"));
    } else if (position == 2) {
      assign(request.encoding, value);
    } else if (position == 3) {
      assign(request.errors, value);
    } else if (position == 4) {
      assign(request.newline, value);
    }
  }
};

struct open_as_text {
  static io::TextIO open(const object& file, const open_request& request) { return io::TextIO(open_text(file, request)); }
};
struct open_as_binary {
  static io::BinaryIO open(const object& file, const open_request& request) { return io::BinaryIO(open_binary(file, request)); }
};

}  // namespace detail

/// `open(file, mode, buffering, encoding, errors, newline, closefd)` of a text file. Raises OSError, ValueError, LookupError.
inline constexpr detail::open_fn<detail::open_as_text> open{};
/// The same for a mode with "b".
inline constexpr detail::open_fn<detail::open_as_binary> open_binary{};

/// `open` where only the running program knows the mode.
object open_dynamic(const object& file, const str& mode);

}  // namespace py
