/// `import functools`: reduce, lru_cache, partial, update_wrapper, cmp_to_key.
#pragma once

#include <py/builtin_functions.hpp>
#include <py/dict.hpp>
#include <py/function.hpp>
#include <py/iterate.hpp>
#include <py/object.hpp>
#include <py/protocol.hpp>
#include <py/str.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace py::functools {

/// What `total_ordering` makes of a comparison's answer: NotImplemented stays, else what `derive` says of its truth.
template <typename F>
object unless_declined(const object& answer, F derive) {
  return is_not_implemented(answer) ? answer : object(derive(py::truth(answer)));
}
namespace detail {

[[noreturn]] void raise_empty_reduce();

template <typename R, typename A, typename B>
std::tuple<std::remove_cvref_t<A>, std::remove_cvref_t<B>> parameters_of(R (*)(A, B));
template <typename C, typename R, typename A, typename B>
std::tuple<std::remove_cvref_t<A>, std::remove_cvref_t<B>> parameters_of(R (C::*)(A, B));
template <typename C, typename R, typename A, typename B>
std::tuple<std::remove_cvref_t<A>, std::remove_cvref_t<B>> parameters_of(R (C::*)(A, B) const);
template <typename F>
concept is_signed_call = requires { parameters_of(&F::operator()); };

/// What `reduce` carries along: what the function says it takes; for a function of any types, what holds the first value and what it gives.
template <typename F, typename First, typename Element>
auto reduced_probe() {
  if constexpr (std::is_pointer_v<F>) {
    return std::type_identity<std::tuple_element_t<0, decltype(parameters_of(std::declval<F>()))>>();
  } else if constexpr (is_signed_call<F>) {
    return std::type_identity<std::tuple_element_t<0, decltype(parameters_of(&F::operator()))>>();
  } else {
    using Wide = std::conditional_t<native_integer<First> && !std::is_same_v<First, bool>, std::int64_t, First>;
    return std::type_identity<py::detail::common_t<Wide, decltype(py::call(std::declval<F&>(), std::declval<Wide>(), std::declval<Element>()))>>();
  }
}
template <typename F, typename First, typename Element>
using reduced_t = typename decltype(reduced_probe<std::decay_t<F>, First, Element>())::type;

/// `f(total, element)`, with an element that is an object as what the function takes.
template <typename F, typename T, typename Element>
decltype(auto) reduce_step(F& f, T&& total, Element&& element) {
  if constexpr (is_signed_call<F> && std::is_same_v<std::remove_cvref_t<Element>, object>) {
    using Wanted = std::tuple_element_t<1, decltype(parameters_of(&F::operator()))>;
    return py::call(f, std::forward<T>(total), py::detail::element_as<Wanted>(std::forward<Element>(element)));
  } else {
    return py::call(f, std::forward<T>(total), std::forward<Element>(element));
  }
}

}  // namespace detail

struct reduce_fn {
  /// `reduce(f, source)`: TypeError when the source is empty.
  template <typename F, typename Source>
  auto operator()(F&& f, Source&& source) const {
    using T = detail::reduced_t<F, element_t<Source>, element_t<Source>>;
    std::optional<T> total;
    py::detail::for_each(source, [&](auto&& element) {
      if (total) {
        T next = py::detail::element_as<T>(detail::reduce_step(f, *std::move(total), std::forward<decltype(element)>(element)));
        total.emplace(std::move(next));
      } else {
        total.emplace(py::detail::element_as<T>(std::forward<decltype(element)>(element)));
      }
    });
    if (!total) {
      detail::raise_empty_reduce();
    }
    return *std::move(total);
  }
  /// `reduce(f, source, initial)`.
  template <typename F, typename Source, typename Initial>
  auto operator()(F&& f, Source&& source, Initial&& initial) const {
    using T = detail::reduced_t<F, py::detail::kept_t<Initial>, element_t<Source>>;
    T total = py::detail::element_as<T>(std::forward<Initial>(initial));
    py::detail::for_each(source, [&](auto&& element) { total = py::detail::element_as<T>(detail::reduce_step(f, std::move(total), std::forward<decltype(element)>(element))); });
    return total;
  }
};
inline constexpr reduce_fn reduce{};

