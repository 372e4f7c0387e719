// heapq and bisect: errors, and heaps in lists whose element type is not known.
#include <py/bisect.hpp>
#include <py/exceptions.hpp>
#include <py/heapq.hpp>
#include <py/type.hpp>

namespace py::heapq::detail {

void raise_heap_changed() { raise_runtime_error("list changed size during iteration"); }

void raise_not_a_list(const char* what, const object& value) { raise_type_error(str::from_utf8(what) + str(" must be list, not ") + value.py_type().name()); }

namespace {

bool less(const dynamic_heap& heap, const object& a, const object& b) {
  const std::int64_t size = heap.size();
  const bool result = a < b;
  if (heap.size() != size) {
    raise_heap_changed();
  }
  return result;
}

}  // namespace

void move_up(const dynamic_heap& heap, std::int64_t start, std::int64_t at) {
  const object item = heap[at];
  while (at > start) {
    const std::int64_t parent = (at - 1) >> 1;
    const object above = heap[parent];
    if (!less(heap, item, above)) {
      break;
    }
    heap.put(at, above);
    heap.put(parent, item);
    at = parent;
  }
}

void move_down(const dynamic_heap& heap, std::int64_t at) {
  const std::int64_t start = at;
  const std::int64_t size = heap.size();
  for (std::int64_t child = 2 * at + 1; child < size; child = 2 * at + 1) {
    if (child + 1 < size && !less(heap, heap[child], heap[child + 1])) {
      ++child;
    }
    const object moved = heap[child];
    heap.put(child, heap[at]);
    heap.put(at, moved);
    at = child;
  }
  move_up(heap, start, at);
}

}  // namespace py::heapq::detail

namespace py::bisect::detail {

void raise_negative_lo() { raise_value_error("lo must be non-negative"); }

}  // namespace py::bisect::detail
