// bytes, bytearray and memoryview as dynamic code sees them.
#include "byte_text.hpp"
#include "containers_internal.hpp"

#include <py/bytes.hpp>
#include <py/hash.hpp>
#include <py/iterator.hpp>

#include <algorithm>

namespace py {

namespace detail {

std::optional<std::string_view> byte_data(const object& value) {
  if (!value.is_pointer()) {
    return std::nullopt;
  }
  if (auto* const data = dynamic_cast<bytes_object*>(value.pointer())) {
    return std::string_view(reinterpret_cast<const char*>(data->data()), static_cast<std::size_t>(data->size()));
  }
  if (auto* const data = dynamic_cast<bytearray_object*>(value.pointer())) {
    return std::string_view(reinterpret_cast<const char*>(data->items.data()), data->items.size());
  }
  if (auto* const window = dynamic_cast<memoryview_object*>(value.pointer()); window != nullptr && window->contiguous()) {
    return std::string_view(reinterpret_cast<const char*>(window->data()), static_cast<std::size_t>(window->size));
  }
  return std::nullopt;
}

namespace {

object compare_bytes(comparison op, std::string_view left, const object& other) {
  const std::optional<std::string_view> right = byte_data(other);
  if (!right) {
    return NotImplemented;
  }
  const int order = left.compare(*right);
  switch (op) {
    case comparison::less: return order < 0;
    case comparison::less_equal: return order <= 0;
    case comparison::equal: return order == 0;
    case comparison::not_equal: return order != 0;
    case comparison::greater: return order > 0;
    default: return order >= 0;
  }
}

template <typename Self>
object binary_bytes(const Self& self, binary_op op, const object& other, bool reflected) {
  if (op == binary_op::add && !reflected) {
    const std::optional<std::string_view> right = byte_data(other);
    if (!right) {
      raise_type_error(message("can't concat ", other.py_type().name(), " to ", object(self).py_type().name()));
    }
    return object(self + bytes_view(*right));
  }
  if (op == binary_op::modulo && !reflected) {
    return object(self % other);
  }
  if (op == binary_op::multiply) {
    const object times = index_of(other);
    if (times.is_int()) {
      return object(self * size_argument(times.as_int()));
    }
  }
  return NotImplemented;
}

template <typename Self>
object item_of(const Self& self, const object& key, const char* kind) {
  if (const slice* const part = slice_in(key)) {
    return object(self.slice(part->lower(), part->upper(), part->by()));
  }
  const object index = index_of(key);
  if (!index.is_int()) {
    raise_type_error(message(kind, " indices must be integers or slices, not ", key.py_type().name()));
  }
  return self.at(index.as_int().clamp_int64());
}

template <typename Self>
object iterate(const Self& self) {
  vector<object> items;
  for (const std::int64_t byte : self) {
    items.append(object(byte));
  }
  return list<object>(std::move(items)).py_box().py_iter();
}

bool contains_bytes(std::string_view text, const object& element) {
  const byte_pattern pattern(element);
  return pattern.view().empty() || find_bytes(text, pattern.view()) >= 0;
}

bytes self_of(bytes_object& block) { return bytes::py_unbox(object::from_pointer(&block)); }
bytearray self_of(bytearray_object& block) { return bytearray::py_unbox(object::from_pointer(&block)); }

std::string_view text_of(bytes_object& block) noexcept { return {reinterpret_cast<const char*>(block.data()), static_cast<std::size_t>(block.size())}; }
std::string_view text_of(bytearray_object& block) noexcept { return {reinterpret_cast<const char*>(block.items.data()), block.items.size()}; }

}  // namespace

// --- arguments ---

bytes_view::bytes_view(const object& data) {
  const std::optional<std::string_view> text = byte_data(data);
  if (!text) {
    raise_type_error(message("a bytes-like object is required, not '", data.py_type().name(), "'"));
  }
  text_ = *text;
}

byte_pattern::byte_pattern(const object& value) : single_(false) {
  if (const std::optional<std::string_view> text = byte_data(value)) {
    view_ = *text;
    return;
  }
  const object index = index_of(value);
  if (!index.is_int()) {
    raise_type_error(message("a bytes-like object is required, not '", value.py_type().name(), "'"));
  }
  byte_ = checked(index.as_int());
  single_ = true;
}

unsigned char byte_of_object(const object& value, bool of_bytes) {
  const object index = index_of(value);
  if (!index.is_int()) {
    raise_type_error(message("'", value.py_type().name(), "' object cannot be interpreted as an integer"));
  }
  return checked_byte(index.as_int(), of_bytes);
}

byte_collector collect_object(const object& source, bool of_bytes) {
  byte_collector collected;
  if (memoryview::py_check(source)) {
    collected.append(bytes_view(memoryview::py_unbox(source).tobytes()));
    return collected;
  }
  if (const std::optional<std::string_view> text = byte_data(source)) {
    collected.append(*text);
    return collected;
  }
  if (source.is_str()) {
    raise_type_error("string argument without an encoding");
  }
  if (source.is_pointer()) {
    const object method = source.py_type().lookup("__bytes__");
    if (!method.is_unbound()) {
      collected.append(bytes_view(call_with_self(method, source, std::span<const object>())));
      return collected;
    }
  }
  const object count = index_of(source);
  if (count.is_int()) {
    return collect_source(count.as_int());
  }
  if (!source.is_pointer()) {
    raise_type_error(message("cannot convert '", source.py_type().name(), "' object to bytes"));
  }
  for (const object& element : source) {
    collected.append_byte(byte_of_object(element, of_bytes));
  }
  return collected;
}

// --- bytes ---

str bytes_object::py_repr() const { return byte_repr(text_of(const_cast<bytes_object&>(*this))); }

std::int64_t bytes_object::py_hash() const {
  if (hash_ == -1) {
    hash_ = hash_bytes(const_cast<bytes_object*>(this)->data(), static_cast<std::size_t>(size_));
  }
  return hash_;
}

object bytes_object::py_boxed_iter() { return iterate(self_of(*this)); }
bool bytes_object::py_boxed_contains(const object& element) { return contains_bytes(text_of(*this), element); }
object bytes_object::py_boxed_getitem(const object& key) { return item_of(self_of(*this), key, "byte"); }
object bytes_object::py_boxed_compare(comparison op, const object& other) { return compare_bytes(op, text_of(*this), other); }
object bytes_object::py_boxed_binary(binary_op op, const object& other, bool reflected) { return binary_bytes(self_of(*this), op, other, reflected); }

// --- bytearray ---

str bytearray_object::py_repr() const { return message("bytearray(", byte_repr(text_of(const_cast<bytearray_object&>(*this))), ")"); }
std::int64_t bytearray_object::py_hash() const { raise_type_error("unhashable type: 'bytearray'"); }
object bytearray_object::py_boxed_iter() { return iterate(self_of(*this)); }
bool bytearray_object::py_boxed_contains(const object& element) { return contains_bytes(text_of(*this), element); }
object bytearray_object::py_boxed_getitem(const object& key) { return item_of(self_of(*this), key, "bytearray"); }
object bytearray_object::py_boxed_compare(comparison op, const object& other) { return compare_bytes(op, text_of(*this), other); }
object bytearray_object::py_boxed_binary(binary_op op, const object& other, bool reflected) { return binary_bytes(self_of(*this), op, other, reflected); }

void bytearray_object::py_boxed_setitem(const object& key, const object& value) {
  bytearray self = self_of(*this);
  if (const slice* const part = slice_in(key)) {
    self.set_slice(part->lower(), part->upper(), part->by(), value);
    return;
  }
  const object index = index_of(key);
  if (!index.is_int()) {
    raise_type_error(message("bytearray indices must be integers or slices, not ", key.py_type().name()));
  }
  self.set_item(index.as_int().clamp_int64(), value);
}

void bytearray_object::py_boxed_delitem(const object& key) {
  bytearray self = self_of(*this);
  if (const slice* const part = slice_in(key)) {
    self.del_slice(part->lower(), part->upper(), part->by());
    return;
  }
  const object index = index_of(key);
  if (!index.is_int()) {
    raise_type_error(message("bytearray indices must be integers or slices, not ", key.py_type().name()));
  }
  self.del_item(index.as_int().clamp_int64());
}

object bytearray_object::py_boxed_inplace(binary_op op, const object& other) {
  bytearray self = self_of(*this);
  if (op == binary_op::add) {
    const std::optional<std::string_view> right = byte_data(other);
    if (!right) {
      raise_type_error(message("can't concat ", other.py_type().name(), " to bytearray"));
    }
    self += bytes_view(*right);
    return object(self);
  }
  if (op == binary_op::multiply && index_of(other).is_int()) {
    self *= size_argument(other);
    return object(self);
  }
  return NotImplemented;
}

// --- memoryview ---

str memoryview_object::py_repr() const { return message("<memory at 0x", Int(static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(this))).to_base(16), ">"); }

std::int64_t memoryview_object::py_hash() const {
  if (is_mutable) {
    raise_value_error("cannot hash writable memoryview object");
  }
  return contiguous() ? hash_bytes(data(), static_cast<std::size_t>(size)) : copied().py_hash();
}

bytes memoryview_object::copied() const {
  const unsigned char* const first = data();
  std::string text;
  for (std::int64_t i = 0; i < size; ++i) {
    text.push_back(static_cast<char>(first[i * step]));
  }
  return bytes::from_text(text);
}

namespace {

memoryview self_of(memoryview_object& block) { return memoryview::py_unbox(object::from_pointer(&block)); }

std::int64_t window_index(const object& key, const char* slice_error) {
  const object index = index_of(key);
  if (!index.is_int()) {
    raise_type_error(slice_error);
  }
  return index.as_int().clamp_int64();
}

}  // namespace

object memoryview_object::py_boxed_iter() { return iterate(self_of(*this)); }
bool memoryview_object::py_boxed_contains(const object& element) {
  const memoryview self = self_of(*this);
  return std::any_of(self.begin(), self.end(), [&](std::int64_t byte) { return eq(object(byte), element); });
}

object memoryview_object::py_boxed_getitem(const object& key) {
  if (const slice* const part = slice_in(key)) {
    return object(self_of(*this).slice(part->lower(), part->upper(), part->by()));
  }
  return self_of(*this).at(window_index(key, "memoryview: invalid slice key"));
}

void memoryview_object::py_boxed_setitem(const object& key, const object& value) {
  memoryview self = self_of(*this);
  if (!is_mutable) {
    raise_type_error("cannot modify read-only memory");
  }
  if (const slice* const part = slice_in(key)) {
    if (!memoryview::py_check(value) && !byte_data(value)) {
      raise_type_error(message("a bytes-like object is required, not '", value.py_type().name(), "'"));
    }
    return self.set_slice(part->lower(), part->upper(), part->by(), value);
  }
  const std::int64_t index = window_index(key, "memoryview: invalid slice key");
  const object number = index_of(value);
  if (!number.is_int()) {
    raise_type_error("memoryview: invalid type for format 'B'");
  }
  self.set_item(index, number.as_int());
}

object memoryview_object::py_boxed_compare(comparison op, const object& other) {
  if (op != comparison::equal && op != comparison::not_equal) {
    return NotImplemented;
  }
  if (memoryview::py_check(other)) {
    return (self_of(*this) == memoryview::py_unbox(other)) == (op == comparison::equal);
  }
  const std::optional<std::string_view> right = byte_data(other);
  return right ? object((copied().view() == *right) == (op == comparison::equal)) : object(NotImplemented);
}

// --- the classes ---

namespace {

template <typename Self>
object list_of(const vector<Self>& parts) {
  vector<object> items;
  for (const Self& part : parts) {
    items.append(object(part));
  }
  return object(list<object>(std::move(items)));
}

template <typename Self, auto search>
std::int64_t searched(const Self& self, const object& part, const object& start, const object& end) {
  return (self.*search)(byte_pattern(part), bound(start), bound(end));
}

template <typename Self, bool at_start>
bool affix(const Self& self, const object& choices, const object& start, const object& end) {
  const auto fits = [&](const object& choice) {
    const bytes_view text(choice);
    return at_start ? self.startswith(text, bound(start), bound(end)) : self.endswith(text, bound(start), bound(end));
  };
  const std::int64_t count = tuple_size(choices);
  if (count < 0 && !byte_data(choices)) {
    raise_type_error(message(at_start ? "startswith" : "endswith", " first arg must be bytes or a tuple of bytes, not ", choices.py_type().name()));
  }
  for (std::int64_t i = 0; i < count; ++i) {
    if (fits(tuple_item(choices, i))) {
      return true;
    }
  }
  return count < 0 && fits(choices);
}

template <typename Self>
void describe_searching(class_<Self>& d) {
  using methods = byte_methods<Self>;
  const auto window = [&](const str& name, auto function) { d.method(name, function, arg("sub"), arg("start") = None, arg("end") = None, pos_only()); };
  window("find", searched<Self, &methods::find>);
  window("rfind", searched<Self, &methods::rfind>);
  window("index", searched<Self, &methods::index>);
  window("rindex", searched<Self, &methods::rindex>);
  window("count", searched<Self, &methods::count>);
  window("startswith", affix<Self, true>);
  window("endswith", affix<Self, false>);
}

template <typename Self>
void describe_cutting(class_<Self>& d) {
  d.method(
      "split",
      [](const Self& s, const object& separator, const object& most) {
        return separator.is_none() ? list_of(s.split(None, size_argument(most))) : list_of(s.split(bytes_view(separator), size_argument(most)));
      },
      arg("sep") = None, arg("maxsplit") = -1);
  d.method(
      "rsplit",
      [](const Self& s, const object& separator, const object& most) {
        return separator.is_none() ? list_of(s.rsplit(None, size_argument(most))) : list_of(s.rsplit(bytes_view(separator), size_argument(most)));
      },
      arg("sep") = None, arg("maxsplit") = -1);
  d.method("splitlines", [](const Self& s, const object& keep) { return list_of(s.splitlines(keep.py_bool())); }, arg("keepends") = false);
  d.method("partition", [](const Self& s, const object& separator) { return s.partition(bytes_view(separator)); });
  d.method("rpartition", [](const Self& s, const object& separator) { return s.rpartition(bytes_view(separator)); });
  d.method("join", [](const Self& s, const object& parts) { return s.join(parts); });
  d.method("strip", [](const Self& s, const object& set) { return set.is_none() ? s.strip() : s.strip(bytes_view(set)); }, arg("chars") = None, pos_only());
  d.method("lstrip", [](const Self& s, const object& set) { return set.is_none() ? s.lstrip() : s.lstrip(bytes_view(set)); }, arg("chars") = None, pos_only());
  d.method("rstrip", [](const Self& s, const object& set) { return set.is_none() ? s.rstrip() : s.rstrip(bytes_view(set)); }, arg("chars") = None, pos_only());
  d.method("removeprefix", [](const Self& s, const object& prefix) { return s.removeprefix(bytes_view(prefix)); });
  d.method("removesuffix", [](const Self& s, const object& suffix) { return s.removesuffix(bytes_view(suffix)); });
  d.method(
      "replace",
      [](const Self& s, const object& old_text, const object& new_text, const object& count) {
        return s.replace(bytes_view(old_text), bytes_view(new_text), size_argument(count));
      },
      arg("old"), arg("new"), arg("count") = -1, pos_only());
  d.method(
      "translate",
      [](const Self& s, const object& table, const object& removed) {
        return table.is_none() ? s.translate(None, bytes_view(removed)) : s.translate(bytes_view(table), bytes_view(removed));
      },
      arg("table"), pos_only(), arg("delete") = bytes());
}

template <typename Self>
void describe_form(class_<Self>& d) {
  d.method(
      "center", [](const Self& s, const object& width, const object& fill) { return s.center(size_argument(width), bytes_view(fill)); }, arg("width"), arg("fillchar") = bytes(" "),
      pos_only());
  d.method(
      "ljust", [](const Self& s, const object& width, const object& fill) { return s.ljust(size_argument(width), bytes_view(fill)); }, arg("width"), arg("fillchar") = bytes(" "),
      pos_only());
  d.method(
      "rjust", [](const Self& s, const object& width, const object& fill) { return s.rjust(size_argument(width), bytes_view(fill)); }, arg("width"), arg("fillchar") = bytes(" "),
      pos_only());
  d.method("zfill", [](const Self& s, const object& width) { return s.zfill(size_argument(width)); });
  d.method("expandtabs", [](const Self& s, const object& size) { return s.expandtabs(size_argument(size)); }, arg("tabsize") = 8);
  d.method("lower", [](const Self& s) { return s.lower(); }).method("upper", [](const Self& s) { return s.upper(); });
  d.method("title", [](const Self& s) { return s.title(); }).method("capitalize", [](const Self& s) { return s.capitalize(); });
  d.method("swapcase", [](const Self& s) { return s.swapcase(); }).method("isalpha", [](const Self& s) { return s.isalpha(); });
  d.method("isdigit", [](const Self& s) { return s.isdigit(); }).method("isalnum", [](const Self& s) { return s.isalnum(); });
  d.method("isspace", [](const Self& s) { return s.isspace(); }).method("isupper", [](const Self& s) { return s.isupper(); });
  d.method("islower", [](const Self& s) { return s.islower(); }).method("istitle", [](const Self& s) { return s.istitle(); });
  d.method("isascii", [](const Self& s) { return s.isascii(); });
  d.method("hex", [](const Self& s, const str& separator, const object& group) { return s.hex(separator, size_argument(group)); }, arg("sep") = "", arg("bytes_per_sep") = 1);
  d.method("decode", [](const Self& s, const str& encoding, const str& errors) { return s.decode(encoding, errors); }, arg("encoding") = "utf-8", arg("errors") = "strict");
  d.static_method("fromhex", [](const str& text) { return Self::fromhex(text); }, arg("string"));
  d.static_method("maketrans", [](const object& from, const object& to) { return bytes::maketrans(bytes_view(from), bytes_view(to)); }, arg("frm"), arg("to"));
}

template <typename Self>
object construct(const void*, const type&, const call_arguments& given) {
  object values[3] = {object::unbound(), object::unbound(), object::unbound()};
  for (std::size_t i = 0; i < given.positional.size() && i < 3; ++i) {
    values[i] = given.positional[i];
  }
  for (const keyword_argument& keyword : given.keywords) {
    values[keyword.name == "source" ? 0 : keyword.name == "encoding" ? 1 : 2] = keyword.value;
  }
  if (values[0].is_unbound()) {
    return object(Self());
  }
  if (!values[1].is_unbound() || !values[2].is_unbound()) {
    if (!values[0].is_str()) {
      raise_type_error("encoding without a string argument");
    }
    return object(Self(values[0].as_str(), values[1].is_unbound() ? str("utf-8") : cast<str>(values[1]), values[2].is_unbound() ? str("strict") : cast<str>(values[2])));
  }
  return object(Self(values[0]));
}

template <typename Self>
class_<Self> described(const char* name) {
  class_<Self> d(str::from_utf8(name));
  d.as_builtin().constructor_from(&construct<Self>);
  describe_searching(d);
  describe_cutting(d);
  describe_form(d);
  return d;
}

}  // namespace

const type& bytes_object::py_type() const { return bytes::py_class(); }
const type& bytearray_object::py_type() const { return bytearray::py_class(); }

// --- what other dynamic parts ask for ---

object boxed_bytes(const str& text, const str& encoding, const str& errors) { return object(text.encode(encoding, errors)); }

object boxed_int_bytes(const Int& number, const object& length, const str& byteorder, bool is_signed) {
  return object(number.to_bytes(size_argument(length), byteorder, is_signed));
}

Int int_from_boxed_bytes(const object& data, const str& byteorder, bool is_signed) { return Int::from_bytes(bytes::from_text(collect_object(data).view()), byteorder, is_signed); }

}  // namespace detail

