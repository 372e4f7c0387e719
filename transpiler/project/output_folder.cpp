// Writing the output folder without losing what people did there.
#include <unistd.h>

#include <charconv>
#include <fstream>
#include <map>

#include "project/project.hpp"

namespace krait::project {

namespace fs = std::filesystem;

namespace {

constexpr const char* own_folder = ".krait";

using Generated = std::map<std::string, std::string>;  // texts by relative path

/// `.krait/generated`: for each file a line with its size and its path, then its text.
std::string packed(const std::vector<OutputFile>& files) {
  std::string text;
  for (const OutputFile& file : files) {
    text += std::to_string(file.text.size()) + " " + file.path.string() + "\n" + file.text;
  }
  return text;
}

Generated unpacked(const std::string& text) {
  Generated result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t line_end = text.find('\n', at);
    std::size_t size = 0;
    const auto [space, problem] = std::from_chars(text.data() + at, text.data() + text.size(), size);
    if (line_end == std::string::npos || problem != std::errc() || *space != ' ' || size > text.size() - line_end - 1) {
      break;  // not ours: what it would have told counts as unknown
    }
    result[std::string(space + 1, text.data() + line_end)] = text.substr(line_end + 1, size);
    at = line_end + 1 + size;
  }
  return result;
}

void report_unwritable(const fs::path& path, const std::string& why, source::Diagnostics& diagnostics) {
  diagnostics.report(source::Code::K0502, {}, "cannot write `" + path.string() + "`" + (why.empty() ? "" : ": " + why), "choose a folder that can be written with `-o`");
}

/// Files that somebody edited, or that krait did not write.
std::vector<std::string> edited(const std::vector<OutputFile>& files, const fs::path& directory, const Generated& before) {
  std::vector<std::string> result;
  for (const OutputFile& file : files) {
    const auto present = read(directory / file.path);
    const auto known = before.find(file.path.string());
    if (present && *present != file.text && (known == before.end() || known->second != *present)) {
      result.push_back(file.path.string());
    }
  }
  return result;
}

/// Renames what is written aside into place, and removes what the last run wrote and this one does not.
void put_in_place(const std::vector<OutputFile>& files, const fs::path& aside, const fs::path& directory, const Generated& before, source::Diagnostics& diagnostics) {
  Generated gone = before;
  std::error_code error;
  for (const OutputFile& file : files) {
    gone.erase(file.path.string());
    const fs::path target = directory / file.path;
    if (const auto present = read(target); present && *present == file.text) {
      continue;
    }
    fs::create_directories(target.parent_path(), error);
    fs::rename(aside / file.path, target, error);
    if (error) {
      report_unwritable(target, error.message(), diagnostics);
      return;
    }
  }
  for (const auto& [path, text] : gone) {
    if (read(directory / path) == text) {
      fs::remove(directory / path, error);
    }
  }
}

}  // namespace

void write_new(const std::vector<OutputFile>& files, const fs::path& directory, source::Diagnostics& diagnostics) {
  for (const OutputFile& file : files) {
    const fs::path path = directory / file.path;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    std::ofstream stream(path, std::ios::binary | std::ios::trunc);
    stream << file.text;
    stream.close();
    if (!stream) {
      report_unwritable(path, error ? error.message() : "", diagnostics);
      return;
    }
  }
}

void write(const std::vector<OutputFile>& files, const fs::path& directory, source::Diagnostics& diagnostics) {
  const fs::path own = directory / own_folder;
  std::error_code error;
  for (const OutputFile& file : files) {
    if (fs::is_directory(directory / file.path, error)) {
      report_unwritable(directory / file.path, "a folder of this name is in the way", diagnostics);
      return;
    }
  }
  const Generated before = unpacked(read(own / "generated").value_or(""));
  if (const auto names = edited(files, directory, before); !names.empty()) {
    std::string list;
    for (const std::string& name : names) {
      list += (list.empty() ? "`" : ", `") + name + "`";
    }
    diagnostics.report(source::Code::K0502, {}, "`" + directory.string() + "` holds files that were changed since krait wrote them: " + list,
                       "write to another folder with `-o` and carry the changes over, or move these files away");
    return;
  }
  fs::create_directories(own, error);
  if (error) {
    report_unwritable(directory, error.message(), diagnostics);
    return;
  }
  const fs::path aside = own / ("new" + std::to_string(getpid()));
  std::vector<OutputFile> all = files;
  all.push_back({fs::path(own_folder) / "generated", packed(files)});
  write_new(all, aside, diagnostics);
  if (!diagnostics.has_errors()) {
    put_in_place(all, aside, directory, before, diagnostics);
  }
  fs::remove_all(aside, error);
}

}  // namespace krait::project
