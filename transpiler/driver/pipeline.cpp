#include "driver/pipeline.hpp"

#include <algorithm>
#include <set>

#include "cpp/print.hpp"
#include "driver/hash.hpp"
#include "syntax/parse.hpp"
#include "types/infer.hpp"

namespace krait::driver {

Pipeline::Pipeline(Installation installation, std::filesystem::path entry, const program::KeptStubs* kept)
    : installation_(std::move(installation)), entry_(std::move(entry)), kept_(kept) {}

bool Pipeline::load() {
  if (!program_) {
    program_ = program::load(entry_, {.stub_directory = installation_.stubs(), .search_path = {}, .kept = kept_}, files_, diagnostics_);
    if (!diagnostics_.has_errors()) {
      names_ = names::resolve(*program_, diagnostics_);
    }
  }
  return !diagnostics_.has_errors();
}

bool Pipeline::analyse() {
  if (!load()) {
    return false;
  }
  if (!facts_) {
    facts_ = types::infer(*program_, *names_, diagnostics_);
  }
  return !diagnostics_.has_errors();
}

bool Pipeline::represent() {
  if (!analyse()) {
    return false;
  }
  if (!effects_) {
    ranges_ = ranges::compute(*program_, *names_, *facts_);
    effects_ = effects::compute(*program_, *names_, *facts_, *ranges_);
    representations_.emplace(*program_, *names_, *facts_, *effects_, *ranges_);
  }
  return true;
}

bool Pipeline::lower() {
  if (!represent()) {
    return false;
  }
  if (arena_ == nullptr) {
    arena_ = std::make_unique<cpp::Arena>();
    modules_ = lower::lower(*program_, *names_, *facts_, *effects_, *ranges_, *representations_, *arena_, diagnostics_);
  }
  return !diagnostics_.has_errors();
}

std::vector<project::OutputFile> Pipeline::emit() {
  if (!lower()) {
    return {};
  }
  auto files = project::render(modules_, program_->entry().id, {.template_directory = installation_.templates()}, diagnostics_);
  return diagnostics_.has_errors() ? std::vector<project::OutputFile>{} : files;
}

bool Pipeline::uses_asyncio() const {
  for (const lower::LoweredModule& module : modules_) {
    if (module.uses_asyncio) {
      return true;
    }
  }
  return false;
}

Inputs Pipeline::inputs() const {
  Inputs result;
  std::set<std::filesystem::path> folders = {entry_.has_parent_path() ? entry_.parent_path() : std::filesystem::path(".")};
  const std::filesystem::path root = *folders.begin();
  const std::string stubs = installation_.stubs().string();
  for (const auto& module : program_->modules) {
    if (module->text != nullptr && !module->text->path().string().starts_with(stubs)) {
      result.files.push_back({module->text->path(), hash_of(module->text->text())});
      folders.insert(module->text->path().parent_path());
    } else if (module->text == nullptr) {  // a package without a file of its own
      std::string relative = module->name;
      std::replace(relative.begin(), relative.end(), '.', '/');
      folders.insert(root / relative);
    }
  }
  folders.erase("");
  result.folders.assign(folders.begin(), folders.end());
  return result;
}

const std::vector<std::string>& Pipeline::phases() {
  static const std::vector<std::string> all = {"syntax", "program", "names", "types", "effects", "ranges", "cpp"};
  return all;
}

std::optional<std::string> Pipeline::dump(std::string_view phase) {
  if (phase == "syntax" || phase == "program" || phase == "names") {
    const bool fine = load();
    if (phase == "program") {
      return program::dump(*program_);
    }
    if (phase == "syntax") {
      return program_->entry().tree == nullptr ? std::string() : syntax::dump(*program_->entry().tree);
    }
    return fine ? names::dump(*names_, *program_) : std::string();
  }
  if (phase == "types") {
    return analyse() ? types::dump(*facts_, *program_, *names_) : std::string();
  }
  if (phase == "effects" || phase == "ranges") {
    if (!represent()) {
      return std::string();
    }
    return phase == "effects" ? effects::dump(*effects_, *facts_) : ranges::dump(*ranges_, *program_, *names_, *facts_);
  }
  if (phase == "cpp") {
    std::string text;
    if (lower()) {
      for (const lower::LoweredModule& module : modules_) {
        text += "// " + module.file_stem + ".hpp\n" + cpp::print(module.header) + "\n// " + module.file_stem + ".cpp\n" + cpp::print(module.source) + "\n";
      }
    }
    return text;
  }
  return std::nullopt;
}

}  // namespace krait::driver
