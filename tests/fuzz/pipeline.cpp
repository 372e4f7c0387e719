// Any file goes through all phases to C++ text or to diagnostics. What must hold besides: no output with errors, no silence without
// output, and the same output when it is asked for again.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "driver/installation.hpp"
#include "driver/pipeline.hpp"
#include "program/kept_stubs.hpp"

using namespace krait;
namespace fs = std::filesystem;

static void require(bool condition) {
  if (!condition) {
    std::abort();
  }
}

// A folder that holds nothing else: imports of the input find no other file.
static const fs::path& folder() {
  static const fs::path path = [] {
    const fs::path made = fs::temp_directory_path() / ("krait_fuzz_" + std::to_string(getpid()));
    fs::create_directories(made);
    return made;
  }();
  return path;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fs::path entry = folder() / "fuzzed.py";
  std::ofstream(entry, std::ios::binary).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  static const driver::Installation installation = driver::find_installation();
  static const program::KeptStubs kept = program::keep_stubs(installation.stubs());
  driver::Pipeline pipeline(installation, entry, &kept);
  const auto files = pipeline.emit();
  require(files.empty() == pipeline.diagnostics().has_errors());
  require(files == pipeline.emit());
  for (const source::Diagnostic& diagnostic : pipeline.diagnostics().all()) {
    require(!source::render_text(diagnostic, pipeline.files(), false).empty());
  }
  return 0;
}
