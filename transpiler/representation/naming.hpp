/// C++ names of a program's Python names (docs/style-of-output.md).
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "names/names.hpp"
#include "types/facts.hpp"

namespace krait::representation {

/// Python names that would become the same in C++ (`new` and `new_`, `_Node` and `Node_`) are kept apart: the later one of the program
/// gets another underscore.
class Naming {
 public:
  Naming(const program::Program& program, const names::Names& names, const types::Facts& facts);
  /// Of a variable, parameter, function or class.
  [[nodiscard]] std::string name(std::string_view python_name) const;
  /// Of a field or method: C++ has no member that is named like its class, nor one that hides a class of the members around it.
  [[nodiscard]] std::string member(std::string_view python_name) const;

 private:
  void add(const std::string& python_name);
  void add_private_names(const types::Facts& facts);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> names_;  ///< of all that the program binds
  std::set<std::string> taken_;
  std::set<std::string, std::less<>> classes_;
};

}  // namespace krait::representation
