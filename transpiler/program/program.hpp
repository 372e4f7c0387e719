/// Phase `program`: which modules make up the program, found through their imports.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "source/diagnostics.hpp"
#include "syntax/ast.hpp"

namespace krait::program {

struct KeptStubs;

using ModuleId = std::uint32_t;

enum class ModuleKind : std::uint8_t {
  User,  ///< the user's Python, translated
  Stub,  ///< a `.pyi` that describes pylib or a user's C++ library
};

struct Module {
  ModuleId id = 0;
  std::string name;  ///< dotted Python name; the entry module has its file's stem here too
  ModuleKind kind{};
  bool is_entry = false;    ///< its `__name__` is "__main__"
  bool is_package = false;  ///< an `__init__.py`
  source::FileId file = 0;
  std::shared_ptr<const syntax::Module> tree;
  std::vector<ModuleId> imports;       ///< in order of first import statement, without repetition
  const source::File* text = nullptr;  ///< the module's source; null for a package without `__init__.py`
  std::uint32_t component = 0;         ///< modules that import each other, directly or not, share this number
  /// Import aliases (by id) that may fail without ending the program: inside `try: … except ImportError:` or `if TYPE_CHECKING:`.
  std::unordered_set<syntax::NodeId> guarded_imports;
};

struct Program {
  std::vector<std::unique_ptr<Module>> modules;  ///< in order of discovery: entry first; ids are indices
  std::vector<ModuleId> user_order;              ///< user modules, imported before importer where no cycle forbids
  syntax::NodeId node_count = 0;                 ///< all node ids are below this
  [[nodiscard]] const Module* find(std::string_view name) const;
  [[nodiscard]] const Module& entry() const { return *modules.front(); }
  [[nodiscard]] const Module& builtins() const;  ///< the stub module `builtins`, always loaded

  std::unordered_map<std::string, ModuleId> by_name;
};

struct Options {
  std::filesystem::path stub_directory;            ///< pylib/stubs
  std::vector<std::filesystem::path> search_path;  ///< beside the entry file's folder, which comes first
  const KeptStubs* kept = nullptr;                 ///< of the same stub directory; must outlive the program
};

/// Reads and parses the entry file and, through imports, everything it needs. Unreadable files, directories, files that are not
/// UTF-8 and missing modules are diagnostics (K02xx) at the import that names them. A relative import is resolved against its package.
/// With kept stubs, `files` must be empty. Importing `a.b` loads `a` and `a.b`. An import inside `try: … except ImportError:` of a missing module is kept as missing, not an error.
[[nodiscard]] Program load(const std::filesystem::path& entry, const Options& options, source::FileTable& files, source::Diagnostics& diagnostics);

/// The module that an import statement's alias means (`import a.b` -> a.b), or null if it is missing.
[[nodiscard]] const Module* resolve(const Program& program, const Module& importer, std::string_view dotted, std::uint32_t level);

/// The package in which a module's relative imports start: itself if it is a package, else its parent (empty at top level).
[[nodiscard]] std::string_view package_of(const Module& module);

/// One line a module: number, kind, name, file, flags, imports; then the order in which user modules run.
[[nodiscard]] std::string dump(const Program& program);

}  // namespace krait::program
