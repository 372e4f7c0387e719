// Binary files, streams in memory, and what all streams share.
#include "dynamic.hpp"
#include "raw_file.hpp"
#include "str_internal.hpp"
#include "text_lines.hpp"

#include <py/io.hpp>

#include <algorithm>

namespace py::detail {

// --- what all streams share ---

void stream::check_open() const {
  if (closed()) {
    raise_value_error("I/O operation on closed file.");
  }
}

std::int64_t stream::fileno() const { raise_unsupported_operation("fileno"); }
str stream::name() const { raise_attribute_error("'_io.StringIO' object has no attribute 'name'"); }
str stream::mode() const { raise_attribute_error("'_io.StringIO' object has no attribute 'mode'"); }

str stream::py_repr() const {
  return message("<", py_type().full_name(), " object at 0x", Int(static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(this))).to_base(16), ">");
}

str text_stream::getvalue() const { raise_attribute_error("'_io.TextIOWrapper' object has no attribute 'getvalue'"); }
bytes byte_stream::getvalue() const { raise_attribute_error("'_io.BufferedReader' object has no attribute 'getvalue'"); }

object text_stream::py_boxed_next() {
  str line = readline(-1);
  return line.empty() ? object::unbound() : object(std::move(line));
}

object byte_stream::py_boxed_next() {
  const std::string line = readline(-1);
  return line.empty() ? object::unbound() : object(bytes::from_text(line));
}

namespace {

// --- binary files ---

class byte_file final : public byte_stream {
 public:
  byte_file(const object& file, const open_request& request, const open_mode& mode)
      : raw_(file, mode, request.closefd), mode_(mode), mode_text_(request.mode), unbuffered_(request.buffering == 0) {}

  bool closed() const noexcept override { return !raw_.is_open(); }
  void close() override { raw_.close(); }
  void flush() override {
    check_open();
    raw_.flush();
  }
  std::int64_t fileno() const override {
    check_open();
    return raw_.descriptor();
  }
  bool isatty() const override {
    check_open();
    return raw_.isatty();
  }
  bool readable() const override {
    check_open();
    return mode_.can_read();
  }
  bool writable() const override {
    check_open();
    return mode_.can_write();
  }
  bool seekable() const override {
    check_open();
    return raw_.seekable();
  }
  std::int64_t seek(std::int64_t offset, std::int64_t whence) override {
    check_open();
    return whence == SEEK_CUR ? raw_.seek(raw_.tell() + offset, SEEK_SET) : raw_.seek(offset, static_cast<int>(whence));
  }
  std::int64_t tell() override {
    check_open();
    return raw_.tell();
  }
  std::int64_t truncate(std::int64_t size) override {
    check_open();
    const std::int64_t wanted = size < 0 ? raw_.tell() : size;
    raw_.truncate(wanted);
    return wanted;
  }
  str name() const override { return raw_.name().py_str(); }
  str mode() const override { return mode_text_; }
  str py_repr() const override {
    return message(mode_.can_read() && mode_.can_write() ? "<_io.BufferedRandom name="
                   : mode_.can_write()                   ? "<_io.BufferedWriter name="
                                                         : "<_io.BufferedReader name=",
                   raw_.name().py_repr(), ">");
  }
  std::int64_t write(std::string_view data) override {
    check_open();
    if (!mode_.can_write()) {
      raise_unsupported_operation("write");
    }
    raw_.write(data);
    if (unbuffered_) {
      raw_.flush();
    }
    return static_cast<std::int64_t>(data.size());
  }
  std::string read(std::int64_t size) override {
    check_readable("read");
    while ((size < 0 || static_cast<std::int64_t>(raw_.unread().size()) < size) && raw_.fill()) {
    }
    return take(size < 0 ? raw_.unread().size() : static_cast<std::size_t>(size));
  }
  std::string readline(std::int64_t size) override {
    check_readable("readline");
    std::size_t end = std::string_view::npos;
    while ((end = raw_.unread().find('\n')) == std::string_view::npos && raw_.fill()) {
    }
    end = end == std::string_view::npos ? raw_.unread().size() : end + 1;
    return take(size < 0 ? end : std::min(end, static_cast<std::size_t>(size)));
  }

 private:
  void check_readable(const char* operation) const {
    check_open();
    if (!mode_.can_read()) {
      raise_unsupported_operation(str::from_utf8(operation));
    }
  }
  std::string take(std::size_t count) {
    std::string result(raw_.unread().substr(0, count));
    raw_.consume(result.size());
    return result;
  }

