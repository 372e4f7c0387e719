/// Memory of counted objects: free lists of small blocks, and destruction that does not recurse without bound.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define PY_PLAIN_ALLOCATION 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define PY_PLAIN_ALLOCATION 1
#endif
#endif

namespace py {

class Object;

namespace detail {

struct object_access;

/// Blocks of up to this many bytes come from free lists, one per multiple of 16.
inline constexpr std::size_t largest_pooled_block = 256;
inline constexpr std::size_t block_granularity = 16;

struct free_block_link {
  free_block_link* next;
};

inline constinit free_block_link* free_blocks[largest_pooled_block / block_granularity + 1] = {};

/// Fills the list of a size class from a new chunk and gives one block of it.
void* allocate_fresh_block(std::size_t size_class);

/// Memory for `size` bytes, aligned to 16. Raises std::bad_alloc. Larger blocks are malloc's, so that realloc may resize them.
inline void* allocate_block(std::size_t size) {
#ifndef PY_PLAIN_ALLOCATION
  if (size <= largest_pooled_block) {
    const std::size_t size_class = (size + block_granularity - 1) / block_granularity;
    free_block_link* const block = free_blocks[size_class];
    if (block == nullptr) [[unlikely]] {
      return allocate_fresh_block(size_class);
    }
    free_blocks[size_class] = block->next;
    return block;
  }
#endif
  void* const block = std::malloc(size);
  if (block == nullptr) [[unlikely]] {
    throw std::bad_alloc();
  }
  return block;
}

/// Gives back what `allocate_block(size)` gave.
inline void free_block(void* block, [[maybe_unused]] std::size_t size) noexcept {
#ifndef PY_PLAIN_ALLOCATION
  if (size <= largest_pooled_block) {
    const std::size_t size_class = (size + block_granularity - 1) / block_granularity;
    auto* const link = static_cast<free_block_link*>(block);
    link->next = free_blocks[size_class];
    free_blocks[size_class] = link;
    return;
  }
#endif
  std::free(block);
}

/// Ends an object whose count has fallen to zero: runs its `__del__`, then destroys it. Past a depth of nested
/// destructions the object waits in a queue, so that a list of a million nodes does not overflow the stack.
void destroy(Object* instance) noexcept;

/// Remembers a traced object that lost a reference and stayed: where a cycle is left behind, one of its objects is among them.
void note_possible_cycle(Object& instance) noexcept;

/// Numbers an object with `__del__` that may be part of a cycle: those of a cycle are called in the order in which the objects were made.
void number_finalizable(const Object& instance);

/// Counts down to the next collection of cycles.
inline constinit std::int64_t instances_until_collection = 10000;
/// Collects, where enough objects may be part of a cycle.
void collect_cycles_if_worthwhile();
/// Stands before a traced object is made, where nothing is half changed.
inline void before_traced_instance() {
  if (--instances_until_collection <= 0) [[unlikely]] {
    collect_cycles_if_worthwhile();
  }
}

}  // namespace detail
}  // namespace py
