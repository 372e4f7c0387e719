/// Lists of strs that are appended to and at last joined: Python's way to build a long str, and `py::str::joiner` in C++.
#pragma once

#include <map>
#include <string>

#include "names/names.hpp"
#include "types/facts.hpp"

namespace krait::representation {

class JoinedLists {
 public:
  /// `parts` of `parts = []`, `parts.append(text)`, `", ".join(parts)`, if nothing else is done with it: the separator; else null.
  [[nodiscard]] const std::string* separator(names::VariableId variable) const {
    const auto found = separators_.find(variable);
    return found == separators_.end() ? nullptr : &found->second;
  }

 private:
  friend class JoinedListsSearch;
  std::map<names::VariableId, std::string> separators_;
};

/// Linear in the program, but for the liveness of each candidate.
[[nodiscard]] JoinedLists find_joined_lists(const program::Program& program, const names::Names& names, const types::Facts& facts);

}  // namespace krait::representation
