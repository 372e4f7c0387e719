/// Python's str: immutable text, indexed by code point.
#pragma once

#include <py/bound.hpp>
#include <py/fwd.hpp>
#include <py/none.hpp>

#include <bit>
#include <compare>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py {

static_assert(std::endian::native == std::endian::little, "py::str keeps its tag in the lowest byte of its first word");

namespace detail {

/// What only some heap strings need: found once, kept with the characters.
struct str_index;

/// The header of a counted string; the characters follow it.
struct str_block {
  std::uint32_t count;
  std::uint32_t fast_hash;  ///< 0: not computed yet
  std::uint64_t capacity;
  str_index* index;  ///< length, offsets and SipHash, or null

  char* chars() noexcept { return reinterpret_cast<char*>(this + 1); }
};

void release_block(str_block* block) noexcept;

/// Whether a literal has ASCII characters only. Written so that GCC and Clang fold it for literals when optimising.
[[gnu::always_inline]] constexpr bool literal_is_ascii(const char* text, std::size_t size) noexcept {
  if (!std::is_constant_evaluated()) {
    const std::size_t prefix = __builtin_strspn(text,
                                                "\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f"
                                                " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\x7f");
    if (prefix == size) {
      return true;
    }
    if (text[prefix] != '\0') {
      return false;
    }
  }
  for (std::size_t i = 0; i < size; ++i) {
    if (static_cast<unsigned char>(text[i]) >= 0x80) {
      return false;
    }
  }
  return true;
}

/// Bytes in the UTF-8 sequence that begins with `lead`.
constexpr int sequence_length(unsigned char lead) noexcept { return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4; }

/// The code point at `text`; the text is well-formed (surrogates may stand alone).
constexpr char32_t decode_at(const char* text) noexcept {
  const auto byte = [text](int i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
  const char32_t lead = byte(0);
  if (lead < 0x80) {
    return lead;
  }
  if (lead < 0xE0) {
    return (lead & 0x1F) << 6 | (byte(1) & 0x3F);
  }
  if (lead < 0xF0) {
    return (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
  }
  return (lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
}

/// Writes `code_point` as UTF-8 to `out` (room for 4 bytes); gives the number of bytes.
constexpr int encode_to(char* out, char32_t code_point) noexcept {
  if (code_point < 0x80) {
    out[0] = static_cast<char>(code_point);
    return 1;
  }
  if (code_point < 0x800) {
    out[0] = static_cast<char>(0xC0 | code_point >> 6);
    out[1] = static_cast<char>(0x80 | (code_point & 0x3F));
    return 2;
  }
  if (code_point < 0x10000) {
    out[0] = static_cast<char>(0xE0 | code_point >> 12);
    out[1] = static_cast<char>(0x80 | (code_point >> 6 & 0x3F));
    out[2] = static_cast<char>(0x80 | (code_point & 0x3F));
    return 3;
  }
  out[0] = static_cast<char>(0xF0 | code_point >> 18);
  out[1] = static_cast<char>(0x80 | (code_point >> 12 & 0x3F));
  out[2] = static_cast<char>(0x80 | (code_point >> 6 & 0x3F));
  out[3] = static_cast<char>(0x80 | (code_point & 0x3F));
  return 4;
}

/// Mixes two words into one.
constexpr std::uint64_t mix_words(std::uint64_t a, std::uint64_t b) noexcept {
  __extension__ using wide = unsigned __int128;
  const wide product = static_cast<wide>(a ^ 0x9E3779B97F4A7C15u) * (b ^ 0xE7037ED1A0B428DBu);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

template <typename T>
inline constexpr bool is_std_tuple = false;
template <typename... T>
inline constexpr bool is_std_tuple<std::tuple<T...>> = true;

}  // namespace detail

/// A Python str. 16 bytes: a tag byte (`value_tag`), a byte with the "not ASCII" flag, and up to 14 characters inside, or a
/// 48-bit size and a pointer to a literal or to a counted block. The text is UTF-8 that may hold lone surrogates and NULs.
/// Copying is free or one count; moving leaves the empty str.
class str {
 public:
  class iterator;
  class code_point_view;
  class builder;
  class joiner;
  static constexpr std::int64_t inline_capacity = 14;

  constexpr str() noexcept = default;

  /// A literal: points at its characters, costs nothing.
  template <std::size_t N>
  [[gnu::always_inline]] constexpr str(const char (&text)[N]) noexcept : head_(literal_head(N - 1, detail::literal_is_ascii(text, N - 1))), data_(text) {}
  template <std::size_t N>
  str(char (&)[N]) = delete;

  /// Python's `str(x)`; defined in py/protocol.hpp.
  template <typename T>
    requires(!std::is_array_v<T> && !std::is_pointer_v<T> && !std::is_same_v<T, str>)
  explicit str(const T& value);
  /// Python's `str(data, encoding, errors)`: decoded bytes. Raises UnicodeDecodeError, or LookupError for an unknown encoding.
  str(const bytes& data, const str& encoding, const str& errors = "strict");
  str(const bytearray& data, const str& encoding, const str& errors = "strict");

  constexpr str(const str& other) noexcept : head_(other.head_), data_(other.data_) {
    if (is_heap()) {
      ++block()->count;
    }
  }
  constexpr str(str&& other) noexcept : head_(other.head_), data_(other.data_) {
    other.head_ = 0;
    other.data_ = nullptr;
  }
  str& operator=(const str& other) noexcept {
    str copy(other);
    swap(copy);
    return *this;
  }
  str& operator=(str&& other) noexcept {
    str moved(std::move(other));
    swap(moved);
    return *this;
  }
  constexpr ~str() {
    if (is_heap()) {
      release();
    }
  }
  void swap(str& other) noexcept {
    std::swap(head_, other.head_);
    std::swap(data_, other.data_);
  }

  // --- making strs from raw text ---

  /// A copy of `text`, which must be well-formed UTF-8 (lone surrogates allowed). Linear.
  static str from_utf8(std::string_view text);
  /// The same when the text is known to be ASCII.
  static str from_ascii(std::string_view text);
  /// One character. `code_point` is below 0x110000.
  static str from_code_point(char32_t code_point) noexcept {
    if (code_point < 0x80) {
      return from_ascii_char(static_cast<char>(code_point));
    }
    char bytes[4];
    const int size = detail::encode_to(bytes, code_point);
    return from_character(bytes, size);
  }
  static constexpr str from_ascii_char(char c) noexcept {
    str result;
    result.head_ = static_cast<std::uint64_t>(static_cast<unsigned char>(c)) << 16 | std::uint64_t{1} << 8;
    return result;
  }
  /// One character given as its UTF-8 bytes.
  static str from_character(const char* bytes, int size) noexcept {
    str result;
    std::uint64_t head = static_cast<std::uint64_t>(size) << 8 | (size > 1 ? non_ascii_bit : 0);
    for (int i = 0; i < size; ++i) {
      head |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (16 + 8 * i);
    }
    result.head_ = head;
    return result;
  }
  /// Text that lives for ever (static storage) and is not copied.
  static str from_static(std::string_view text, bool ascii) noexcept {
    str result;
    result.head_ = literal_head(text.size(), ascii);
    result.data_ = text.data();
    return result;
  }

  // --- the raw text ---

  const char* data() const noexcept { return is_inline() ? reinterpret_cast<const char*>(this) + 2 : data_; }
  /// Bytes of the UTF-8 text.
  std::int64_t byte_size() const noexcept { return is_inline() ? static_cast<std::int64_t>(head_ >> 8 & 0x7F) : static_cast<std::int64_t>(head_ >> 16); }
  std::string_view view() const noexcept { return {data(), static_cast<std::size_t>(byte_size())}; }
  constexpr bool isascii() const noexcept { return (head_ & non_ascii_bit) == 0; }
  constexpr bool empty() const noexcept { return is_inline() ? (head_ & 0x7F00) == 0 : head_ >> 16 == 0; }

  // --- protocol ---

  /// Number of code points. Constant for ASCII; otherwise linear the first time (kept for heap strings and long literals).
  std::int64_t py_len() const noexcept { return isascii() ? byte_size() : counted_length(); }
  bool py_bool() const noexcept { return !empty(); }
  str py_str() const { return *this; }
  str py_repr() const;
  /// `ascii(text)`.
  str py_ascii() const;
  /// CPython's hash under PYTHONHASHSEED=0 (SipHash-1-3 with a zero key).
  std::int64_t py_hash() const;
  /// A fast hash for tables whose order does not show. Equal strs have equal ones.
  std::uint64_t fast_hash() const noexcept { return is_inline() ? detail::mix_words(head_, std::bit_cast<std::uint64_t>(data_)) : outside_fast_hash(); }
  str py_format(const str& spec) const;
  bool py_contains(const str& part) const noexcept;
  str py_getitem(size_argument index) const { return at(index); }

  /// Iterates over the characters as strs of length one.
  inline iterator begin() const noexcept;
  inline iterator end() const noexcept;
  /// Iterates over the characters as numbers.
  inline code_point_view code_points() const noexcept;

  /// The character at `index`, which may count from the end. Raises IndexError. Constant for ASCII, about so otherwise.
  str at(std::int64_t index) const {
    const std::int64_t size = py_len();
    if (index < 0) {
      index += size;
    }
    if (static_cast<std::uint64_t>(index) >= static_cast<std::uint64_t>(size)) {
      raise_index_error("string index out of range");
    }
    return (*this)[index];
  }
  str at(const Int& index) const;
  /// The character at an index known to be inside.
  str operator[](std::int64_t index) const noexcept { return isascii() ? from_ascii_char(data()[index]) : character_at(index); }
  /// `ord(text[index])`, checked and negative-aware, without making a str.
  char32_t code_point_at(std::int64_t index) const;

  str slice(const bound& lower, const bound& upper) const;
  /// Raises ValueError when the step is zero.
  str slice(const bound& lower, const bound& upper, const bound& step) const;

  // --- comparison ---

  friend bool operator==(const str& a, const str& b) noexcept {
    if (a.head_ == b.head_ && a.data_ == b.data_) {
      return true;
    }
    if (a.is_inline() && b.is_inline()) {
      return false;  // inline strs have one form only
    }
    const std::int64_t size = a.byte_size();
    return size == b.byte_size() && std::memcmp(a.data(), b.data(), static_cast<std::size_t>(size)) == 0;
  }
  template <std::size_t N>
  friend bool operator==(const str& a, const char (&b)[N]) noexcept {
    return a.byte_size() == static_cast<std::int64_t>(N - 1) && std::memcmp(a.data(), b, N - 1) == 0;
  }
  /// By code point, which in UTF-8 is the order of the bytes.
  friend std::strong_ordering operator<=>(const str& a, const str& b) noexcept { return compare(a.view(), b.view()); }
  template <std::size_t N>
  friend std::strong_ordering operator<=>(const str& a, const char (&b)[N]) noexcept {
    if constexpr (N == 2) {
      const std::int64_t size = a.byte_size();
      const auto first = static_cast<unsigned char>(*a.data());
      const auto other = static_cast<unsigned char>(b[0]);
      return size == 0 ? std::strong_ordering::less : first != other ? first <=> other : size <=> std::int64_t{1};
    } else {
      return compare(a.view(), std::string_view(b, N - 1));
    }
  }

  // --- operators ---

  friend str operator+(const str& a, const str& b) { return concatenate(a, b); }
  friend str operator+(str&& a, const str& b) {
    a += b;
    return std::move(a);
  }
  /// Appends in place when no other str shares the text: a loop of appends is linear.
  str& operator+=(const str& other);
  friend str operator*(const str& text, size_argument times) { return text.repeat(times); }
  friend str operator*(size_argument times, const str& text) { return text.repeat(times); }
  str& operator*=(size_argument times) { return *this = repeat(times); }

  // --- searching ---

  bool contains(const str& part) const noexcept { return py_contains(part); }
  /// Index of the first occurrence inside `[start:end]`, or -1.
  std::int64_t find(const str& part, const bound& start = {}, const bound& end = {}) const;
  std::int64_t rfind(const str& part, const bound& start = {}, const bound& end = {}) const;
  /// As `find`, but raises ValueError.
  std::int64_t index(const str& part, const bound& start = {}, const bound& end = {}) const;
  std::int64_t rindex(const str& part, const bound& start = {}, const bound& end = {}) const;
  std::int64_t count(const str& part, const bound& start = {}, const bound& end = {}) const;
  bool startswith(const str& prefix) const noexcept;
  bool startswith(const str& prefix, const bound& start, const bound& end = {}) const;
  bool endswith(const str& suffix) const noexcept;
  bool endswith(const str& suffix, const bound& start, const bound& end = {}) const;
  /// With a tuple: whether any of its strs fits.
  template <typename Choices>
    requires(!std::is_convertible_v<const Choices&, const str&>)
  bool startswith(const Choices& prefixes, const bound& start = {}, const bound& end = {}) const {
    return any_of(prefixes, [&](const str& prefix) { return startswith(prefix, start, end); });
  }
  template <typename Choices>
    requires(!std::is_convertible_v<const Choices&, const str&>)
  bool endswith(const Choices& suffixes, const bound& start = {}, const bound& end = {}) const {
    return any_of(suffixes, [&](const str& suffix) { return endswith(suffix, start, end); });
  }

  // --- cutting and joining ---

  vector<str> split() const;
  vector<str> split(none_t, size_argument maxsplit = -1) const;
  /// Raises ValueError for an empty separator.
  vector<str> split(const str& separator, size_argument maxsplit = -1) const;
  template <std::same_as<std::optional<str>> Optional>
  vector<str> split(const Optional& separator, size_argument maxsplit = -1) const;
  vector<str> rsplit() const;
  vector<str> rsplit(none_t, size_argument maxsplit = -1) const;
  vector<str> rsplit(const str& separator, size_argument maxsplit = -1) const;
  template <std::same_as<std::optional<str>> Optional>
  vector<str> rsplit(const Optional& separator, size_argument maxsplit = -1) const;
  vector<str> splitlines(bool keepends = false) const;
  std::tuple<str, str, str> partition(const str& separator) const;
  std::tuple<str, str, str> rpartition(const str& separator) const;
  /// The items of any iterable of strs with this str between them. Raises TypeError at an item that is no str.
  template <typename Iterable>
  str join(Iterable&& items) const;
  str strip() const;
  str strip(none_t) const { return strip(); }
  str strip(const str& characters) const;
  template <std::same_as<std::optional<str>> Optional>
  str strip(const Optional& characters) const {
    return characters ? strip(*characters) : strip();
  }
  str lstrip() const;
  str lstrip(none_t) const { return lstrip(); }
  str lstrip(const str& characters) const;
  template <std::same_as<std::optional<str>> Optional>
  str lstrip(const Optional& characters) const {
    return characters ? lstrip(*characters) : lstrip();
  }
  str rstrip() const;
  str rstrip(none_t) const { return rstrip(); }
  str rstrip(const str& characters) const;
  template <std::same_as<std::optional<str>> Optional>
  str rstrip(const Optional& characters) const {
    return characters ? rstrip(*characters) : rstrip();
  }
  str removeprefix(const str& prefix) const;
  str removesuffix(const str& suffix) const;
  str replace(const str& old_text, const str& new_text, size_argument count = -1) const;

  // --- layout ---

  str center(size_argument width, const str& fill = " ") const;
  str ljust(size_argument width, const str& fill = " ") const;
  str rjust(size_argument width, const str& fill = " ") const;
  str zfill(size_argument width) const;
  str expandtabs(size_argument tab_size = 8) const;

  // --- case and classes of characters ---

  str lower() const;
  str upper() const;
  str title() const;
  str capitalize() const;
  str swapcase() const;
  str casefold() const;
  bool isalpha() const noexcept;
  bool isdigit() const noexcept;
  bool isdecimal() const noexcept;
  bool isnumeric() const noexcept;
  bool isalnum() const noexcept;
  bool isspace() const noexcept;
  bool isupper() const noexcept;
  bool islower() const noexcept;
  bool istitle() const noexcept;
  bool isprintable() const noexcept;
  bool isidentifier() const noexcept;

  // --- conversion ---

  /// `table` maps code points to a code point, a str or None. With any mapping of int to such values.
  template <typename Table>
  str translate(const Table& table) const;
  static dict<Int, object> maketrans(const str& from, const str& to);
  static dict<Int, object> maketrans(const str& from, const str& to, const str& removed);
  template <typename Mapping>
  static dict<Int, object> maketrans(const Mapping& mapping);
  /// Raises LookupError (unknown encoding) or UnicodeEncodeError. Encodings: utf-8, ascii, latin-1, utf-16, utf-32 and their variants.
  bytes encode(const str& encoding = "utf-8", const str& errors = "strict") const;
  /// Python's dynamic `str.format`; defined in py/format.hpp.
  template <typename... Args>
  str format(const Args&... args) const;
  template <typename Mapping>
  str format_map(const Mapping& mapping) const;

  /// The bytes `[begin, end)` as a str; they are whole characters. For the library.
  str byte_slice(std::int64_t begin, std::int64_t end) const;

 private:
  friend class object;
  friend class builder;
  static constexpr std::uint64_t non_ascii_bit = 0x8000;

  static constexpr std::uint64_t literal_head(std::size_t size, bool ascii) noexcept {
    return static_cast<std::uint64_t>(size) << 16 | (ascii ? 0 : non_ascii_bit) | static_cast<std::uint64_t>(value_tag::str_literal);
  }
  constexpr value_tag tag() const noexcept { return static_cast<value_tag>(head_ & 0xFF); }
  constexpr bool is_inline() const noexcept { return tag() == value_tag::str_inline; }
  constexpr bool is_heap() const noexcept { return tag() == value_tag::str_heap; }
  detail::str_block* block() const noexcept { return reinterpret_cast<detail::str_block*>(const_cast<char*>(data_)) - 1; }
  void release() noexcept {
    if (--block()->count == 0) {
      detail::release_block(block());
    }
  }
  static std::strong_ordering compare(std::string_view a, std::string_view b) noexcept {
    const std::size_t shared = a.size() < b.size() ? a.size() : b.size();
    const int order = std::memcmp(a.data(), b.data(), shared);
    return order != 0 ? order <=> 0 : a.size() <=> b.size();
  }
  template <typename Choices, typename Test>
  static bool any_of(const Choices& choices, Test test) {
    if constexpr (detail::is_std_tuple<Choices>) {
      return std::apply([&](const auto&... choice) { return (test(choice) || ...); }, choices);
    } else {
      for (const str& choice : choices) {
        if (test(choice)) {
          return true;
        }
      }
      return false;
    }
  }

  static str concatenate(const str& a, const str& b);
  static str make(std::string_view text, bool ascii);
  str repeat(std::int64_t times) const;
  std::uint64_t outside_fast_hash() const noexcept;
  std::int64_t counted_length() const noexcept;
  /// Where `[start:end]` lies in bytes; `begin` is -1 when `start` is past the end.
  slice_range byte_window(const bound& start, const bound& end) const noexcept;
  /// Code points before the byte offset.
  std::int64_t index_of_byte(std::int64_t offset) const noexcept;
  str character_at(std::int64_t index) const noexcept;
  /// Byte offset of a code point index, 0 <= index <= length.
  std::int64_t byte_offset(std::int64_t index) const noexcept;
  /// The index of a long non-ASCII text, made on first use.
  detail::str_index* long_index() const;

  std::uint64_t head_ = 0;
  const char* data_ = nullptr;
};

static_assert(sizeof(str) == 16);

/// A forward iterator over the characters of a str, as strs. The str must outlive it.
class str::iterator {
 public:
  using value_type = str;
  using difference_type = std::ptrdiff_t;
  using reference = str;
  using pointer = void;
  using iterator_category = std::input_iterator_tag;

  iterator() noexcept = default;
  explicit iterator(const char* position) noexcept : position_(position) {}
  str operator*() const noexcept {
    const auto lead = static_cast<unsigned char>(*position_);
    return lead < 0x80 ? from_ascii_char(*position_) : from_character(position_, detail::sequence_length(lead));
  }
  iterator& operator++() noexcept {
    position_ += detail::sequence_length(static_cast<unsigned char>(*position_));
    return *this;
  }
  iterator operator++(int) noexcept {
    iterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const iterator&, const iterator&) noexcept = default;

 private:
  const char* position_ = nullptr;
};

inline str::iterator str::begin() const noexcept { return iterator(data()); }
inline str::iterator str::end() const noexcept { return iterator(data() + byte_size()); }

/// The characters of a str as numbers. The str must outlive it.
class str::code_point_view {
 public:
  class iterator {
   public:
    using value_type = char32_t;
    using difference_type = std::ptrdiff_t;
    using reference = char32_t;
    using pointer = void;
    using iterator_category = std::input_iterator_tag;

    iterator() noexcept = default;
    explicit iterator(const char* position) noexcept : position_(position) {}
    char32_t operator*() const noexcept { return detail::decode_at(position_); }
    iterator& operator++() noexcept {
      position_ += detail::sequence_length(static_cast<unsigned char>(*position_));
      return *this;
    }
    iterator operator++(int) noexcept {
      iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const iterator&, const iterator&) noexcept = default;

   private:
    const char* position_ = nullptr;
  };

  code_point_view(const char* begin, const char* end) noexcept : begin_(begin), end_(end) {}
  iterator begin() const noexcept { return begin_; }
  iterator end() const noexcept { return end_; }

 private:
  iterator begin_;
  iterator end_;
};

inline str::code_point_view str::code_points() const noexcept { return {data(), data() + byte_size()}; }

/// Grows a str piece by piece: a buffer that becomes the result without another copy. Short results never allocate.
class str::builder {
 public:
  builder() noexcept = default;
  builder(const builder&) = delete;
  builder& operator=(const builder&) = delete;
  ~builder();

  void append(const str& text) {
    append_raw(text.data(), text.byte_size());
    ascii_ &= text.isascii();
  }
  void append_ascii(std::string_view text) { append_raw(text.data(), static_cast<std::int64_t>(text.size())); }
  void append_utf8(std::string_view text);
  void append_char(char ascii) {
    if (size_ == capacity_) {
      grow(1);
    }
    data_[size_++] = ascii;
  }
  void append_code_point(char32_t code_point) {
    if (code_point < 0x80) {
      append_char(static_cast<char>(code_point));
      return;
    }
    char bytes[4];
    append_raw(bytes, detail::encode_to(bytes, code_point));
    ascii_ = false;
  }
  /// Room for `bytes` more bytes, which the caller writes. They are ASCII unless `mark_non_ascii` is called.
  char* extend(std::int64_t bytes) {
    if (capacity_ - size_ < bytes) {
      grow(bytes);
    }
    size_ += bytes;
    return data_ + size_ - bytes;
  }
  void mark_non_ascii() noexcept { ascii_ = false; }
  /// Takes back the last `bytes` bytes.
  void drop(std::int64_t bytes) noexcept { size_ -= bytes; }
  /// `times` copies of `code_point`.
  void append_fill(char32_t code_point, std::int64_t times);
  void reserve(std::int64_t bytes) {
    if (bytes > capacity_) {
      grow(bytes - size_);
    }
  }
  std::int64_t byte_size() const noexcept { return size_; }
  std::string_view view() const noexcept { return {data_, static_cast<std::size_t>(size_)}; }
  /// The text so far; the builder is empty after it.
  str finish();

 private:
  void append_raw(const char* text, std::int64_t size) {
    if (capacity_ - size_ < size) {
      grow(size);
    }
    std::memcpy(data_ + size_, text, static_cast<std::size_t>(size));
    size_ += size;
  }
  void grow(std::int64_t extra);

  char small_[232];
  char* data_ = small_;
  std::int64_t size_ = 0;
  std::int64_t capacity_ = sizeof(small_);
  detail::str_block* block_ = nullptr;
  bool ascii_ = true;
};

/// Text that is built from parts with a separator between them: a list of strs that is only ever joined, without the list.
class str::joiner {
 public:
  joiner() noexcept = default;
  explicit joiner(str separator) noexcept : separator_(std::move(separator)) {}

  void append(const str& part) {
    if (!is_empty_) {
      text_.append(separator_);
    }
    is_empty_ = false;
    text_.append(part);
  }
  /// The parts so far, joined; the joiner is empty after it.
  str join() {
    is_empty_ = true;
    return text_.finish();
  }

 private:
  str separator_;
  builder text_;
  bool is_empty_ = true;
};

namespace detail {

/// A repr with everything beyond ASCII escaped.
str ascii_of_repr(const str& repr);

/// The item of a join when it is no plain str: raises TypeError unless the object holds one.
str join_item(const object& item, std::int64_t position);
[[noreturn]] void raise_join_item(const char* type_name, std::int64_t position);

/// Runs over any iterable; defined in py/iterate.hpp.
template <typename Source, typename Body>
bool for_each(Source&& source, Body&& body);

/// What translate puts in place of a code point: found is false to keep it.
struct translation {
  bool found = false;
  str text;
};
str translate_text(const str& text, translation (*look_up)(const void* table, char32_t code_point), const void* table);

/// The entry of any mapping of int to int, str or None.
translation translation_of(none_t);
translation look_up_dynamic_translation(const object& table, char32_t code_point);
translation translation_of(const str& value);
translation translation_of(const Int& value);
translation translation_of(const object& value);
template <typename T>
translation translation_of(const std::optional<T>& value) {
  return value ? translation_of(*value) : translation_of(None);
}
template <typename Table>
translation look_up_translation(const Table& table, char32_t code_point) {
  if constexpr (requires { *table.find(static_cast<std::int64_t>(code_point)); }) {
    const auto found = table.find(static_cast<std::int64_t>(code_point));
    return found != nullptr ? translation_of(*found) : translation();
  } else {
    return look_up_dynamic_translation(table, code_point);
  }
}

}  // namespace detail

template <typename Iterable>
str str::join(Iterable&& items) const {
  builder result;
  std::int64_t position = 0;
  const auto add = [&](const auto& item) {
    if (position != 0) {
      result.append(*this);
    }
    using Item = std::remove_cvref_t<decltype(item)>;
    if constexpr (std::is_same_v<Item, str>) {
      result.append(item);
    } else if constexpr (std::is_array_v<Item>) {
      result.append(str(item));
    } else {
      result.append(detail::join_item(item, position));
    }
    ++position;
  };
  if constexpr (requires { items.begin() != items.end(); }) {
    for (auto&& item : items) {
      add(item);
    }
  } else {
    detail::for_each(items, add);
  }
  return result.finish();
}

template <typename Table>
str str::translate(const Table& table) const {
  return detail::translate_text(
      *this, [](const void* mapping, char32_t code_point) { return detail::look_up_translation(*static_cast<const Table*>(mapping), code_point); }, &table);
}

}  // namespace py
