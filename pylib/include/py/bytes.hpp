/// Python's bytes (immutable, shared), bytearray (mutable, shared) and memoryview (a window into either).
#pragma once

#include <py/bound.hpp>
#include <py/fwd.hpp>
#include <py/int.hpp>
#include <py/object.hpp>
#include <py/ref.hpp>
#include <py/slice.hpp>
#include <py/str.hpp>

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace py {

namespace detail {

class memoryview_object;

/// The characters of a bytes, behind its header.
class bytes_object final : public Object {
 public:
  /// A new block of `size` bytes, not filled, with one reference.
  static bytes_object* allocate(std::int64_t size);
  unsigned char* data() noexcept { return reinterpret_cast<unsigned char*>(this + 1); }
  std::int64_t size() const noexcept { return size_; }

  const type& py_type() const override;
  str py_repr() const override;
  std::int64_t py_hash() const override;
  bool py_boxed_bool() override { return size_ != 0; }
  std::int64_t py_boxed_len() override { return size_; }
  object py_boxed_iter() override;
  bool py_boxed_contains(const object& element) override;
  object py_boxed_getitem(const object& key) override;
  object py_boxed_compare(comparison op, const object& other) override;
  object py_boxed_binary(binary_op op, const object& other, bool reflected) override;

 private:
  explicit bytes_object(std::int64_t size) noexcept : size_(size) {}
  void py_boxed_release() noexcept override;

  std::int64_t size_;
  mutable std::int64_t hash_ = -1;
};

class bytearray_object final : public Object {
 public:
  std::vector<unsigned char> items;

  const type& py_type() const override;
  str py_repr() const override;
  std::int64_t py_hash() const override;
  bool py_boxed_bool() override { return !items.empty(); }
  std::int64_t py_boxed_len() override { return static_cast<std::int64_t>(items.size()); }
  object py_boxed_iter() override;
  bool py_boxed_contains(const object& element) override;
  object py_boxed_getitem(const object& key) override;
  void py_boxed_setitem(const object& key, const object& value) override;
  void py_boxed_delitem(const object& key) override;
  object py_boxed_compare(comparison op, const object& other) override;
  object py_boxed_binary(binary_op op, const object& other, bool reflected) override;
  object py_boxed_inplace(binary_op op, const object& other) override;
};

/// Bytes of an argument that may be bytes, bytearray, memoryview, a literal or an object holding one; valid during the call.
class bytes_view {
 public:
  bytes_view() noexcept = default;
  bytes_view(std::string_view text) noexcept : text_(text) {}
  template <std::size_t N>
  bytes_view(const char (&text)[N]) noexcept : text_(text, N - 1) {}
  bytes_view(const bytes& data) noexcept;
  bytes_view(const bytearray& data) noexcept;
  bytes_view(const memoryview& data);
  /// Raises TypeError ("a bytes-like object is required, not 'str'").
  bytes_view(const object& data);
  std::string_view view() const noexcept { return text_; }
  operator std::string_view() const noexcept { return text_; }

 private:
  std::string_view text_;
};

/// What find, count and `in` look for: bytes, or an int that stands for one byte. Raises ValueError past 255.
class byte_pattern {
 public:
  template <typename T>
    requires(std::is_convertible_v<const T&, bytes_view> && !native_integer<T>)
  byte_pattern(const T& data) : view_(bytes_view(data).view()), single_(false) {}
  template <native_integer T>
  byte_pattern(T value) : byte_(checked(Int(value))), single_(true) {}
  byte_pattern(const Int& value) : byte_(checked(value)), single_(true) {}
  byte_pattern(const object& value);
  std::string_view view() const noexcept { return single_ ? std::string_view(&byte_, 1) : view_; }

 private:
  static char checked(const Int& value);

  std::string_view view_;
  char byte_ = '\0';
  bool single_;
};

/// An int between 0 and 255. Raises ValueError ("byte must be in range(0, 256)", or the same of `bytes`).
unsigned char checked_byte(const Int& value, bool of_bytes = false);
unsigned char byte_of_object(const object& value, bool of_bytes = false);

/// Goes through bytes as Python ints.
class byte_iterator {
 public:
  using value_type = std::int64_t;
  using difference_type = std::ptrdiff_t;
  using reference = std::int64_t;
  using pointer = void;
  using iterator_category = std::input_iterator_tag;

  byte_iterator() noexcept = default;
  explicit byte_iterator(const unsigned char* position) noexcept : position_(position) {}
  std::int64_t operator*() const noexcept { return *position_; }
  byte_iterator& operator++() noexcept {
    ++position_;
    return *this;
  }
  byte_iterator operator++(int) noexcept { return byte_iterator(position_++); }
  friend bool operator==(const byte_iterator&, const byte_iterator&) noexcept = default;

 private:
  const unsigned char* position_ = nullptr;
};

bytes percent_bytes(const bytes& pattern, const object& value);

/// The methods that bytes and bytearray share. `Self` makes itself from text by `from_text`.
template <typename Self>
class byte_methods {
 public:
  byte_iterator begin() const noexcept { return byte_iterator(self().data()); }
  byte_iterator end() const noexcept { return byte_iterator(self().data() + self().py_len()); }
  bool py_bool() const noexcept { return self().py_len() != 0; }
  str py_repr() const;
  str py_str() const { return py_repr(); }
  bool py_contains(const byte_pattern& part) const noexcept;
  bool contains(const byte_pattern& part) const noexcept { return py_contains(part); }
  std::string_view view() const noexcept { return {reinterpret_cast<const char*>(self().data()), static_cast<std::size_t>(self().py_len())}; }
  /// The byte at `index`, which may count from the end. Raises IndexError.
  std::int64_t at(std::int64_t index) const {
    const std::int64_t size = self().py_len();
    const std::int64_t position = index < 0 ? index + size : index;
    if (static_cast<std::uint64_t>(position) >= static_cast<std::uint64_t>(size)) [[unlikely]] {
      raise_index_error(Self::index_message);
    }
    return self().data()[position];
  }
  std::int64_t operator[](std::int64_t index) const noexcept { return self().data()[index]; }
  Self slice(const bound& lower, const bound& upper) const;
  Self slice(const bound& lower, const bound& upper, const bound& step) const;

  std::int64_t find(const byte_pattern& part, const bound& start = {}, const bound& end = {}) const;
  std::int64_t rfind(const byte_pattern& part, const bound& start = {}, const bound& end = {}) const;
  /// As find, but raises ValueError.
  std::int64_t index(const byte_pattern& part, const bound& start = {}, const bound& end = {}) const;
  std::int64_t rindex(const byte_pattern& part, const bound& start = {}, const bound& end = {}) const;
  std::int64_t count(const byte_pattern& part, const bound& start = {}, const bound& end = {}) const;
  template <typename Prefix>
  bool startswith(const Prefix& prefix, const bound& start = {}, const bound& end = {}) const {
    return any_of(prefix, [&](const bytes_view& one) { return has_prefix(one, start, end); });
  }
  template <typename Suffix>
  bool endswith(const Suffix& suffix, const bound& start = {}, const bound& end = {}) const {
    return any_of(suffix, [&](const bytes_view& one) { return has_suffix(one, start, end); });
  }

  vector<Self> split(none_t = None, size_argument maxsplit = -1) const;
  vector<Self> split(const bytes_view& separator, size_argument maxsplit = -1) const;
  vector<Self> rsplit(none_t = None, size_argument maxsplit = -1) const;
  vector<Self> rsplit(const bytes_view& separator, size_argument maxsplit = -1) const;
  vector<Self> splitlines(bool keepends = false) const;
  std::tuple<Self, Self, Self> partition(const bytes_view& separator) const;
  std::tuple<Self, Self, Self> rpartition(const bytes_view& separator) const;
  template <typename Iterable>
  Self join(Iterable&& parts) const;
  Self strip(none_t = None) const;
  Self strip(const bytes_view& characters) const;
  Self lstrip(none_t = None) const;
  Self lstrip(const bytes_view& characters) const;
  Self rstrip(none_t = None) const;
  Self rstrip(const bytes_view& characters) const;
  Self removeprefix(const bytes_view& prefix) const;
  Self removesuffix(const bytes_view& suffix) const;
  Self replace(const bytes_view& old_text, const bytes_view& new_text, size_argument count = -1) const;
  Self translate(none_t, const bytes_view& removed = {}) const;
  Self translate(const bytes_view& table, const bytes_view& removed = {}) const;

  Self center(size_argument width, const bytes_view& fill = " ") const;
  Self ljust(size_argument width, const bytes_view& fill = " ") const;
  Self rjust(size_argument width, const bytes_view& fill = " ") const;
  Self zfill(size_argument width) const;
  Self expandtabs(size_argument tab_size = 8) const;
  Self lower() const;
  Self upper() const;
  Self title() const;
  Self capitalize() const;
  Self swapcase() const;
  bool isalpha() const noexcept;
  bool isdigit() const noexcept;
  bool isalnum() const noexcept;
  bool isspace() const noexcept;
  bool isupper() const noexcept;
  bool islower() const noexcept;
  bool istitle() const noexcept;
  bool isascii() const noexcept;

  /// Two hexadecimal digits a byte, with a separator every `bytes_per_separator` bytes from the right (left when negative).
  str hex(const str& separator = "", size_argument bytes_per_separator = 1) const;
  /// Raises ValueError.
  static Self fromhex(const str& text);
  /// Raises UnicodeDecodeError, LookupError.
  str decode(const str& encoding = "utf-8", const str& errors = "strict") const;

  friend Self operator*(const Self& data, size_argument times) { return data.repeat(times); }
  friend Self operator*(size_argument times, const Self& data) { return data.repeat(times); }
  /// printf-style formatting: a tuple gives the values, a mapping the named ones, anything else is the one value.
  friend Self operator%(const Self& pattern, const object& value) { return pattern.percent(value); }
  friend bool operator==(const Self& a, const Self& b) noexcept { return a.view() == b.view(); }
  friend std::strong_ordering operator<=>(const Self& a, const Self& b) noexcept { return a.view().compare(b.view()) <=> 0; }

 private:
  const Self& self() const noexcept { return static_cast<const Self&>(*this); }
  bool has_prefix(const bytes_view& prefix, const bound& start, const bound& end) const;
  bool has_suffix(const bytes_view& suffix, const bound& start, const bound& end) const;
  Self repeat(std::int64_t times) const;
  Self percent(const object& value) const;
  template <typename Choices, typename Test>
  static bool any_of(const Choices& choices, Test test) {
    if constexpr (is_std_tuple<Choices>) {
      return std::apply([&](const auto&... choice) { return (test(bytes_view(choice)) || ...); }, choices);
    } else if constexpr (std::is_convertible_v<const Choices&, bytes_view>) {
      return test(bytes_view(choices));
    } else {
      for (const auto& choice : choices) {
        if (test(bytes_view(choice))) {
          return true;
        }
      }
      return false;
    }
  }
};

/// Collects bytes for the constructors and joins.
class byte_collector {
 public:
  void append(const bytes_view& data) { text_.insert(text_.end(), data.view().begin(), data.view().end()); }
  void append_byte(unsigned char byte) { text_.push_back(static_cast<char>(byte)); }
  std::string_view view() const noexcept { return {text_.data(), text_.size()}; }

 private:
  std::vector<char> text_;
};

template <typename T>
unsigned char byte_from(const T& value, bool of_bytes = false) {
  if constexpr (std::is_same_v<T, object>) {
    return byte_of_object(value, of_bytes);
  } else {
    return checked_byte(Int(value), of_bytes);
  }
}

/// bytes(source) for an iterable of ints.
template <typename Iterable>
byte_collector collect_bytes(Iterable&& source, bool of_bytes) {
  byte_collector collected;
  const auto add = [&](const auto& value) { collected.append_byte(byte_from(value, of_bytes)); };
  if constexpr (requires { source.begin() != source.end(); }) {
    for (auto&& value : source) {
      add(value);
    }
  } else if constexpr (requires(std::remove_cvref_t<Iterable>& view) { view.advance(); }) {
    for_each(std::remove_cvref_t<Iterable>(source), add);  // a view, which is used up
  } else {
    for_each(source, add);
  }
  return collected;
}
/// bytes(source) for a dynamic value: a size, bytes, an iterable, or something with `__bytes__`.
byte_collector collect_object(const object& source, bool of_bytes = false);

template <typename T>
inline constexpr bool is_byte_data = std::is_same_v<T, bytes> || std::is_same_v<T, bytearray> || std::is_same_v<T, memoryview>;

/// The constructor calls that are neither text nor byte data.
template <typename T>
byte_collector collect_source(const T& source, bool of_bytes = false) {
  if constexpr (native_integer<T> || std::is_same_v<T, Int>) {
    byte_collector zeros;
    const std::int64_t count = size_argument(source);
    if (count < 0) {
      raise_value_error("negative count");
    }
    for (std::int64_t i = 0; i < count; ++i) {
      zeros.append_byte(0);
    }
    return zeros;
  } else if constexpr (std::is_same_v<T, object>) {
    return collect_object(source, of_bytes);
  } else if constexpr (requires { source->py_bytes(); }) {
    byte_collector collected;
    collected.append(source->py_bytes());
    return collected;
  } else {
    return collect_bytes(source, of_bytes);
  }
}

}  // namespace detail

/// Immutable bytes; copying shares them.
class bytes : public detail::byte_methods<bytes> {
 public:
  static constexpr const char* index_message = "index out of range";

  bytes() noexcept = default;
  template <std::size_t N>
  bytes(const char (&text)[N]) : bytes(from_text({text, N - 1})) {}
  /// Of byte data, of a count of zeros, of an iterable of ints, of a `__bytes__`.
  explicit bytes(const bytearray& data);
  explicit bytes(const memoryview& data);
  template <typename T>
    requires(!detail::is_byte_data<T> && !std::is_same_v<T, str> && !std::is_array_v<T>)
  explicit bytes(const T& source) : bytes(from_text(detail::collect_source(source, true).view())) {}
  /// `bytes(text, encoding)`.
  bytes(const str& text, const str& encoding, const str& errors = "strict");

  static bytes from_text(std::string_view text);
  static bytes from_raw(const unsigned char* data, std::int64_t size) { return from_text({reinterpret_cast<const char*>(data), static_cast<std::size_t>(size)}); }
  /// `bytes.maketrans(source, target)`: a table of 256 bytes. Raises ValueError.
  static bytes maketrans(const detail::bytes_view& source, const detail::bytes_view& target);

  const unsigned char* data() const noexcept { return block_.get() == nullptr ? nullptr : block_.get()->data(); }
  std::int64_t py_len() const noexcept { return block_.get() == nullptr ? 0 : block_.get()->size(); }
  std::int64_t py_hash() const;
  std::uint64_t fast_hash() const noexcept;

  bytes& operator+=(const detail::bytes_view& other);
  bytes& operator*=(size_argument times) { return *this = *this * times; }
  template <typename T>
    requires std::is_convertible_v<const T&, detail::bytes_view>
  friend bytes operator+(const bytes& a, const T& b) {
    bytes result(a);
    result += b;
    return result;
  }

  static const type& py_class();
  object py_box() const;
  static bool py_check(const object& value);
  static bytes py_unbox(const object& value);

 private:
  friend class bytearray;
  explicit bytes(detail::bytes_object* adopted) noexcept : block_(maybe_block(adopted)) {}
  static maybe<detail::bytes_object> maybe_block(detail::bytes_object* adopted);

  maybe<detail::bytes_object> block_;
};

/// Mutable bytes; copies share them.
class bytearray : public detail::byte_methods<bytearray> {
 public:
  static constexpr const char* index_message = "bytearray index out of range";

  bytearray() = default;
  template <std::size_t N>
  explicit bytearray(const char (&text)[N]) : bytearray(from_text({text, N - 1})) {}
  explicit bytearray(const bytes& data) : bytearray(from_text(data.view())) {}
  explicit bytearray(const memoryview& data);
  template <typename T>
    requires(!detail::is_byte_data<T> && !std::is_same_v<T, str> && !std::is_array_v<T>)
  explicit bytearray(const T& source) : bytearray(from_text(detail::collect_source(source).view())) {}
  bytearray(const str& text, const str& encoding, const str& errors = "strict") : bytearray(from_text(bytes(text, encoding, errors).view())) {}
  static bytearray from_text(std::string_view text);

  const unsigned char* data() const noexcept { return block_.get() == nullptr ? nullptr : block_.get()->items.data(); }
  std::int64_t py_len() const noexcept { return block_.get() == nullptr ? 0 : static_cast<std::int64_t>(block_.get()->items.size()); }

  /// Raises IndexError, ValueError.
  template <typename T>
  void set_item(std::int64_t index, const T& value) {
    set_byte(index, detail::byte_from(value));
  }
  void del_item(std::int64_t index);
  template <typename Source>
  void set_slice(const bound& lower, const bound& upper, const Source& source) {
    set_slice(lower, upper, None, source);
  }
  template <typename Source>
  void set_slice(const bound& lower, const bound& upper, const bound& step, const Source& source) {
    if constexpr (std::is_convertible_v<const Source&, detail::bytes_view>) {
      replace_slice(lower, upper, step, detail::bytes_view(source));
    } else {
      replace_slice(lower, upper, step, detail::collect_source(source).view());
    }
  }
  void del_slice(const bound& lower, const bound& upper, const bound& step = {});

  template <typename T>
  void append(const T& value) {
    items().push_back(detail::byte_from(value));
  }
  template <typename Source>
  void extend(const Source& source) {
    if constexpr (std::is_convertible_v<const Source&, detail::bytes_view>) {
      *this += detail::bytes_view(source);
    } else {
      *this += detail::bytes_view(detail::collect_source(source).view());
    }
  }
  template <typename T>
  void insert(std::int64_t index, const T& value) {
    insert_byte(index, detail::byte_from(value));
  }
  /// Raises IndexError.
  std::int64_t pop(std::int64_t index = -1);
  /// Raises ValueError.
  template <typename T>
  void remove(const T& value) {
    remove_byte(detail::byte_from(value));
  }
  void reverse() noexcept;
  void clear() noexcept;
  bytearray copy() const { return from_text(view()); }

  bytearray& operator+=(const detail::bytes_view& other);
  bytearray& operator*=(size_argument times);
  template <typename T>
    requires std::is_convertible_v<const T&, detail::bytes_view>
  friend bytearray operator+(const bytearray& a, const T& b) {
    bytearray result(a.copy());
    result += b;
    return result;
  }
  friend bool operator==(const bytes& a, const bytearray& b) noexcept { return a.view() == b.view(); }
  friend std::strong_ordering operator<=>(const bytes& a, const bytearray& b) noexcept { return a.view().compare(b.view()) <=> 0; }

  static const type& py_class();
  object py_box() const;
  static bool py_check(const object& value);
  static bytearray py_unbox(const object& value);

 private:
  friend class memoryview;
  std::vector<unsigned char>& items() const;
  void set_byte(std::int64_t index, unsigned char value);
  void insert_byte(std::int64_t index, unsigned char value);
  void remove_byte(unsigned char value);
  void replace_slice(const bound& lower, const bound& upper, const bound& step, std::string_view values);

  mutable maybe<detail::bytearray_object> block_;
};

namespace detail {

/// Goes over the bytes of a window by index: what lies between two of them is no part of it, and a step may lead backwards.
class window_iterator {
 public:
  using value_type = std::int64_t;
  using difference_type = std::ptrdiff_t;
  using reference = std::int64_t;
  using pointer = void;
  using iterator_category = std::input_iterator_tag;

  window_iterator() noexcept = default;
  window_iterator(const unsigned char* first, std::int64_t step, std::int64_t index) noexcept : first_(first), step_(step), index_(index) {}
  std::int64_t operator*() const noexcept { return first_[index_ * step_]; }
  std::int64_t operator[](std::int64_t distance) const noexcept { return first_[(index_ + distance) * step_]; }
  window_iterator& operator++() noexcept {
    ++index_;
    return *this;
  }
  window_iterator operator++(int) noexcept { return window_iterator(first_, step_, index_++); }
  friend bool operator==(const window_iterator&, const window_iterator&) noexcept = default;

 private:
  const unsigned char* first_ = nullptr;
  std::int64_t step_ = 1;
  std::int64_t index_ = 0;
};

}  // namespace detail

/// A window into bytes or a bytearray, without copying; a slice of it with a step is one too.
class memoryview {
 public:
  /// Of nothing, until it is given a value: what a variable of a module holds before its first assignment.
  memoryview() noexcept = default;
  explicit memoryview(const bytes& data);
  explicit memoryview(const bytearray& data);

  /// The first byte; the others follow by the window's step.
  const unsigned char* data() const;
  std::int64_t py_len() const noexcept;
  detail::window_iterator begin() const;
  detail::window_iterator end() const;
  /// The bytes where they lie. Raises BufferError when the window's step leaves some out.
  std::string_view view() const;
  /// Raises IndexError.
  std::int64_t at(std::int64_t index) const;
  /// Without a check: what `reversed` asks for.
  std::int64_t operator[](std::int64_t index) const;
  /// Raises TypeError for a window into bytes.
  void set_item(std::int64_t index, const Int& value);
  memoryview slice(const bound& lower, const bound& upper, const bound& step = {}) const;
  /// Writes as many bytes as the slice has. Raises ValueError for another number of them, TypeError for a window into bytes.
  template <typename Source>
  void set_slice(const bound& lower, const bound& upper, const Source& values) {
    set_slice(lower, upper, None, values);
  }
  template <typename Source>
  void set_slice(const bound& lower, const bound& upper, const bound& step, const Source& values) {
    slice(lower, upper, step).assign(bytes(values));
  }
  bytes tobytes() const;
  vector<std::int64_t> tolist() const;
  bool py_bool() const noexcept { return py_len() != 0; }
  /// Raises ValueError for a window into a bytearray.
  std::int64_t py_hash() const;
  str py_repr() const;
  template <typename T>
    requires detail::is_byte_data<T>
  friend bool operator==(const memoryview& a, const T& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }

  static const type& py_class();
  object py_box() const;
  static bool py_check(const object& value);
  static memoryview py_unbox(const object& value);

 private:
  explicit memoryview(ref<detail::memoryview_object> block);
  void assign(const bytes& values);

  maybe<detail::memoryview_object> block_;
};

namespace detail {

/// The block that all copies of a memoryview share.
class memoryview_object final : public Object {
 public:
  memoryview_object(bytes data, const stepped_range& part) : fixed(std::move(data)), start(part.start), step(part.step), size(part.count) {}
  memoryview_object(bytearray data, const stepped_range& part) : array(std::move(data)), start(part.start), step(part.step), size(part.count), is_mutable(true) {}

  const unsigned char* data() const { return (is_mutable ? array.data() : fixed.data()) + start; }
  bool contiguous() const noexcept { return step == 1 || size < 2; }
  bytes copied() const;

  const type& py_type() const override { return memoryview::py_class(); }
  str py_repr() const override;
  std::int64_t py_hash() const override;
  bool py_boxed_bool() override { return size != 0; }
  std::int64_t py_boxed_len() override { return size; }
  object py_boxed_iter() override;
  bool py_boxed_contains(const object& element) override;
  object py_boxed_getitem(const object& key) override;
  void py_boxed_setitem(const object& key, const object& value) override;
  object py_boxed_compare(comparison op, const object& other) override;

  bytes fixed;
  bytearray array;
  std::int64_t start;
  std::int64_t step;
  std::int64_t size;
  bool is_mutable = false;
};

}  // namespace detail

inline const unsigned char* memoryview::data() const { return block_->data(); }
inline std::int64_t memoryview::py_len() const noexcept { return block_->size; }
inline bytes memoryview::tobytes() const { return block_->copied(); }
inline detail::window_iterator memoryview::begin() const { return {data(), block_->step, 0}; }
inline std::int64_t memoryview::operator[](std::int64_t index) const { return begin()[index]; }
inline detail::window_iterator memoryview::end() const { return {data(), block_->step, py_len()}; }

namespace detail {

extern template class byte_methods<bytes>;
extern template class byte_methods<bytearray>;

inline bytes_view::bytes_view(const bytes& data) noexcept : text_(data.view()) {}
inline bytes_view::bytes_view(const bytearray& data) noexcept : text_(data.view()) {}
inline bytes_view::bytes_view(const memoryview& data) : text_(data.view()) {}

template <typename Self>
template <typename Iterable>
Self byte_methods<Self>::join(Iterable&& parts) const {
  byte_collector collected;
  bool first = true;
  const auto add = [&](const auto& part) {
    if (!std::exchange(first, false)) {
      collected.append(view());
    }
    collected.append(bytes_view(part));
  };
  if constexpr (requires { parts.begin() != parts.end(); }) {
    for (auto&& part : parts) {
      add(part);
    }
  } else {
    for_each(parts, add);
  }
  return Self::from_text(collected.view());
}

}  // namespace detail

}  // namespace py
