#include "cycles.hpp"

namespace cycles {

void Widget::py_init(const py::str& name) {
  this->name = name;
  children = py::vector<py::ref<Button>>{};
  parent = py::None;
  size = 1;
}

void Widget::add(const py::ref<Button>& child) {
  child->parent = py::ref<Widget>(this);
  children.append(child);
}

void Button::py_init(const py::str& name, bool trace) {
  Widget::py_init(name);
  this->trace = trace;
  handlers = py::vector<py::function<void(py::ref<Button>)>>{};
}

py::ref<Widget> window(const py::str& name) {
  py::ref<Button> button;
  py::ref<Widget> top;
  try {
    top = py::make<Widget>(name);
    button = py::make<Button>(name + "/ok", true);
    button->on_click([top](const py::ref<Button>& clicked) {
      py::print(clicked->name, py::is(clicked->parent, top));
    });
    button->click();
    top->add(button);
    button->click();
    return top;
  } catch (py::BaseException& error) {
    py::hold(error, top, button);
    throw;
  }
}

void main() {
  const auto chain = py::make<Chain>();
  for (const std::int64_t value : py::range(4)) {
    chain->append(value);
  }
  py::maybe<Node> node = chain->last;
  while (node != py::None) {
    py::print(node->value);
    node = node->previous;
  }
  window("lost");
  py::print("main ends");
}

void py_main() {
  main();
  const py::ref<Widget> kept = window("kept");
  py::print("end");
  py::collect_cycles();
}

}  // namespace cycles
