#include "driver/compiler.hpp"

#include <cstdlib>
#include <sstream>

#include "driver/process.hpp"

namespace krait::driver {

std::string Compiler::name() const {
  std::string result;
  for (const std::string& word : words) {
    result += (result.empty() ? "" : " ") + word;
  }
  return result;
}

std::vector<std::string> compiler_words() {
  std::vector<std::string> words;
  if (const char* value = std::getenv("CXX"); value != nullptr) {
    std::istringstream parts(value);
    for (std::string word; parts >> word;) {
      words.push_back(word);
    }
  }
  return words.empty() ? std::vector<std::string>{"g++"} : words;
}

Compiler find_compiler() {
  Compiler compiler{.words = compiler_words(), .version = {}, .is_clang = false};
  std::vector<std::string> command = compiler.words;
  command.emplace_back("--version");
  if (const Outcome outcome = run_one({command, {}}); outcome.good()) {
    compiler.version = outcome.output;
    compiler.is_clang = outcome.output.find("clang version") != std::string::npos;
  }
  return compiler;
}

std::vector<std::string> compile_flags(const Compiler& compiler, const std::string& optimisation) {
  // Generated code is clean of warnings in the tests; a user's compiler with other opinions is no reason to disturb a run.
  std::vector<std::string> flags{"-std=c++20", "-w", "-g1", "-ffp-contract=off", "-O" + optimisation};
  if (!compiler.is_clang) {
    // The precompiled header alone makes GCC's heap so large that its collector runs again and again, for a twentieth of the whole time.
    flags.insert(flags.end(), {"--param", "ggc-min-heapsize=524288"});
  }
  return flags;
}

}  // namespace krait::driver
