#include "driver/toolchain.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "driver/cache.hpp"
#include "driver/compiler.hpp"
#include "driver/hash.hpp"
#include "driver/precompiled.hpp"
#include "driver/process.hpp"

namespace krait::driver {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_programs = 400;
constexpr std::size_t most_objects = 1000;

using Texts = std::map<std::string, const std::string*>;  // generated files by relative path

/// One run of the C++ toolchain on one program.
class Build {
 public:
  Build(const std::vector<project::OutputFile>& files, const Installation& installation, const BuildOptions& options)
      : files_(files), installation_(installation), options_(options), compiler_(find_compiler()), flags_(compile_flags(compiler_, options.optimisation)) {
    for (const project::OutputFile& file : files) {
      texts_[file.path.string()] = &file.text;
    }
    base_ = base_key();
  }

  [[nodiscard]] const Compiler& compiler() const { return compiler_; }
  /// The executable's place in the cache.
  [[nodiscard]] fs::path program() const { return cache_folder() / "programs" / program_key() / "program"; }
  /// Compiles what is not in the cache and links; the messages of the compiler if it failed.
  [[nodiscard]] std::optional<std::string> run(const fs::path& program, source::Diagnostics& diagnostics) const;

 private:
  [[nodiscard]] std::string base_key() const;
  [[nodiscard]] std::string program_key() const;
  [[nodiscard]] std::string object_key(const std::string& source) const;
  [[nodiscard]] std::vector<fs::path> libraries() const;
  [[nodiscard]] std::optional<std::string> compile(const fs::path& folder, std::vector<fs::path>& objects) const;
  [[nodiscard]] std::optional<std::string> link(const std::vector<fs::path>& objects, const fs::path& target) const;
  void tell(const std::string& text) const {
    if (options_.progress) {
      options_.progress(text);
    }
  }

  const std::vector<project::OutputFile>& files_;
  const Installation& installation_;
  const BuildOptions& options_;
  Compiler compiler_;
  std::vector<std::string> flags_;
  Texts texts_;
  std::string base_;
};

/// Compiler, flags and the library's headers: what every object depends on.
std::string Build::base_key() const {
  Hash hash;
  hash.add(compiler_.name());
  hash.add(compiler_.version);
  for (const std::string& flag : flags_) {
    hash.add(flag);
  }
  for (const fs::path& header : files_below(installation_.headers)) {
    hash.add(header.lexically_relative(installation_.headers).string());
    hash.add(read_text(header).value_or(""));
  }
  return hash.text();
}

std::vector<fs::path> Build::libraries() const {
  std::vector<fs::path> result;
  if (options_.links_asyncio) {
    result.push_back(installation_.libraries / "libpylib_asyncio.a");
  }
  result.push_back(installation_.libraries / "libpylib.a");
  return result;
}

std::string Build::program_key() const {
  Hash hash;
  hash.add(base_);
  for (const fs::path& library : libraries()) {
    hash.add(library.string());
    hash.add(stamp_of(library));
  }
  for (const auto& [path, text] : texts_) {
    hash.add(path);
    hash.add(*text);
  }
  return hash.text();
}

/// The names in the lines `#include "name"`.
std::vector<std::string> included(const std::string& text) {
  static constexpr std::string_view start = "#include \"";
  std::vector<std::string> result;
  for (std::size_t at = text.find(start); at != std::string::npos; at = text.find(start, at + 1)) {
    const std::size_t begin = at + start.size();
    result.push_back(text.substr(begin, text.find('"', begin) - begin));
  }
  return result;
}

std::string Build::object_key(const std::string& source) const {
  std::vector<std::string> pending = {source};
  std::set<std::string> seen = {source};
  while (!pending.empty()) {
    const std::string file = std::move(pending.back());
    pending.pop_back();
    const auto found = texts_.find(file);
    for (const std::string& name : found == texts_.end() ? std::vector<std::string>{} : included(*found->second)) {
      // Beside the including file first, then from the top.
      const std::string beside = (fs::path(file).parent_path() / name).lexically_normal().string();
      const std::string& path = texts_.contains(beside) ? beside : name;
      if (seen.insert(path).second) {
        pending.push_back(path);
      }
    }
  }
  Hash hash;
  hash.add(base_);
  hash.add(source);
  for (const std::string& file : seen) {
    hash.add(file);
    const auto found = texts_.find(file);
    hash.add(found == texts_.end() ? std::string_view("?") : std::string_view(*found->second));
  }
  return hash.text();
}

std::optional<std::string> Build::compile(const fs::path& folder, std::vector<fs::path>& objects) const {
  std::vector<Command> commands;
  std::vector<std::pair<fs::path, fs::path>> made;  // where the compiler puts an object, where it is kept
  const std::vector<std::string> precompiled = precompiled_arguments(installation_, compiler_, flags_);
  std::error_code error;
  fs::create_directories(cache_folder() / "objects", error);
  for (const project::OutputFile& file : files_) {
    if (file.path.extension() != ".cpp") {
      continue;
    }
    const fs::path kept = cache_folder() / "objects" / (object_key(file.path.string()) + ".o");
    objects.push_back(kept);
    if (fs::exists(kept, error)) {
      fs::last_write_time(kept, fs::file_time_type::clock::now(), error);
      continue;
    }
    made.emplace_back(temporary_beside(kept), kept);
    Command command{.words = compiler_.words, .directory = folder};
    command.words.insert(command.words.end(), flags_.begin(), flags_.end());
    command.words.insert(command.words.end(), precompiled.begin(), precompiled.end());
    // Line tables name files relative to the output folder: the same object serves every program that has this module.
    command.words.insert(command.words.end(), {"-ffile-prefix-map=" + folder.string() + "=.", "-isystem", installation_.headers.string(), "-I", ".", "-c", file.path.string(), "-o",
                                               made.back().first.string()});
    commands.push_back(std::move(command));
  }
  const std::string of = " of " + std::to_string(commands.size());
  tell("compiling 0" + of);
  const auto outcomes = run_all(commands, job_count(), [&](std::size_t count) { tell("compiling " + std::to_string(count) + of); });
  std::optional<std::string> problem;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i].good()) {
      fs::rename(made[i].first, made[i].second, error);
    } else {
      problem = problem.value_or("") + (outcomes[i].status < 0 ? "the compiler could not be started\n" : outcomes[i].output);
      fs::remove(made[i].first, error);
    }
  }
  return problem;
}

