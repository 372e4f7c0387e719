// Reads names of Python files from standard input, one a line, and writes for each a header line
// `== accepted|rejected BYTES NAME` and BYTES bytes: the dump, or the diagnostics. For tools/compare_with_ast.py.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "source/utf8.hpp"
#include "syntax/parse.hpp"

int main(int argc, char** argv) {
  const std::string option = argc > 1 ? argv[1] : "";
  std::string path;
  while (std::getline(std::cin, path)) {
    std::ifstream stream(path, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(stream)), {});
    std::string output;
    krait::source::FileTable files;
    krait::source::Diagnostics diagnostics;
    const auto invalid = krait::source::check_utf8(text);
    const auto& file = files.add(path, std::move(text));
    const auto module = invalid ? nullptr : krait::syntax::parse(file, 1, diagnostics);
    if (module != nullptr && option != "--quiet") {
      output = krait::syntax::dump(*module, {.spans = option == "--spans", .comments = option == "--comments"});
    }
    for (const auto& diagnostic : diagnostics.all()) {
      output += krait::source::render_text(diagnostic, files, false);
    }
    output += invalid ? *invalid + "\n" : "";
    std::cout << "== " << (module != nullptr ? "accepted " : "rejected ") << output.size() << " " << path << "\n" << output << std::flush;
  }
}
