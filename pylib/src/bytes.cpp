// bytes, bytearray and memoryview as C++ values.
#include <py/bytes.hpp>
#include <py/exceptions.hpp>
#include <py/hash.hpp>
#include <py/memory.hpp>

#include "byte_text.hpp"

#include <algorithm>
#include <new>

namespace py {

namespace detail {

bytes_object* bytes_object::allocate(std::int64_t size) {
  void* const memory = allocate_block(sizeof(bytes_object) + static_cast<std::size_t>(size));
  auto* const block = ::new (memory) bytes_object(size);
  return block;
}

void bytes_object::py_boxed_release() noexcept {
  const std::size_t total = sizeof(bytes_object) + static_cast<std::size_t>(size_);
  this->~bytes_object();
  free_block(this, total);
}

unsigned char checked_byte(const Int& value, bool of_bytes) {
  if (value < 0 || value > 255) {
    raise_value_error(of_bytes ? "bytes must be in range(0, 256)" : "byte must be in range(0, 256)");
  }
  return static_cast<unsigned char>(value.to_int64());
}

char byte_pattern::checked(const Int& value) { return static_cast<char>(checked_byte(value)); }

}  // namespace detail

// --- bytes ---

maybe<detail::bytes_object> bytes::maybe_block(detail::bytes_object* adopted) { return ref<detail::bytes_object>::adopt(adopted); }

bytes bytes::from_text(std::string_view text) {
  if (text.empty()) {
    return {};
  }
  detail::bytes_object* const block = detail::bytes_object::allocate(static_cast<std::int64_t>(text.size()));
  std::memcpy(block->data(), text.data(), text.size());
  return bytes(block);
}

bytes::bytes(const bytearray& data) : bytes(from_text(data.view())) {}
bytes::bytes(const memoryview& data) : bytes(data.tobytes()) {}
bytes::bytes(const str& text, const str& encoding, const str& errors) : bytes(text.encode(encoding, errors)) {}

bytes bytes::maketrans(const detail::bytes_view& source, const detail::bytes_view& target) {
  const std::string_view from = source.view();
  const std::string_view to = target.view();
  if (from.size() != to.size()) {
    raise_value_error("maketrans arguments must have same length");
  }
  unsigned char table[256];
  for (int i = 0; i < 256; ++i) {
    table[i] = static_cast<unsigned char>(i);
  }
  for (std::size_t i = 0; i < from.size(); ++i) {
    table[static_cast<unsigned char>(from[i])] = static_cast<unsigned char>(to[i]);
  }
  return from_raw(table, 256);
}

std::int64_t bytes::py_hash() const { return block_.get() == nullptr ? 0 : block_.get()->py_hash(); }

std::uint64_t bytes::fast_hash() const noexcept { return detail::fast_hash_bytes(reinterpret_cast<const char*>(data()), static_cast<std::size_t>(py_len())); }

bytes& bytes::operator+=(const detail::bytes_view& other) {
  if (other.view().empty()) {
    return *this;
  }
  const std::int64_t size = py_len();
  detail::bytes_object* const block = detail::bytes_object::allocate(size + static_cast<std::int64_t>(other.view().size()));
  if (size != 0) {
    std::memcpy(block->data(), data(), static_cast<std::size_t>(size));
  }
  std::memcpy(block->data() + size, other.view().data(), other.view().size());
  return *this = bytes(block);
}

// --- bytearray ---

std::vector<unsigned char>& bytearray::items() const {
  if (block_.get() == nullptr) {
    block_ = ref<detail::bytearray_object>::adopt(new detail::bytearray_object());
  }
  return block_.get()->items;
}

bytearray bytearray::from_text(std::string_view text) {
  bytearray result;
  result.items().assign(text.begin(), text.end());
  return result;
}

bytearray::bytearray(const memoryview& data) : bytearray(data.tobytes()) {}

void bytearray::set_byte(std::int64_t index, unsigned char value) {
  const std::int64_t size = py_len();
  const std::int64_t position = index < 0 ? index + size : index;
  if (position < 0 || position >= size) {
    raise_index_error(index_message);
  }
  items()[static_cast<std::size_t>(position)] = value;
}

void bytearray::del_item(std::int64_t index) {
  const std::int64_t size = py_len();
  const std::int64_t position = index < 0 ? index + size : index;
  if (position < 0 || position >= size) {
    raise_index_error(index_message);
  }
  items().erase(items().begin() + position);
}

void bytearray::replace_slice(const bound& lower, const bound& upper, const bound& step, std::string_view values) {
  const std::string kept(values);  // the values may be this bytearray's own
  std::vector<unsigned char>& all = items();
  const stepped_range range = resolve_slice(py_len(), lower, upper, step);
  if (range.step == 1) {
    const auto begin = all.begin() + range.start;
    const auto at = all.erase(begin, begin + range.count);
    all.insert(at, kept.begin(), kept.end());
    return;
  }
  if (static_cast<std::int64_t>(kept.size()) != range.count) {
    raise_value_error(str("attempt to assign bytes of size ") + detail::int64_to_str(static_cast<std::int64_t>(kept.size())) + " to extended slice of size " +
                      detail::int64_to_str(range.count));
  }
  for (std::int64_t i = 0; i < range.count; ++i) {
    all[static_cast<std::size_t>(range.start + i * range.step)] = static_cast<unsigned char>(kept[static_cast<std::size_t>(i)]);
  }
}

void bytearray::del_slice(const bound& lower, const bound& upper, const bound& step) {
  const stepped_range range = resolve_slice(py_len(), lower, upper, step).ascending();
  std::vector<unsigned char>& all = items();
  for (std::int64_t i = range.count; i-- > 0;) {
    all.erase(all.begin() + range.start + i * range.step);
  }
}

void bytearray::insert_byte(std::int64_t index, unsigned char value) {
  const std::int64_t size = py_len();
  const std::int64_t position = std::clamp<std::int64_t>(index < 0 ? index + size : index, 0, size);
  items().insert(items().begin() + position, value);
}

std::int64_t bytearray::pop(std::int64_t index) {
  const std::int64_t size = py_len();
  if (size == 0) {
    raise_index_error("pop from empty bytearray");
  }
  const std::int64_t position = index < 0 ? index + size : index;
  if (position < 0 || position >= size) {
    raise_index_error("pop index out of range");
  }
  const unsigned char value = items()[static_cast<std::size_t>(position)];
  items().erase(items().begin() + position);
  return value;
}

void bytearray::remove_byte(unsigned char value) {
  std::vector<unsigned char>& all = items();
  const auto found = std::find(all.begin(), all.end(), value);
  if (found == all.end()) {
    raise_value_error("value not found in bytearray");
  }
  all.erase(found);
}

void bytearray::reverse() noexcept { std::reverse(items().begin(), items().end()); }
void bytearray::clear() noexcept { items().clear(); }

bytearray& bytearray::operator+=(const detail::bytes_view& other) {
  std::vector<unsigned char>& all = items();
  const std::string kept(other.view());
  all.insert(all.end(), kept.begin(), kept.end());
  return *this;
}

bytearray& bytearray::operator*=(size_argument times) {
  const bytearray repeated = *this * times;
  items() = repeated.items();
  return *this;
}

// --- memoryview ---

memoryview::memoryview(const bytes& data) : block_(make<detail::memoryview_object>(data, stepped_range{0, 1, data.py_len()})) {}
memoryview::memoryview(const bytearray& data) : block_(make<detail::memoryview_object>(data, stepped_range{0, 1, data.py_len()})) {}
memoryview::memoryview(ref<detail::memoryview_object> block) : block_(std::move(block)) {}

namespace {

std::int64_t position_in(std::int64_t index, std::int64_t size) {
  const std::int64_t position = index < 0 ? index + size : index;
  if (position < 0 || position >= size) {
    raise_index_error("index out of bounds on dimension 1");
  }
  return position;
}

}  // namespace

std::string_view memoryview::view() const {
  if (!block_->contiguous()) {
    throw BufferError("memoryview: underlying buffer is not C-contiguous");
  }
  return {reinterpret_cast<const char*>(data()), static_cast<std::size_t>(py_len())};
}

std::int64_t memoryview::at(std::int64_t index) const { return data()[position_in(index, py_len()) * block_->step]; }

void memoryview::set_item(std::int64_t index, const Int& value) {
  if (!block_->is_mutable) {
    raise_type_error("cannot modify read-only memory");
  }
  const std::int64_t position = position_in(index, py_len());
  if (value < 0 || value > 255) {
    raise_value_error("memoryview: invalid value for format 'B'");
  }
  block_->array.set_item(block_->start + position * block_->step, value);
}

memoryview memoryview::slice(const bound& lower, const bound& upper, const bound& step) const {
  const stepped_range range = resolve_slice(py_len(), lower, upper, step);
  // an empty one backwards would begin before the bytes, of which there may be none
  const std::int64_t first = range.count == 0 ? 0 : range.start;
  const stepped_range part = {block_->start + first * block_->step, range.step * block_->step, range.count};
  return memoryview(block_->is_mutable ? make<detail::memoryview_object>(block_->array, part) : make<detail::memoryview_object>(block_->fixed, part));
}

void memoryview::assign(const bytes& values) {
  if (!block_->is_mutable) {
    raise_type_error("cannot modify read-only memory");
  }
  if (values.py_len() != py_len()) {
    raise_value_error("memoryview assignment: lvalue and rvalue have different structures");
  }
  for (std::int64_t i = 0; i < py_len(); ++i) {
    set_item(i, values.at(i));
  }
}

vector<std::int64_t> memoryview::tolist() const {
  vector<std::int64_t> result;
  for (const std::int64_t byte : *this) {
    result.append(byte);
  }
  return result;
}

std::int64_t memoryview::py_hash() const { return block_->py_hash(); }
str memoryview::py_repr() const { return block_->py_repr(); }

}  // namespace py