const type& bytes::py_class() {
  static const type& kind = *new type(detail::described<bytes>("bytes"));
  return kind;
}

object bytes::py_box() const {
  static const object empty = object::adopt_pointer(detail::bytes_object::allocate(0));
  return block_.get() == nullptr ? empty : object::from_pointer(block_.get());
}
bool bytes::py_check(const object& value) { return value.try_as<detail::bytes_object>() != nullptr; }
bytes bytes::py_unbox(const object& value) {
  bytes result;
  result.block_ = maybe<detail::bytes_object>(value.try_as<detail::bytes_object>());
  return result;
}

const type& bytearray::py_class() {
  static const type& kind = []() -> const type& {
    class_<bytearray> d = detail::described<bytearray>("bytearray");
    d.method("append", [](bytearray self, const object& byte) { self.append(byte); });
    d.method("extend", [](bytearray self, const object& data) { self.extend(detail::bytes_view(detail::collect_object(data).view())); });
    d.method("insert", [](bytearray self, const object& index, const object& byte) { self.insert(size_argument(index), byte); });
    d.method("pop", [](bytearray self, const object& index) { return self.pop(size_argument(index)); }, arg("index") = -1, pos_only());
    d.method("remove", [](bytearray self, const object& byte) { self.remove(byte); });
    d.method("reverse", [](bytearray self) { self.reverse(); });
    d.method("clear", [](bytearray self) { self.clear(); });
    d.method("copy", [](const bytearray& self) { return self.copy(); });
    return *new type(d);
  }();
  return kind;
}

