/// Memory of the krait program. A run makes tens of millions of small blocks and ends soon, so blocks of one size lie side by side, are
/// used again for that size, and go back to the system when the program ends.
#include <sys/mman.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KRAIT_CHECKED_MEMORY
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define KRAIT_CHECKED_MEMORY
#endif

#ifndef KRAIT_CHECKED_MEMORY

namespace {

constexpr std::size_t granule = 16;                           // of sizes; every block is aligned to it
constexpr std::size_t largest = 512;                          // what is larger is malloc's
constexpr std::size_t chunk = std::size_t{1} << 16;           // holds blocks of one size
constexpr std::size_t reserved = std::size_t{1} << 35;        // addresses, not memory

struct Block {
  Block* next;
};

/// Blocks of one size.
struct Pool {
  Block* unused;
  char* fresh;   // from here to the end of the chunk nothing was handed out
  char* end;
};

/// Address space for chunks; without it everything is malloc's.
struct Region {
  char* begin = static_cast<char*>(mmap(nullptr, reserved, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0));
  std::size_t size = begin == MAP_FAILED ? 0 : reserved;
  std::atomic<std::size_t> taken = 0;
  std::array<std::uint8_t, reserved / chunk> pools{};   // of each chunk

  [[nodiscard]] bool contains(const void* block) const { return static_cast<std::size_t>(static_cast<const char*>(block) - begin) < size; }
};

Region& region() {
  static Region instance;
  return instance;
}

constinit thread_local std::array<Pool, largest / granule + 1> pools{};

void* allocate_large(std::size_t size) {
  void* block = std::malloc(size);
  if (block == nullptr) {
    throw std::bad_alloc();
  }
  return block;
}

void* from_new_chunk(std::size_t pool) {
  Region& all = region();
  const std::size_t at = all.taken.fetch_add(chunk);
  if (at + chunk > all.size) {
    return allocate_large(pool * granule);
  }
  all.pools[at / chunk] = static_cast<std::uint8_t>(pool);
  pools[pool].fresh = all.begin + at + pool * granule;
  pools[pool].end = all.begin + at + chunk / (pool * granule) * (pool * granule);
  return all.begin + at;
}

void* allocate(std::size_t size) {
  if (size > largest) {
    return allocate_large(size);
  }
  const std::size_t index = size == 0 ? 1 : (size + granule - 1) / granule;
  Pool& pool = pools[index];
  if (Block* block = pool.unused; block != nullptr) {
    pool.unused = block->next;
    return block;
  }
  if (pool.fresh == pool.end) {
    return from_new_chunk(index);
  }
  char* block = pool.fresh;
  pool.fresh += index * granule;
  return block;
}

void release(void* block) {
  const Region& all = region();
  if (!all.contains(block)) {
    std::free(block);
    return;
  }
  Pool& pool = pools[all.pools[static_cast<std::size_t>(static_cast<char*>(block) - all.begin) / chunk]];
  pool.unused = ::new (block) Block{pool.unused};
}

}  // namespace

void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void operator delete(void* block) noexcept { release(block); }
void operator delete[](void* block) noexcept { release(block); }
void operator delete(void* block, std::size_t) noexcept { release(block); }
void operator delete[](void* block, std::size_t) noexcept { release(block); }

#endif
