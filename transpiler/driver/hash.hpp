/// FNV-1a with 128 bits: names what the cache keeps.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace krait::driver {

class Hash {
 public:
  /// Adds a text and its end: adding "ab", "c" differs from adding "a", "bc".
  void add(std::string_view text) {
    for (const char c : text) {
      value_ = (value_ ^ static_cast<unsigned char>(c)) * prime;
    }
    value_ = (value_ ^ 0x100U) * prime;
  }
  void add(std::uint64_t number) { add(std::to_string(number)); }
  /// 32 hexadecimal digits.
  [[nodiscard]] std::string text() const {
    static constexpr char digits[] = "0123456789abcdef";
    std::string result;
    for (int shift = 124; shift >= 0; shift -= 4) {
      result += digits[static_cast<unsigned>(value_ >> shift) & 15U];
    }
    return result;
  }

 private:
  __extension__ using Value = unsigned __int128;
  static constexpr Value prime = (Value{1} << 88) | 0x13BU;
  Value value_ = (Value{0x6C62272E07BB0142} << 64) | 0x62B821756295C58D;
};

[[nodiscard]] inline std::string hash_of(std::string_view text) {
  Hash hash;
  hash.add(text);
  return hash.text();
}

}  // namespace krait::driver
