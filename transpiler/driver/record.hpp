/// Which executable a program became, so that an unchanged program starts without being analysed again.
///
/// A record is found by what is known before anything is read: krait itself, its library, the compiler, the options and the entry file's path. It holds the
/// hashes of all Python files that the program consists of, and of the names in the folders where its imports were looked up, because a
/// new file there may change what an import means.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "driver/installation.hpp"

namespace krait::driver {

struct Record {
  std::filesystem::path program;
  std::string warnings;         ///< what was printed besides, without colour
  std::string warnings_colour;  ///< the same for a terminal
};

/// What a record depends on: the files that were read and the folders that were searched.
struct Inputs {
  struct File {
    std::filesystem::path path;
    std::string hash;  ///< of the text that was analysed
  };
  std::vector<File> files;
  std::vector<std::filesystem::path> folders;
};

/// Names the record of this entry file, built with these options by this krait.
[[nodiscard]] std::string record_key(const Installation& installation, const std::filesystem::path& entry, const std::string& optimisation);

/// The record, if all its inputs are as they were and the executable is still there.
[[nodiscard]] std::optional<Record> find_record(const std::string& key);

void keep_record(const std::string& key, const Inputs& inputs, const Record& record);

}  // namespace krait::driver
