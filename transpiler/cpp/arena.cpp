#include <cassert>

#include "cpp/tree.hpp"

namespace krait::cpp {

namespace {
thread_local Arena* current_arena = nullptr;
}  // namespace

Arena::~Arena() {
  for (Node* node = newest_; node != nullptr;) {
    Node* older = node->older;
    node->~Node();
    node = older;
  }
}

Arena& Arena::current() {
  assert(current_arena != nullptr && "an ArenaScope must be alive while nodes are built");
  return *current_arena;
}

ArenaScope::ArenaScope(Arena& arena) : previous_(current_arena) { current_arena = &arena; }

ArenaScope::~ArenaScope() { current_arena = previous_; }

}  // namespace krait::cpp
