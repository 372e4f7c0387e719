/// Function values: py::function<R(A...)> for typed code, `py::def` for functions that dynamic code meets.
#pragma once

#include <py/cast.hpp>
#include <py/cycles.hpp>
#include <py/object.hpp>
#include <py/ref.hpp>
#include <py/type.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <functional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace py {

// --- parameters ---

enum class parameter_kind : std::uint8_t { positional_only, positional_or_keyword, var_positional, keyword_only, var_keyword };

/// A parameter of a function as dynamic calls see it. `default_value` is unbound when there is none, or when `make_default` makes it.
struct parameter {
  str name;
  parameter_kind kind = parameter_kind::positional_or_keyword;
  object default_value = object::unbound();
  std::function<object()> make_default = nullptr;

  bool has_default() const noexcept { return !default_value.is_unbound() || make_default != nullptr; }
};

/// The `*args` and `**kwargs` parameters in `py::def` and `class_::method`: `py::args("more")`.
struct args {
  explicit args(str name = "args") noexcept : name(std::move(name)) {}
  str name;
};
struct kwargs {
  explicit kwargs(str name = "kwargs") noexcept : name(std::move(name)) {}
  str name;
};
/// The markers `/` and `*` of a parameter list.
struct pos_only {};
struct kw_only {};
/// The function's or class's docstring.
struct doc {
  explicit doc(str text) noexcept : text(std::move(text)) {}
  str text;
};

/// The parameters of a function, and how arguments are bound to them.
class signature {
 public:
  signature() = default;
  explicit signature(str function_name) : name(std::move(function_name)) {}

  void add(const arg& a) { add({a.name, next_kind_}); }
  void add(const argument_value& a) { add({a.name, next_kind_, a.value}); }
  void add(const argument_maker& a) { add({a.name, next_kind_, object::unbound(), a.make}); }
  void add(const args& a) {
    add({a.name, parameter_kind::var_positional});
    next_kind_ = parameter_kind::keyword_only;
  }
  void add(const kwargs& a) { add({a.name, parameter_kind::var_keyword}); }
  void add(pos_only);
  void add(kw_only) { next_kind_ = parameter_kind::keyword_only; }
  void add(const doc& d) { documentation = object(d.text); }
  void add(parameter p) { parameters.push_back(std::move(p)); }
  void add_first(parameter p) { parameters.insert(parameters.begin(), std::move(p)); }
  /// Gives names to the parameters that were not described, `count` in all; they are positional-only.
  void complete(std::size_t count);

  /// Puts each parameter's value into its slot; a slot is left unbound only for parameters without a value, which raises first.
  /// Raises TypeError with CPython's text. `bound_self`: a first argument already known (a method's self), or null.
  void bind(const object* bound_self, const call_arguments& arguments, std::span<object> slots) const;

  str name;              ///< as error messages show it (the qualified name)
  bool builtin = false;  ///< errors are worded as those of C functions
  std::vector<parameter> parameters;
  object documentation;

 private:
  friend struct argument_binder;
  bool all_positional() const noexcept;
  parameter_kind next_kind_ = parameter_kind::positional_or_keyword;
};

