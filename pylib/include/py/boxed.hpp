/// The blocks behind container handles, as dynamic code sees them: one class per Python type, whatever the elements' C++ type.
#pragma once

#include <py/cycles.hpp>
#include <py/fwd.hpp>
#include <py/iterate.hpp>
#include <py/object.hpp>
#include <py/protocol.hpp>
#include <py/ref.hpp>

#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

namespace py {
namespace detail {

/// A counted pointer to a container's block. Null means an empty container; the block is made when it is first needed, also by
/// copying, so that copies share it.
template <typename Block>
class block_handle {
 public:
  constexpr block_handle() noexcept = default;
  explicit block_handle(Block* adopted) noexcept : block_(adopted) {}
  block_handle(const block_handle& other) : block_(&other.get()) { block_->py_retain(); }
  constexpr block_handle(block_handle&& other) noexcept : block_(std::exchange(other.block_, nullptr)) {}
  block_handle& operator=(const block_handle& other) {
    block_handle copy(other);
    std::swap(block_, copy.block_);
    return *this;
  }
  block_handle& operator=(block_handle&& other) noexcept {
    block_handle moved(std::move(other));
    std::swap(block_, moved.block_);
    return *this;
  }
  constexpr ~block_handle() {
    if (block_ != nullptr) {
      block_->py_release();
    }
  }

  Block& get() const {
    if (block_ == nullptr) [[unlikely]] {
      make();
    }
    return *block_;
  }
  Block* pointer() const noexcept { return block_; }
  bool is_unique() const noexcept { return block_ != nullptr && block_->py_count() == 1; }
  static block_handle share(Block& block) noexcept {
    block.py_retain();
    return block_handle(&block);
  }

 private:
  [[gnu::noinline, gnu::cold]] void make() const { block_ = new Block(); }

  mutable Block* block_ = nullptr;
};

template <typename T>
object box_element(const T& element) {
  if constexpr (std::is_constructible_v<object, const T&>) {
    return object(element);
  } else {
    raise_type_error("this element type has no dynamic form");
  }
}

template <typename T>
T unbox_element(const object& element) {
  if constexpr (std::is_same_v<T, object>) {
    return element;
  } else {
    return cast<T>(element);
  }
}

/// A list behind a handle.
class list_object : public Object {
 public:
  static const type& py_class() { return list_type(); }
  const type& py_type() const override;
  str py_repr() const override;
  std::int64_t py_hash() const override;
  bool py_boxed_bool() override { return boxed_size() != 0; }
  std::int64_t py_boxed_len() override { return boxed_size(); }
  object py_boxed_iter() override;
  bool py_boxed_contains(const object& element) override;
  object py_boxed_getitem(const object& key) override;
  void py_boxed_setitem(const object& key, const object& value) override;
  void py_boxed_delitem(const object& key) override;
  object py_boxed_compare(comparison op, const object& other) override;
  object py_boxed_binary(binary_op op, const object& other, bool reflected) override;
  object py_boxed_inplace(binary_op op, const object& other) override;

  virtual std::int64_t boxed_size() const noexcept = 0;
  /// Indices are inside.
  virtual object boxed_get(std::int64_t index) const = 0;
  virtual void boxed_set(std::int64_t index, const object& value) = 0;
  virtual void boxed_insert(std::int64_t index, const object& value) = 0;
  virtual void boxed_erase(std::int64_t begin, std::int64_t end) = 0;
  virtual void boxed_reverse() noexcept = 0;
  /// A new empty list with the same element type.
  virtual ref<list_object> boxed_empty() const = 0;
};

/// A tuple behind a handle.
class tuple_object : public Object {
 public:
  static const type& py_class() { return tuple_type(); }
  const type& py_type() const override;
  str py_repr() const override;
  std::int64_t py_hash() const override;
  bool py_boxed_bool() override { return boxed_size() != 0; }
  std::int64_t py_boxed_len() override { return boxed_size(); }
  object py_boxed_iter() override;
  bool py_boxed_contains(const object& element) override;
  object py_boxed_getitem(const object& key) override;
  object py_boxed_compare(comparison op, const object& other) override;
  object py_boxed_binary(binary_op op, const object& other, bool reflected) override;

