/// The user's cache folder: what krait keeps between runs, and how it is written.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace krait::driver {

/// `$XDG_CACHE_HOME/krait`, else `~/.cache/krait`.
[[nodiscard]] std::filesystem::path cache_folder();

/// A file's bytes; nothing if it cannot be read.
[[nodiscard]] std::optional<std::string> read_text(const std::filesystem::path& path);

/// Writes beside the path first and renames: a reader sees the old file, none, or the whole new one. False if that failed.
bool write_whole(const std::filesystem::path& path, std::string_view text);

/// Size and time of the last change, as text: what tells one version of an installed file from another without reading it. Empty for a
/// file that is not there.
[[nodiscard]] std::string stamp_of(const std::filesystem::path& path);

/// The regular files below a folder, sorted.
[[nodiscard]] std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder);

/// Deletes the entries of a folder that were not used for longest, once there are more than `most`.
void prune(const std::filesystem::path& folder, std::size_t most);

/// A name for a temporary neighbour of the path, which no other process uses.
[[nodiscard]] std::filesystem::path temporary_beside(const std::filesystem::path& path);

}  // namespace krait::driver
