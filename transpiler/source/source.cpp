#include "source/source.hpp"

#include <algorithm>
#include <cassert>

#include "source/utf8.hpp"

namespace krait::source {

namespace {

/// Offsets at which lines start; `\n`, `\r\n` and a lone `\r` end a line, as in Python source.
std::vector<std::uint32_t> find_line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool lone_return = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
    if (text[i] == '\n' || lone_return) {
      starts.push_back(static_cast<std::uint32_t>(i + 1));
    }
  }
  return starts;
}

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

File::File(FileId id, std::filesystem::path path, std::string text) : id_(id), path_(std::move(path)), text_(std::move(text)), line_starts_(find_line_starts(text_)) {}

std::string_view File::text(Span span) const {
  assert(span.file == id_ && span.begin <= span.end && span.end <= text_.size());
  return std::string_view(text_).substr(span.begin, span.end - span.begin);
}

Place File::place(std::uint32_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - line_starts_.begin());
  std::uint32_t begin = line_starts_[line - 1];
  if (line == 1 && text_.starts_with(byte_order_mark) && offset >= byte_order_mark.size()) {
    begin = static_cast<std::uint32_t>(byte_order_mark.size());
  }
  const std::size_t end = std::min<std::size_t>(offset, text_.size());
  Place place{line, 1};
  for (std::size_t i = begin; i < end; ++i) {
    place.column += starts_code_point(text_[i]) ? 1 : 0;
  }
  return place;
}

std::string_view File::line(std::uint32_t number) const {
  if (number == 0 || number > line_starts_.size()) {
    return {};
  }
  const std::size_t begin = line_starts_[number - 1];
  const std::size_t end = number < line_starts_.size() ? line_starts_[number] : text_.size();
  std::string_view line = std::string_view(text_).substr(begin, end - begin);
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) {
    line.remove_suffix(1);
  }
  if (number == 1 && line.starts_with(byte_order_mark)) {
    line.remove_prefix(byte_order_mark.size());
  }
  return line;
}

std::uint32_t File::line_count() const {
  const bool ends_in_newline = line_starts_.back() == text_.size();
  return static_cast<std::uint32_t>(line_starts_.size()) - (ends_in_newline ? 1 : 0);
}

const File& FileTable::add(std::filesystem::path path, std::string text) {
  const auto id = static_cast<FileId>(files_.size() + 1);
  files_.push_back(std::make_shared<const File>(id, std::move(path), std::move(text)));
  return *files_.back();
}

const File& FileTable::get(FileId id) const {
  assert(id >= 1 && id <= files_.size());
  return *files_[id - 1];
}

}  // namespace krait::source
