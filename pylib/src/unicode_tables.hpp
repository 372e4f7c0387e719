// The layout of the generated tables; use them through py/unicode.hpp.
#pragma once

#include <cstdint>

namespace py::unicode {

struct record {
  std::uint16_t flags;
  std::int32_t lower;
  std::int32_t upper;
  std::int32_t title;
  std::int32_t folded;
  std::uint8_t decimal;
};

extern const std::uint32_t table_shift;
extern const std::uint32_t table_limit;
extern const std::uint32_t default_record;
extern const record records[];
extern const std::uint16_t first_stage[];
extern const std::uint16_t second_stage[];
extern const std::uint32_t special_count;
extern const std::uint32_t special_code_points[];
extern const std::uint32_t special_mappings[];

}  // namespace py::unicode