object bytearray::py_box() const {
  items();  // makes the block
  return object::from_pointer(block_.get());
}
bool bytearray::py_check(const object& value) { return value.try_as<detail::bytearray_object>() != nullptr; }
bytearray bytearray::py_unbox(const object& value) {
  bytearray result;
  result.block_ = maybe<detail::bytearray_object>(value.try_as<detail::bytearray_object>());
  return result;
}

const type& memoryview::py_class() {
  static const type& kind = []() -> const type& {
    class_<memoryview> d("memoryview");
    d.as_builtin().constructor_from([](const void*, const type&, const call_arguments& given) -> object {
      if (given.positional.size() != 1) {
        raise_type_error("memoryview() missing required argument 'object' (pos 1)");
      }
      const object& data = given.positional.front();
      if (memoryview::py_check(data)) {
        return object(cast<memoryview>(data));
      }
      if (!bytes::py_check(data) && !bytearray::py_check(data)) {
        raise_type_error(detail::message("memoryview: a bytes-like object is required, not '", data.py_type().name(), "'"));
      }
      return object(bytes::py_check(data) ? memoryview(cast<bytes>(data)) : memoryview(cast<bytearray>(data)));
    });
    d.method("tobytes", [](const memoryview& self) { return self.tobytes(); });
    d.method("tolist", [](const memoryview& self) { return list<std::int64_t>(self.tolist()); });
    return *new type(d);
  }();
  return kind;
}

object memoryview::py_box() const { return object(block_); }
bool memoryview::py_check(const object& value) { return value.try_as<detail::memoryview_object>() != nullptr; }
memoryview memoryview::py_unbox(const object& value) { return memoryview(ref<detail::memoryview_object>(value.try_as<detail::memoryview_object>())); }

}  // namespace py
