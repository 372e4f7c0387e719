/// Python's sort: a stable, adaptive merge sort (timsort with powersort's merge order). It compares in the same order and as
/// often as CPython 3.11 does, so comparisons with effects show the same ones.
#pragma once

#include <py/fwd.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace py::detail {

/// `less(a, b)`, in line only where that is a few instructions: a sort compares in many places.
template <typename T, typename Less>
[[gnu::noinline]] bool compare_apart(const T& a, const T& b, Less& less) {
  return less(a, b);
}
template <typename T, typename Less>
bool compare(const T& a, const T& b, Less& less) {
  if constexpr (std::is_trivially_copyable_v<T>) {
    return less(a, b);
  } else {
    return compare_apart(a, b, less);
  }
}

/// Moves [first, last) into `aside`. `assign` does as much in three times the code.
template <typename T>
void set_aside(std::vector<T>& aside, T* first, T* last) {
  aside.clear();
  aside.reserve(static_cast<std::size_t>(last - first));
  for (; first != last; ++first) {
    aside.push_back(std::move(*first));
  }
}

/// Sorts `size` elements at `items` with `less(a, b)`. Its parts are not put in line: a program has one sorter per type of key,
/// and most of the time goes to comparisons. If `less` throws, the elements are some permutation of what they were.
template <typename T, typename Less>
class merge_sorter {
 public:
  merge_sorter(T* items, std::ptrdiff_t size, Less& less) : items_(items), size_(size), less_(less) {}

  void sort() {
    const std::ptrdiff_t shortest = shortest_run(size_);
    std::ptrdiff_t start = 0;
    while (start < size_) {
      const std::ptrdiff_t left = size_ - start;
      std::ptrdiff_t length = natural_run(start);
      if (length < shortest) {
        const std::ptrdiff_t wanted = std::min(left, shortest);
        insertion_sort(start, start + wanted, start + length);
        length = wanted;
      }
      push_run(start, length);
      start += length;
    }
    while (runs_.size() > 1) {
      std::size_t at = runs_.size() - 2;
      if (at > 0 && runs_[at - 1].length < runs_[at + 1].length) {
        --at;
      }
      merge_runs(at);
    }
  }

 private:
  struct run {
    std::ptrdiff_t start;
    std::ptrdiff_t length;
    int power;
  };

  static constexpr std::ptrdiff_t initial_gallop = 7;

  static std::ptrdiff_t shortest_run(std::ptrdiff_t size) {
    std::ptrdiff_t lost = 0;
    while (size >= 64) {
      lost |= size & 1;
      size >>= 1;
    }
    return size + lost;
  }

  bool less(const T& a, const T& b) { return compare(a, b, less_); }

  /// Length of the run that begins at `start`; a strictly descending one is reversed.
  [[gnu::noinline]] std::ptrdiff_t natural_run(std::ptrdiff_t start) {
    std::ptrdiff_t at = start + 1;
    if (at == size_) {
      return 1;
    }
    const bool descending = less(items_[at], items_[at - 1]);
    do {
      ++at;
    } while (at < size_ && less(items_[at], items_[at - 1]) == descending);
    if (descending) {
      std::reverse(items_ + start, items_ + at);
    }
    return at - start;
  }