  raw_file raw_;
  open_mode mode_;
  str mode_text_;
  bool unbuffered_;
};

// --- streams in memory ---

/// Content with a position, in bytes.
class memory {
 public:
  std::string content;
  std::size_t at = 0;
  bool open = true;

  void write(std::string_view data) {
    if (at > content.size()) {
      content.resize(at, '\0');
    }
    content.replace(at, std::min(data.size(), content.size() - at), data);
    at += data.size();
  }
  std::string_view rest() const noexcept { return at >= content.size() ? std::string_view() : std::string_view(content).substr(at); }
};

class bytes_memory final : public byte_stream {
 public:
  explicit bytes_memory(std::string_view content) { memory_.content = content; }
  bool is_memory() const override { return true; }
  const type& py_type() const override { return io::BytesIO::py_class(); }
  bool closed() const noexcept override { return !memory_.open; }
  void close() override { memory_.open = false; }
  std::int64_t seek(std::int64_t offset, std::int64_t whence) override {
    check_open();
    const std::int64_t base = whence == SEEK_CUR ? static_cast<std::int64_t>(memory_.at) : whence == SEEK_END ? static_cast<std::int64_t>(memory_.content.size()) : 0;
    if (whence == SEEK_SET && offset < 0) {
      raise_value_error(message("negative seek value ", Int(offset)));
    }
    memory_.at = static_cast<std::size_t>(std::max<std::int64_t>(base + offset, 0));
    return static_cast<std::int64_t>(memory_.at);
  }
  std::int64_t tell() override {
    check_open();
    return static_cast<std::int64_t>(memory_.at);
  }
  std::int64_t truncate(std::int64_t size) override {
    check_open();
    const std::size_t wanted = size < 0 ? memory_.at : static_cast<std::size_t>(size);
    memory_.content.resize(std::min(wanted, memory_.content.size()));
    return static_cast<std::int64_t>(wanted);
  }
  std::int64_t write(std::string_view data) override {
    check_open();
    memory_.write(data);
    return static_cast<std::int64_t>(data.size());
  }
  std::string read(std::int64_t size) override {
    check_open();
    return take(size < 0 ? memory_.rest().size() : static_cast<std::size_t>(size));
  }
  std::string readline(std::int64_t size) override {
    check_open();
    const std::size_t end = memory_.rest().find('\n');
    const std::size_t line = end == std::string_view::npos ? memory_.rest().size() : end + 1;
    return take(size < 0 ? line : std::min(line, static_cast<std::size_t>(size)));
  }
  bytes getvalue() const override {
    check_open();
    return bytes::from_text(memory_.content);
  }

 private:
  std::string take(std::size_t count) {
    std::string result(memory_.rest().substr(0, count));
    memory_.at += result.size();
    return result;
  }
  memory memory_;
};

/// Positions are counted in characters outside, in bytes inside.
class text_memory final : public text_stream {
 public:
  text_memory(const str& content, const std::optional<str>& newline) : translate_(!newline), any_end_(newline && newline->empty()) {
    if (newline && !newline->empty()) {
      end_ = newline->view();
    }
    memory_.content = translated(content);
  }
  bool is_memory() const override { return true; }
  const type& py_type() const override { return io::StringIO::py_class(); }
  bool closed() const noexcept override { return !memory_.open; }
  void close() override { memory_.open = false; }
  std::int64_t seek(std::int64_t offset, std::int64_t whence) override {
    check_open();
    if (whence == SEEK_SET && offset < 0) {
      raise_value_error(message("Negative seek position ", Int(offset)));
    }
    if (whence != SEEK_SET && offset != 0) {
      raise_os_error_text("Can't do nonzero cur-relative seeks");
    }
    if (whence == SEEK_END) {
      memory_.at = memory_.content.size();
    } else if (whence == SEEK_SET) {
      memory_.at = offset_of(offset);
    }
    return tell();
  }
  std::int64_t tell() override {
    check_open();
    const std::size_t inside = std::min(memory_.at, memory_.content.size());
    return count_code_points(memory_.content.data(), static_cast<std::int64_t>(inside)) + static_cast<std::int64_t>(memory_.at - inside);
  }
  std::int64_t truncate(std::int64_t size) override {
    check_open();
    const std::int64_t wanted = size < 0 ? tell() : size;
    memory_.content.resize(std::min(offset_of(wanted), memory_.content.size()));
    return wanted;
  }
  std::int64_t write(const str& text) override {
    check_open();
    const std::string data = translated(text);
    if (memory_.at >= memory_.content.size()) {
      memory_.write(data);
    } else {
      overwrite(data);
    }
    return text.py_len();
  }
  str read(std::int64_t size) override {
    check_open();
    return take(size < 0 ? memory_.rest().size() : prefix(memory_.rest(), size));
  }
  str readline(std::int64_t size) override {
    check_open();
    std::size_t end = line_end(memory_.rest(), 0, any_end_, end_);
    end = end == std::string_view::npos ? memory_.rest().size() : end;
    return take(size < 0 ? end : std::min(end, prefix(memory_.rest(), size)));
  }
  str getvalue() const override {
    check_open();
    return str::from_utf8(memory_.content);
  }

