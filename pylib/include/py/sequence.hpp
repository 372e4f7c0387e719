/// What list, vector and tuple have in common: searching, comparing, showing and slicing runs of elements.
#pragma once

#include <py/bound.hpp>
#include <py/fwd.hpp>
#include <py/int.hpp>
#include <py/iterate.hpp>
#include <py/main.hpp>
#include <py/object.hpp>
#include <py/protocol.hpp>
#include <py/slice.hpp>
#include <py/sort.hpp>
#include <py/str.hpp>
#include <py/tags.hpp>

#include <cstdint>
#include <type_traits>
#include <utility>
#include <vector>

namespace py {

/// An index into a list or tuple. A py::Int beyond 64 bits raises IndexError, an object that is no int TypeError.
class index_argument {
 public:
  template <native_integer T>
  constexpr index_argument(T value) noexcept : value_(static_cast<std::int64_t>(value)) {}
  template <std::same_as<checked> T>
  constexpr index_argument(T value) noexcept : value_(value.value()) {}
  index_argument(const Int& value) : value_(value.is_small() ? value.small() : big(value)) {}
  index_argument(const object& value) : value_(dynamic(value)) {}
  constexpr operator std::int64_t() const noexcept { return value_; }

 private:
  static std::int64_t big(const Int& value);
  static std::int64_t dynamic(const object& value);
  std::int64_t value_;
};

namespace detail {

/// Element types whose comparison, hash and repr run no code of the program and hold no other containers.
template <typename T>
inline constexpr bool is_scalar =
    std::is_arithmetic_v<T> || std::is_same_v<T, str> || is_exact_int<T> || std::is_same_v<T, Number> || std::is_same_v<T, bytes> || std::is_same_v<T, none_t>;
template <typename... T>
inline constexpr bool is_scalar<std::tuple<T...>> = (is_scalar<T> && ...);
template <typename T>
inline constexpr bool is_scalar<std::optional<T>> = is_scalar<T>;

[[noreturn]] void raise_too_deep(const char* what);

/// Raises RecursionError ("… exceeded <what>") near the end of the stack, for containers nested very deeply.
[[gnu::always_inline]] inline void check_nesting(const char* what) {
  if (static_cast<const char*>(__builtin_frame_address(0)) < stack_limit) [[unlikely]] {
    raise_too_deep(what);
  }
}

/// How containers compare: identical or equal.
template <typename A, typename B>
[[gnu::always_inline]] inline bool same_or_equal(const A& a, const B& b) {
  if constexpr (std::is_same_v<A, B> && (std::is_integral_v<A> || std::is_same_v<A, str> || is_exact_int<A>)) {
    return a == b;
  } else if constexpr (std::is_same_v<A, object> && std::is_same_v<B, object>) {
    return object::same_or_equal(a, b);
  } else {
    return py::eq(a, b);
  }
}

template <typename A, typename B>
[[gnu::always_inline]] inline bool is_less(const A& a, const B& b) {
  if constexpr (std::is_same_v<A, B> && (std::is_arithmetic_v<A> || std::is_same_v<A, str> || is_exact_int<A>)) {
    return a < b;
  } else {
    return py::lt(a, b);
  }
}

/// Marks a container as being shown while it lives, so that a container inside itself shows as `[...]`.
class repr_guard {
 public:
  explicit repr_guard(const void* container);
  repr_guard(const repr_guard&) = delete;
  repr_guard& operator=(const repr_guard&) = delete;
  ~repr_guard();
  /// Whether the container was being shown already.
  bool nested() const noexcept { return nested_; }