namespace detail {

/// Counted callables without a type: what py::function points to.
class function_base : public Object {
 public:
  const type& py_type() const override;
  str py_repr() const override;
  bool py_boxed_callable() const override { return true; }
  bool py_boxed_bool() override { return true; }
  object py_boxed_findattr(const str& name) override;
};

/// The owner that lends its inside to a parameter of reference type.
template <typename T>
struct lender {};
template <typename T>
struct lender<vector<T>> {
  using handle = list<T>;
};
template <typename K, typename V>
struct lender<ordered_map<K, V>> {
  using handle = dict<K, V>;
};
template <typename T>
struct lender<hash_set<T>> {
  using handle = set<T>;
};
template <typename T>
concept lent = requires { typename lender<T>::handle; };

template <typename T>
inline constexpr bool is_keyword_dict = false;
template <typename V>
inline constexpr bool is_keyword_dict<dict<str, V>> = !std::is_same_v<V, object>;

/// `**named` with values of one type: a dynamic call collects them in a dict of objects that nobody else has.
template <typename Dict, typename Collected = dict<str, object>>
Dict keywords_as(const object& slot) {
  if (!Collected::py_check(slot) || slot.pointer()->py_count() != 1) {
    return cast<Dict>(slot);
  }
  Dict result;
  for (const auto& [name, value] : Collected::py_unbox(slot).items()) {
    result.set_item(name, cast<typename Dict::mapped_type>(value));
  }
  return result;
}

/// An argument out of its slot, in the form that a parameter of type A takes. The slot keeps borrowed things alive.
template <typename A>
decltype(auto) argument_as(const object& slot) {
  using Value = std::remove_cvref_t<A>;
  if constexpr (std::derived_from<Value, Object>) {
    return (*cast<ref<Value>>(slot));
  } else if constexpr (lent<Value> && std::is_reference_v<A>) {
    return (cast<typename lender<Value>::handle>(slot).borrow());
  } else if constexpr (lent<Value>) {
    return Value(cast<typename lender<Value>::handle>(slot).borrow());
  } else if constexpr (std::is_same_v<A, const object&>) {
    return (slot);
  } else if constexpr (is_keyword_dict<Value>) {
    return keywords_as<Value>(slot);
  } else {
    return cast<Value>(slot);
  }
}

/// A C++ result as an object.
template <typename R>
object box_result(R&& result) {
  using Value = std::remove_cvref_t<R>;
  if constexpr (std::derived_from<Value, Object>) {
    return object::from_pointer(&result);
  } else if constexpr (lent<Value>) {
    return object(typename lender<Value>::handle(std::forward<R>(result)));
  } else {
    return object(std::forward<R>(result));
  }
}

/// Calls `call` with the arguments in `slots`, cast to the types A.
template <typename... A, typename Call, std::size_t... I>
object apply_slots(Call&& call, [[maybe_unused]] std::span<const object> slots, std::index_sequence<I...>) {
  using R = std::invoke_result_t<Call&, A...>;
  // braces: arguments are cast from left to right
  if constexpr (std::is_void_v<R>) {
    std::tuple<decltype(argument_as<A>(slots[I]))...> values{argument_as<A>(slots[I])...};
    std::apply([&](auto&&... value) { call(std::forward<decltype(value)>(value)...); }, std::move(values));
    return None;
  } else {
    std::tuple<decltype(argument_as<A>(slots[I]))...> values{argument_as<A>(slots[I])...};
    return box_result(std::apply([&](auto&&... value) -> R { return call(std::forward<decltype(value)>(value)...); }, std::move(values)));
  }
}

[[noreturn]] void raise_positional_count(const str& name, std::size_t expected, std::size_t given);
[[noreturn]] void raise_no_keywords(const str& name);
[[noreturn]] void raise_null_function();

template <typename R, typename... A>
class function_block : public function_base {
 public:
  virtual R call(A... arguments) = 0;

  object py_boxed_call(const call_arguments& arguments) override {
    static const str lambda_name = "<lambda>";
    if (!arguments.keywords.empty()) {
      raise_no_keywords(lambda_name);
    }
    if (arguments.positional.size() != sizeof...(A)) {
      raise_positional_count(lambda_name, sizeof...(A), arguments.positional.size());
    }
    return apply_slots<A...>([this](A... values) -> R { return call(std::forward<A>(values)...); }, arguments.positional, std::index_sequence_for<A...>{});
  }
};

template <typename F, typename R, typename... A>
class callable_block final : public function_block<R, A...> {
 public:
  template <typename G>
  explicit callable_block(G&& callable) : callable_(std::forward<G>(callable)) {
    if constexpr (has_captures<F>) {
      this->py_mark_traced();
    }
  }
  void py_trace(tracer& trace) override { trace.captures(callable_); }
  R call(A... arguments) override {
    if constexpr (std::is_void_v<R>) {
      std::invoke(callable_, std::forward<A>(arguments)...);
    } else if constexpr (std::is_void_v<std::invoke_result_t<F&, A...>>) {
      std::invoke(callable_, std::forward<A>(arguments)...);
      return R(None);
    } else {
      return std::invoke(callable_, std::forward<A>(arguments)...);
    }
  }

 private:
  F callable_;
};

/// A dynamic callable seen through a typed signature; boxing it gives the callable back.
template <typename R, typename... A>
class dynamic_block final : public function_block<R, A...> {
 public:
  explicit dynamic_block(object callable) : callable_(std::move(callable)) { this->py_mark_traced(); }
  void py_trace(tracer& trace) override { trace(callable_); }
  R call(A... arguments) override {
    if constexpr (std::is_void_v<R>) {
      callable_(std::forward<A>(arguments)...);
    } else {
      return cast<R>(callable_(std::forward<A>(arguments)...));
    }
  }
  object py_boxed_self() override { return callable_; }

