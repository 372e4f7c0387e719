/// Names of classes that C++ cannot have: `_Node` is the class `Node_`, and says that it is `_Node`.
#pragma once

#include <typeinfo>

namespace py {
namespace detail {

void set_class_name(const std::type_info& type, const char* name);

}  // namespace detail

/// `py::class_name<Node_>("_Node");` where the class statement runs.
template <typename C>
void class_name(const char* name) {
  detail::set_class_name(typeid(C), name);
}

}  // namespace py
