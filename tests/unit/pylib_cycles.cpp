// The collector of cycles: what it ends, what it leaves alone.
#include <py/builtins.hpp>
#include <py/cycles.hpp>
#include <py/deque.hpp>
#include <py/function.hpp>

#include <doctest/doctest.h>

namespace {

int alive = 0;

class Node : public py::Object {
 public:
  Node() { ++alive; }
  ~Node() override { --alive; }
  void py_trace(py::tracer& trace) override { trace(next, any, nodes, table, call, pair); }

  py::maybe<Node> next;
  py::object any;
  py::list<py::ref<Node>> nodes;
  py::ordered_map<py::str, py::ref<Node>> table;
  py::function<std::int64_t()> call;
  std::optional<std::tuple<std::int64_t, py::ref<Node>>> pair;
};

/// Says nothing of what it holds.
class Opaque : public py::Object {
 public:
  py::maybe<Node> held;
};

template <typename F>
void check_collected(F link) {
  alive = 0;
  {
    const auto node = py::make<Node>();
    link(node);
  }
  CHECK(alive > 0);
  py::collect_cycles();
  CHECK(alive == 0);
}

}  // namespace

TEST_CASE("a node that refers to itself in any way ends") {
  check_collected([](const py::ref<Node>& node) { node->next = node; });
  check_collected([](const py::ref<Node>& node) { node->any = node; });
  check_collected([](const py::ref<Node>& node) { node->nodes.append(node); });
  check_collected([](const py::ref<Node>& node) { node->table["me"] = node; });
  check_collected([](const py::ref<Node>& node) { node->pair = std::tuple{1, node}; });
  check_collected([](const py::ref<Node>& node) { node->any = py::list<py::object>{node, py::tuple<py::object>{node}}; });
  check_collected([](const py::ref<Node>& node) {
    node->next = py::make<Node>();
    node->next->next = node;
  });
}

TEST_CASE("closures show what they capture") {
  check_collected([](const py::ref<Node>& node) { node->call = [node] { return std::int64_t{1}; }; });
  check_collected([](const py::ref<Node>& node) { node->call = [node, again = node, text = py::str("x")] { return std::int64_t{2}; }; });
  check_collected([](const py::ref<Node>& node) {
    const py::cell<py::maybe<Node>> shared{py::maybe<Node>(node)};
    node->call = [shared] { return std::int64_t{3}; };
  });
}

TEST_CASE("numbers in a closure that look like an address are no references") {
  alive = 0;
  const auto kept = py::make<Node>();
  {
    const auto node = py::make<Node>();
    node->next = node;
    node->nodes.append(kept);
    node->call = [address = reinterpret_cast<std::uintptr_t>(kept.get()), node] { return static_cast<std::int64_t>(address); };
  }
  CHECK(alive == 2);
  py::collect_cycles();
  CHECK(alive == 1);
  CHECK(kept->py_count() == 1);
}

TEST_CASE("what is referred to from outside lives, and all that it leads to") {
  alive = 0;
  py::maybe<Node> outside;
  {
    const auto first = py::make<Node>();
    const auto second = py::make<Node>();
    first->next = second;
    second->next = first;
    second->nodes.append(py::make<Node>());
    outside = first;
  }
  py::collect_cycles();
  CHECK(alive == 3);
  CHECK(outside->next->next.get() == outside.get());
  outside = py::None;
  py::collect_cycles();
  CHECK(alive == 0);
}

TEST_CASE("a reference that nobody shows keeps a cycle alive") {
  alive = 0;
  const auto opaque = py::make<Opaque>();
  {
    const auto node = py::make<Node>();
    node->next = node;
    opaque->held = node;
  }
  py::collect_cycles();
  CHECK(alive == 1);
  opaque->held = py::None;
  py::collect_cycles();
  CHECK(alive == 0);
}

TEST_CASE("containers of objects in themselves") {
  py::list<py::object> outer;
  std::uint32_t before = 0;
  {
    py::list<py::object> inner;
    inner.append(inner);
    inner.append(outer);
    py::dict<py::str, py::object> names;
    names["names"] = names;
    names["outer"] = outer;
    before = py::object(outer).pointer()->py_count();
  }
  py::collect_cycles();
  CHECK(py::object(outer).pointer()->py_count() == before - 2);
}