  virtual std::int64_t boxed_size() const noexcept = 0;
  virtual object boxed_get(std::int64_t index) const = 0;
};

/// A dict behind a handle.
class dict_object : public Object {
 public:
  static const type& py_class() { return dict_type(); }
  const type& py_type() const override;
  str py_repr() const override;
  std::int64_t py_hash() const override;
  bool py_boxed_bool() override { return boxed_size() != 0; }
  std::int64_t py_boxed_len() override { return boxed_size(); }
  object py_boxed_iter() override;
  bool py_boxed_contains(const object& element) override;
  object py_boxed_getitem(const object& key) override;
  void py_boxed_setitem(const object& key, const object& value) override;
  void py_boxed_delitem(const object& key) override;
  object py_boxed_compare(comparison op, const object& other) override;
  object py_boxed_binary(binary_op op, const object& other, bool reflected) override;
  object py_boxed_inplace(binary_op op, const object& other) override;

  virtual std::int64_t boxed_size() const noexcept = 0;
  /// The value, or an unbound object.
  virtual object boxed_find(const object& key) const = 0;
  virtual void boxed_store(const object& key, const object& value) = 0;
  /// Removes an entry: its value, or an unbound object when there is none.
  virtual object boxed_take(const object& key) = 0;
  virtual void boxed_clear() = 0;
  virtual ref<dict_object> boxed_empty() const = 0;
  /// The first entry at or after `position` (0 for the first one), which moves behind it; false at the end. `key` and `value` may be null.
  virtual bool boxed_next(std::int64_t& position, object* key, object* value) const = 0;
  /// The same backwards: begin with -1, which stands for the end.
  virtual bool boxed_previous(std::int64_t& position, object* key, object* value) const = 0;
};

enum class set_operation : std::uint8_t { make_union, intersection, difference, symmetric_difference };

/// A set or frozenset behind a handle.
class set_object : public Object {
 public:
  static const type& py_class() { return set_type(); }
  const type& py_type() const override;
  str py_repr() const override;
  std::int64_t py_hash() const override;
  bool py_boxed_bool() override { return boxed_size() != 0; }
  std::int64_t py_boxed_len() override { return boxed_size(); }
  object py_boxed_iter() override;
  bool py_boxed_contains(const object& element) override;
  object py_boxed_compare(comparison op, const object& other) override;
  object py_boxed_binary(binary_op op, const object& other, bool reflected) override;
  object py_boxed_inplace(binary_op op, const object& other) override;

  virtual bool boxed_frozen() const noexcept = 0;
  virtual std::int64_t boxed_size() const noexcept = 0;
  virtual bool boxed_contains(const object& element) const = 0;
  virtual void boxed_add(const object& element) = 0;
  /// False when the element was missing.
  virtual bool boxed_discard(const object& element) = 0;
  /// Removes and gives an element; the set is not empty.
  virtual object boxed_pop() = 0;
  virtual void boxed_clear() = 0;
  virtual std::int64_t boxed_hash() const = 0;
  /// The first element at or after `position`, which moves behind it; false at the end.
  virtual bool boxed_next(std::int64_t& position, object* element) const = 0;
  /// The same elements in the same order, as a set or frozenset of this element type.
  virtual ref<set_object> boxed_copy(bool frozen) const = 0;
  /// The elements as objects, lying as they lie here.
  virtual hash_set<object> boxed_objects() const = 0;
  /// Takes these elements instead, lying as they lie there.
  virtual void boxed_replace(const hash_set<object>& elements) = 0;
  /// `this <op> other`, of this one's type. `other` is any iterable; `in_place` changes this one and gives it.
  virtual ref<set_object> boxed_operate(set_operation op, const object& other, bool in_place) = 0;
};

/// An object that gives its elements one by one: `iter()` of it is itself.
class iterator_object : public Object {
 public:
  const type& py_type() const override;
  object py_boxed_iter() override { return object::from_pointer(this); }
  /// The name of the class that Python shows, as "list_iterator".
  virtual const char* boxed_name() const noexcept { return "iterator"; }
};

}  // namespace detail
}  // namespace py
