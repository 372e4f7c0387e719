/// A callable that is passed down, not kept: one pointer to it and one to the code that calls it, no allocation.
#pragma once

#include <type_traits>
#include <utility>

namespace krait {

template <class Signature>
class FunctionRef;

/// Refers to any callable of the signature. Must not outlive what it was made from; cheap to copy.
template <class Result, class... Arguments>
class FunctionRef<Result(Arguments...)> {
 public:
  template <class Callable, class = std::enable_if_t<!std::is_same_v<std::remove_cvref_t<Callable>, FunctionRef>>>
  FunctionRef(Callable&& callable)  // NOLINT: converts as std::function does
      : callable_(const_cast<void*>(static_cast<const void*>(&callable))),
        call_([](void* object, Arguments... arguments) -> Result { return (*static_cast<std::remove_reference_t<Callable>*>(object))(std::forward<Arguments>(arguments)...); }) {}

  Result operator()(Arguments... arguments) const { return call_(callable_, std::forward<Arguments>(arguments)...); }

 private:
  void* callable_;
  Result (*call_)(void*, Arguments...);
};

}  // namespace krait