 private:
  object callable_;
};

}  // namespace detail

namespace detail {
/// Can F be called as R(A...)? What returns nothing gives None.
template <typename F, typename R, typename... A>
concept callable_as = std::is_invocable_r_v<R, F&, A...> || requires(F& callable, A... arguments) {
  { std::invoke(callable, std::forward<A>(arguments)...) } -> std::same_as<void>;
  requires std::is_constructible_v<R, none_t>;
};
}  // namespace detail

/// A counted function value, made from anything callable. Compared by identity.
template <typename R, typename... A>
class function<R(A...)> {
  using block = detail::function_block<R, A...>;

 public:
  /// Calling a function made by default raises TypeError, as calling None does.
  function() noexcept = default;
  template <typename F>
    requires(!std::is_same_v<std::remove_cvref_t<F>, function> && !std::is_same_v<std::remove_cvref_t<F>, object> && !detail::is_object_proxy<std::remove_cvref_t<F>> &&
             detail::callable_as<std::decay_t<F>, R, A...>)
  function(F&& callable) : block_(ref<block>::adopt(new detail::callable_block<std::decay_t<F>, R, A...>(std::forward<F>(callable)))) {}
  /// A dynamic callable; what it returns is cast to R.
  explicit function(const object& callable) : block_(ref<block>::adopt(new detail::dynamic_block<R, A...>(callable))) {}

  R operator()(A... arguments) const {
    if (block_.get() == nullptr) [[unlikely]] {
      detail::raise_null_function();
    }
    // the block stays alive while it runs, whatever happens to this handle
    const ref<block> running = block_;
    return running->call(std::forward<A>(arguments)...);
  }

  friend bool operator==(const function& a, const function& b) noexcept { return a.block_.get() == b.block_.get(); }
  friend bool operator==(const function& a, none_t) noexcept { return a.block_.get() == nullptr; }

  void py_trace(tracer& trace) { trace.counted(block_); }
  const void* py_identity() const noexcept { return block_.get(); }
  bool py_bool() const noexcept { return block_.get() != nullptr; }
  str py_repr() const { return py_box().py_repr(); }
  std::int64_t py_hash() const { return py_box().py_hash(); }
  object py_box() const { return block_.get() == nullptr ? object(None) : block_->py_boxed_self(); }
  static bool py_check(const object& value);
  static function py_unbox(const object& value) {
    if (block* const same = value.try_as<block>()) {
      function result;
      result.block_ = ref<block>(same);
      return result;
    }
    return function(value);
  }

 private:
  ref<block> block_;
};

namespace detail {
bool is_callable(const object& value);
}  // namespace detail

template <typename R, typename... A>
bool function<R(A...)>::py_check(const object& value) {
  return detail::is_callable(value);
}

template <typename R, typename... A>
function(R (*)(A...)) -> function<R(A...)>;

// --- functions as Python objects ---

/// A Python function: a name, parameters, attributes, and the code behind it.
class Function : public Object {
 public:
  Function(str name, signature parameters) : name_(std::move(name)), signature_(std::move(parameters)) { py_mark_traced(); }
  ~Function() override;

  const str& name() const noexcept { return name_; }
  void set_name(str name) { name_ = std::move(name); }
  const signature& parameters() const noexcept { return signature_; }
  signature& parameters() noexcept { return signature_; }

  /// Binds the arguments and runs the code. `self` goes before the positional arguments, when not null.
  object call(const object* self, const call_arguments& arguments);

  const type& py_type() const override;
  str py_repr() const override;
  bool py_boxed_callable() const override { return true; }
  object py_boxed_call(const call_arguments& arguments) override { return call(nullptr, arguments); }
  object py_boxed_findattr(const str& name) override;
  void py_boxed_setattr(const str& name, const object& value) override;
  dict<str, object>* py_boxed_dict() override;
  bool py_boxed_bool() override { return true; }
  void py_trace(tracer& trace) override;

 protected:
  /// Runs the code with one value per parameter.
  virtual object run(std::span<object> slots) = 0;

 private:
  str name_;
  signature signature_;
  dict<str, object>* attributes_ = nullptr;
};

