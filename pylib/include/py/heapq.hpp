/// Python's heapq module: heaps in lists, with CPython's order of comparisons, so that equal elements come out in its order.
#pragma once

#include <py/boxed.hpp>
#include <py/iter.hpp>
#include <py/list.hpp>
#include <py/sequence.hpp>
#include <py/table_key.hpp>
#include <py/vector.hpp>

#include <cstdint>
#include <cstring>
#include <new>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace py::heapq {
namespace detail {

[[noreturn]] void raise_heap_changed();
/// TypeError: "heappush() argument 1 must be list, not tuple"; `what` is the text up to "argument 1".
[[noreturn]] void raise_not_a_list(const char* what, const object& value);

/// How elements order themselves.
struct smallest_first {
  template <typename T>
  bool operator()(const T& a, const T& b) const {
    return py::detail::is_less(a, b);
  }
};

/// The elements of a heap that dynamic code holds: a list of any element type.
class dynamic_heap {
 public:
  using value_type = object;
  dynamic_heap(const char* what, const object& list) : list_(list.try_as<py::detail::list_object>()) {
    if (list_ == nullptr) {
      raise_not_a_list(what, list);
    }
  }
  std::int64_t size() const { return list_->boxed_size(); }
  object operator[](std::int64_t index) const { return list_->boxed_get(index); }
  void put(std::int64_t index, const object& value) const { list_->boxed_set(index, value); }
  void append(const object& value) const { list_->boxed_insert(list_->boxed_size(), value); }
  object pop() const {
    const object last = list_->boxed_get(size() - 1);
    list_->boxed_erase(size() - 1, size());
    return last;
  }

 private:
  py::detail::list_object* list_;
};

/// Are the leading numbers and strings of two elements enough to order them? Then no code of the program runs, and nothing is copied.
template <std::size_t I = 0, typename T>
[[gnu::always_inline]] inline std::optional<bool> less_by_scalars(const T& a, const T& b) {
  if constexpr (py::detail::is_scalar<T>) {
    return py::detail::is_less(a, b);
  } else if constexpr (requires { requires py::detail::is_scalar<std::tuple_element_t<I, T>>; }) {
    return eq(std::get<I>(a), std::get<I>(b)) ? less_by_scalars<I + 1>(a, b) : lt(std::get<I>(a), std::get<I>(b));
  } else {
    return std::nullopt;
  }
}

/// The element on its way through a heap. Its place is a hole, which nobody sees: before code of the program runs the element lies in it again,
/// so that the list is whole, also when a comparison raises.
template <typename T, typename Less>
class travelling {
 public:
  travelling(vector<T>& heap, std::int64_t at, Less less) : heap_(heap), size_(heap.size()), at_(at), less_(less) { lift(); }
  travelling(const travelling&) = delete;
  travelling& operator=(const travelling&) = delete;
  ~travelling() {
    if (lifted_) {
      put_back();
    }
  }
  std::int64_t at() const noexcept { return at_; }
  std::int64_t heap_size() const noexcept { return size_; }
  /// The element at `from` moves into the hole.
  void fill_from(std::int64_t from) {
    if constexpr (py::detail::is_relocatable<T>) {
      std::memcpy(place(at_), place(from), sizeof(T));
    } else {
      heap_[at_] = std::move(heap_[from]);
    }
    at_ = from;
  }
  bool is_less_than(std::int64_t other) {
    const auto known = compared_in_place(value_, heap_[other]);
    return known ? *known : compared_whole(at_, other);
  }
  /// Of two elements that stay where they are.
  bool is_less(std::int64_t left, std::int64_t right) {
    const auto known = compared_in_place(heap_[left], heap_[right]);
    return known ? *known : compared_whole(left, right);
  }

