/// Python's builtins in one header: types, functions, operators and the object model, as every Python module has them.
///
/// Generated code includes it where it would name three of these headers or more; where it uses one or two, it names them. It also offers what
/// their functions take and give of the standard library (`std::int64_t`, `std::optional`, `std::tuple`, `std::move`, braced lists) and the
/// small tools of statements.
#pragma once

#include <py/arithmetic.hpp>
#include <py/attempts.hpp>
#include <py/attr.hpp>
#include <py/builtin_functions.hpp>
#include <py/cast.hpp>
#include <py/cell.hpp>
#include <py/checked.hpp>
#include <py/convert.hpp>
#include <py/cycles.hpp>
#include <py/dict.hpp>
#include <py/exceptions.hpp>
#include <py/finally.hpp>
#include <py/float.hpp>
#include <py/format.hpp>
#include <py/handling.hpp>
#include <py/int.hpp>
#include <py/isinstance.hpp>
#include <py/iter.hpp>
#include <py/list.hpp>
#include <py/logic.hpp>
#include <py/machine.hpp>
#include <py/main.hpp>
#include <py/none.hpp>
#include <py/number.hpp>
#include <py/object.hpp>
#include <py/owned.hpp>
#include <py/present.hpp>
#include <py/print.hpp>
#include <py/protocol.hpp>
#include <py/range.hpp>
#include <py/ref.hpp>
#include <py/set.hpp>
#include <py/slice.hpp>
#include <py/str.hpp>
#include <py/tags.hpp>
#include <py/tuple.hpp>
#include <py/type.hpp>
#include <py/unpack.hpp>
#include <py/vector.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <tuple>
#include <utility>
