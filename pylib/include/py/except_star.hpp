/// `except*`: the parts of an exception group are handled one clause after the other, what is left is raised again.
#pragma once

#include <py/function.hpp>
#include <py/handling.hpp>
#include <py/isinstance.hpp>
#include <py/list.hpp>
#include <py/tuple.hpp>
#include <py/type.hpp>

#include <utility>
#include <vector>

namespace py {

/// Lives in the C++ handler of a `try` with `except*` clauses.
class unhandled_group {
 public:
  explicit unhandled_group(BaseException& error) : original_(keep(error)), rest_(original_) {}

  /// `except* (A, B) as group: body(group)`.
  template <typename... Classes, typename Body>
  void handle(Body body) {
    if constexpr (sizeof...(Classes) == 1) {
      handle_matching((object(class_of<Classes>()), ...), std::move(body));
    } else {
      handle_matching(object(tuple<object>{object(class_of<Classes>())...}), std::move(body));
    }
  }
  /// The same with classes that are known at run time only.
  template <typename Body>
  void handle_matching(const object& kinds, Body body) {
    const object part = take(kinds);
    if (part.is_none()) {
      return;
    }
    try {
      try {
        py::raise(part);  // so that the group is what `raise` and `__context__` see
      } catch (ExceptionGroup& group) {
        body(group);
      }
    } catch (BaseException& error) {
      const object raised(keep(error));
      (object::same(raised, part) ? parts_ : raised_).push_back(raised);
    }
  }

  /// Behind the last clause: raises what no clause has handled, together with what the clauses have raised.
  void raise_rest() {
    if (!rest_.is_none()) {
      parts_.push_back(rest_);
    }
    if (!is_group()) {
      if (!raised_.empty()) {
        py::raise(raised_.front());
      }
      if (!parts_.empty()) {
        py::raise(parts_.front());
      }
      return;
    }
    object left = parts_.empty() ? object(None) : parts_.size() == 1 ? parts_.front() : rejoined();
    if (raised_.empty()) {
      if (!left.is_none()) {
        py::raise(left);
      }
      return;
    }
    list<object> all;
    for (const object& one : raised_) {
      all.append(one);
    }
    if (!left.is_none()) {
      all.append(left);
    }
    py::raise(make<ExceptionGroup>("", all));
  }

 private:
  [[nodiscard]] bool is_group() const { return detail::castable<ref<BaseExceptionGroup>>(original_); }
  [[nodiscard]] static ref<BaseExceptionGroup> as_group(const object& value) { return cast<ref<BaseExceptionGroup>>(value); }

  /// The part of the rest that is of these classes, as a group; None if nothing is.
  object take(const object& kinds) {
    if (rest_.is_none()) {
      return object(None);
    }
    if (!is_group()) {
      if (!py::isinstance(rest_, kinds)) {
        return object(None);
      }
      const object wrapped(make<ExceptionGroup>("", list<object>{rest_}));
      rest_ = object(None);
      return wrapped;
    }
    const object halves = as_group(rest_)->split(kinds);
    rest_ = halves.py_getitem(object(1));
    return halves.py_getitem(object(0));
  }

  /// Several parts that were raised again: the original group without the leaves that are in none of them.
  [[nodiscard]] object rejoined() const {
    std::vector<object> leaves;
    for (const object& part : parts_) {
      collect(part, leaves);
    }
    const object is_left = def("is_left", [leaves](const object& leaf) {
      for (const object& one : leaves) {
        if (object::same(one, leaf)) {
          return true;
        }
      }
      return false;
    });
    return as_group(original_)->subgroup(is_left);
  }
  static void collect(const object& exception, std::vector<object>& leaves) {
    if (!detail::castable<ref<BaseExceptionGroup>>(exception)) {
      leaves.push_back(exception);
      return;
    }
    for (const object& member : as_group(exception)->members()) {
      collect(member, leaves);
    }
  }

  object original_, rest_;
  std::vector<object> raised_;  ///< new ones
  std::vector<object> parts_;   ///< of the original, left over or raised again
};

}  // namespace py