namespace detail {

template <typename F>
struct callable_traits : callable_traits<decltype(&F::operator())> {};
template <typename R, typename... A>
struct callable_traits<R (*)(A...)> {
  static constexpr std::size_t arity = sizeof...(A);
  template <typename F>
  static object apply(F& function, std::span<const object> slots) {
    return apply_slots<A...>([&](A... values) -> R { return function(std::forward<A>(values)...); }, slots, std::index_sequence_for<A...>{});
  }
};
template <typename R, typename... A>
struct callable_traits<R (*)(A...) noexcept> : callable_traits<R (*)(A...)> {};
template <typename R, typename... A>
struct callable_traits<R(A...)> : callable_traits<R (*)(A...)> {};
template <typename R, typename... A>
struct callable_traits<function<R(A...)>> : callable_traits<R (*)(A...)> {};
template <typename C, typename R, typename... A>
struct callable_traits<R (C::*)(A...)> : callable_traits<R (*)(A...)> {};
template <typename C, typename R, typename... A>
struct callable_traits<R (C::*)(A...) const> : callable_traits<R (*)(A...)> {};
template <typename C, typename R, typename... A>
struct callable_traits<R (C::*)(A...) noexcept> : callable_traits<R (*)(A...)> {};
template <typename C, typename R, typename... A>
struct callable_traits<R (C::*)(A...) const noexcept> : callable_traits<R (*)(A...)> {};

/// A Function over a C++ callable.
template <typename F>
class typed_function final : public Function {
 public:
  typed_function(str name, signature parameters, F callable) : Function(std::move(name), std::move(parameters)), callable_(std::move(callable)) {}
  void py_trace(tracer& trace) override {
    Function::py_trace(trace);
    trace.captures(callable_);
  }

 protected:
  object run(std::span<object> slots) override { return callable_traits<F>::apply(callable_, slots); }

 private:
  F callable_;
};

/// A Function over a C++ callable that takes the slots as they are.
class slots_function final : public Function {
 public:
  using code = std::function<object(std::span<object>)>;
  slots_function(str name, signature parameters, code callable) : Function(std::move(name), std::move(parameters)), callable_(std::move(callable)) {}
  void py_trace(tracer& trace) override {
    Function::py_trace(trace);
    trace.captures(callable_);
  }

 protected:
  object run(std::span<object> slots) override { return callable_(slots); }

 private:
  code callable_;
};

}  // namespace detail

namespace detail {
/// The place of the object that a C++ function is as a Python value; unbound until it is made.
object& function_object(void (*function)());
}  // namespace detail

struct def_fn {
  /// A C++ callable as a Python function, with its name and parameters: `py::def("add", &add, py::arg("left"), py::arg("right") = 2)`.
  /// Parameters that are not described are positional-only. `py::args`, `py::kwargs` take the rest.
  template <typename F, typename... Parameters>
  object operator()(str name, F callable, Parameters&&... parameters) const {
    const auto made = [&] {
      signature description(name);
      (description.add(std::forward<Parameters>(parameters)), ...);
      description.complete(detail::callable_traits<F>::arity);
      return object(ref<Function>::adopt(new detail::typed_function<F>(std::move(name), std::move(description), std::move(callable))));
    };
    if constexpr (std::is_function_v<std::remove_pointer_t<F>>) {
      // a function of the program is one object, wherever it becomes one
      object& known = detail::function_object(reinterpret_cast<void (*)()>(callable));
      if (known.is_unbound()) {
        known = made();
      }
      return known;
    } else {
      return made();
    }
  }
};
inline constexpr def_fn def{};

/// A function or other callable with its first argument already given.
class BoundMethod final : public Object {
 public:
  BoundMethod(object self, object function) noexcept : self_(std::move(self)), function_(std::move(function)) {}
  void py_trace(tracer& trace) override { trace(self_, function_); }
  const object& self() const noexcept { return self_; }
  const object& function() const noexcept { return function_; }

  const type& py_type() const override;
  str py_repr() const override;
  std::int64_t py_hash() const override;
  bool py_boxed_callable() const override { return true; }
  object py_boxed_call(const call_arguments& arguments) override;
  object py_boxed_findattr(const str& name) override;
  object py_boxed_compare(comparison op, const object& other) override;
  bool py_boxed_bool() override { return true; }

 private:
  object self_;
  object function_;
};

}  // namespace py
