// Text files.
#include "codecs.hpp"
#include "dynamic.hpp"
#include "raw_file.hpp"
#include "str_internal.hpp"
#include "text_lines.hpp"

#include <py/io.hpp>

namespace py::detail {

namespace {

/// How line ends are read and written.
struct newline_rule {
  bool universal = true;   ///< \r and \r\n end lines, too
  bool translate = true;   ///< and are turned to \n
  std::string end = "\n";  ///< where a line ends when not universal
  std::string written = "\n";

  explicit newline_rule(const std::optional<str>& given) {
    if (!given) {
      return;
    }
    const std::string_view text = given->view();
    if (text != "" && text != "\n" && text != "\r" && text != "\r\n") {
      raise_value_error(message("illegal newline value: ", given->py_repr()));
    }
    translate = false;
    universal = text.empty();
    end = text.empty() ? "\n" : std::string(text);
    written = end;
  }
};

class text_file final : public text_stream {
 public:
  text_file(const object& file, const open_request& request, const open_mode& mode)
      : raw_(file, mode, request.closefd),
        mode_(mode),
        request_(request),
        encoding_(find_codec(request.encoding.value_or(str("utf-8")))),
        errors_(request.errors.value_or(str("strict"))),
        newline_(request.newline) {
    find_error_handling(errors_);
  }
  /// Standard input.
  explicit text_file(int descriptor) : raw_(descriptor), encoding_(codec::utf_8), errors_("strict"), newline_(std::nullopt) { mode_.reading = true; }

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
  str name() const override { return raw_.name().is_none() ? str("<stdin>") : raw_.name().py_str(); }
  str mode() const override { return request_.mode; }
  str encoding() const override { return request_.encoding.value_or(str("UTF-8")); }
  str errors() const override { return errors_; }
  str py_repr() const override {
    const str shown = raw_.name().is_none() ? str("'<stdin>'") : raw_.name().py_repr();
    return message("<_io.TextIOWrapper name=", shown, " mode=", mode().py_repr(), " encoding=", encoding().py_repr(), ">");
  }

  std::int64_t write(const str& text) override;
  str read(std::int64_t size) override;
  str readline(std::int64_t size) override;
  std::int64_t seek(std::int64_t offset, std::int64_t whence) override;
  std::int64_t tell() override;
  std::int64_t truncate(std::int64_t size) override;

 private:
  void check_readable() const {
    check_open();
    if (!mode_.can_read()) {
      raise_unsupported_operation("not readable");
    }
  }
  /// Decodes another piece of the file into `pending_`; false at the end.
  bool decode_more(bool everything);
  void add_decoded(std::string_view text, bool last);
  std::string_view waiting() const noexcept { return std::string_view(pending_).substr(pending_at_); }
  str take(std::size_t bytes);
  void forget_input() noexcept {
    pending_.clear();
    pending_at_ = 0;
    held_return_ = false;
    at_end_ = false;
  }

  /// CPython decodes files in pieces of this size, and its error messages count from a piece's beginning.
  static constexpr std::size_t piece_size = 8192;