 private:
  void lift() {
    if constexpr (py::detail::is_relocatable<T>) {
      std::memcpy(static_cast<void*>(&value_), place(at_), sizeof(T));
    } else {
      new (&value_) T(std::move(heap_[at_]));
    }
    lifted_ = true;
  }
  void put_back() {
    if constexpr (py::detail::is_relocatable<T>) {
      std::memcpy(place(at_), static_cast<const void*>(&value_), sizeof(T));
    } else {
      heap_[at_] = std::move(value_);
      value_.~T();
    }
    lifted_ = false;
  }
  static std::optional<bool> compared_in_place([[maybe_unused]] const T& a, [[maybe_unused]] const T& b) {
    if constexpr (std::is_same_v<Less, smallest_first>) {
      return less_by_scalars(a, b);
    } else {
      return std::nullopt;
    }
  }
  /// Comparisons may run code of the program, which may let go of the elements but must leave the list its size.
  bool compared_whole(std::int64_t left, std::int64_t right) {
    put_back();
    const T a(heap_[left]);
    const T b(heap_[right]);
    const bool result = less_(a, b);
    if (heap_.size() != size_) [[unlikely]] {
      raise_heap_changed();
    }
    lift();
    return result;
  }
  void* place(std::int64_t index) noexcept { return &heap_[index]; }

  vector<T>& heap_;
  std::int64_t size_;
  std::int64_t at_;
  [[no_unique_address]] Less less_;
  bool lifted_ = false;
  union {
    T value_;
  };
};

/// A copy of an element whose comparison may run code of the program; otherwise the element itself.
template <typename T>
decltype(auto) stable(const T& element) {
  if constexpr (py::detail::is_scalar<T>) {
    return (element);
  } else {
    return T(element);
  }
}

/// Moves the element at `at` up towards `start`, past its larger parents.
template <typename T, typename Less = smallest_first>
void move_up(vector<T>& heap, std::int64_t start, std::int64_t at, Less less = {}) {
  travelling<T, Less> item(heap, at, less);
  while (item.at() > start) {
    const std::int64_t parent = (item.at() - 1) >> 1;
    if (!item.is_less_than(parent)) {
      break;
    }
    item.fill_from(parent);
  }
}

/// Moves the element at `at` down to a leaf along the smaller children, then up again to where it belongs.
template <typename T, typename Less = smallest_first>
void move_down(vector<T>& heap, std::int64_t at, Less less = {}) {
  const std::int64_t start = at;
  {
    travelling<T, Less> item(heap, at, less);
    const std::int64_t size = item.heap_size();
    for (std::int64_t child = 2 * at + 1; child < size; child = 2 * item.at() + 1) {
      if (child + 1 < size && !item.is_less(child, child + 1)) {
        ++child;
      }
      item.fill_from(child);
    }
    at = item.at();
  }
  move_up(heap, start, at, less);
}

template <typename T, typename Less = smallest_first>
void make_heap(vector<T>& heap, Less less = {}) {
  for (std::int64_t i = heap.size() / 2; i-- > 0;) {
    move_down(heap, i, less);
  }
}

/// The same for a list with elements of unknown type.
void move_up(const dynamic_heap& heap, std::int64_t start, std::int64_t at);
void move_down(const dynamic_heap& heap, std::int64_t at);

template <typename T>
vector<T>& elements(list<T>& heap) {
  return heap.borrow();
}
template <typename T>
vector<T>& elements(const list<T>& heap) {
  return heap.borrow();
}
template <typename T>
vector<T>& elements(vector<T>& heap) {
  return heap;
}

template <typename H>
inline constexpr bool is_dynamic = !requires(H& heap) { elements(heap); };

[[noreturn]] inline void raise_empty() { raise_index_error("list index out of range"); }

/// An element with what orders it: its key and its place in the source.
template <typename K, typename T>
struct ranked {
  K key;
  std::int64_t order;
  T value;
};

}  // namespace detail

/// Adds an item. O(log n).
template <typename H, typename X>
void heappush(H&& heap, X&& item) {
  using Heap = std::remove_reference_t<H>;
  if constexpr (detail::is_dynamic<Heap>) {
    const detail::dynamic_heap view("heappush() argument 1", object(heap));
    view.append(object(std::forward<X>(item)));
    detail::move_up(view, 0, view.size() - 1);
  } else {
    auto& items = detail::elements(heap);
    items.append(std::forward<X>(item));
    detail::move_up(items, 0, items.size() - 1);
  }
}

