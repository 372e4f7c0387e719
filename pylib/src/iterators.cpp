#include "containers_internal.hpp"

#include <map>
#include <memory>
#include <string_view>

namespace py::detail {

/// One class per name, made when an iterator of it is first asked for its class.
const type& iterator_object::py_type() const {
  static std::map<std::string_view, std::unique_ptr<type>> types;
  std::unique_ptr<type>& made = types[boxed_name()];
  if (made == nullptr) {
    class_builder description;
    description.name = str::from_utf8(boxed_name());
    description.qualified_name = description.name;
    description.module = "builtins";
    description.builtin = true;
    description.bases.push_back(&classes::object_());
    made = std::make_unique<type>(description);
  }
  return *made;
}

object reversed_object(const object& source) {
  if (source.is_str()) {
    return object(iterator<str>(reversed_view<str>(str(source.as_str()))));
  }
  const object method = source.is_pointer() ? find_attribute(source, "__reversed__") : object::unbound();
  if (!method.is_unbound()) {
    return method();
  }
  if (auto* const items = source.try_as<tuple_object>()) {
    return object(make<sequence_cursor<tuple_object>>(*items, true));
  }
  if (source.is_pointer() && hasattr(source, "__len__") && hasattr(source, "__getitem__")) {
    /// `source[size - 1]` down to `source[0]`.
    class item_cursor final : public iterator_object {
     public:
      explicit item_cursor(object sequence) : sequence_(std::move(sequence)), index_(sequence_.py_len() - 1) {}
      const char* boxed_name() const noexcept override { return "reversed"; }
      object py_boxed_next() override { return index_ < 0 ? object::unbound() : sequence_.py_getitem(index_--); }

     private:
      object sequence_;
      std::int64_t index_;
    };
    return object(make<item_cursor>(source));
  }
  raise_type_error(message("'", source.py_type().name(), "' object is not reversible"));
}

}  // namespace py::detail