/// What `cache_info()` gives.
class CacheInfo {
 public:
  CacheInfo(std::int64_t hits, std::int64_t misses, std::optional<std::int64_t> maxsize, std::int64_t currsize) noexcept
      : hits_(hits), misses_(misses), maxsize_(maxsize), currsize_(currsize) {}
  std::int64_t hits() const noexcept { return hits_; }
  std::int64_t misses() const noexcept { return misses_; }
  std::optional<std::int64_t> maxsize() const noexcept { return maxsize_; }
  std::int64_t currsize() const noexcept { return currsize_; }
  str py_repr() const;
  friend bool operator==(const CacheInfo&, const CacheInfo&) noexcept = default;

 private:
  std::int64_t hits_;
  std::int64_t misses_;
  std::optional<std::int64_t> maxsize_;
  std::int64_t currsize_;
};

namespace detail {
std::optional<std::int64_t> cache_limit(none_t) noexcept;
std::optional<std::int64_t> cache_limit(std::int64_t maxsize) noexcept;
template <typename T>
std::optional<std::int64_t> cache_limit(const std::optional<T>& maxsize) {
  return maxsize ? cache_limit(static_cast<std::int64_t>(*maxsize)) : std::nullopt;
}
}  // namespace detail

/// The results of a function decorated with `lru_cache` or `cache`, by arguments; the least recently used one goes when there are
/// more than `maxsize`. The function asks it first:
///
///   py::Int fib(const py::Int& n) {
///     static py::functools::lru_cache<py::Int(py::Int)> cache(py::None);
///     return cache([](const py::Int& n) { … the body … }, n);
///   }
///
/// A closure is wrapped: `py::functools::cached_function`. A result is O(1) away. Arguments must be hashable (TypeError).
template <typename Signature>
class lru_cache;

template <typename R, typename... A>
class lru_cache<R(A...)> {
 public:
  lru_cache() noexcept : limit_(128) {}
  template <typename Limit>
    requires(!std::same_as<Limit, lru_cache>)
  explicit lru_cache(const Limit& maxsize) : limit_(detail::cache_limit(maxsize)) {}

  /// The result for these arguments: kept, or made by `f(arguments...)`, which may come here again.
  template <typename F, typename... Arguments>
  R operator()(F&& f, Arguments&&... arguments) {
    Key key(std::forward<Arguments>(arguments)...);
    if (R* const found = limit_ != 0 ? find(key) : nullptr) {
      ++hits_;
      return *found;
    }
    ++misses_;
    R result = made_by(f, key);
    if (limit_ != 0) {
      keep(std::move(key), result);
    }
    return result;
  }

  CacheInfo cache_info() const noexcept { return {hits_, misses_, limit_, results_.size()}; }
  void cache_clear() {
    ordered_map<Key, R> old;
    std::swap(old, results_);
    hits_ = 0;
    misses_ = 0;
  }

 private:
  using Key = std::tuple<A...>;

  /// A function without a result gives None.
  template <typename F>
  static R made_by(F& f, const Key& key) {
    if constexpr (std::is_void_v<decltype(std::apply(f, key))>) {
      std::apply(f, key);
      return {};
    } else {
      return std::apply(f, key);
    }
  }
  /// A hit makes the entry the most recently used one.
  R* find(const Key& key) {
    R* const found = results_.find(key);
    if (found == nullptr || !limit_) {
      return found;
    }
    R result = results_.pop(key);
    results_[key] = std::move(result);
    return results_.find(key);
  }
  void keep(Key key, const R& result) {
    if (results_.find(key) != nullptr) {
      return;  // the function has been here in the meantime
    }
    if (limit_ && results_.size() >= *limit_) {
      const Key oldest(*results_.begin());
      results_.pop(oldest);
    }
    results_[std::move(key)] = result;
  }