std::optional<std::string> Build::link(const std::vector<fs::path>& objects, const fs::path& target) const {
  tell("linking");
  Command command{.words = compiler_.words, .directory = {}};
  command.words.insert(command.words.end(), flags_.begin(), flags_.end());
  for (const fs::path& object : objects) {
    command.words.push_back(object.string());
  }
  for (const fs::path& library : libraries()) {
    command.words.push_back(library.string());
  }
  command.words.insert(command.words.end(), {"-lgmp", "-o", target.string()});
  const Outcome outcome = run_one(command);
  return outcome.good() ? std::nullopt : std::optional(outcome.output.empty() ? "the linker failed without a message\n" : outcome.output);
}

std::optional<std::string> Build::run(const fs::path& program, source::Diagnostics& diagnostics) const {
  const fs::path folder = program.parent_path();
  const fs::path fresh = temporary_beside(folder);
  std::error_code error;
  project::write_new(files_, fresh, diagnostics);
  if (diagnostics.has_errors()) {
    fs::remove_all(fresh, error);
    return "";
  }
  std::vector<fs::path> objects;
  std::optional<std::string> problem = compile(fresh, objects);
  if (!problem) {
    problem = link(objects, fresh / "program");
  }
  // A folder without an executable is what a failed build left; one with is the same program, built by another process meanwhile.
  if (!fs::exists(program, error)) {
    fs::remove_all(folder, error);
    fs::rename(fresh, folder, error);
  }
  fs::remove_all(fresh, error);
  prune(folder.parent_path(), most_programs);
  prune(cache_folder() / "objects", most_objects);
  return problem;
}

}  // namespace

std::optional<fs::path> build_cached(const std::vector<project::OutputFile>& files, const Installation& installation, const BuildOptions& options,
                                     source::Diagnostics& diagnostics) {
  const Build build(files, installation, options);
  const fs::path program = build.program();
  std::error_code error;
  if (fs::exists(program, error)) {
    return program;
  }
  const auto problem = build.run(program, diagnostics);
  if (diagnostics.has_errors()) {
    return std::nullopt;
  }
  if (problem) {
    diagnostics.report(source::Code::K0503, {}, "internal error: the C++ compiler `" + build.compiler().name() + "` failed on the generated program:\n" + *problem,
                       "this is a bug of krait unless the compiler itself is broken: please report it with the Python file and these lines; the generated files are in `" +
                           program.parent_path().string() + "`; set CXX to use another compiler");
    return std::nullopt;
  }
  return program;
}

}  // namespace krait::driver
