/// The phases one after the other, each run when it is first asked for.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "driver/installation.hpp"
#include "driver/record.hpp"
#include "project/project.hpp"

namespace krait::driver {

class Pipeline {
 public:
  /// With `kept`, which must outlive the pipeline, the stubs are not parsed again.
  Pipeline(Installation installation, std::filesystem::path entry, const program::KeptStubs* kept = nullptr);
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  /// Runs every phase up to (and with) types; true if there are no errors.
  bool analyse();
  /// The output's files; empty if there are errors.
  [[nodiscard]] std::vector<project::OutputFile> emit();
  [[nodiscard]] bool uses_asyncio() const;
  /// What the result depends on besides krait itself: the user's files, and the folders where imports were looked up.
  [[nodiscard]] Inputs inputs() const;

  /// The textual dump of a phase, after running what it needs; nothing for an unknown phase.
  [[nodiscard]] std::optional<std::string> dump(std::string_view phase);
  /// Names that `dump` knows, in order of the phases.
  [[nodiscard]] static const std::vector<std::string>& phases();

  [[nodiscard]] source::Diagnostics& diagnostics() { return diagnostics_; }
  [[nodiscard]] const source::FileTable& files() const { return files_; }

 private:
  bool load();
  bool represent();
  bool lower();

  Installation installation_;
  std::filesystem::path entry_;
  const program::KeptStubs* kept_;
  source::FileTable files_;
  source::Diagnostics diagnostics_;
  std::optional<program::Program> program_;
  std::optional<names::Names> names_;
  std::optional<types::Facts> facts_;
  std::optional<effects::EffectFacts> effects_;
  std::optional<ranges::RangeFacts> ranges_;
  std::optional<representation::Representations> representations_;
  std::unique_ptr<cpp::Arena> arena_;
  std::vector<lower::LoweredModule> modules_;
};

}  // namespace krait::driver
