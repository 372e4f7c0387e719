#include <py/unicode.hpp>

#include "unicode_tables.hpp"

#include <algorithm>

namespace py::unicode {

namespace {

const record& record_of(char32_t code_point) noexcept {
  if (code_point >= table_limit) {
    return records[default_record];
  }
  const std::uint32_t block = first_stage[code_point >> table_shift];
  const std::uint32_t mask = (1u << table_shift) - 1;
  return records[second_stage[(block << table_shift) + (code_point & mask)]];
}

}  // namespace

std::uint16_t properties(char32_t code_point) noexcept { return record_of(code_point).flags; }

int map(char32_t code_point, mapping kind, char32_t out[3]) noexcept {
  const record& facts = record_of(code_point);
  if ((facts.flags & special_case) == 0) {
    const std::int32_t distance = kind == mapping::lower ? facts.lower : kind == mapping::upper ? facts.upper : kind == mapping::title ? facts.title : facts.folded;
    out[0] = static_cast<char32_t>(static_cast<std::int32_t>(code_point) + distance);
    return 1;
  }
  const std::uint32_t* const found = std::lower_bound(special_code_points, special_code_points + special_count, code_point);
  const std::uint32_t* mapped = special_mappings + (found - special_code_points) * 12 + static_cast<int>(kind) * 3;
  int count = 0;
  while (count < 3 && mapped[count] != 0) {
    out[count] = mapped[count];
    ++count;
  }
  return count;
}

int decimal_value(char32_t code_point) noexcept {
  if (code_point < 0x80) {
    return code_point >= '0' && code_point <= '9' ? static_cast<int>(code_point - '0') : -1;
  }
  const record& facts = record_of(code_point);
  return (facts.flags & decimal) != 0 ? facts.decimal : -1;
}

}  // namespace py::unicode