 private:
  [[noreturn]] static void raise_os_error_text(const char* text) { throw OSError(str::from_utf8(text)); }
  std::string translated(const str& text) const {
    std::string result(text.view());
    if (translate_) {
      for (std::size_t at = result.find('\r'); at != std::string::npos; at = result.find('\r', at + 1)) {
        result.replace(at, at + 1 < result.size() && result[at + 1] == '\n' ? 2 : 1, "\n");
      }
    } else if (end_ != "\n" && !any_end_) {
      for (std::size_t at = result.find('\n'); at != std::string::npos; at = result.find('\n', at + end_.size())) {
        result.replace(at, 1, end_);
      }
    }
    return result;
  }
  static std::size_t prefix(std::string_view text, std::int64_t characters) {
    std::size_t at = 0;
    while (characters-- > 0 && at < text.size()) {
      at += static_cast<std::size_t>(sequence_length(static_cast<unsigned char>(text[at])));
    }
    return at;
  }
  std::size_t offset_of(std::int64_t characters) const {
    const std::int64_t known = count_code_points(memory_.content.data(), static_cast<std::int64_t>(memory_.content.size()));
    return characters <= known ? prefix(memory_.content, characters) : memory_.content.size() + static_cast<std::size_t>(characters - known);
  }
  void overwrite(const std::string& data) {
    const std::int64_t characters = count_code_points(data.data(), static_cast<std::int64_t>(data.size()));
    memory_.content.replace(memory_.at, prefix(memory_.rest(), characters), data);
    memory_.at += data.size();
  }
  str take(std::size_t count) {
    const str result = str::from_utf8(memory_.rest().substr(0, count));
    memory_.at += static_cast<std::size_t>(result.byte_size());
    return result;
  }

  memory memory_;
  bool translate_;
  bool any_end_;
  std::string end_ = "\n";
};

}  // namespace

ref<byte_stream> open_binary(const object& file, const open_request& request) {
  const open_mode mode = parse_open_mode(request.mode);
  if (!mode.binary) {
    raise_value_error("this open() gives binary files; the mode has no 'b'");
  }
  if (request.encoding) {
    raise_value_error("binary mode doesn't take an encoding argument");
  }
  if (request.errors) {
    raise_value_error("binary mode doesn't take an errors argument");
  }
  if (request.newline) {
    raise_value_error("binary mode doesn't take a newline argument");
  }
  return ref<byte_stream>::adopt(new byte_file(file, request, mode));
}

}  // namespace py::detail

namespace py {

object open_dynamic(const object& file, const str& mode) { return mode.contains("b") ? open_binary(file, mode).py_box() : open(file, mode).py_box(); }

namespace io {

vector<str> TextIO::readlines(size_argument hint) const {
  vector<str> lines;
  std::int64_t total = 0;
  while (std::optional<str> line = next()) {
    total += line->py_len();
    lines.append(*std::move(line));
    if (hint > 0 && total >= hint) {
      break;
    }
  }
  return lines;
}

vector<bytes> BinaryIO::readlines(size_argument hint) const {
  vector<bytes> lines;
  std::int64_t total = 0;
  while (std::optional<bytes> line = next()) {
    total += line->py_len();
    lines.append(*std::move(line));
    if (hint > 0 && total >= hint) {
      break;
    }
  }
  return lines;
}

StringIO::StringIO(const str& text, const std::optional<str>& newline) : TextIO(ref<py::detail::text_stream>::adopt(new py::detail::text_memory(text, newline))) {}

BytesIO::BytesIO(const py::detail::bytes_view& data) : BinaryIO(ref<py::detail::byte_stream>::adopt(new py::detail::bytes_memory(data.view()))) {}

}  // namespace io

}  // namespace py
