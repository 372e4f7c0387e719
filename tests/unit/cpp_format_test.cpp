// The printer's layout is a fixed point of clang-format under the project's own .clang-format.
#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cpp/build.hpp"
#include "cpp/print.hpp"
#include "cpp_random_tree.hpp"

namespace {

using namespace krait::cpp;

std::filesystem::path repository() { return std::filesystem::path(__FILE__).parent_path().parent_path().parent_path(); }

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// The text after clang-format, or a message that no text equals.
std::string formatted(const std::string& text) {
  const auto path = std::filesystem::temp_directory_path() / ("krait_format_" + std::to_string(std::rand()) + ".cpp");
  std::ofstream(path, std::ios::binary) << text;
  const std::string command = "clang-format-19 --style=file:" + (repository() / ".clang-format").string() + " -i " + path.string();
  const int status = std::system(command.c_str());
  std::string result = status == 0 ? read(path) : "clang-format-19 failed";
  std::filesystem::remove(path);
  return result;
}

/// The first line that differs, with its neighbours.
std::string first_difference(const std::string& ours, const std::string& theirs) {
  std::istringstream left(ours);
  std::istringstream right(theirs);
  std::string a;
  std::string b;
  std::string previous;
  while (std::getline(left, a) && std::getline(right, b)) {
    if (a != b) {
      return "after:  " + previous + "\nours:   " + a + "\ntheirs: " + b;
    }
    previous = a;
  }
  return "one is longer";
}

TEST_CASE("clang-format leaves random trees unchanged") {
  int files = 40;
  if (const char* wanted = std::getenv("KRAIT_FORMAT_SEEDS")) {
    files = std::atoi(wanted);
  }
  for (int seed = 1; seed <= files; ++seed) {
    Arena arena;
    ArenaScope scope(arena);
    const std::string ours = print(testing::RandomTree(static_cast<std::uint32_t>(seed)).file(12));
    const std::string theirs = formatted(ours);
    CAPTURE(seed);
    const bool is_unchanged = ours == theirs;
    CHECK_MESSAGE(is_unchanged, first_difference(ours, theirs));
  }
}

}  // namespace