/// Removes the smallest item. Raises IndexError ("index out of range"). O(log n).
template <typename H>
auto heappop(H&& heap) {
  using Heap = std::remove_reference_t<H>;
  if constexpr (detail::is_dynamic<Heap>) {
    const detail::dynamic_heap view("heappop() argument", object(heap));
    if (view.size() == 0) {
      raise_index_error("index out of range");
    }
    const object last = view.pop();
    if (view.size() == 0) {
      return last;
    }
    const object first = view[0];
    view.put(0, last);
    detail::move_down(view, 0);
    return first;
  } else {
    auto& items = detail::elements(heap);
    if (items.size() == 0) [[unlikely]] {
      raise_index_error("index out of range");
    }
    auto last = items.pop();
    if (items.size() != 0) {
      std::swap(last, items[0]);
      detail::move_down(items, 0);
    }
    return last;
  }
}

/// Makes a heap of a list. O(n).
template <typename H>
void heapify(H&& heap) {
  using Heap = std::remove_reference_t<H>;
  if constexpr (detail::is_dynamic<Heap>) {
    const detail::dynamic_heap view("heapify() argument", object(heap));
    for (std::int64_t i = view.size() / 2; i-- > 0;) {
      detail::move_down(view, i);
    }
  } else {
    detail::make_heap(detail::elements(heap));
  }
}

/// Gives the smallest item and puts another in its place. Raises IndexError for an empty heap.
template <typename H, typename X>
auto heapreplace(H&& heap, X&& item) {
  using Heap = std::remove_reference_t<H>;
  if constexpr (detail::is_dynamic<Heap>) {
    const detail::dynamic_heap view("heapreplace() argument 1", object(heap));
    if (view.size() == 0) {
      raise_index_error("index out of range");
    }
    const object first = view[0];
    view.put(0, object(std::forward<X>(item)));
    detail::move_down(view, 0);
    return first;
  } else {
    auto& items = detail::elements(heap);
    if (items.size() == 0) [[unlikely]] {
      raise_index_error("index out of range");
    }
    using T = std::remove_reference_t<decltype(items[0])>;
    T given(std::forward<X>(item));
    std::swap(given, items[0]);
    detail::move_down(items, 0);
    return given;
  }
}

/// Adds an item, then removes and gives the smallest; faster than the two in turn.
template <typename H, typename X>
auto heappushpop(H&& heap, X&& item) {
  using Heap = std::remove_reference_t<H>;
  if constexpr (detail::is_dynamic<Heap>) {
    const detail::dynamic_heap view("heappushpop() argument 1", object(heap));
    object given(std::forward<X>(item));
    if (view.size() != 0 && py::lt(view[0], given)) {
      const object first = view[0];
      view.put(0, given);
      detail::move_down(view, 0);
      return first;
    }
    return given;
  } else {
    auto& items = detail::elements(heap);
    using T = std::remove_reference_t<decltype(items[0])>;
    T given(std::forward<X>(item));
    if (items.size() != 0 && py::detail::is_less(detail::stable(items[0]), given)) {
      if (items.size() == 0) {
        raise_index_error("index out of range");
      }
      std::swap(given, items[0]);
      detail::move_down(items, 0);
    }
    return given;
  }
}

