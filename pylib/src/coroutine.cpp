#include <py/coroutine.hpp>
#include <py/exceptions.hpp>
#include <py/main.hpp>

#include <string_view>

namespace py::detail {

void* frame_pool::refill(std::size_t size) {
  constexpr std::size_t chunk_size = 64 * 1024;
  static char* chunk = nullptr;
  static std::size_t left = 0;
  const std::size_t block_size = (size + granularity - 1) / granularity * granularity;
  if (left < block_size) {
    // what remains serves smaller frames
    for (std::size_t rest = left / granularity * granularity; rest >= granularity; rest = 0) {
      release(chunk, rest);
    }
    chunk = static_cast<char*>(::operator new(chunk_size));
    left = chunk_size;
  }
  void* const block = chunk;
  chunk += block_size;
  left -= block_size;
  return block;
}

namespace {

/// The exception as an E, or null; without throwing it again, which costs a microsecond.
template <typename E>
E* inside(const std::exception_ptr& exception) noexcept {
  return dynamic_cast<E*>(exception_inside(exception));
}

}  // namespace

void check_depth(std::int32_t depth) {
  constexpr std::int64_t frames_per_level = 128;  // heap frames are small: the limit of 1000 means far more of them
  if (depth > recursion_limit() * frames_per_level) {
    raise_recursion_error();
  }
}

bool is_generator_exit(const std::exception_ptr& exception) noexcept { return inside<GeneratorExit>(exception) != nullptr; }
bool is_stop_iteration(const std::exception_ptr& exception) noexcept { return inside<StopIteration>(exception) != nullptr; }

std::exception_ptr make_generator_exit() { return std::make_exception_ptr(GeneratorExit()); }
std::exception_ptr make_runtime_error(const char* text) { return std::make_exception_ptr(RuntimeError(str::from_utf8(text))); }

std::exception_ptr exception_pointer(const ref<BaseException>& exception) noexcept {
  try {
    exception->py_throw();
  } catch (...) {
    return std::current_exception();
  }
}

std::exception_ptr raised_by(const object& value) { return exception_pointer(raise_fn::as_instance(value)); }

namespace {

std::exception_ptr make_runtime_error_from(const char* text, const BaseException& cause) {
  RuntimeError error((str::from_utf8(text)));
  error.py_set_cause(keep(cause));
  return std::make_exception_ptr(std::move(error));
}

}  // namespace

std::exception_ptr replaced_stop_iteration(frame_kind kind) {
  static constexpr const char* const texts[] = {"generator raised StopIteration", "coroutine raised StopIteration", "async generator raised StopIteration"};
  const std::exception_ptr exception = std::current_exception();
  if (const auto* const stop = inside<StopIteration>(exception)) {
    return make_runtime_error_from(texts[static_cast<int>(kind)], *stop);
  }
  if (kind == frame_kind::async_generator) {
    if (const auto* const stop = inside<StopAsyncIteration>(exception)) {
      return make_runtime_error_from("async generator raised StopAsyncIteration", *stop);
    }
  }
  return nullptr;
}

}  // namespace py::detail
