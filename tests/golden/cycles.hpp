/// Objects that may refer to each other in a circle say what they refer to.
#pragma once

#include <py/builtins.hpp>
#include <py/function.hpp>

namespace cycles {

class Button;

/// One of a doubly linked list.
class Node : public py::Object {
 public:
  explicit Node(std::int64_t value) : value(value) {}

  void py_trace(py::tracer& trace) override { trace(next, previous); }

  std::int64_t value;
  py::maybe<Node> next;
  py::maybe<Node> previous;
};

/// No node knows its chain: a chain is in no circle.
class Chain : public py::Object {
 public:
  void append(std::int64_t value) {
    const auto node = py::make<Node>(value);
    node->previous = last;
    if (last == py::None) {
      first = node;
    } else {
      last.value()->next = node;
    }
    last = node;
  }

  py::maybe<Node> first;
  py::maybe<Node> last;
};

class Widget : public py::Object {
 public:
  void py_init(const py::str& name);
  void add(const py::ref<Button>& child);

  void py_del() override { py::print("close", name); }

  void py_trace(py::tracer& trace) override { trace(children, parent); }

  py::str name;
  py::vector<py::ref<Button>> children;
  py::maybe<Widget> parent;
  std::int64_t size = 0;
};

class Button : public Widget {
 public:
  void py_init(const py::str& name, bool trace);

  void on_click(const py::function<void(py::ref<Button>)>& handler) { handlers.append(handler); }

  void click() {
    for (const py::function<void(py::ref<Button>)>& handler : handlers) {
      handler(py::ref<Button>(this));
    }
  }

  void py_trace(py::tracer& trace_) override {
    Widget::py_trace(trace_);
    trace_(handlers);
  }

  bool trace = false;
  py::vector<py::function<void(py::ref<Button>)>> handlers;
};

/// Runs the module's body.
void py_main();

}  // namespace cycles
