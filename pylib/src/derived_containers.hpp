/// Instances of classes that derive from a builtin container: `class Caseless(dict)`.
#pragma once

#include "containers_internal.hpp"

#include <utility>

namespace py::detail {

/// What such an instance knows beyond the container's elements.
class derived_container {
 public:
  virtual void boxed_set_class(const type& kind) noexcept = 0;
  /// Makes the next operation on the instance the container's own: `super().__setitem__(key, value)`.
  void boxed_mean_container() noexcept { means_container_ = true; }
  void boxed_mean_instance() noexcept { means_container_ = false; }

 protected:
  ~derived_container() = default;
  mutable bool means_container_ = false;
};

inline derived_container* derived_in(const object& value) { return value.is_pointer() ? dynamic_cast<derived_container*>(value.pointer()) : nullptr; }

/// A container whose class comes from the program: the special methods which that defines stand before the container's.
template <typename Block>
class derived final : public Block, public derived_container {
 public:
  derived() : class_(&Block::py_class()) {}

  void boxed_set_class(const type& kind) noexcept override {
    class_ = &kind;
    if (!kind.lookup("__del__").is_unbound()) {
      this->py_mark_finalizable();
    }
  }
  const type& py_type() const override { return *class_; }
  dict<str, object>* py_boxed_dict() override { return &attributes_; }
  object py_boxed_findattr(const str& name) override {
    if constexpr (std::derived_from<Block, dict_object>) {
      if (object found = holds_attributes_ ? this->boxed_find(object(name)) : object::unbound(); !found.is_unbound()) {
        return found;
      }
    }
    return Object::py_boxed_findattr(name);
  }
  void py_boxed_setattr(const str& name, const object& value) override {
    if constexpr (std::derived_from<Block, dict_object>) {
      if (holds_attributes_) {
        this->boxed_store(object(name), value);
        return;
      }
      if (name == "__dict__" && value.is_pointer() && value.pointer() == this) {
        holds_attributes_ = true;
        return;
      }
    }
    Object::py_boxed_setattr(name, value);
  }
  void py_del() override {
    if (const object method = class_->lookup("__del__"); !method.is_unbound()) {
      call_with_self(method, object::from_pointer(this), std::span<const object>());
    }
  }

  str py_repr() const override { return defines(special::repr) ? Object::py_repr() : renamed(Block::py_repr()); }
  std::int64_t py_hash() const override {
    if (defines(special::hash)) {
      return Object::py_hash();
    }
    raise_unhashable(object::from_pointer(this));
  }
  bool py_boxed_bool() override { return defines(special::bool_) || own(special::len) != nullptr ? Object::py_boxed_bool() : Block::py_boxed_bool(); }
  std::int64_t py_boxed_len() override { return defines(special::len) ? Object::py_boxed_len() : Block::py_boxed_len(); }
  object py_boxed_iter() override { return defines(special::iter) ? Object::py_boxed_iter() : Block::py_boxed_iter(); }
  bool py_boxed_contains(const object& element) override { return defines(special::contains) ? Object::py_boxed_contains(element) : Block::py_boxed_contains(element); }
  object py_boxed_getitem(const object& key) override {
    if (defines(special::getitem)) {
      return Object::py_boxed_getitem(key);
    }
    if constexpr (std::derived_from<Block, dict_object>) {
      if (const object* const method = own(special::missing); method != nullptr && this->boxed_find(key).is_unbound()) {
        const object kept = *method;
        return call_with_self(kept, object::from_pointer(this), std::array<object, 1>{key});
      }
    }
    return Block::py_boxed_getitem(key);
  }
  void py_boxed_setitem(const object& key, const object& value) override { defines(special::setitem) ? Object::py_boxed_setitem(key, value) : Block::py_boxed_setitem(key, value); }
  void py_boxed_delitem(const object& key) override { defines(special::delitem) ? Object::py_boxed_delitem(key) : Block::py_boxed_delitem(key); }
  object py_boxed_compare(comparison op, const object& other) override {
    if (defines(special_of(op)) || (op == comparison::not_equal && own(special::eq) != nullptr)) {
      return Object::py_boxed_compare(op, other);
    }
    return Block::py_boxed_compare(op, other);
  }
  object py_boxed_binary(binary_op op, const object& other, bool reflected) override {
    if (defines(reflected ? reflected_special_of(op) : special_of(op))) {
      object result = Object::py_boxed_binary(op, other, reflected);
      if (!is_not_implemented(result)) {
        return result;
      }
    }
    return Block::py_boxed_binary(op, other, reflected);
  }
  object py_boxed_inplace(binary_op op, const object& other) override {
    if (defines(inplace_special_of(op))) {
      return Object::py_boxed_inplace(op, other);
    }
    return own(special_of(op)) != nullptr ? object(NotImplemented) : Block::py_boxed_inplace(op, other);
  }
  object py_boxed_unary(unary_op op) override {
    static constexpr special methods[] = {special::neg, special::pos, special::invert, special::abs};
    return defines(methods[static_cast<int>(op)]) ? Object::py_boxed_unary(op) : Block::py_boxed_unary(op);
  }

 private:
  /// The special method that a class of the program defines, or null.
  const object* own(special which) const {
    for (const type* const kind : class_->mro()) {
      if (!kind->is_dynamic()) {
        return nullptr;
      }
      if (const object* const method = kind->own_attribute(special_name(which))) {
        return method;
      }
    }
    return nullptr;
  }
  /// Is the operation that of the program's class? `super()` asks for the container's own, once.
  bool defines(special which) const { return !std::exchange(means_container_, false) && own(which) != nullptr; }

  /// "OrderedDict(…)" with this class's name; a set shows its class only where that is not set itself.
  str renamed(str text) const {
    const str& native = Block::py_type().name();
    if (text.startswith(native + str("("))) {
      return message(class_->name(), text.slice(native.py_len(), None));
    }
    return std::derived_from<Block, set_object> && text.startswith("{") ? message(class_->name(), "(", text, ")") : text;
  }

  const type* class_;
  dict<str, object> attributes_;
  bool holds_attributes_ = false;  ///< `self.__dict__ = self`
};

/// For `class_builder::allocate`: an empty instance, which is then told its class.
template <typename Block>
object allocate_derived() {
  return object(ref<derived<Block>>::adopt(new derived<Block>()));
}

}  // namespace py::detail
