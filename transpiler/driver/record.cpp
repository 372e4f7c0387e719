#include "driver/record.hpp"

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "driver/cache.hpp"
#include "driver/compiler.hpp"
#include "driver/hash.hpp"

namespace krait::driver {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_records = 2000;

fs::path path_of(const std::string& key) { return cache_folder() / "runs" / key; }

/// Hash of the names that an import can mean: Python files, stubs, and folders with what makes them packages.
std::string listing_hash(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    const fs::path& path = entry->path();
    if (path.extension() == ".py" || path.extension() == ".pyi") {
      names.push_back(path.filename().string());
    } else if (path.extension().empty() && entry->is_directory(ignored)) {
      names.push_back(path.filename().string() + "/" + (fs::exists(path / "__init__.py", ignored) ? "p" : "") + (fs::exists(path / "__init__.pyi", ignored) ? "s" : ""));
    }
  }
  std::sort(names.begin(), names.end());
  Hash hash;
  for (const std::string& name : names) {
    hash.add(name);
  }
  return hash.text();
}

fs::path found_in_path(const std::string& command) {
  const char* path = std::getenv("PATH");
  std::istringstream folders(path != nullptr ? path : "");
  for (std::string folder; command.find('/') == std::string::npos && std::getline(folders, folder, ':');) {
    std::error_code error;
    if (fs::exists(fs::path(folder) / command, error)) {
      return fs::path(folder) / command;
    }
  }
  return command;
}

void add_stamps(Hash& hash, const fs::path& folder) {
  for (const fs::path& file : files_below(folder)) {
    hash.add(file.string());
    hash.add(stamp_of(file));
  }
}

}  // namespace

std::string record_key(const Installation& installation, const fs::path& entry, const std::string& optimisation) {
  Hash hash;
  hash.add("1");  // the form of records
  std::error_code error;
  hash.add(fs::absolute(entry, error).lexically_normal().string());
  hash.add(entry.string());  // which diagnostics and tracebacks name
  hash.add(optimisation);
  hash.add(stamp_of("/proc/self/exe"));
  for (const std::string& word : compiler_words()) {
    hash.add(word);
  }
  hash.add(stamp_of(found_in_path(compiler_words().front())));
  for (const fs::path& folder : {installation.stubs(), installation.templates(), installation.headers}) {
    add_stamps(hash, folder);
  }
  for (const char* library : {"libpylib.a", "libpylib_asyncio.a"}) {
    hash.add(stamp_of(installation.libraries / library));
  }
  return hash.text();
}

std::optional<Record> find_record(const std::string& key) {
  const auto text = read_text(path_of(key));
  if (!text) {
    return std::nullopt;
  }
  Record record;
  std::istringstream lines(*text);
  std::string kind;
  std::string hash;
  std::string path;
  while (lines >> kind && kind != "warnings") {
    lines >> hash;
    lines.ignore(1);
    std::getline(lines, path);
    const auto content = kind == "file" ? read_text(path) : std::nullopt;
    if ((kind == "file" && (!content || hash_of(*content) != hash)) || (kind == "folder" && listing_hash(path) != hash)) {
      return std::nullopt;
    }
    if (kind == "program") {
      record.program = path;
    }
  }
  std::size_t plain = 0;
  std::size_t colour = 0;
  lines >> plain >> colour;
  lines.ignore(1);
  record.warnings.resize(plain);
  record.warnings_colour.resize(colour);
  lines.read(record.warnings.data(), static_cast<std::streamsize>(plain));
  lines.read(record.warnings_colour.data(), static_cast<std::streamsize>(colour));
  std::error_code error;
  if (!lines || record.program.empty() || !fs::exists(record.program, error)) {
    return std::nullopt;
  }
  // What was used last is pruned last.
  fs::last_write_time(record.program.parent_path(), fs::file_time_type::clock::now(), error);
  return record;
}

void keep_record(const std::string& key, const Inputs& inputs, const Record& record) {
  std::string text;
  std::error_code error;
  for (const Inputs::File& file : inputs.files) {
    text += "file " + file.hash + " " + fs::absolute(file.path, error).string() + "\n";
  }
  for (const fs::path& folder : inputs.folders) {
    text += "folder " + listing_hash(folder) + " " + fs::absolute(folder, error).string() + "\n";
  }
  text += "program " + hash_of("") + " " + record.program.string() + "\n";
  if (std::count(text.begin(), text.end(), '\n') != static_cast<std::ptrdiff_t>(inputs.files.size() + inputs.folders.size() + 1)) {
    return;  // a line end in a path: such a program is analysed each time
  }
  text += "warnings " + std::to_string(record.warnings.size()) + " " + std::to_string(record.warnings_colour.size()) + "\n" + record.warnings + record.warnings_colour;
  if (write_whole(path_of(key), text)) {
    prune(path_of(key).parent_path(), most_records);
  }
}

}  // namespace krait::driver
