/// groupby and tee: iterators that share a source.
#pragma once

#include <py/itertools/iterator_base.hpp>
#include <py/object.hpp>
#include <py/ref.hpp>
#include <py/tuple.hpp>

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace py::itertools {
namespace detail {

/// What a groupby and its groups share.
template <typename Source, typename KeyFunction>
class grouping_state final : public Object {
 public:
  using Element = element_t<Source>;
  using Key = std::remove_cvref_t<decltype(std::declval<KeyFunction&>()(std::declval<const Element&>()))>;

  grouping_state(Source&& source, KeyFunction key) : source_(std::forward<Source>(source)), key_(std::move(key)) {}

  /// Goes on to the next group; its key, or nothing at the end.
  std::optional<Key> next_group() {
    ++group;
    while (!current_ || (target_ && eq(*target_, *current_key_))) {
      if (!step()) {
        return std::nullopt;
      }
    }
    target_ = current_key_;
    return target_;
  }
  /// The next element of the group with this number.
  std::optional<Element> next_element(std::int64_t number) {
    if (number != group || (!current_ && !step()) || !eq(*target_, *current_key_)) {
      return std::nullopt;
    }
    return std::exchange(current_, std::nullopt);
  }

  std::int64_t group = 0;

 private:
  bool step() {
    current_ = source_.next();
    if (!current_) {
      return false;
    }
    current_key_ = key_(std::as_const(*current_));
    return true;
  }

  pulled<Source> source_;
  KeyFunction key_;
  std::optional<Element> current_;
  std::optional<Key> current_key_;
  std::optional<Key> target_;
};

template <typename State>
class group_elements : public iterator_base<group_elements<State>, typename State::Element> {
 public:
  group_elements(ref<State> state, std::int64_t number) noexcept : state_(std::move(state)), number_(number) {}
  auto next() { return state_->next_element(number_); }

 private:
  ref<State> state_;
  std::int64_t number_;
};

template <typename State>
class grouping : public iterator_base<grouping<State>, std::tuple<typename State::Key, iterator<typename State::Element>>> {
  using Group = std::tuple<typename State::Key, iterator<typename State::Element>>;

 public:
  explicit grouping(ref<State> state) noexcept : state_(std::move(state)) {}
  std::optional<Group> next() {
    auto key = state_->next_group();
    if (!key) {
      return std::nullopt;
    }
    return Group(*std::move(key), group_elements<State>(state_, state_->group));
  }

 private:
  ref<State> state_;
};

struct identity_key {
  template <typename T>
  T operator()(const T& value) const {
    return value;
  }
};
template <typename F>
struct called_key {
  F f;
  template <typename T>
  auto operator()(const T& value) {
    return py::call(f, value);
  }
};

/// What the iterators of one tee share: elements that some have seen and others have not.
template <typename T>
class tee_state final : public Object {
 public:
  explicit tee_state(iterator<T> source) : source_(std::move(source)) {}
  std::optional<T> at(std::int64_t position) {
    while (position - first_ >= static_cast<std::int64_t>(kept_.size())) {
      std::optional<T> element = source_.next();
      if (!element) {
        return element;
      }
      kept_.push_back(*std::move(element));
    }
    return kept_[static_cast<std::size_t>(position - first_)];
  }
  void add(std::int64_t position) { positions_.push_back(position); }
  void move(std::int64_t from) {
    for (std::int64_t& position : positions_) {
      if (position == from) {
        ++position;
        break;
      }
    }
    forget();
  }
  void remove(std::int64_t position) {
    for (auto at = positions_.begin(); at != positions_.end(); ++at) {
      if (*at == position) {
        positions_.erase(at);
        break;
      }
    }
    forget();
  }

 private:
  /// Drops what everybody has seen.
  void forget() {
    while (!kept_.empty()) {
      for (const std::int64_t position : positions_) {
        if (position <= first_) {
          return;
        }
      }
      kept_.pop_front();
      ++first_;
    }
  }

  iterator<T> source_;
  std::deque<T> kept_;
  std::int64_t first_ = 0;
  std::vector<std::int64_t> positions_;
};

template <typename T>
class tee_iterator : public iterator_base<tee_iterator<T>, T> {
 public:
  explicit tee_iterator(ref<tee_state<T>> state) : state_(std::move(state)) { state_->add(position_); }
  tee_iterator(const tee_iterator& other) : state_(other.state_), position_(other.position_) { state_->add(position_); }
  tee_iterator(tee_iterator&& other) noexcept : state_(std::move(other.state_)), position_(other.position_) {}
  tee_iterator& operator=(tee_iterator other) noexcept {
    std::swap(state_, other.state_);
    std::swap(position_, other.position_);
    return *this;
  }
  ~tee_iterator() {
    if (state_.get() != nullptr) {
      state_->remove(position_);
    }
  }
  std::optional<T> next() {
    std::optional<T> element = state_->at(position_);
    if (element) {
      state_->move(position_);
      ++position_;
    }
    return element;
  }

 private:
  ref<tee_state<T>> state_;
  std::int64_t position_ = 0;
};

[[noreturn]] void raise_negative_tee();

}  // namespace detail

struct groupby_fn {
  template <typename Source>
  auto operator()(Source&& source, none_t = {}) const {
    return make_groups(std::forward<Source>(source), detail::identity_key());
  }
  template <typename Source, typename F>
  auto operator()(Source&& source, F key) const {
    return make_groups(std::forward<Source>(source), detail::called_key<F>{std::move(key)});
  }

 private:
  template <typename Source, typename KeyFunction>
  static auto make_groups(Source&& source, KeyFunction key) {
    using State = detail::grouping_state<Source, KeyFunction>;
    return detail::grouping<State>(ref<State>::adopt(new State(std::forward<Source>(source), std::move(key))));
  }
};
/// Runs of elements with equal keys: tuples of a key and an iterator, which is over once the next group has been asked for.
inline constexpr groupby_fn groupby{};

struct tee_fn {
  /// `n` independent iterators over one source.
  template <typename Source>
  auto operator()(Source&& source, size_argument n = 2) const {
    using T = element_t<Source>;
    if (n < 0) {
      detail::raise_negative_tee();
    }
    const auto state = ref<detail::tee_state<T>>::adopt(new detail::tee_state<T>(iterator<T>(std::forward<Source>(source))));
    vector<iterator<T>> result;
    for (std::int64_t i = 0; i < n; ++i) {
      result.append(iterator<T>(detail::tee_iterator<T>(state)));
    }
    return tuple<iterator<T>>(std::move(result));
  }
};
inline constexpr tee_fn tee{};

}  // namespace py::itertools
