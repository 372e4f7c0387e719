/// Stubs that stay parsed between programs.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>

#include "source/source.hpp"
#include "syntax/ast.hpp"

namespace krait::program {

/// The shipped stubs, parsed once for any number of programs: a program that is loaded with them starts with their files and numbers its
/// own nodes after theirs. Immutable, so programs may share one.
struct KeptStubs {
  struct Stub {
    const source::File* text = nullptr;
    std::shared_ptr<const syntax::Module> tree;
  };

  source::FileTable files;
  syntax::NodeId node_count = 0;
  std::unordered_map<std::string, Stub> by_path;
};

/// Parses every `.pyi` under a folder, in the order of their paths. Files that cannot be read or parsed are left out: a program that
/// imports one reports why.
[[nodiscard]] KeptStubs keep_stubs(const std::filesystem::path& stub_directory);

}  // namespace krait::program
