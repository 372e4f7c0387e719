/// What the text of a value, its hash and comparisons with it look at besides the value itself. Private to `effects/`.
#pragma once

#include <vector>

#include "effects/name_set.hpp"
#include "types/facts.hpp"

namespace krait::effects {

struct Inside {
  NameSet reads;                        ///< elements of containers, and fields of data classes, all the way down
  std::vector<types::ClassId> classes;  ///< of the program, whose methods may be asked
};

/// The storage that stands for the state of all objects of the library that have one, but are no containers of values that the program
/// knows by type: bytearrays and the views of them, streams, random generators.
[[nodiscard]] Key library_state();
[[nodiscard]] bool has_library_state(const types::Facts& facts, const types::Atom& instance);

/// Of any value of the type. Where nothing is known, of any at all.
[[nodiscard]] Inside inside(const types::Facts& facts, const types::Type& type);

}  // namespace krait::effects
