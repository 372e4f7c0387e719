// Any bytes parse to a tree or to diagnostics, and a tree can be dumped. What must hold besides: no tree without text, no
// rejection without an error that says why, and every error lies inside the file.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "source/diagnostics.hpp"
#include "source/source.hpp"
#include "source/utf8.hpp"
#include "syntax/parse.hpp"

using namespace krait;

static void require(bool condition) {
  if (!condition) {
    std::abort();
  }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (source::check_utf8(text)) {
    return 0;  // such a file is refused when it is loaded (K0202): the pipeline's target goes there
  }
  source::FileTable files;
  source::Diagnostics diagnostics;
  const source::File& file = files.add("input.py", text);
  const auto tree = syntax::parse(file, 0, diagnostics);
  require((tree != nullptr) == !diagnostics.has_errors());
#ifdef KRAIT_PLANTED_BUG
  // fuzz_planted only, with which tests/fuzz/run.py shows that the fuzzer works: a short file that is Python and has two rare things at once.
  constexpr std::size_t longest = 200;
  require(tree == nullptr || size > longest || text.find(":=") == std::string::npos || text.find("lambda") == std::string::npos);
#endif
  for (const source::Diagnostic& diagnostic : diagnostics.all()) {
    require(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= size);
    require(!source::render_text(diagnostic, files, false).empty());
  }
  if (tree != nullptr) {
    require(!syntax::dump(*tree, {.spans = true, .comments = true}).empty());
  }
  return 0;
}
