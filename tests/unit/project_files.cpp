/// The files of an output folder.
#include <doctest/doctest.h>

#include <unistd.h>
#include <filesystem>
#include <fstream>

#include "project/project.hpp"

using namespace krait;

TEST_CASE("templates") {
  CHECK(project::fill("a @X@ b @X@ @Y@", {{"X", "1"}, {"Y", "@X@"}}) == "a 1 b 1 @X@");
  CHECK(project::fill("nothing", {{"X", "1"}}) == "nothing");
  CHECK(project::fill("", {}).empty());
}

TEST_CASE("a missing template is told") {
  source::Diagnostics diagnostics;
  lower::LoweredModule module;
  module.file_stem = "shop";
  module.body_function = "shop::py_main";
  const auto files = project::render({module}, 0, {.template_directory = "/nowhere"}, diagnostics);
  REQUIRE(diagnostics.has_errors());
  CHECK(diagnostics.all().front().code == source::Code::K0501);
  CHECK(files.front().path == "shop.hpp");
}

TEST_CASE("files that did not change are not touched") {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("krait_project_" + std::to_string(::getpid()));
  source::Diagnostics diagnostics;
  project::write({{"a/b.hpp", "one\n"}}, folder, diagnostics);
  const auto before = std::filesystem::last_write_time(folder / "a/b.hpp") - std::chrono::hours(1);
  std::filesystem::last_write_time(folder / "a/b.hpp", before);
  project::write({{"a/b.hpp", "one\n"}}, folder, diagnostics);
  CHECK(std::filesystem::last_write_time(folder / "a/b.hpp") == before);
  project::write({{"a/b.hpp", "two\n"}}, folder, diagnostics);
  CHECK(std::filesystem::last_write_time(folder / "a/b.hpp") != before);
  CHECK_FALSE(diagnostics.has_errors());
  // a folder in the way of a file
  project::write({{"a", "text"}}, folder, diagnostics);
  REQUIRE(diagnostics.has_errors());
  CHECK(diagnostics.all().front().code == source::Code::K0502);
  std::filesystem::remove_all(folder);
}