  ordered_map<Key, R> results_;
  std::optional<std::int64_t> limit_;
  std::int64_t hits_ = 0;
  std::int64_t misses_ = 0;
};

/// A closure with its lru_cache: a handle, whose copies share what is kept.
///
///   const py::functools::cached_function<py::Int(std::int64_t)> fib(py::None, [&](std::int64_t n) -> py::Int { … });
template <typename Signature>
class cached_function;

template <typename R, typename... A>
class cached_function<R(A...)> {
 public:
  template <typename Limit, typename F>
  cached_function(const Limit& maxsize, F function) : state_(std::make_shared<state>(state{std::move(function), lru_cache<R(A...)>(maxsize)})) {}
  R operator()(A... arguments) const {
    const std::shared_ptr<state> running = state_;
    return running->cache(running->function, std::move(arguments)...);
  }
  CacheInfo cache_info() const noexcept { return state_->cache.cache_info(); }
  void cache_clear() const { state_->cache.cache_clear(); }

 private:
  struct state {
    py::function<R(A...)> function;
    lru_cache<R(A...)> cache;
  };
  std::shared_ptr<state> state_;
};

namespace detail {

object make_partial(object function, const call_arguments& arguments);

}  // namespace detail

struct partial_fn {
  /// A callable with some arguments given: `partial(f, 1, py::arg("x") = 2, py::spread(xs))`. It has `func`, `args`, `keywords`.
  template <typename F, typename... Arguments>
  object operator()(const F& function, Arguments&&... arguments) const {
    return py::detail::with_arguments([&](const call_arguments& given) { return detail::make_partial(object(function), given); }, std::forward<Arguments>(arguments)...);
  }
};
inline constexpr partial_fn partial{};

struct update_wrapper_fn {
  /// Gives `wrapper` the name, the documentation and the attributes of `wrapped`, and itself.
  object operator()(const object& wrapper, const object& wrapped) const;
};
inline constexpr update_wrapper_fn update_wrapper{};

struct singledispatch_fn {
  /// A function that the class of its first argument chooses: `f.register(C, g)`.
  object operator()(const object& function) const;
};
inline constexpr singledispatch_fn singledispatch{};

/// What `cmp_to_key` makes of an element: ordered by a comparison function.
template <typename T, typename F>
class key_object {
 public:
  key_object(T value, F compare) : obj(std::move(value)), compare_(std::move(compare)) {}
  friend bool operator<(const key_object& a, const key_object& b) { return truth(lt(py::call(a.compare_, a.obj, b.obj), std::int64_t{0})); }
  friend bool operator>(const key_object& a, const key_object& b) { return b < a; }
  friend bool operator<=(const key_object& a, const key_object& b) { return !(b < a); }
  friend bool operator>=(const key_object& a, const key_object& b) { return !(a < b); }
  friend bool operator==(const key_object& a, const key_object& b) { return eq(py::call(a.compare_, a.obj, b.obj), std::int64_t{0}); }

  T obj;

 private:
  mutable F compare_;
};

namespace detail {
/// The object that a key function is where it is kept.
object make_key_function(std::function<object(const object&, const object&)> compare);
}  // namespace detail

/// What `cmp_to_key` gives.
template <typename F>
class key_function {
 public:
  explicit key_function(F compare) : compare_(std::move(compare)) {}
  template <typename Value>
  auto operator()(const Value& value) const {
    using T = py::detail::kept_t<const Value&>;
    return key_object<T, F>(T(value), compare_);
  }
  object py_box() const {
    return detail::make_key_function([compare = compare_](const object& a, const object& b) mutable { return object(py::call(compare, a, b)); });
  }

 private:
  F compare_;
};

struct cmp_to_key_fn {
  /// A key function out of a comparison function that gives a negative number, zero or a positive number.
  template <typename F>
  auto operator()(F compare) const {
    return key_function<F>(std::move(compare));
  }
};
inline constexpr cmp_to_key_fn cmp_to_key{};

}  // namespace py::functools
