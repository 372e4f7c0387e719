#include "program/loader.hpp"

#include <algorithm>
#include <utility>

#include "program/exports.hpp"
#include "program/kept_stubs.hpp"
#include "source/utf8.hpp"
#include "syntax/parse.hpp"
#include "syntax/private_names.hpp"

namespace krait::program {
namespace {

namespace fs = std::filesystem;
using source::Code;
using syntax::Import;
using syntax::ImportAlias;
using syntax::ImportFrom;

std::shared_ptr<const syntax::Module> empty_tree(source::FileId file, syntax::NodeId first_id) {
  auto tree = std::make_shared<syntax::Module>();
  tree->arena = std::make_unique<syntax::Arena>(first_id);
  tree->file = file;
  tree->first_id = tree->last_id = first_id;
  return tree;
}

void add_import(Module& importer, const Module& imported) {
  auto& known = importer.imports;
  if (imported.id != importer.id && std::find(known.begin(), known.end(), imported.id) == known.end()) {
    known.push_back(imported.id);
  }
}

}  // namespace

std::optional<std::string> absolute_name(const Module& importer, std::string_view dotted, std::uint32_t level) {
  if (level == 0) {
    return std::string(dotted);
  }
  std::string_view package = package_of(importer);
  if (package.empty()) {
    return std::nullopt;
  }
  for (std::uint32_t i = 1; i < level; ++i) {
    const auto dot = package.rfind('.');
    if (dot == std::string_view::npos) {
      return std::nullopt;
    }
    package = package.substr(0, dot);
  }
  return dotted.empty() ? std::string(package) : std::string(package) + "." + std::string(dotted);
}

Program Loader::load(const fs::path& entry) {
  if (options_.kept != nullptr) {
    files_ = options_.kept->files;
    program_.node_count = options_.kept->node_count;
  }
  load_entry(entry);
  if (find_or_load("builtins", {}) == nullptr) {
    diagnostics_.report(Code::K0206, {}, "krait's own module `builtins` is missing from " + options_.stub_directory.string(),
                        "install krait again, or point the option for stubs at pylib/stubs");
    program_.by_name.emplace("builtins", add("builtins", ModuleKind::Stub, false).id);
  }
  for (std::size_t i = 0; i < program_.modules.size(); ++i) {
    follow_imports(*program_.modules[i]);
  }
  order_modules(program_);
  return std::move(program_);
}

void Loader::load_entry(const fs::path& entry) {
  folders_.push_back(entry.has_parent_path() ? entry.parent_path() : fs::path("."));
  folders_.insert(folders_.end(), options_.search_path.begin(), options_.search_path.end());
  Module& module = add(entry.stem().string(), entry.extension() == ".pyi" ? ModuleKind::Stub : ModuleKind::User, false);
  module.is_entry = true;
  program_.by_name.emplace("__main__", module.id);
  program_.by_name.emplace(module.name, module.id);
  parse(module, entry, {});
}

Module& Loader::add(std::string name, ModuleKind kind, bool is_package) {
  auto module = std::make_unique<Module>();
  module->id = static_cast<ModuleId>(program_.modules.size());
  module->name = std::move(name);
  module->kind = kind;
  module->is_package = is_package;
  module->tree = empty_tree(0, program_.node_count);
  program_.modules.push_back(std::move(module));
  return *program_.modules.back();
}

bool Loader::take_kept(Module& module, const fs::path& file) const {
  if (options_.kept == nullptr) {
    return false;
  }
  const auto found = options_.kept->by_path.find(file.string());
  if (found == options_.kept->by_path.end()) {
    return false;
  }
  module.file = found->second.text->id();
  module.text = found->second.text;
  module.tree = found->second.tree;
  return true;
}

void Loader::parse(Module& module, const fs::path& file, source::Span blame) {
  if (take_kept(module, file)) {
    return;
  }
  Contents contents = read_file(file);
  if (!contents.text) {
    diagnostics_.report(Code::K0201, blame, "cannot read `" + file.string() + "`: " + contents.failure, "check the path and the permissions of the file");
    return;
  }
  std::size_t offset = 0;
  if (auto problem = source::check_utf8(*contents.text, &offset)) {
    // At the first byte that is wrong, in a copy of the text that can be shown.
    const auto wrong = static_cast<std::uint32_t>(offset);
    std::string shown = *contents.text;
    std::replace_if(shown.begin(), shown.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
    const source::File& text = files_.add(file, std::move(shown));
    source::Diagnostic diagnostic{
        Code::K0202, {text.id(), wrong, wrong + 1}, "`" + file.string() + "` is not UTF-8: " + *problem, "save the file in UTF-8, Python's default encoding", {}};
    if (blame.file != 0) {
      diagnostic.labels.push_back({blame, "imported here"});
    }
    diagnostics_.report(std::move(diagnostic));
    return;
  }
  const source::File& text = files_.add(file, std::move(*contents.text));
  module.file = text.id();
  module.text = &text;
  if (auto tree = syntax::parse(text, program_.node_count, diagnostics_)) {
    syntax::mangle_private_names(*tree, text.text());
    program_.node_count = tree->last_id;
    module.tree = std::move(tree);
  } else {
    module.tree = empty_tree(text.id(), program_.node_count);
  }
}

Module* Loader::find_or_load(const std::string& name, source::Span blame) {
  if (const auto known = program_.by_name.find(name); known != program_.by_name.end()) {
    return program_.modules[known->second].get();
  }
  const auto location = locate(name, folders_, options_.stub_directory);
  if (!location) {
    return nullptr;
  }
  Module& module = add(name, location->kind, location->is_package);
  program_.by_name.emplace(name, module.id);
  const bool is_asked_for = module.kind == ModuleKind::User || !diagnostics_.has_errors();  // no phase reads stubs after an error
  if (!location->file.empty() && is_asked_for) {
    parse(module, location->file, blame);
  }
  return &module;
}

Module* Loader::require(const std::string& name, const Request& request) {
  Module* module = nullptr;
  for (std::size_t dot = 0; dot != std::string::npos;) {
    dot = name.find('.', dot + 1);
    const std::string part = name.substr(0, dot);
    module = find_or_load(part, request.span);
    if (module == nullptr) {
      report_missing(part, request);
      return nullptr;
    }
    if (module->is_entry && part != "__main__") {
      diagnostics_.report(
          Code::K0205, request.span, "`" + part + "` is the program's own file, which Python would run a second time",
          module->id == request.importer->id ? "rename the file: it hides the module `" + part + "` that was meant" : "move what both files need to a third module");
      return nullptr;
    }
    add_import(*program_.modules[request.importer->id], *module);
  }
  return module;
}

bool Loader::is_shipped_stub(const Module& module) const {
  if (module.kind != ModuleKind::Stub || module.text == nullptr) {
    return false;
  }
  const auto& path = module.text->path();
  const auto [end, unused] = std::mismatch(options_.stub_directory.begin(), options_.stub_directory.end(), path.begin(), path.end());
  return end == options_.stub_directory.end();
}

void Loader::report_missing(const std::string& name, const Request& request) {
  if (request.guarded || is_shipped_stub(*request.importer)) {
    return;
  }
  const auto dot = name.rfind('.');
  const std::string where = dot == std::string::npos ? folders_.front().string() : "package `" + name.substr(0, dot) + "`";
  diagnostics_.report(Code::K0203, request.span, "no module named `" + name + "`",
                      "krait looks in " + where +
                          ", the search path and its own library; add the module there, or import it inside "
                          "`try: … except ImportError:` if the program can do without");
}

void Loader::follow_imports(Module& module) {
  for (const ImportStatement& statement : import_statements(module.tree->body)) {
    if (statement.guarded) {
      const auto& names = statement.import != nullptr ? statement.import->names : statement.from->names;
      for (const ImportAlias& alias : names) {
        module.guarded_imports.insert(alias.id);
      }
    }
    if (statement.import != nullptr) {
      follow(module, *statement.import, statement.guarded);
    } else {
      follow(module, *statement.from, statement.guarded);
    }
  }
}

void Loader::follow(Module& module, const Import& statement, bool guarded) {
  for (const ImportAlias& alias : statement.names) {
    require(alias.name, {&module, alias.span, guarded});
  }
}

void Loader::follow(Module& module, const ImportFrom& statement, bool guarded) {
  if (statement.level == 0 && statement.module == "__future__") {
    return;
  }
  const auto name = absolute_name(module, statement.module, statement.level);
  if (!name) {
    if (!guarded) {
      diagnostics_.report(Code::K0204, statement.span, "relative import goes above the top-level package",
                          "a module outside a package, such as the program's own file, imports by absolute name");
    }
    return;
  }
  if (Module* source = require(*name, {&module, statement.span, guarded})) {
    follow_names(module, statement, *source);
  }
}

/// `from package import x`: `x` may be a module of the package, unless the package's own body binds that name.
void Loader::follow_names(Module& module, const ImportFrom& statement, Module& source) {
  if (!source.is_package) {
    return;
  }
  const bool star = statement.names.size() == 1 && statement.names.front().name == "*";
  std::vector<std::string> names;
  if (star) {
    names = literal_all(source.tree->body).value_or(std::vector<std::string>());
  } else {
    std::transform(statement.names.begin(), statement.names.end(), std::back_inserter(names), [](const ImportAlias& alias) { return alias.name; });
  }
  const auto bound = top_level_names(source.tree->body);
  for (const std::string& name : names) {
    const std::string submodule = source.name + "." + name;
    const bool is_hidden = bound.count(name) != 0 && source.id != module.id;  // `from . import x` in a package binds `x` itself
    if (!is_hidden && (program_.by_name.count(submodule) != 0 || locate(submodule, folders_, options_.stub_directory))) {
      require(submodule, {&module, statement.span, true});
    }
  }
}

}  // namespace krait::program