  raw_file raw_;
  open_mode mode_;
  open_request request_;
  codec encoding_;
  str errors_;
  newline_rule newline_;
  std::string pending_;  ///< decoded, in UTF-8
  std::size_t pending_at_ = 0;
  bool held_return_ = false;  ///< a \r came last: what follows decides what it is
  bool at_end_ = false;
};

std::int64_t text_file::write(const str& text) {
  check_open();
  if (!mode_.can_write()) {
    raise_unsupported_operation("not writable");
  }
  if (pending_at_ < pending_.size() || !raw_.unread().empty()) {
    seek(tell(), SEEK_SET);
  }
  std::string translated;
  if (newline_.written != "\n" && text.view().find('\n') != std::string_view::npos) {
    for (const char c : text.view()) {
      c == '\n' ? translated += newline_.written : translated += c;
    }
    raw_.write(encode_text(str::from_utf8(translated), encoding_, errors_));
  } else if (text.isascii() && (encoding_ == codec::utf_8 || encoding_ == codec::ascii || encoding_ == codec::latin_1)) {
    raw_.write(text.view());
  } else {
    raw_.write(encode_text(text, encoding_, errors_));
  }
  return text.py_len();
}

void text_file::add_decoded(std::string_view text, bool last) {
  if (held_return_) {
    held_return_ = false;
    if (newline_.translate) {
      pending_ += '\n';
      text.remove_prefix(text.starts_with('\n') ? 1 : 0);
    } else {
      pending_ += '\r';
    }
  }
  if (!newline_.universal || text.find('\r') == std::string_view::npos) {
    pending_ += text;
    return;
  }
  if (!last && text.ends_with('\r')) {
    held_return_ = true;
    text.remove_suffix(1);
  }
  if (!newline_.translate) {
    pending_ += text;
    return;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      pending_ += text[i];
      continue;
    }
    pending_ += '\n';
    i += i + 1 < text.size() && text[i + 1] == '\n' ? 1 : 0;
  }
}

bool text_file::decode_more(bool everything) {
  if (at_end_) {
    return false;
  }
  if (pending_at_ > piece_size) {
    pending_.erase(0, pending_at_);
    pending_at_ = 0;
  }
  // One read at most unless all is wanted or nothing could be decoded: the other end of a pipe may wait for an answer.
  bool more = true;
  std::string_view piece;
  std::size_t waiting_bytes = 0;
  const auto look = [&] {
    piece = everything ? raw_.unread() : raw_.unread().substr(0, piece_size);
    waiting_bytes = incomplete_tail(piece, encoding_);
  };
  for (look(); more && (everything || piece.size() == waiting_bytes); look()) {
    more = raw_.fill();
  }
  const bool last = !more && piece.size() == raw_.unread().size();
  piece.remove_suffix(last ? 0 : waiting_bytes);
  const str decoded = decode_text(piece, encoding_, errors_);
  if (encoding_ == codec::utf_8_signature) {
    encoding_ = codec::utf_8;
  }
  raw_.consume(piece.size());
  add_decoded(decoded.view(), last);
  at_end_ = last;
  return true;
}

str text_file::take(std::size_t bytes) {
  const std::string_view text = waiting().substr(0, bytes);
  pending_at_ += bytes;
  return str::from_utf8(text);
}

str text_file::read(std::int64_t size) {
  check_readable();
  if (size < 0) {
    while (decode_more(true)) {
    }
    return take(waiting().size());
  }
  std::int64_t known = count_code_points(waiting().data(), static_cast<std::int64_t>(waiting().size()));
  while (known < size && decode_more(false)) {
    known = count_code_points(waiting().data(), static_cast<std::int64_t>(waiting().size()));
  }
  const std::int64_t wanted = known < size ? known : size;
  return take(static_cast<std::size_t>(skip_code_points(waiting().data(), wanted) - waiting().data()));
}

str text_file::readline(std::int64_t size) {
  check_readable();
  std::size_t searched = 0;
  std::size_t end = std::string_view::npos;
  while (true) {
    end = line_end(waiting(), searched, newline_.universal && !newline_.translate, newline_.end);
    if (end != std::string_view::npos) {
      break;
    }
    const std::size_t back = newline_.end.size() - 1;
    searched = waiting().size() > back ? waiting().size() - back : 0;
    if (!decode_more(false)) {
      end = waiting().size();
      break;
    }
  }
  if (size >= 0) {
    const char* const begin = waiting().data();
    std::int64_t left = size;
    std::size_t cut = 0;
    while (left-- > 0 && cut < end) {
      cut += static_cast<std::size_t>(sequence_length(static_cast<unsigned char>(begin[cut])));
    }
    end = cut;
  }
  return take(end);
}

std::int64_t text_file::seek(std::int64_t offset, std::int64_t whence) {
  check_open();
  if (whence == SEEK_CUR && offset != 0) {
    raise_unsupported_operation("can't do nonzero cur-relative seeks");
  }
  if (whence == SEEK_END && offset != 0) {
    raise_unsupported_operation("can't do nonzero end-relative seeks");
  }
  if (whence == SEEK_SET && offset < 0) {
    raise_value_error(message("negative seek position ", Int(offset)));
  }
  const std::int64_t target = whence == SEEK_CUR ? tell() : offset;
  forget_input();
  return raw_.seek(target, whence == SEEK_CUR ? SEEK_SET : static_cast<int>(whence));
}

/// Exact while no line end was translated: the decoded text that waits is as long as its bytes in the file.
std::int64_t text_file::tell() {
  check_open();
  const std::int64_t position = raw_.tell();
  if (waiting().empty()) {
    return position - (held_return_ ? 1 : 0);
  }
  const std::string encoded = encode_text(str::from_utf8(waiting()), encoding_, errors_);
  return position - static_cast<std::int64_t>(encoded.size()) - (held_return_ ? 1 : 0);
}

std::int64_t text_file::truncate(std::int64_t size) {
  check_open();
  if (!mode_.can_write()) {
    raise_unsupported_operation("truncate");
  }
  const std::int64_t wanted = size < 0 ? tell() : size;
  raw_.truncate(wanted);
  return wanted;
}

}  // namespace

std::size_t line_end(std::string_view text, std::size_t from, bool any_end, std::string_view end) noexcept {
  if (!any_end) {
    const std::size_t found = text.find(end, from);
    return found == std::string_view::npos ? found : found + end.size();
  }
  const std::size_t found = text.find_first_of("\r\n", from);
  if (found == std::string_view::npos) {
    return found;
  }
  return found + (text[found] == '\r' && found + 1 < text.size() && text[found + 1] == '\n' ? 2 : 1);
}

ref<text_stream> open_text(const object& file, const open_request& request) {
  const open_mode mode = parse_open_mode(request.mode);
  if (mode.binary) {
    raise_value_error("this open() gives text files; the mode has a 'b'");
  }
  if (request.buffering == 0) {
    raise_value_error("can't have unbuffered text I/O");
  }
  return ref<text_stream>::adopt(new text_file(file, request, mode));
}

ref<text_stream> standard_input_stream() { return ref<text_stream>::adopt(new text_file(0)); }

}  // namespace py::detail
