// str: its memory, building, indexing and slicing.
#include <py/hash.hpp>
#include <py/int.hpp>
#include <py/memory.hpp>
#include <py/str.hpp>

#include "str_internal.hpp"

#include <cstdlib>
#include <unordered_map>

namespace py {

namespace detail {

namespace {

constexpr std::int64_t header_size = sizeof(str_block);

/// Blocks past the pooled sizes come from malloc, so that appending can use realloc.
bool is_pooled(std::int64_t total) noexcept { return total <= static_cast<std::int64_t>(largest_pooled_block); }

str_block* allocate(std::int64_t capacity) {
  std::int64_t total = header_size + capacity;
  void* memory = nullptr;
  if (is_pooled(total)) {
    total = (total + 15) & ~std::int64_t{15};
    memory = allocate_block(static_cast<std::size_t>(total));
  } else {
    memory = std::malloc(static_cast<std::size_t>(total));
    if (memory == nullptr) {
      raise_memory_error();
    }
  }
  return new (memory) str_block{1, 0, static_cast<std::uint64_t>(total - header_size), nullptr};
}

void free_memory(str_block* block) noexcept {
  const std::int64_t total = header_size + static_cast<std::int64_t>(block->capacity);
  if (is_pooled(total)) {
    free_block(block, static_cast<std::size_t>(total));
  } else {
    std::free(block);
  }
}

/// A block of another capacity with the first `used` characters; the old one is gone.
str_block* resize(str_block* block, std::int64_t used, std::int64_t capacity) {
  const std::int64_t old_total = header_size + static_cast<std::int64_t>(block->capacity);
  if (!is_pooled(old_total) && !is_pooled(header_size + capacity)) {
    void* const memory = std::realloc(block, static_cast<std::size_t>(header_size + capacity));
    if (memory == nullptr) {
      raise_memory_error();
    }
    auto* const moved = static_cast<str_block*>(memory);
    moved->capacity = static_cast<std::uint64_t>(capacity);
    return moved;
  }
  str_block* const moved = allocate(capacity);
  std::memcpy(moved->chars(), block->chars(), static_cast<std::size_t>(used));
  moved->index = block->index;
  free_memory(block);
  return moved;
}

void forget_facts(str_block* block) noexcept {
  block->fast_hash = 0;
  delete block->index;
  block->index = nullptr;
}

std::unordered_map<const char*, str_index>& literal_indexes() {
  static auto* const indexes = new std::unordered_map<const char*, str_index>;
  return *indexes;
}

}  // namespace

void release_block(str_block* block) noexcept {
  delete block->index;
  free_memory(block);
}

}  // namespace detail

// --- making ---

str str::make(std::string_view text, bool ascii) {
  str result;
  const auto size = static_cast<std::int64_t>(text.size());
  if (size <= inline_capacity) {
    char bytes[16] = {};
    bytes[1] = static_cast<char>(size | (ascii ? 0 : 0x80));
    text.copy(bytes + 2, text.size());  // not memcpy: an empty view may have no address
    std::memcpy(static_cast<void*>(&result), bytes, sizeof bytes);
    return result;
  }
  detail::str_block* const block = detail::allocate(size);
  std::memcpy(block->chars(), text.data(), text.size());
  result.head_ = text.size() << 16 | (ascii ? 0 : non_ascii_bit) | static_cast<std::uint64_t>(value_tag::str_heap);
  result.data_ = block->chars();
  return result;
}

str str::from_utf8(std::string_view text) { return make(text, detail::all_ascii(text.data(), static_cast<std::int64_t>(text.size()))); }

str str::from_ascii(std::string_view text) { return make(text, true); }

str str::byte_slice(std::int64_t begin, std::int64_t end) const {
  if (begin == 0 && end == byte_size()) {
    return *this;
  }
  const std::string_view part(data() + begin, static_cast<std::size_t>(end - begin));
  return make(part, isascii() || detail::all_ascii(part.data(), end - begin));
}

str str::concatenate(const str& a, const str& b) {
  const std::int64_t a_size = a.byte_size();
  const std::int64_t b_size = b.byte_size();
  if (b_size == 0) {
    return a;
  }
  if (a_size == 0) {
    return b;
  }
  const bool ascii = a.isascii() && b.isascii();
  const std::int64_t size = a_size + b_size;
  if (size <= inline_capacity) {
    char bytes[inline_capacity];
    std::memcpy(bytes, a.data(), static_cast<std::size_t>(a_size));
    std::memcpy(bytes + a_size, b.data(), static_cast<std::size_t>(b_size));
    return make({bytes, static_cast<std::size_t>(size)}, ascii);
  }
  str result;
  detail::str_block* const block = detail::allocate(size);
  std::memcpy(block->chars(), a.data(), static_cast<std::size_t>(a_size));
  std::memcpy(block->chars() + a_size, b.data(), static_cast<std::size_t>(b_size));
  result.head_ = static_cast<std::uint64_t>(size) << 16 | (ascii ? 0 : non_ascii_bit) | static_cast<std::uint64_t>(value_tag::str_heap);
  result.data_ = block->chars();
  return result;
}

str& str::operator+=(const str& other) {
  if (!is_heap() || block()->count != 1 || &other == this) {
    return *this = concatenate(*this, other);
  }
  const std::int64_t added = other.byte_size();
  if (added == 0) {
    return *this;
  }
  const std::int64_t old_size = byte_size();
  const std::int64_t size = old_size + added;
  detail::str_block* own = block();
  if (static_cast<std::uint64_t>(size) > own->capacity) {
    own = detail::resize(own, old_size, size + size / 2);
    data_ = own->chars();
  }
  detail::forget_facts(own);
  std::memcpy(own->chars() + old_size, other.data(), static_cast<std::size_t>(added));
  head_ = static_cast<std::uint64_t>(size) << 16 | (head_ & 0xFFFF) | (other.isascii() ? 0 : non_ascii_bit);
  return *this;
}

str str::repeat(std::int64_t times) const {
  const std::int64_t size = byte_size();
  if (times <= 0 || size == 0) {
    return {};
  }
  if (times == 1) {
    return *this;
  }
  std::int64_t total = 0;
  if (__builtin_mul_overflow(size, times, &total) || total >= std::int64_t{1} << 47) {
    raise_memory_error();
  }
  builder result;
  char* const out = result.extend(total);
  if (size == 1) {
    std::memset(out, *data(), static_cast<std::size_t>(total));
  } else {
    std::memcpy(out, data(), static_cast<std::size_t>(size));
    for (std::int64_t done = size; done < total;) {
      const std::int64_t step = done < total - done ? done : total - done;
      std::memcpy(out + done, out, static_cast<std::size_t>(step));
      done += step;
    }
  }
  if (!isascii()) {
    result.mark_non_ascii();
  }
  return result.finish();
}

// --- builder ---

str::builder::~builder() {
  if (block_ != nullptr) {
    detail::free_memory(block_);
  }
}

void str::builder::grow(std::int64_t extra) {
  const std::int64_t needed = size_ + extra;
  if (block_ == nullptr) {
    block_ = detail::allocate(needed > capacity_ * 2 ? needed : capacity_ * 2);
    std::memcpy(block_->chars(), small_, static_cast<std::size_t>(size_));
  } else {
    const std::int64_t grown = capacity_ + capacity_ / 2;
    block_ = detail::resize(block_, size_, needed > grown ? needed : grown);
  }
  data_ = block_->chars();
  capacity_ = static_cast<std::int64_t>(block_->capacity);
}

void str::builder::append_utf8(std::string_view text) {
  append_raw(text.data(), static_cast<std::int64_t>(text.size()));
  ascii_ = ascii_ && detail::all_ascii(text.data(), static_cast<std::int64_t>(text.size()));
}

void str::builder::append_fill(char32_t code_point, std::int64_t times) {
  if (times <= 0) {
    return;
  }
  if (code_point < 0x80) {
    std::memset(extend(times), static_cast<int>(code_point), static_cast<std::size_t>(times));
    return;
  }
  char bytes[4];
  const int size = detail::encode_to(bytes, code_point);
  for (; times > 0; --times) {
    append_raw(bytes, size);
  }
  ascii_ = false;
}

str str::builder::finish() {
  str result;
  if (block_ == nullptr || size_ <= inline_capacity) {
    result = make({data_, static_cast<std::size_t>(size_)}, ascii_);
  } else {
    if (capacity_ - size_ > size_ / 4 + 16) {
      block_ = detail::resize(block_, size_, size_);
    }
    result.head_ = static_cast<std::uint64_t>(size_) << 16 | (ascii_ ? 0 : non_ascii_bit) | static_cast<std::uint64_t>(value_tag::str_heap);
    result.data_ = block_->chars();
    block_ = nullptr;
    data_ = small_;
    capacity_ = sizeof(small_);
  }
  size_ = 0;
  ascii_ = true;
  return result;
}

// --- indexing ---

detail::str_index* str::long_index() const {
  if (is_heap()) {
    detail::str_block* const own = block();
    if (own->index == nullptr) {
      own->index = new detail::str_index;
    }
    return own->index;
  }
  return &detail::literal_indexes()[data_];
}

std::int64_t str::counted_length() const noexcept {
  const std::int64_t size = byte_size();
  if (size <= detail::short_text) {
    return detail::count_code_points(data(), size);
  }
  detail::str_index* const facts = long_index();
  if (facts->length < 0) {
    facts->length = detail::count_code_points(data(), size);
  }
  return facts->length;
}

std::int64_t str::byte_offset(std::int64_t index) const noexcept {
  if (isascii()) {
    return index;
  }
  const char* const text = data();
  if (byte_size() <= detail::short_text) {
    return detail::skip_code_points(text, index) - text;
  }
  detail::str_index* const facts = long_index();
  if (index < facts->cursor_index || index - facts->cursor_index >= 64) {
    if (facts->offsets == nullptr) {
      const std::int64_t length = counted_length();
      auto* const offsets = new std::uint64_t[static_cast<std::size_t>(length / 64 + 1)];
      const char* position = text;
      for (std::int64_t i = 0; i <= length / 64; ++i) {
        offsets[i] = static_cast<std::uint64_t>(position - text);
        position = detail::skip_code_points(position, i < length / 64 ? 64 : 0);
      }
      facts->offsets = offsets;
    }
    facts->cursor_index = index & ~std::int64_t{63};
    facts->cursor_offset = static_cast<std::int64_t>(facts->offsets[index / 64]);
  }
  facts->cursor_offset = detail::skip_code_points(text + facts->cursor_offset, index - facts->cursor_index) - text;
  facts->cursor_index = index;
  return facts->cursor_offset;
}

std::int64_t str::index_of_byte(std::int64_t offset) const noexcept { return isascii() ? offset : detail::count_code_points(data(), offset); }

str str::character_at(std::int64_t index) const noexcept {
  const char* const position = data() + byte_offset(index);
  const auto lead = static_cast<unsigned char>(*position);
  return lead < 0x80 ? from_ascii_char(*position) : from_character(position, detail::sequence_length(lead));
}

str str::at(const Int& index) const {
  if (!index.fits_int64()) {
    raise_index_error("cannot fit 'int' into an index-sized integer");
  }
  return at(index.to_int64());
}

char32_t str::code_point_at(std::int64_t index) const {
  const std::int64_t size = py_len();
  if (index < 0) {
    index += size;
  }
  if (index < 0 || index >= size) {
    raise_index_error("string index out of range");
  }
  return detail::decode_at(data() + byte_offset(index));
}

str str::slice(const bound& lower, const bound& upper) const {
  const slice_range range = resolve_slice(py_len(), lower, upper);
  if (range.size() == 1) {
    return (*this)[range.begin];
  }
  const std::int64_t begin = byte_offset(range.begin);
  return byte_slice(begin, isascii() ? range.end : byte_offset(range.end));
}

str str::slice(const bound& lower, const bound& upper, const bound& step) const {
  const std::int64_t stride = step.value_or(1);
  if (stride == 1) {
    return slice(lower, upper);
  }
  if (stride == 0) {
    raise_value_error("slice step cannot be zero");
  }
  const std::int64_t size = py_len();
  const std::int64_t lowest = stride < 0 ? -1 : 0;
  const std::int64_t highest = stride < 0 ? size - 1 : size;
  const auto resolve = [&](const bound& given, std::int64_t missing) {
    if (!given.present()) {
      return missing;
    }
    const std::int64_t index = given.value() < 0 ? given.value() + size : given.value();
    return index < lowest ? lowest : index > highest ? highest : index;
  };
  const std::int64_t begin = resolve(lower, stride < 0 ? highest : lowest);
  const std::int64_t end = resolve(upper, stride < 0 ? lowest : highest);
  builder result;
  if (isascii()) {
    const char* const text = data();
    for (std::int64_t i = begin; stride < 0 ? i > end : i < end;) {
      result.append_char(text[i]);
      if (__builtin_add_overflow(i, stride, &i)) {
        break;
      }
    }
    return result.finish();
  }
  if (stride == -1 && begin > end) {  // reversal: walk backwards
    const char* const stop = data() + byte_offset(end + 1);
    const char* position = data() + byte_offset(begin);
    while (true) {
      result.append_code_point(detail::decode_at(position));
      if (position == stop) {
        return result.finish();
      }
      position = detail::previous(position);
    }
  }
  for (std::int64_t i = begin; stride < 0 ? i > end : i < end;) {
    result.append_code_point(detail::decode_at(data() + byte_offset(i)));
    if (__builtin_add_overflow(i, stride, &i)) {
      break;
    }
  }
  return result.finish();
}

// --- hashes ---

std::uint64_t str::outside_fast_hash() const noexcept {
  const std::int64_t size = byte_size();
  if (size <= inline_capacity) {
    return make(view(), isascii()).fast_hash();
  }
  const auto compute = [&] {
    const auto hash = static_cast<std::uint32_t>(detail::fast_hash_bytes(data_, static_cast<std::size_t>(size)));
    return hash == 0 ? 1u : hash;
  };
  std::uint32_t hash = 0;
  if (is_heap()) {
    hash = block()->fast_hash;
    if (hash == 0) {
      hash = block()->fast_hash = compute();
    }
  } else {
    hash = compute();
  }
  return hash * 0x9E3779B97F4A7C15u;
}

namespace {

template <typename Unit>
std::int64_t hash_units(const str& text, std::int64_t length) {
  Unit small[64];
  Unit* const units = length <= 64 ? small : new Unit[static_cast<std::size_t>(length)];
  Unit* out = units;
  for (const char32_t c : text.code_points()) {
    *out++ = static_cast<Unit>(c);
  }
  const std::int64_t hash = detail::hash_bytes(units, static_cast<std::size_t>(length) * sizeof(Unit));
  if (units != small) {
    delete[] units;
  }
  return hash;
}

std::int64_t compute_hash(const str& text) {
  if (text.isascii()) {
    return detail::hash_bytes(text.data(), static_cast<std::size_t>(text.byte_size()));
  }
  char32_t highest = 0;
  for (const char32_t c : text.code_points()) {
    highest = c > highest ? c : highest;
  }
  const std::int64_t length = text.py_len();
  return highest < 0x100 ? hash_units<std::uint8_t>(text, length) : highest < 0x10000 ? hash_units<std::uint16_t>(text, length) : hash_units<std::uint32_t>(text, length);
}

}  // namespace

std::int64_t str::py_hash() const {
  if (!is_heap() || byte_size() <= detail::short_text) {
    return compute_hash(*this);
  }
  detail::str_index* const facts = long_index();
  if (!facts->hashed) {
    facts->hash = compute_hash(*this);
    facts->hashed = true;
  }
  return facts->hash;
}

}  // namespace py
