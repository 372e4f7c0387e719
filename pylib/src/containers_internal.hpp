/// What the compiled parts of the containers share.
#pragma once

#include "dynamic.hpp"

#include <py/builtin_functions.hpp>
#include <py/iter.hpp>

namespace py::detail {

/// A boxed slice.
class slice_object final : public Object {
 public:
  explicit slice_object(slice given) noexcept : value(given) {}
  const type& py_type() const override { return slice_type(); }
  str py_repr() const override { return value.py_repr(); }
  std::int64_t py_hash() const override { return value.py_hash(); }
  object py_boxed_compare(comparison op, const object& other) override;

  slice value;
};

/// A boxed range.
class range_object final : public Object {
 public:
  explicit range_object(range given) noexcept : value(given) {}
  const type& py_type() const override { return range_type(); }
  str py_repr() const override { return value.py_repr(); }
  std::int64_t py_hash() const override { return value.py_hash(); }
  bool py_boxed_bool() override { return value.py_bool(); }
  std::int64_t py_boxed_len() override { return value.size(); }
  object py_boxed_iter() override { return object(iterator<std::int64_t>(value.py_iter())); }
  bool py_boxed_contains(const object& element) override { return value.contains(element); }
  object py_boxed_getitem(const object& key) override;
  object py_boxed_compare(comparison op, const object& other) override;

  range value;
};

/// The slice inside a key, or null.
inline const slice* slice_in(const object& key) {
  const auto* const found = key.is_pointer() ? downcast<slice_object>(key.pointer()) : nullptr;
  return found == nullptr ? nullptr : &found->value;
}

/// The position that `key` selects in a sequence of `size` elements. Raises TypeError ("list indices must be …") for a key that is no
/// int, IndexError for one outside.
std::int64_t resolve_index(const object& key, std::int64_t size, const char* kind, const char* outside);

/// All elements of an iterable.
vector<object> elements(const object& iterable);

/// `*this <op> other` of an arithmetic operator that `other` may take over, else the error of sequences.
object concatenation_declined(const object& self, const object& other, binary_op op, const char* kind);
/// How often a sequence is repeated by `other`, or unbound when the other operand is not for sequences.
object repetition(const object& self, const object& other, bool reflected);

/// Compares two sequences whose elements are given by index.
template <typename A, typename B>
bool compare_boxed(comparison op, const A& a, const B& b) {
  check_nesting("in comparison");
  const auto a_size = [&] { return a.boxed_size(); };
  const auto b_size = [&] { return b.boxed_size(); };
  if ((op == comparison::equal || op == comparison::not_equal) && a_size() != b_size()) {
    return op == comparison::not_equal;
  }
  std::int64_t i = 0;
  while (i < a_size() && i < b_size()) {
    const object left = a.boxed_get(i);
    const object right = b.boxed_get(i);
    if (!object::same_or_equal(left, right)) {
      if (op == comparison::equal || op == comparison::not_equal) {
        return op == comparison::not_equal;
      }
      return object::compare(op, left, right).py_bool();
    }
    ++i;
  }
  const std::int64_t order = a_size() - b_size();
  switch (op) {
    case comparison::less: return order < 0;
    case comparison::less_equal: return order <= 0;
    case comparison::equal: return order == 0;
    case comparison::not_equal: return order != 0;
    case comparison::greater: return order > 0;
    case comparison::greater_equal: return order >= 0;
  }
  return false;
}

/// An iterator object over a list or tuple, by index.
template <typename Sequence>
class sequence_cursor final : public iterator_object {
 public:
  explicit sequence_cursor(Sequence& source, bool backwards = false) : source_(ref<Sequence>(&source)), index_(backwards ? source.boxed_size() - 1 : 0), backwards_(backwards) {}
  const char* boxed_name() const noexcept override {
    if constexpr (std::is_same_v<Sequence, list_object>) {
      return backwards_ ? "list_reverseiterator" : "list_iterator";
    } else {
      return backwards_ ? "reversed" : "tuple_iterator";
    }
  }
  object py_boxed_next() override {
    if (source_.is_none() || index_ < 0 || index_ >= source_->boxed_size()) {
      source_ = None;
      return object::unbound();
    }
    object element = source_->boxed_get(index_);
    index_ += backwards_ ? -1 : 1;
    return element;
  }

 private:
  maybe<Sequence> source_;
  std::int64_t index_;
  bool backwards_;
};

}  // namespace py::detail
