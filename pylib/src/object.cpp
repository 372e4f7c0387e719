#include "dynamic.hpp"

#include <py/enum.hpp>
#include <py/slice.hpp>

#include <algorithm>
#include <cstddef>

namespace py {

// --- counting of what lives inside ---

void object::retain_scalar() const noexcept {
  // a copy that is never destroyed is one more reference
  alignas(str) std::byte room[sizeof(str)];
  if (tag() == value_tag::str_heap) {
    ::new (static_cast<void*>(room)) str(as_str());
  } else {
    ::new (static_cast<void*>(room)) Int(as_int());
  }
}

void object::release_scalar() noexcept {
  if (tag() == value_tag::str_heap) {
    std::destroy_at(std::launder(reinterpret_cast<str*>(this)));
  } else {
    std::destroy_at(std::launder(reinterpret_cast<Int*>(&payload_)));
  }
}

// --- singletons ---

namespace {

class Singleton final : public Object {
 public:
  Singleton(const type& (*kind)(), const char* text) noexcept : kind_(kind), text_(text) { py_mark_immortal(); }
  const type& py_type() const override { return kind_(); }
  str py_repr() const override { return str::from_static(text_, true); }
  bool py_boxed_bool() override { return true; }

 private:
  const type& (*kind_)();
  std::string_view text_;
};

Singleton& not_implemented_instance() {
  static Singleton& instance = *new Singleton(classes::not_implemented, "NotImplemented");
  return instance;
}

Singleton& ellipsis_instance() {
  static Singleton& instance = *new Singleton(classes::ellipsis, "Ellipsis");
  return instance;
}

}  // namespace

object boxing<not_implemented_t>::box(not_implemented_t) { return object::from_pointer(&not_implemented_instance()); }
bool boxing<not_implemented_t>::check(const object& value) { return is_not_implemented(value); }
object boxing<ellipsis_t>::box(ellipsis_t) { return object::from_pointer(&ellipsis_instance()); }
bool boxing<ellipsis_t>::check(const object& value) { return value.is_pointer() && value.pointer() == &ellipsis_instance(); }
bool is_not_implemented(const object& value) noexcept { return value.is_pointer() && value.pointer() == &not_implemented_instance(); }

// --- questions that every value answers ---

const type& object::py_type() const {
  switch (tag()) {
    case value_tag::pointer: return pointer()->py_type();
    case value_tag::integer: return classes::int_();
    case value_tag::boolean: return classes::bool_();
    case value_tag::real: return classes::float_();
    case value_tag::none:
    case value_tag::unbound: return classes::none();
    case value_tag::str_inline:
    case value_tag::str_literal:
    case value_tag::str_heap: return classes::str_();
  }
  __builtin_unreachable();
}

str object::py_repr() const {
  switch (tag()) {
    case value_tag::pointer: {
      const object alive = *this;
      return pointer()->py_repr();
    }
    case value_tag::integer: return as_int().py_repr();
    case value_tag::boolean: return repr(as_bool());
    case value_tag::real: return repr(as_float());
    case value_tag::none: return "None";
    case value_tag::unbound: return "<unbound>";
    default: return as_str().py_repr();
  }
}

str object::py_str() const {
  if (is_str()) {
    return as_str();
  }
  if (is_pointer()) {
    const object alive = *this;
    return pointer()->py_str();
  }
  return py_repr();
}

str object::py_format(const str& spec) const {
  switch (tag()) {
    case value_tag::pointer: {
      const object alive = *this;
      return pointer()->py_format(spec);
    }
    case value_tag::integer: return as_int().py_format(spec);
    case value_tag::boolean: return format_value(as_bool(), spec);
    case value_tag::real: return format_value(as_float(), spec);
    case value_tag::none:
    case value_tag::unbound:
      if (!spec.empty()) {
        detail::raise_unsupported_format(*this);
      }
      return "None";
    default: return as_str().py_format(spec);
  }
}

std::int64_t object::py_hash() const {
  switch (tag()) {
    case value_tag::pointer: return pointer()->py_hash();
    case value_tag::integer: return as_int().py_hash();
    case value_tag::boolean: return as_bool() ? 1 : 0;
    case value_tag::real: return detail::hash_double(as_float());
    case value_tag::none:
    case value_tag::unbound: return 0xFCA86420;  // what CPython 3.12 fixed it to; 3.11 uses an address
    default: return as_str().py_hash();
  }
}

bool object::py_bool() const {
  switch (tag()) {
    case value_tag::pointer: return pointer()->py_boxed_bool();
    case value_tag::integer: return as_int().py_bool();
    case value_tag::boolean: return as_bool();
    case value_tag::real: return as_float() != 0;
    case value_tag::none:
    case value_tag::unbound: return false;
    default: return !as_str().empty();
  }
}

std::int64_t object::py_len() const {
  if (is_str()) {
    return as_str().py_len();
  }
  if (is_pointer()) {
    return pointer()->py_boxed_len();
  }
  detail::raise_no_len(*this);
}

// --- iteration ---

namespace {

class str_iterator_object final : public detail::iterator_object {
 public:
  explicit str_iterator_object(str text) : text_(std::move(text)), position_(text_.begin()) {}
  const char* boxed_name() const noexcept override { return text_.isascii() ? "str_ascii_iterator" : "str_iterator"; }
  object py_boxed_next() override {
    if (position_ == text_.end()) {
      return object::unbound();
    }
    object character = *position_;
    ++position_;
    return character;
  }

