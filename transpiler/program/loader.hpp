/// Finds and parses all modules of a program.
#pragma once

#include <string>
#include <string_view>

#include "program/imports.hpp"
#include "program/locate.hpp"
#include "program/program.hpp"

namespace krait::program {

class Loader {
 public:
  Loader(const Options& options, source::FileTable& files, source::Diagnostics& diagnostics) : options_(options), files_(files), diagnostics_(diagnostics) {}

  Program load(const std::filesystem::path& entry);

 private:
  /// Who asks for a module; decides where and whether its absence is reported.
  struct Request {
    const Module* importer = nullptr;
    source::Span span;
    bool guarded = false;
  };

  void load_entry(const std::filesystem::path& entry);
  Module& add(std::string name, ModuleKind kind, bool is_package);
  /// Gives the module the tree of a kept stub, if the file is one.
  bool take_kept(Module& module, const std::filesystem::path& file) const;
  /// Reads and parses the module's file; a failure leaves an empty tree and a diagnostic.
  void parse(Module& module, const std::filesystem::path& file, source::Span blame);
  void follow_imports(Module& module);
  void follow(Module& module, const syntax::Import& statement, bool guarded);
  void follow(Module& module, const syntax::ImportFrom& statement, bool guarded);
  void follow_names(Module& module, const syntax::ImportFrom& statement, Module& source);
  /// The module of that absolute name with its parent packages, loaded if need be; null if missing (reported unless guarded).
  Module* require(const std::string& name, const Request& request);
  Module* find_or_load(const std::string& name, source::Span blame);
  void report_missing(const std::string& name, const Request& request);
  [[nodiscard]] bool is_shipped_stub(const Module& module) const;

  const Options& options_;
  source::FileTable& files_;
  source::Diagnostics& diagnostics_;
  std::vector<std::filesystem::path> folders_;
  Program program_;
};

/// Absolute name of `dotted` seen from a module, or nothing if it climbs above the top-level package.
[[nodiscard]] std::optional<std::string> absolute_name(const Module& importer, std::string_view dotted, std::uint32_t level);

/// Sets `component` and `user_order`. Linear in modules and imports.
void order_modules(Program& program);

}  // namespace krait::program
