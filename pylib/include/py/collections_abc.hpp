/// The abstract base classes of collections.abc, for `isinstance` and `issubclass`: `py::isinstance<py::abc::Iterable>(x)`.
#pragma once

#include <py/isinstance.hpp>
#include <py/type.hpp>

namespace py::abc {

// clang-format off
struct Iterable : protocol { static const type& py_class(); };
struct Iterator : protocol { static const type& py_class(); };
struct Reversible : protocol { static const type& py_class(); };
struct Sized : protocol { static const type& py_class(); };
struct Hashable : protocol { static const type& py_class(); };
struct Container : protocol { static const type& py_class(); };
struct Collection : protocol { static const type& py_class(); };
struct Callable : protocol { static const type& py_class(); };
struct Sequence : protocol { static const type& py_class(); };
struct MutableSequence : protocol { static const type& py_class(); };
struct ByteString : protocol { static const type& py_class(); };
struct Mapping : protocol { static const type& py_class(); };
struct MutableMapping : protocol { static const type& py_class(); };
struct AbstractSet : protocol { static const type& py_class(); };
struct MutableSet : protocol { static const type& py_class(); };
struct MappingView : protocol { static const type& py_class(); };
struct KeysView : protocol { static const type& py_class(); };
struct ItemsView : protocol { static const type& py_class(); };
struct ValuesView : protocol { static const type& py_class(); };
// clang-format on

}  // namespace py::abc