 private:
  str text_;  // declared before what points into it
  str::iterator position_;
};

}  // namespace

object object::py_iter() const {
  if (is_pointer()) {
    return pointer()->py_boxed_iter();
  }
  if (is_str()) {
    return object(make<str_iterator_object>(as_str()));
  }
  detail::raise_not_iterable(*this);
}

std::optional<object> object::next() const {
  if (!is_pointer()) {
    detail::raise_not_iterator(*this);
  }
  object element = pointer()->py_boxed_next();
  return element.is_unbound() ? std::optional<object>() : std::optional<object>(std::move(element));
}

object_iterator& object_iterator::operator++() {
  if (!source_.is_pointer()) {
    detail::raise_not_iterator(source_);
  }
  current_ = source_.pointer()->py_boxed_next();
  return *this;
}

bool object::py_contains(const object& element) const {
  if (is_str()) {
    if (!element.is_str()) {
      raise_type_error(str("'in <string>' requires string as left operand, not ") + element.py_type().name());
    }
    return as_str().py_contains(element.as_str());
  }
  if (is_pointer()) {
    return pointer()->py_boxed_contains(element);
  }
  detail::raise_not_container(*this);
}

// --- items ---

object object::py_getitem(const object& key) const {
  if (is_pointer()) {
    return pointer()->py_boxed_getitem(key);
  }
  if (is_str()) {
    if (key.is_int()) {
      return as_str().at(key.as_int());
    }
    if (slice::py_check(key)) {
      const slice part = slice::py_unbox(key);
      return as_str().slice(part.lower(), part.upper(), part.by());
    }
    object index = detail::index_of(key);
    if (index.is_unbound()) {
      raise_type_error(str("string indices must be integers, not '") + key.py_type().name() + "'");
    }
    return as_str().at(index.as_int());
  }
  detail::raise_not_subscriptable(*this);
}

void object::py_setitem(const object& key, const object& value) const {
  if (!is_pointer()) {
    detail::raise_no_item_assignment(*this);
  }
  pointer()->py_boxed_setitem(key, value);
}

void object::py_delitem(const object& key) const {
  if (!is_pointer()) {
    detail::raise_no_item_deletion(*this);
  }
  pointer()->py_boxed_delitem(key);
}

void object::del_item(const object& key) const { py_delitem(key); }
void object::del_attr(const str& name) const { detail::delete_attribute(*this, name); }

namespace {

/// `**a, **b` with a key in both. Raises TypeError.
void check_keywords(const object& callee, std::span<const keyword_argument> keywords) {
  for (std::size_t i = 1; i < keywords.size(); ++i) {
    const auto before = keywords.first(i);
    if (std::any_of(before.begin(), before.end(), [&](const keyword_argument& other) { return other.name == keywords[i].name; })) {
      const object module = detail::find_attribute(callee, "__module__");
      const object name = detail::find_attribute(callee, "__qualname__");
      const bool builtin = !module.is_str() || module.as_str() == "builtins";
      raise_type_error(detail::message(builtin ? str() : module.as_str() + ".", name.is_str() ? name.as_str() : callee.py_str(), "() got multiple values for keyword argument '",
                                       keywords[i].name, "'"));
    }
  }
}

}  // namespace

object object::py_call(const call_arguments& arguments) const {
  if (!is_pointer()) {
    detail::raise_not_callable(*this);
  }
  check_keywords(*this, arguments.keywords);
  const object alive = *this;
  return pointer()->py_boxed_call(arguments);
}

object object::py_getattr(const str& name) const { return detail::get_attribute(*this, name); }

// --- calls ---

void argument_list::add_keyword(const object& name, const object& value) {
  if (!name.is_str()) {
    raise_type_error("keywords must be strings");
  }
  keywords_.push_back({name.as_str(), value});
}

void argument_list::add_mapping(const object& mapping) {
  if (detail::find_attribute(mapping, "keys").is_unbound()) {
    raise_type_error(str("argument after ** must be a mapping, not ") + mapping.py_type().name());
  }
  for (const object& key : mapping.attr("keys")()) {
    add_keyword(key, mapping.py_getitem(key));
  }
}

// --- identity ---

bool object::same(const object& a, const object& b) noexcept {
  if (a.tag() != b.tag()) {
    return a.is_str() && b.is_str() && a.as_str() == b.as_str();
  }
  switch (a.tag()) {
    case value_tag::integer: return a.as_int() == b.as_int();
    case value_tag::str_inline:
    case value_tag::str_literal:
    case value_tag::str_heap: return a.as_str() == b.as_str();
    case value_tag::none:
    case value_tag::unbound: return true;
    default: return a.payload_ == b.payload_;
  }
}

Int id_fn::of(const object& value) {
  if (value.is_pointer()) {
    return static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(value.pointer()));
  }
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(value.py_hash()) & 0x7FFFFFFFFFFF) * 16 + static_cast<int>(value.tag());
}