 private:
  bool nested_;
};

template <typename T>
void append_repr(str::builder& out, const T& value) {
  out.append(py::repr(value));
}

/// `open`, the elements' reprs with ", " between, `close`.
template <typename T>
str repr_elements(const T* items, std::int64_t size, const char (&open)[2], const char (&close)[2]) {
  str::builder out;
  out.append_char(open[0]);
  for (std::int64_t i = 0; i < size; ++i) {
    if (i > 0) {
      out.append_ascii(", ");
    }
    append_repr(out, items[i]);
  }
  out.append_char(close[0]);
  return out.finish();
}

/// First index in [begin, end) of an element equal to `value`, or -1. `items` and `size` are asked again before each comparison,
/// which may run code that changes the container.
template <typename Sequence, typename X>
std::int64_t find_element(const Sequence& sequence, const X& value, std::int64_t begin, std::int64_t end) {
  for (std::int64_t i = begin; i < end && i < sequence.size(); ++i) {
    if constexpr (is_scalar<typename Sequence::value_type>) {
      if (same_or_equal(sequence[i], value)) {
        return i;
      }
    } else {
      const typename Sequence::value_type element = sequence[i];
      if (same_or_equal(element, value)) {
        return i;
      }
    }
  }
  return -1;
}

template <typename Sequence, typename X>
std::int64_t count_elements(const Sequence& sequence, const X& value) {
  std::int64_t result = 0;
  for (std::int64_t i = 0; i < sequence.size(); ++i) {
    if constexpr (is_scalar<typename Sequence::value_type>) {
      result += same_or_equal(sequence[i], value);
    } else {
      const typename Sequence::value_type element = sequence[i];
      result += same_or_equal(element, value);
    }
  }
  return result;
}

template <typename A, typename B>
bool equal_sequences(const A& a, const B& b) {
  if constexpr (!is_scalar<typename A::value_type>) {
    check_nesting("in comparison");
  }
  if (a.size() != b.size()) {
    return false;
  }
  for (std::int64_t i = 0; i < a.size() && i < b.size(); ++i) {
    if (!same_or_equal(a[i], b[i])) {
      return false;
    }
  }
  return a.size() == b.size();
}

/// `a < b`, `a <= b` … of sequences: the first pair that differs decides, by the operator itself, else the sizes.
template <comparison op, typename A, typename B>
bool compare_sequences(const A& a, const B& b) {
  if constexpr (!is_scalar<typename A::value_type>) {
    check_nesting("in comparison");
  }
  std::int64_t i = 0;
  while (i < a.size() && i < b.size() && same_or_equal(a[i], b[i])) {
    ++i;
  }
  if (i < a.size() && i < b.size()) {
    if constexpr (op == comparison::less) {
      return py::lt(a[i], b[i]);
    } else if constexpr (op == comparison::less_equal) {
      return py::le(a[i], b[i]);
    } else if constexpr (op == comparison::greater) {
      return py::gt(a[i], b[i]);
    } else {
      return py::ge(a[i], b[i]);
    }
  }
  if constexpr (op == comparison::less) {
    return a.size() < b.size();
  } else if constexpr (op == comparison::less_equal) {
    return a.size() <= b.size();
  } else if constexpr (op == comparison::greater) {
    return a.size() > b.size();
  } else {
    return a.size() >= b.size();
  }
}

[[noreturn]] void raise_not_in_list(const object& value);
[[noreturn]] void raise_list_modified();
[[noreturn]] void raise_slice_size(std::int64_t given, std::int64_t wanted);
[[noreturn]] void raise_repeat_overflow();

template <typename Key, typename T>
struct keyed {
  Key key;
  T value;
};

struct no_key {
  template <typename T>
  const T& operator()(const T& value) const {
    return value;
  }
};

template <typename F>
inline constexpr bool is_no_key = std::is_same_v<std::remove_cvref_t<F>, no_key> || std::is_same_v<std::remove_cvref_t<F>, none_t>;

/// Gives `items` the order in which `pairs` name their places.
template <typename T, typename Pair>
void take_from(storage<T>& items, std::vector<Pair>& pairs) {
  for (std::size_t start = 0; start < pairs.size(); ++start) {
    if (pairs[start].value == start) {
      continue;
    }
    T first = std::move(items[start]);
    std::size_t place = start;
    while (pairs[place].value != start) {
      const std::size_t next = std::exchange(pairs[place].value, place);
      items[place] = std::move(items[next]);
      place = next;
    }
    items[place] = std::move(first);
    pairs[place].value = place;
  }
}

/// Compares what a sort moves. Stateless and apart from the sort's own types, so that sorts of one type of key share their code.
struct by_value {
  template <typename T>
  bool operator()(const T& a, const T& b) const {
    return is_less(a, b);
  }
};
struct by_key {
  template <typename Pair>
  bool operator()(const Pair& a, const Pair& b) const {
    return is_less(a.key, b.key);
  }
};

/// Sorts in place as `list.sort` does. If `key` or a comparison raises, the elements stay, in some order.
/// `Reversed`: bool, or false_type where nothing asks for it.
template <typename T, typename Key, typename Reversed>
void sort_elements(storage<T>& items, Key&& key, Reversed reversed) {
  const auto size = static_cast<std::ptrdiff_t>(items.size());
  if constexpr (is_no_key<Key>) {
    if constexpr (std::is_integral_v<T>) {
      sort_integers(items.data(), size);
      if (reversed) {
        std::reverse(items.begin(), items.end());
      }
    } else {
      struct turn {
        storage<T>& items;
        [[no_unique_address]] Reversed on;
        turn(storage<T>& all, Reversed wanted) : items(all), on(wanted) { flip(); }
        turn(const turn&) = delete;
        turn& operator=(const turn&) = delete;
        ~turn() { flip(); }
        void flip() {
          if (on) {
            std::reverse(items.begin(), items.end());
          }
        }
      } both_ways(items, reversed);
      stable_sort<T>(items.data(), size, by_value());
    }
  } else {
    using Sorted = std::remove_cvref_t<decltype(key(items[0]))>;
    // Large elements stay where they are until the keys are in order.
    constexpr bool moves_elements = sizeof(T) <= 2 * sizeof(void*);
    using Pair = keyed<Sorted, std::conditional_t<moves_elements, T, std::size_t>>;
    std::vector<Pair> pairs;
    pairs.reserve(items.size());
    if constexpr (moves_elements) {
      std::vector<Sorted> keys;
      keys.reserve(items.size());
      for (const T& item : items) {
        keys.push_back(key(item));
      }
      for (std::size_t i = 0; i < items.size(); ++i) {
        pairs.push_back(Pair{std::move(keys[i]), std::move(items[i])});
      }
    } else {
      for (std::size_t i = 0; i < items.size(); ++i) {
        pairs.push_back(Pair{key(std::as_const(items[i])), i});
      }
    }
    struct put_back {
      std::vector<Pair>& pairs;
      storage<T>& items;
      [[no_unique_address]] Reversed reversed;
      ~put_back() {
        if (reversed) {
          std::reverse(pairs.begin(), pairs.end());
        }
        if constexpr (moves_elements) {
          for (std::size_t i = 0; i < pairs.size(); ++i) {
            items[i] = std::move(pairs[i].value);
          }
        } else {
          take_from(items, pairs);
        }
      }
    } restore{pairs, items, reversed};
    if (reversed) {
      std::reverse(pairs.begin(), pairs.end());
    }
    stable_sort<Sorted>(pairs.data(), size, by_key());
  }
}

}  // namespace detail
}  // namespace py
