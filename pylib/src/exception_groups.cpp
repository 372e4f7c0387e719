// ExceptionGroup: contents, split, subgroup.
#include "dynamic.hpp"

namespace py {
namespace {

bool is_sequence(const object& value) {
  return value.try_as<detail::list_object>() != nullptr || value.try_as<detail::tuple_object>() != nullptr ||
         (value.is_pointer() && value.py_type().lookup_special(detail::special::getitem) != nullptr);
}

/// Whether a leaf or group satisfies the condition: a class, a tuple of classes, or a predicate.
bool satisfies(const object& exception, const object& condition) {
  if (condition.try_as<type>() != nullptr || detail::tuple_size(condition) >= 0) {
    return matches(*exception.try_as<BaseException>(), condition);
  }
  if (!detail::is_callable(condition)) {
    raise_type_error("expected a function, exception type or tuple of exception types");
  }
  return condition(exception).py_bool();
}

struct split_parts {
  object matching;
  object rest;
};

object group_like(const BaseExceptionGroup& model, const std::vector<object>& members) {
  if (members.empty()) {
    return None;
  }
  list<object> items;
  for (const object& member : members) {
    items.append(member);
  }
  const object derived = object::from_pointer(&model).attr("derive")(items);
  auto* const group = derived.try_as<BaseExceptionGroup>();
  if (group == nullptr) {
    raise_type_error("derive must return an instance of BaseExceptionGroup");
  }
  group->py_set_context(model.py_context());
  if (!model.py_cause().is_none()) {
    group->py_set_cause(model.py_cause());
  }
  group->py_set_traceback(model.py_traceback());
  return derived;
}

split_parts split_group(const object& exception, const object& condition) {
  if (satisfies(exception, condition)) {
    return {exception, None};
  }
  const auto* const group = exception.try_as<BaseExceptionGroup>();
  if (group == nullptr) {
    return {None, exception};
  }
  std::vector<object> matching;
  std::vector<object> rest;
  for (const object& member : group->members()) {
    split_parts parts = split_group(member, condition);
    if (!parts.matching.is_none()) {
      matching.push_back(std::move(parts.matching));
    }
    if (!parts.rest.is_none()) {
      rest.push_back(std::move(parts.rest));
    }
  }
  if (matching.empty()) {
    return {None, exception};
  }
  return {group_like(*group, matching), group_like(*group, rest)};
}

}  // namespace

void BaseExceptionGroup::args_changed() {
  const std::vector<object>& given = arguments();
  if (given.size() != 2) {
    return;
  }
  if (!given[0].is_str()) {
    raise_type_error(detail::message("BaseExceptionGroup.__new__() argument 1 must be str, not ", given[0].py_type().name()));
  }
  if (!is_sequence(given[1])) {
    raise_type_error("second argument (exceptions) must be a sequence");
  }
  message_ = given[0].as_str();
  members_.clear();
  for (const object& member : given[1]) {
    if (member.try_as<BaseException>() == nullptr) {
      raise_value_error(detail::message("Item ", Int(static_cast<std::uint64_t>(members_.size())), " of second argument (exceptions) is not an exception"));
    }
    if (dynamic_cast<ExceptionGroup*>(this) != nullptr && member.try_as<Exception>() == nullptr) {
      raise_type_error("Cannot nest BaseExceptions in an ExceptionGroup");
    }
    members_.push_back(member);
  }
  if (members_.empty()) {
    raise_value_error("second argument (exceptions) must be a non-empty sequence");
  }
}

str BaseExceptionGroup::py_str() const { return detail::message(message_, " (", detail::counted(members_.size(), "sub-exception"), ")"); }

str BaseExceptionGroup::py_repr() const { return BaseException::py_repr(); }

tuple<object> BaseExceptionGroup::exceptions() const {
  vector<object> items;
  for (const object& member : members_) {
    items.append(member);
  }
  return tuple<object>(std::move(items));
}

object BaseExceptionGroup::subgroup(const object& condition) const { return split_group(object::from_pointer(this), condition).matching; }

object BaseExceptionGroup::split(const object& condition) const {
  split_parts parts = split_group(object::from_pointer(this), condition);
  return std::tuple<object, object>(std::move(parts.matching), std::move(parts.rest));
}

object BaseExceptionGroup::derive(const object& members) const { return object(class_of<BaseExceptionGroup>())(message_, members); }

}  // namespace py
