#include "program/kept_stubs.hpp"

#include <algorithm>
#include <vector>

#include "program/locate.hpp"
#include "source/diagnostics.hpp"
#include "source/utf8.hpp"
#include "syntax/parse.hpp"
#include "syntax/private_names.hpp"

namespace krait::program {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> stub_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failure;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder, failure)) {
    if (entry.path().extension() == ".pyi") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

KeptStubs keep_stubs(const fs::path& stub_directory) {
  KeptStubs kept;
  for (const fs::path& path : stub_files(stub_directory)) {
    Contents contents = read_file(path);
    if (!contents.text || source::check_utf8(*contents.text)) {
      continue;
    }
    const source::File& text = kept.files.add(path, std::move(*contents.text));
    source::Diagnostics diagnostics;
    if (auto tree = syntax::parse(text, kept.node_count, diagnostics)) {
      syntax::mangle_private_names(*tree, text.text());
      kept.node_count = tree->last_id;
      kept.by_path.emplace(path.string(), KeptStubs::Stub{&text, std::move(tree)});
    }
  }
  return kept;
}

}  // namespace krait::program