namespace detail {

/// How CPython orders the pairs (key, order): equal keys by their order.
struct ranked_less {
  template <typename Item>
  bool operator()(const Item& a, const Item& b) const {
    return py::detail::same_or_equal(a.key, b.key) ? a.order < b.order : py::detail::is_less(a.key, b.key);
  }
};
struct ranked_greater {
  template <typename Item>
  bool operator()(const Item& a, const Item& b) const {
    return ranked_less()(b, a);
  }
};

/// Replaces the worst of the `n` best whenever a better element comes. `worst_first` keeps the worst on top of the heap.
template <typename Item, typename Iterable, typename KeyOf, typename WorstFirst, typename Better>
void collect_best(vector<Item>& best, std::int64_t n, std::int64_t order_step, Iterable&& source, const KeyOf& key_of, WorstFirst worst_first, Better better) {
  std::int64_t order = 0;
  bool heap_made = false;
  py::detail::for_each(std::forward<Iterable>(source), [&](auto&& element) {
    if (n <= 0) {
      return false;
    }
    auto key = key_of(std::as_const(element));
    if (best.size() < n) {
      best.append(Item{std::move(key), order, std::forward<decltype(element)>(element)});
      order += order_step;
      return true;
    }
    if (!heap_made) {
      make_heap(best, worst_first);
      heap_made = true;
    }
    if (better(key, best[0].key)) {
      best[0] = Item{std::move(key), order, std::forward<decltype(element)>(element)};
      order += order_step;
      move_down(best, 0, worst_first);
    }
    return true;
  });
  if (!heap_made) {
    make_heap(best, worst_first);
  }
}

/// The one best element, the first of several.
template <typename T, typename Iterable, typename KeyOf, typename Better>
vector<T> single_best(Iterable&& source, const KeyOf& key_of, Better better) {
  using K = std::remove_cvref_t<decltype(key_of(std::declval<const T&>()))>;
  std::optional<K> best_key;
  vector<T> result;
  py::detail::for_each(std::forward<Iterable>(source), [&](auto&& element) {
    K key(key_of(std::as_const(element)));
    if (!best_key || better(key, *best_key)) {
      best_key.emplace(std::move(key));
      result.clear();
      result.append(T(std::forward<decltype(element)>(element)));
    }
  });
  return result;
}

/// The `n` smallest or largest elements, by CPython's steps.
template <bool largest, typename Iterable, typename KeyOf>
auto extremes(std::int64_t n, Iterable&& source, const KeyOf& key_of) {
  using T = element_t<Iterable>;
  using K = std::remove_cvref_t<decltype(key_of(std::declval<const T&>()))>;
  const auto better = [](const K& a, const K& b) { return largest ? py::detail::is_less(b, a) : py::detail::is_less(a, b); };
  if (n == 1) {
    return single_best<T>(std::forward<Iterable>(source), key_of, better);
  }
  if constexpr (requires { source.py_len(); }) {
    if (n >= py::len(source)) {
      vector<T> all(std::forward<Iterable>(source));
      all.sort(py::key = key_of, py::reverse = largest);
      return all;
    }
  }
  vector<ranked<K, T>> best;
  if constexpr (largest) {
    collect_best(best, n, -1, std::forward<Iterable>(source), key_of, ranked_less(), better);
    py::detail::stable_sort<K>(best.data(), best.size(), ranked_greater());
  } else {
    collect_best(best, n, 1, std::forward<Iterable>(source), key_of, ranked_greater(), better);
    py::detail::stable_sort<K>(best.data(), best.size(), ranked_less());
  }
  vector<T> result;
  result.reserve(best.size());
  for (ranked<K, T>& each : best) {
    result.append(std::move(each.value));
  }
  return result;
}

template <typename Key>
decltype(auto) key_function(const Key& key) {
  if constexpr (std::is_same_v<Key, none_t>) {
    return py::detail::no_key();
  } else {
    return (key);
  }
}

template <bool largest, typename Iterable, typename Key>
auto extremes_by(std::int64_t n, Iterable&& source, const Key& key) {
  if constexpr (py::detail::is_optional<Key>) {
    return key ? extremes<largest>(n, std::forward<Iterable>(source), *key) : extremes<largest>(n, std::forward<Iterable>(source), py::detail::no_key());
  } else {
    return extremes<largest>(n, std::forward<Iterable>(source), key_function(key));
  }
}

}  // namespace detail