  /// Sorts [first, last), of which [first, sorted) is sorted.
  [[gnu::noinline]] void insertion_sort(std::ptrdiff_t first, std::ptrdiff_t last, std::ptrdiff_t sorted) {
    for (; sorted < last; ++sorted) {
      std::ptrdiff_t low = first;
      std::ptrdiff_t high = sorted;
      while (low < high) {
        const std::ptrdiff_t middle = low + ((high - low) >> 1);
        if (less(items_[sorted], items_[middle])) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      if (low != sorted) {
        T pivot = std::move(items_[sorted]);
        std::move_backward(items_ + low, items_ + sorted, items_ + sorted + 1);
        items_[low] = std::move(pivot);
      }
    }
  }

  /// Depth, in the ideal merge tree, of the node between two neighbouring runs.
  int node_power(const run& before, std::ptrdiff_t next_length) const {
    std::ptrdiff_t a = 2 * before.start + before.length;
    std::ptrdiff_t b = a + before.length + next_length;
    int power = 1;
    while (true) {
      if (a >= size_) {
        a -= size_;
        b -= size_;
      } else if (b >= size_) {
        return power;
      }
      ++power;
      a <<= 1;
      b <<= 1;
    }
  }

  void push_run(std::ptrdiff_t start, std::ptrdiff_t length) {
    if (!runs_.empty()) {
      const int power = node_power(runs_.back(), length);
      while (runs_.size() > 1 && runs_[runs_.size() - 2].power > power) {
        merge_runs(runs_.size() - 2);
      }
      runs_.back().power = power;
    }
    runs_.push_back({start, length, 0});
  }

  /// Merges runs `at` and `at + 1`.
  [[gnu::noinline]] void merge_runs(std::size_t at) {
    T* a = items_ + runs_[at].start;
    T* b = items_ + runs_[at + 1].start;
    std::ptrdiff_t a_size = runs_[at].length;
    std::ptrdiff_t b_size = runs_[at + 1].length;
    runs_[at].length = a_size + b_size;
    runs_.erase(runs_.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    const std::ptrdiff_t in_place = upper_bound(*b, a, a_size, 0);
    a += in_place;
    a_size -= in_place;
    if (a_size == 0) {
      return;
    }
    b_size = lower_bound(a[a_size - 1], b, b_size, b_size - 1);
    if (b_size == 0) {
      return;
    }
    if (a_size <= b_size) {
      merge_forwards(a, a_size, b, b_size);
    } else {
      merge_backwards(a, a_size, b, b_size);
    }
  }

  /// Where `value` belongs in the sorted a[0, size): behind its equals, or before them. Gallops away from `hint`, then bisects.
  [[gnu::noinline]] std::ptrdiff_t bound(const T& value, const T* a, std::ptrdiff_t size, std::ptrdiff_t hint, bool behind_equals) {
    const auto precedes = [&](const T& element) { return behind_equals ? !less(value, element) : less(element, value); };
    std::ptrdiff_t last = 0;
    std::ptrdiff_t offset = 1;
    const bool forwards = precedes(a[hint]);
    const std::ptrdiff_t limit = forwards ? size - hint : hint + 1;
    while (offset < limit && precedes(a[forwards ? hint + offset : hint - offset]) == forwards) {
      last = offset;
      offset = 2 * offset + 1;
    }
    offset = std::min(offset, limit);
    if (forwards) {
      last += hint;
      offset += hint;
    } else {
      const std::ptrdiff_t nearest = last;
      last = hint - offset;
      offset = hint - nearest;
    }
    ++last;
    while (last < offset) {
      const std::ptrdiff_t middle = last + ((offset - last) >> 1);
      if (precedes(a[middle])) {
        last = middle + 1;
      } else {
        offset = middle;
      }
    }
    return offset;
  }
  std::ptrdiff_t lower_bound(const T& value, const T* a, std::ptrdiff_t size, std::ptrdiff_t hint) { return bound(value, a, size, hint, false); }
  std::ptrdiff_t upper_bound(const T& value, const T* a, std::ptrdiff_t size, std::ptrdiff_t hint) { return bound(value, a, size, hint, true); }

  /// The state of a merge from the left. The left run is set aside; when the merge ends, also by an exception, what is left of
  /// it fills the gap, which always has its size.
  struct forward_merge {
    T* a;
    std::ptrdiff_t a_size;
    T* b;
    std::ptrdiff_t b_size;
    T* out;

    forward_merge(std::vector<T>& aside, T* a_run, std::ptrdiff_t a_run_size, T* b_run, std::ptrdiff_t b_run_size) : a_size(a_run_size), b(b_run), b_size(b_run_size), out(a_run) {
      set_aside(aside, a_run, a_run + a_run_size);
      a = aside.data();
    }
    forward_merge(const forward_merge&) = delete;
    forward_merge& operator=(const forward_merge&) = delete;
    ~forward_merge() { std::move(a, a + a_size, out); }

    void take_a(std::ptrdiff_t count = 1) {
      out = std::move(a, a + count, out);
      a += count;
      a_size -= count;
    }
    void take_b(std::ptrdiff_t count = 1) {
      out = std::move(b, b + count, out);
      b += count;
      b_size -= count;
    }
  };

  [[gnu::noinline]] void merge_forwards(T* a, std::ptrdiff_t a_size, T* b, std::ptrdiff_t b_size) {
    forward_merge m(aside_, a, a_size, b, b_size);
    m.take_b();
    while (m.b_size > 0 && m.a_size > 1) {
      if (!step_forwards(m) || !gallop_forwards(m)) {
        break;
      }
    }
    if (m.a_size == 1) {
      m.take_b(m.b_size);  // the last of the left run is the greatest
    }
  }

  /// One at a time until one run wins often in a row; false when the merge is decided.
  bool step_forwards(forward_merge& m) {
    std::ptrdiff_t a_wins = 0;
    std::ptrdiff_t b_wins = 0;
    while (true) {
      if (less(*m.b, *m.a)) {
        m.take_b();
        ++b_wins;
        a_wins = 0;
        if (m.b_size == 0) {
          return false;
        }
        if (b_wins >= gallop_) {
          return true;
        }
      } else {
        m.take_a();
        ++a_wins;
        b_wins = 0;
        if (m.a_size == 1) {
          return false;
        }
        if (a_wins >= gallop_) {
          return true;
        }
      }
    }
  }

  /// Whole stretches at a time while that pays; false when the merge is decided.
  bool gallop_forwards(forward_merge& m) {
    std::ptrdiff_t gallop = gallop_ + 1;
    std::ptrdiff_t a_wins = 0;
    std::ptrdiff_t b_wins = 0;
    do {
      gallop -= gallop > 1;
      gallop_ = gallop;
      a_wins = upper_bound(*m.b, m.a, m.a_size, 0);
      m.take_a(a_wins);
      if (a_wins > 0 && m.a_size <= 1) {
        return false;
      }
      m.take_b();
      if (m.b_size == 0) {
        return false;
      }
      b_wins = lower_bound(*m.a, m.b, m.b_size, 0);
      m.take_b(b_wins);
      if (m.b_size == 0) {
        return false;
      }
      m.take_a();
      if (m.a_size == 1) {
        return false;
      }
    } while (a_wins >= initial_gallop || b_wins >= initial_gallop);
    gallop_ = gallop + 1;
    return true;
  }

  /// The mirror image: the right run is set aside, and the merge goes from the right.
  struct backward_merge {
    T* a;  ///< first of the left run
    std::ptrdiff_t a_size;
    T* b;  ///< first of the right run, aside
    std::ptrdiff_t b_size;
    T* out;  ///< behind the gap

    backward_merge(std::vector<T>& aside, T* a_run, std::ptrdiff_t a_run_size, T* b_run, std::ptrdiff_t b_run_size)
        : a(a_run), a_size(a_run_size), b_size(b_run_size), out(b_run + b_run_size) {
      set_aside(aside, b_run, b_run + b_run_size);
      b = aside.data();
    }
    backward_merge(const backward_merge&) = delete;
    backward_merge& operator=(const backward_merge&) = delete;
    ~backward_merge() { std::move_backward(b, b + b_size, out); }

    void take_a(std::ptrdiff_t count = 1) {
      out = std::move_backward(a + a_size - count, a + a_size, out);
      a_size -= count;
    }
    void take_b(std::ptrdiff_t count = 1) {
      out = std::move_backward(b + b_size - count, b + b_size, out);
      b_size -= count;
    }
    T& last_a() { return a[a_size - 1]; }
    T& last_b() { return b[b_size - 1]; }
  };

  [[gnu::noinline]] void merge_backwards(T* a, std::ptrdiff_t a_size, T* b, std::ptrdiff_t b_size) {
    backward_merge m(aside_, a, a_size, b, b_size);
    m.take_a();
    while (m.a_size > 0 && m.b_size > 1) {
      if (!step_backwards(m) || !gallop_backwards(m)) {
        break;
      }
    }
    if (m.b_size == 1) {
      m.take_a(m.a_size);  // the first of the right run is the least
    }
  }

  bool step_backwards(backward_merge& m) {
    std::ptrdiff_t a_wins = 0;
    std::ptrdiff_t b_wins = 0;
    while (true) {
      if (less(m.last_b(), m.last_a())) {
        m.take_a();
        ++a_wins;
        b_wins = 0;
        if (m.a_size == 0) {
          return false;
        }
        if (a_wins >= gallop_) {
          return true;
        }
      } else {
        m.take_b();
        ++b_wins;
        a_wins = 0;
        if (m.b_size == 1) {
          return false;
        }
        if (b_wins >= gallop_) {
          return true;
        }
      }
    }
  }

  bool gallop_backwards(backward_merge& m) {
    std::ptrdiff_t gallop = gallop_ + 1;
    std::ptrdiff_t a_wins = 0;
    std::ptrdiff_t b_wins = 0;
    do {
      gallop -= gallop > 1;
      gallop_ = gallop;
      a_wins = m.a_size - upper_bound(m.last_b(), m.a, m.a_size, m.a_size - 1);
      m.take_a(a_wins);
      if (m.a_size == 0) {
        return false;
      }
      m.take_b();
      if (m.b_size == 1) {
        return false;
      }
      b_wins = m.b_size - lower_bound(m.last_a(), m.b, m.b_size, m.b_size - 1);
      m.take_b(b_wins);
      if (b_wins > 0 && m.b_size <= 1) {
        return false;
      }
      m.take_a();
      if (m.a_size == 0) {
        return false;
      }
    } while (a_wins >= initial_gallop || b_wins >= initial_gallop);
    gallop_ = gallop + 1;
    return true;
  }

  T* items_;
  std::ptrdiff_t size_;
  Less& less_;
  std::ptrdiff_t gallop_ = initial_gallop;
  std::vector<run> runs_;
  std::vector<T> aside_;
};

/// Is comparing a total order that nobody can watch? NaN makes floats none.
template <typename T>
inline constexpr bool is_total_order = std::is_integral_v<T>;
template <>
inline constexpr bool is_total_order<str> = true;
template <>
inline constexpr bool is_total_order<Int> = true;
template <typename... Ts>
inline constexpr bool is_total_order<std::tuple<Ts...>> = (is_total_order<Ts> && ...);

/// A stable merge sort for total orders, where how often and in which order it compares cannot be told: a fraction of the code.
template <typename T, typename Less>
class plain_sorter {
 public:
  plain_sorter(T* items, std::ptrdiff_t size, Less& less) : items_(items), size_(size), less_(less) {}

  void sort() {
    if (is_one_run()) {
      return;
    }
    for (std::ptrdiff_t first = 0; first < size_; first += shortest) {
      insertion_sort(items_ + first, items_ + std::min(first + shortest, size_));
    }
    for (std::ptrdiff_t width = shortest; width < size_; width *= 2) {
      for (std::ptrdiff_t first = 0; first + width < size_; first += 2 * width) {
        merge(items_ + first, items_ + first + width, items_ + std::min(first + 2 * width, size_));
      }
    }
  }

 private:
  static constexpr std::ptrdiff_t shortest = 12;

  bool less(const T& a, const T& b) { return compare(a, b, less_); }

  /// In order, or strictly descending: then turned round.
  bool is_one_run() {
    const bool descending = less(items_[1], items_[0]);
    for (std::ptrdiff_t at = 2; at < size_; ++at) {
      if (less(items_[at], items_[at - 1]) != descending) {
        return false;
      }
    }
    if (descending) {
      std::reverse(items_, items_ + size_);
    }
    return true;
  }

  [[gnu::noinline]] void insertion_sort(T* first, T* last) {
    for (T* next = first + 1; next < last; ++next) {
      if (!less(*next, next[-1])) {
        continue;
      }
      T moved = std::move(*next);
      T* hole = next;
      do {
        *hole = std::move(hole[-1]);
        --hole;
      } while (hole != first && less(moved, hole[-1]));
      *hole = std::move(moved);
    }
  }

  [[gnu::noinline]] void merge(T* first, T* middle, T* last) {
    if (!less(*middle, middle[-1])) {
      return;
    }
    set_aside(aside_, first, middle);
    T* left = aside_.data();
    T* const left_end = left + aside_.size();
    T* out = first;
    while (left != left_end && middle != last) {
      T& least = less(*middle, *left) ? *middle++ : *left++;
      *out++ = std::move(least);
    }
    std::move(left, left_end, out);
  }

  T* items_;
  std::ptrdiff_t size_;
  Less& less_;
  std::vector<T> aside_;
};

/// Stable sort of [items, items + size) by `less`, which compares values of type `Key`. O(n log n) comparisons, fewer for input with runs.
template <typename Key, typename T, typename Less>
void stable_sort(T* items, std::ptrdiff_t size, Less less) {
  if (size > 1) {
    using Sorter = std::conditional_t<is_total_order<Key>, plain_sorter<T, Less>, merge_sorter<T, Less>>;
    Sorter(items, size, less).sort();
  }
}

/// Sort of integers, whose equals cannot be told apart: sorted and reversed input linearly, else the standard sort.
template <typename T>
  requires std::is_integral_v<T>
void sort_integers(T* items, std::ptrdiff_t size) {
  if (std::is_sorted(items, items + size)) {
    return;
  }
  if (std::is_sorted(items, items + size, [](T a, T b) { return a > b; })) {
    std::reverse(items, items + size);
    return;
  }
  std::sort(items, items + size);
}

}  // namespace py::detail
