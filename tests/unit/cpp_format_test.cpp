// The printer's layout is a fixed point of clang-format under the project's own .clang-format.
#include <doctest/doctest.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cpp/build.hpp"
#include "cpp/print.hpp"
#include "cpp_random_tree.hpp"

namespace {

using namespace krait::cpp;

std::filesystem::path repository() { return std::filesystem::path(KRAIT_ROOT); }

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// A folder of its own for the test, removed at the end.
class Scratch {
 public:
  Scratch() : path_(std::filesystem::temp_directory_path() / ("krait_format_" + std::to_string(getpid()))) { std::filesystem::create_directories(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() { std::filesystem::remove_all(path_); }
  [[nodiscard]] std::filesystem::path file(int number) const { return path_ / (std::to_string(number) + ".cpp"); }

  /// Formats all files of the folder in place.
  [[nodiscard]] bool format() const {
    const std::string command = "clang-format-19 --style=file:" + (repository() / ".clang-format").string() + " -i " + path_.string() + "/*.cpp";
    return std::system(command.c_str()) == 0;
  }

 private:
  std::filesystem::path path_;
};

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
  int files = 100;
  if (const char* wanted = std::getenv("KRAIT_FORMAT_SEEDS")) {
    files = std::atoi(wanted);
  }
  const Scratch scratch;
  std::vector<std::string> texts;
  for (int seed = 1; seed <= files; ++seed) {
    Arena arena;
    ArenaScope scope(arena);
    texts.push_back(print(testing::RandomTree(static_cast<std::uint32_t>(seed)).file(12)));
    std::ofstream(scratch.file(seed), std::ios::binary) << texts.back();
  }
  REQUIRE(scratch.format());
  for (int seed = 1; seed <= files; ++seed) {
    const std::string& ours = texts[static_cast<std::size_t>(seed - 1)];
    const std::string theirs = read(scratch.file(seed));
    CAPTURE(seed);
    const bool is_unchanged = ours == theirs;
    CHECK_MESSAGE(is_unchanged, first_difference(ours, theirs));
  }
}

}  // namespace