/// The `n` smallest elements in order, as `sorted(xs, key=key)[:n]` gives them. O(m log n).
template <typename Iterable, typename Key = none_t>
auto nsmallest(size_argument n, Iterable&& xs, const Key& key = Key()) {
  return detail::extremes_by<false>(n, std::forward<Iterable>(xs), key);
}
/// The `n` largest elements, largest first.
template <typename Iterable, typename Key = none_t>
auto nlargest(size_argument n, Iterable&& xs, const Key& key = Key()) {
  return detail::extremes_by<true>(n, std::forward<Iterable>(xs), key);
}

namespace detail {

/// Several sorted iterators merged into one.
template <typename T, typename Key>
class merging {
  using K = std::remove_cvref_t<decltype(std::declval<const Key&>()(std::declval<const T&>()))>;
  using item = ranked<K, T>;

 public:
  using value_type = T;
  merging(vector<iterator<T>> sources, Key key, bool reverse) : sources_(std::move(sources)), key_(std::move(key)), reverse_(reverse) {}

  std::optional<T> next() {
    if (!started_) {
      start();
    } else if (heap_.size() != 0) {
      advance();
    }
    return heap_.size() != 0 ? std::optional<T>(heap_[0].value) : std::nullopt;
  }
  merging py_iter() const { return *this; }

 private:
  auto order() const {
    return [reverse = reverse_](const item& a, const item& b) {
      if (py::detail::same_or_equal(a.key, b.key)) {
        return a.order < b.order;
      }
      return reverse ? py::detail::is_less(b.key, a.key) : py::detail::is_less(a.key, b.key);
    };
  }
  void start() {
    started_ = true;
    for (std::int64_t i = 0; i < sources_.size(); ++i) {
      if (std::optional<T> first = sources_[i].next()) {
        K key(key_(std::as_const(*first)));
        heap_.append(item{std::move(key), i, *std::move(first)});
      }
    }
    make_heap(heap_, order());
  }
  /// Replaces what was given last by what follows it in its source.
  void advance() {
    if (std::optional<T> following = sources_[heap_[0].order].next()) {
      K key(key_(std::as_const(*following)));
      heap_[0].key = std::move(key);
      heap_[0].value = *std::move(following);
    } else {
      item last = heap_.pop();
      if (heap_.size() == 0) {
        return;
      }
      heap_[0] = std::move(last);
    }
    if (heap_.size() > 1) {
      move_down(heap_, 0, order());
    }
  }

  vector<iterator<T>> sources_;
  Key key_;
  bool reverse_;
  bool started_ = false;
  vector<item> heap_;
};

template <typename T, typename Source>
void add_source(vector<iterator<T>>& sources, Source&& source) {
  using Plain = std::remove_cvref_t<Source>;
  if constexpr (is_spread<Plain>) {
    py::detail::for_each(source.values, [&sources](auto&& each) { sources.append(iterator<T>(std::forward<decltype(each)>(each))); });
  } else if constexpr (!is_tagged<Plain>) {
    sources.append(iterator<T>(std::forward<Source>(source)));
  }
}

template <typename First>
struct merged_element {
  using type = element_t<First>;
};
template <typename S>
struct merged_element<spread_argument<S>> {
  using type = element_t<element_t<S>>;
};

}  // namespace detail

/// The elements of sorted iterables as one sorted iterator: `merge(a, b, py::key = f, py::reverse = true)`. Owned containers that are
/// lvalues are referred to.
template <typename First, typename... Rest>
auto merge(First&& first, Rest&&... rest) {
  using T = typename detail::merged_element<std::remove_cvref_t<First>>::type;
  auto key = detail::key_function(pick<key_tag>(None, rest...));
  const bool reverse = py::truth(pick<reverse_tag>(false, rest...));
  vector<iterator<T>> sources;
  detail::add_source<T>(sources, std::forward<First>(first));
  (detail::add_source<T>(sources, std::forward<Rest>(rest)), ...);
  return iterator<T>(detail::merging<T, decltype(key)>(std::move(sources), std::move(key), reverse));
}

}  // namespace py::heapq
