/// Files, places in them and the text between two places.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace krait::source {

/// Index of a file in the `FileTable`; 0 is "no file".
using FileId = std::uint32_t;

/// A half-open range of bytes in one file. Offsets count bytes from 0.
struct Span {
  FileId file = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

/// A place as people name it: line from 1, column from 1 in code points.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// One file, whole and immutable, with an index of its line starts.
class File {
 public:
  File(FileId id, std::filesystem::path path, std::string text);

  [[nodiscard]] FileId id() const { return id_; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view text(Span span) const;
  /// Line and column of a byte offset; O(log lines + length of the line).
  [[nodiscard]] Place place(std::uint32_t offset) const;
  /// Text of a line (from 1) without its line end; empty past the end.
  [[nodiscard]] std::string_view line(std::uint32_t number) const;
  [[nodiscard]] std::uint32_t line_count() const;

 private:
  FileId id_;
  std::filesystem::path path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

/// All files of one run, in the order in which they were read. Addresses of files are stable; a copy shares its files.
class FileTable {
 public:
  /// Takes over the text; returns the file, whose id is the number of files so far.
  const File& add(std::filesystem::path path, std::string text);
  [[nodiscard]] const File& get(FileId id) const;
  [[nodiscard]] Place place(Span span) const { return get(span.file).place(span.begin); }

 private:
  std::vector<std::shared_ptr<const File>> files_;
};

}  // namespace krait::source
