/// Queues between tasks: Queue, LifoQueue, PriorityQueue.
#pragma once

#include <py/asyncio/sync.hpp>
#include <py/protocol.hpp>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

namespace py::asyncio {
namespace detail {

/// A queue without its items.
class queue_base : public Object {
 public:
  bool full() const noexcept { return maxsize > 0 && size >= maxsize; }
  bool empty() const noexcept { return size == 0; }
  static task<none_t> wait_for_room(ref<queue_base> self);
  static task<none_t> wait_for_item(ref<queue_base> self);
  static task<none_t> wait_until_done(ref<queue_base> self);
  void item_added() {
    ++size;
    ++unfinished;
    getters.pop_and_wake();
  }
  void item_taken() {
    --size;
    putters.pop_and_wake();
  }
  void task_done();
  [[noreturn]] static void raise_full();
  [[noreturn]] static void raise_empty();

  /// For dynamic code.
  static const type& py_class();
  const type& py_type() const override { return py_class(); }
  virtual void boxed_put(const object& item) = 0;
  virtual object boxed_take() = 0;

  std::int64_t maxsize = 0;
  std::int64_t size = 0;
  std::int64_t unfinished = 0;
  waiter_list getters;
  waiter_list putters;
  waiter_list joiners;
};

template <typename T>
class fifo_items {
 public:
  void put(T item) { items_.push_back(std::move(item)); }
  T get() {
    T item = std::move(items_.front());
    items_.pop_front();
    return item;
  }

 private:
  std::deque<T> items_;
};

template <typename T>
class lifo_items {
 public:
  void put(T item) { items_.push_back(std::move(item)); }
  T get() {
    T item = std::move(items_.back());
    items_.pop_back();
    return item;
  }

 private:
  std::vector<T> items_;
};

/// Python's heapq, so that comparisons happen in its order.
template <typename T>
class priority_items {
 public:
  void put(T item) {
    items_.push_back(std::move(item));
    sift_towards_root(items_.size() - 1);
  }
  T get() {
    T last = std::move(items_.back());
    items_.pop_back();
    if (items_.empty()) {
      return last;
    }
    T first = std::exchange(items_.front(), std::move(last));
    std::size_t place = 0;
    for (std::size_t child = 1; child < items_.size(); child = 2 * place + 1) {
      if (child + 1 < items_.size() && !lt(items_[child], items_[child + 1])) {
        ++child;
      }
      std::swap(items_[place], items_[child]);
      place = child;
    }
    sift_towards_root(place);
    return first;
  }

 private:
  void sift_towards_root(std::size_t place) {
    while (place > 0) {
      const std::size_t parent = (place - 1) / 2;
      if (!lt(items_[place], items_[parent])) {
        return;
      }
      std::swap(items_[place], items_[parent]);
      place = parent;
    }
  }

  std::vector<T> items_;
};

template <typename T, typename Items>
class queue_state final : public queue_base {
 public:
  void put_now(T item) {
    items.put(std::move(item));
    item_added();
  }
  T get_now() {
    T item = items.get();
    item_taken();
    return item;
  }
  void boxed_put(const object& item) override { put_now(cast<T>(item)); }
  object boxed_take() override { return py::detail::boxed_value(get_now()); }

  Items items;
};

template <typename T, typename Items>
struct queue_put {
  using result_type = none_t;
  ref<queue_state<T, Items>> queue;
  T item;
  bool ready() const noexcept { return !queue->full(); }
  task<none_t> wait() { return queue_base::wait_for_room(queue); }
  none_t finish() {
    queue->put_now(std::move(item));
    return None;
  }
};

template <typename T, typename Items>
struct queue_get {
  using result_type = T;
  ref<queue_state<T, Items>> queue;
  bool ready() const noexcept { return !queue->empty(); }
  task<none_t> wait() { return queue_base::wait_for_item(queue); }
  T finish() { return queue->get_now(); }
};

struct queue_join {
  using result_type = none_t;
  ref<queue_base> queue;
  bool ready() const noexcept { return queue->unfinished == 0; }
  task<none_t> wait() { return queue_base::wait_until_done(queue); }
  static none_t finish() noexcept { return None; }
};

/// What the three queues share. A handle: copies are the same queue.
template <typename Handle, typename T, typename Items>
class queue_handle : public py::detail::shared_handle<Handle, queue_state<T, Items>> {
  using base = py::detail::shared_handle<Handle, queue_state<T, Items>>;
  using base::state_;

 public:
  using base::base;
  using value_type = T;

  /// At most `maxsize` items; 0 for any number.
  explicit queue_handle(std::int64_t maxsize = 0) : base(make<queue_state<T, Items>>()) { state_->maxsize = maxsize; }

  /// Awaits until there is room, then adds the item.
  quick_awaitable<queue_put<T, Items>> put(T item) const { return quick_awaitable<queue_put<T, Items>>({state_, std::move(item)}); }
  /// Awaits the next item.
  quick_awaitable<queue_get<T, Items>> get() const { return quick_awaitable<queue_get<T, Items>>({state_}); }
  /// QueueFull when there is no room.
  void put_nowait(T item) const {
    if (state_->full()) {
      queue_base::raise_full();
    }
    state_->put_now(std::move(item));
  }
  /// QueueEmpty when there is nothing.
  T get_nowait() const {
    if (state_->empty()) {
      queue_base::raise_empty();
    }
    return state_->get_now();
  }
  /// Awaits until `task_done` has been called for every item.
  quick_awaitable<queue_join> join() const { return quick_awaitable<queue_join>({state_}); }
  /// ValueError when called more often than there were items.
  void task_done() const { state_->task_done(); }
  std::int64_t qsize() const noexcept { return state_->size; }
  std::int64_t maxsize() const noexcept { return state_->maxsize; }
  bool empty() const noexcept { return state_->empty(); }
  bool full() const noexcept { return state_->full(); }
};

}  // namespace detail

/// First in, first out.
template <typename T>
class Queue : public detail::queue_handle<Queue<T>, T, detail::fifo_items<T>> {
 public:
  using detail::queue_handle<Queue<T>, T, detail::fifo_items<T>>::queue_handle;
};

/// Last in, first out.
template <typename T>
class LifoQueue : public detail::queue_handle<LifoQueue<T>, T, detail::lifo_items<T>> {
 public:
  using detail::queue_handle<LifoQueue<T>, T, detail::lifo_items<T>>::queue_handle;
};

/// The smallest item first.
template <typename T>
class PriorityQueue : public detail::queue_handle<PriorityQueue<T>, T, detail::priority_items<T>> {
 public:
  using detail::queue_handle<PriorityQueue<T>, T, detail::priority_items<T>>::queue_handle;
};

}  // namespace py::asyncio
