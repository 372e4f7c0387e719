#include <py/exceptions.hpp>
#include <py/memory.hpp>
#include <py/object.hpp>
#include <py/type.hpp>

#include "object_access.hpp"

#include <vector>

namespace py::detail {

void* allocate_fresh_block(std::size_t size_class) {
  constexpr std::size_t chunk_bytes = std::size_t{16} * 1024;
  const std::size_t block_bytes = size_class * block_granularity;
  const std::size_t blocks = chunk_bytes / block_bytes;
  auto* const chunk = static_cast<std::byte*>(::operator new(blocks * block_bytes));
  // the first block is the caller's, the others form the list, in ascending order
  free_block_link* next = free_blocks[size_class];
  for (std::size_t i = blocks - 1; i > 0; --i) {
    auto* const link = ::new (static_cast<void*>(chunk + i * block_bytes)) free_block_link{next};
    next = link;
  }
  free_blocks[size_class] = next;
  return chunk;
}

namespace {

/// Nested destructions beyond this wait in the queue.
constexpr int deepest_nesting = 60;

int nesting = 0;
std::vector<Object*>* waiting = nullptr;  // never freed: objects may die while the program's statics do

void call_finalizer(Object& instance) noexcept {
  try {
    instance.py_del();
  } catch (...) {
    report_unraisable(str::from_utf8("<function ") + instance.py_type().qualified_name() + ".__del__>");
  }
}

/// False when `__del__` made a new reference.
bool finalize(Object* instance) noexcept {
  object_access::set_count(instance, 1);
  call_finalizer(*instance);
  return object_access::drop(instance);
}

void destroy_now(Object* instance) noexcept {
  if (object_access::take_finalizer(instance) && !finalize(instance)) {
    return;
  }
  if (object_access::place(*instance) != 0) {
    forget_possible_cycle(*instance);  // `__del__` counted it up and down
  }
  if (object_access::is_finalizable(*instance) && object_access::is_traced(*instance)) {
    forget_finalizable(*instance);
  }
  object_access::release(instance);
}

}  // namespace

void finalize_early(Object& instance) noexcept {
  if (object_access::take_finalizer(&instance)) {
    call_finalizer(instance);
  }
}

bool is_destroying() noexcept { return nesting > 0; }

void destroy(Object* instance) noexcept {
  if (object_access::place(*instance) != 0) {
    forget_possible_cycle(*instance);
  }
  if (nesting >= deepest_nesting) {
    if (waiting == nullptr) {
      waiting = new std::vector<Object*>();
    }
    waiting->push_back(instance);
    return;
  }
  ++nesting;
  destroy_now(instance);
  if (nesting == 1 && waiting != nullptr) {
    while (!waiting->empty()) {
      Object* const next = waiting->back();
      waiting->pop_back();
      destroy_now(next);
    }
  }
  --nesting;
}

}  // namespace py::detail