// --- casts ---

namespace detail {

void raise_cast_error(const object& value, const str& expected) { raise_type_error(str("expected ") + expected + ", got " + value.py_type().name()); }

void raise_int64_cast_error() { raise_overflow_error("Python int too large to convert to C long"); }

object box_tuple(std::span<object> items) {
  vector<object> elements;
  elements.reserve(static_cast<std::int64_t>(items.size()));
  for (object& item : items) {
    elements.append(std::move(item));
  }
  return object(tuple<object>(std::move(elements)));
}

std::int64_t tuple_size(const object& value) noexcept {
  const auto* const found = value.try_as<tuple_object>();
  return found == nullptr ? -1 : found->boxed_size();
}

object tuple_item(const object& value, std::int64_t index) { return static_cast<tuple_object*>(value.pointer())->boxed_get(index); }

object index_of(const object& value) {
  if (value.is_int()) {
    return value;
  }
  if (value.is_bool()) {
    return value.as_bool() ? 1 : 0;
  }
  if (const EnumMember* const member = value.try_as<EnumMember>(); member != nullptr && member->boxed_is_mixed()) {
    return index_of(member->boxed_value());
  }
  if (value.is_pointer()) {
    if (const object* const method = value.py_type().lookup_special(special::index)) {
      object result = call_with_self(*method, value, std::span<const object>());
      if (!result.is_int() && !result.is_bool()) {
        raise_type_error(str("__index__ returned non-int (type ") + result.py_type().name() + ")");
      }
      return result.is_bool() ? object(result.as_bool() ? 1 : 0) : result;
    }
  }
  return object::unbound();
}

}  // namespace detail
}  // namespace py
