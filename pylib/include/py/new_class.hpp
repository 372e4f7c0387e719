/// A class statement that makes its class at run time.
#pragma once

#include <py/class.hpp>
#include <py/dict.hpp>
#include <py/tuple.hpp>

namespace py {

/// `class name(*bases, metaclass=metaclass)` with what its body made. Without a metaclass, the bases say which it is.
object new_class(const str& name, const tuple<object>& bases, const dict<str, object>& attributes, const object& metaclass = None);

}  // namespace py
