#include "dynamic.hpp"

#include <algorithm>
#include <unordered_map>

namespace py {

// --- parameters ---

void signature::add(pos_only) {
  for (parameter& p : parameters) {
    if (p.kind == parameter_kind::positional_or_keyword) {
      p.kind = parameter_kind::positional_only;
    }
  }
}

void signature::complete(std::size_t count) {
  while (parameters.size() < count) {
    const str position = Int(static_cast<std::uint64_t>(parameters.size())).py_str();
    parameters.push_back({detail::message("arg", position), parameter_kind::positional_only});
  }
}

/// One call's way from arguments to slots.
struct argument_binder {
  const signature& target;
  std::span<object> slots;

  std::size_t positional_count() const noexcept {
    return static_cast<std::size_t>(std::count_if(target.parameters.begin(), target.parameters.end(),
                                                  [](const parameter& p) { return p.kind == parameter_kind::positional_only || p.kind == parameter_kind::positional_or_keyword; }));
  }
  std::size_t index_of(parameter_kind kind) const noexcept {
    const auto found = std::find_if(target.parameters.begin(), target.parameters.end(), [kind](const parameter& p) { return p.kind == kind; });
    return static_cast<std::size_t>(found - target.parameters.begin());
  }
  bool has(std::size_t index) const noexcept { return index < target.parameters.size(); }

  [[noreturn]] void fail(const str& text) const { raise_type_error(target.name + text); }

  void bind(const object* bound_self, const call_arguments& arguments);
  std::size_t place_positional(const object* bound_self, const call_arguments& arguments, std::size_t places);
  void place_keyword(const keyword_argument& keyword, dict<str, object>* rest);
  void check_builtin(std::size_t places, std::size_t given, const call_arguments& arguments) const;
  [[noreturn]] void too_many(std::size_t places, std::size_t given) const;
  void fill_defaults();
  [[noreturn]] void missing(std::vector<str> names, const char* kind) const;
  [[noreturn]] void unexpected(const keyword_argument& keyword, std::span<const keyword_argument> keywords) const;
};

std::size_t argument_binder::place_positional(const object* bound_self, const call_arguments& arguments, std::size_t places) {
  std::size_t given = 0;
  std::vector<object> rest;
  const std::size_t rest_index = index_of(parameter_kind::var_positional);
  const auto place = [&](const object& value) {
    if (given < places) {
      slots[given] = value;
    } else if (has(rest_index)) {
      rest.push_back(value);
    }
    ++given;
  };
  if (bound_self != nullptr) {
    place(*bound_self);
  }
  for (const object& value : arguments.positional) {
    place(value);
  }
  if (has(rest_index)) {
    slots[rest_index] = detail::box_tuple(rest);
  }
  return given;
}

void argument_binder::place_keyword(const keyword_argument& keyword, dict<str, object>* rest) {
  for (std::size_t i = 0; i < target.parameters.size(); ++i) {
    const parameter& p = target.parameters[i];
    if ((p.kind == parameter_kind::positional_or_keyword || p.kind == parameter_kind::keyword_only) && p.name == keyword.name) {
      if (!slots[i].is_unbound()) {
        fail(detail::message("() got multiple values for argument '", keyword.name, "'"));
      }
      slots[i] = keyword.value;
      return;
    }
  }
  if (rest == nullptr) {
    slots = {};  // says "not placed" to the caller
    return;
  }
  rest->set_item(keyword.name, keyword.value);
}

void argument_binder::unexpected(const keyword_argument& keyword, std::span<const keyword_argument> keywords) const {
  str::builder names;
  for (const parameter& p : target.parameters) {
    const auto given = std::find_if(keywords.begin(), keywords.end(), [&p](const keyword_argument& k) { return k.name == p.name; });
    if (p.kind == parameter_kind::positional_only && given != keywords.end()) {
      names.append(names.byte_size() == 0 ? p.name : detail::message(", ", p.name));
    }
  }
  if (names.byte_size() != 0) {
    fail(detail::message("() got some positional-only arguments passed as keyword arguments: '", names.finish(), "'"));
  }
  fail(detail::message("() got an unexpected keyword argument '", keyword.name, "'"));
}

void argument_binder::too_many(std::size_t places, std::size_t given) const {
  std::size_t defaults = 0;
  std::size_t keyword_only_given = 0;
  for (std::size_t i = 0; i < target.parameters.size(); ++i) {
    const parameter& p = target.parameters[i];
    if (p.kind == parameter_kind::keyword_only) {
      keyword_only_given += slots[i].is_unbound() ? 0 : 1;
    } else if (p.has_default()) {
      ++defaults;
    }
  }
  const Int most(static_cast<std::uint64_t>(places));
  const bool plural = defaults != 0 || places != 1;
  const str takes = defaults != 0 ? detail::message("from ", Int(static_cast<std::uint64_t>(places - defaults)), " to ", most) : str(most);
  str were = str::from_utf8(given == 1 && keyword_only_given == 0 ? " was given" : " were given");
  if (keyword_only_given != 0) {
    were = detail::message(" positional argument", given == 1 ? "" : "s", " (and ", detail::counted(keyword_only_given, "keyword-only argument"), ") were given");
  }
  fail(detail::message("() takes ", takes, " positional argument", plural ? "s" : "", " but ", Int(static_cast<std::uint64_t>(given)), were));
}

void argument_binder::missing(std::vector<str> names, const char* kind) const {
  str::builder list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i != 0) {
      list.append_ascii(names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ");
    }
    list.append(detail::message("'", names[i], "'"));
  }
  fail(detail::message("() missing ", Int(static_cast<std::uint64_t>(names.size())), " required ", str::from_utf8(kind), " argument", names.size() == 1 ? "" : "s", ": ",
                       list.finish()));
}

void argument_binder::fill_defaults() {
  std::vector<str> missing_positional;
  std::vector<str> missing_keyword;
  for (std::size_t i = 0; i < target.parameters.size(); ++i) {
    if (!slots[i].is_unbound()) {
      continue;
    }
    const parameter& p = target.parameters[i];
    if (!p.default_value.is_unbound()) {
      slots[i] = p.default_value;
    } else if (p.make_default != nullptr) {
      slots[i] = p.make_default();
    } else if (p.kind == parameter_kind::keyword_only) {
      missing_keyword.push_back(p.name);
    } else {
      missing_positional.push_back(p.name);
    }
  }
  if (!missing_positional.empty()) {
    missing(std::move(missing_positional), "positional");
  }
  if (!missing_keyword.empty()) {
    missing(std::move(missing_keyword), "keyword-only");
  }
}

/// Functions written in C word it differently, and do not count self.
void argument_binder::check_builtin(std::size_t places, std::size_t given, const call_arguments& arguments) const {
  std::size_t required = 0;
  bool takes_keywords = false;
  for (const parameter& p : target.parameters) {
    const bool positional = p.kind == parameter_kind::positional_only || p.kind == parameter_kind::positional_or_keyword;
    required += positional && !p.has_default() ? 1 : 0;
    takes_keywords = takes_keywords || (p.kind != parameter_kind::positional_only && p.kind != parameter_kind::var_positional);
  }
  const std::size_t self = !target.parameters.empty() && target.parameters.front().name == "self" ? 1 : 0;
  const std::size_t most = places - self;
  const std::size_t least = required - self;
  const std::size_t count = given - std::min(given, self);
  if (!arguments.keywords.empty() && !takes_keywords) {
    fail("() takes no keyword arguments");
  }
  if (has(index_of(parameter_kind::var_positional)) || takes_keywords || (count >= least && count <= most)) {
    return;
  }
  const str count_text(Int(static_cast<std::uint64_t>(count)));
  if (most == 0) {
    fail(detail::message("() takes no arguments (", count_text, " given)"));
  }
  if (most == 1 && least == 1) {
    fail(detail::message("() takes exactly one argument (", count_text, " given)"));
  }
  const std::size_t dot = target.name.view().rfind('.');
  const str short_name = str::from_utf8(dot == std::string_view::npos ? target.name.view() : target.name.view().substr(dot + 1));
  const char* const bound = most == least ? "" : count < least ? "at least " : "at most ";
  raise_type_error(detail::message(short_name, " expected ", str::from_utf8(bound), detail::counted(count < least ? least : most, "argument"), ", got ", count_text));
}

void argument_binder::bind(const object* bound_self, const call_arguments& arguments) {
  std::fill(slots.begin(), slots.end(), object::unbound());
  const std::size_t places = positional_count();
  const std::size_t given = place_positional(bound_self, arguments, places);
  if (target.builtin) {
    check_builtin(places, given, arguments);
  }
  const std::size_t keywords_index = index_of(parameter_kind::var_keyword);
  if (has(keywords_index) || !arguments.keywords.empty()) {
    dict<str, object> rest;
    const std::span<object> all = slots;
    for (const keyword_argument& keyword : arguments.keywords) {
      place_keyword(keyword, has(keywords_index) ? &rest : nullptr);
      if (slots.empty()) {
        slots = all;
        unexpected(keyword, arguments.keywords);
      }
    }
    if (has(keywords_index)) {
      slots[keywords_index] = object(rest);
    }
  }
  if (given > places && !has(index_of(parameter_kind::var_positional))) {
    too_many(places, given);
  }
  fill_defaults();
}

void signature::bind(const object* bound_self, const call_arguments& arguments, std::span<object> slots) const {
  // the plain case: as many positional arguments as positional parameters, nothing else
  const std::size_t given = arguments.positional.size() + (bound_self != nullptr ? 1 : 0);
  if (arguments.keywords.empty() && given == parameters.size() && all_positional()) {
    std::size_t at = 0;
    if (bound_self != nullptr) {
      slots[at++] = *bound_self;
    }
    for (const object& value : arguments.positional) {
      slots[at++] = value;
    }
    return;
  }
  argument_binder{*this, slots}.bind(bound_self, arguments);
}

bool signature::all_positional() const noexcept {
  return std::all_of(parameters.begin(), parameters.end(),
                     [](const parameter& p) { return p.kind == parameter_kind::positional_only || p.kind == parameter_kind::positional_or_keyword; });
}

namespace detail {

void raise_positional_count(const str& name, std::size_t expected, std::size_t given) {
  raise_type_error(
      message(name, "() takes ", counted(expected, "positional argument"), " but ", Int(static_cast<std::uint64_t>(given)), given == 1 ? " was given" : " were given"));
}

void raise_no_keywords(const str& name) { raise_type_error(message(name, "() takes no keyword arguments")); }
void raise_null_function() { raise_type_error("'NoneType' object is not callable"); }

namespace {

str address_of(const Object* instance) {
  char text[32];
  const int size = std::snprintf(text, sizeof(text), "%p", static_cast<const void*>(instance));
  return str::from_utf8({text, static_cast<std::size_t>(size)});
}

}  // namespace

object& function_object(void (*function)()) {
  static auto& objects = *new std::unordered_map<void (*)(), object>();  // functions live as long as the process
  return objects.try_emplace(function, object::unbound()).first->second;
}

const type& function_base::py_type() const { return classes::function(); }
str function_base::py_repr() const { return message("<function <lambda> at ", address_of(this), ">"); }

object function_base::py_boxed_findattr(const str& name) {
  if (name == "__name__" || name == "__qualname__") {
    return "<lambda>";
  }
  return Object::py_boxed_findattr(name);
}

}  // namespace detail

// --- Function ---

Function::~Function() { delete attributes_; }

void Function::py_trace(tracer& trace) {
  if (attributes_ != nullptr) {
    trace(*attributes_);
  }
}

object Function::call(const object* self, const call_arguments& arguments) {
  const ref<Function> running(this);
  const std::size_t count = signature_.parameters.size();
  constexpr std::size_t most_on_stack = 8;
  if (count <= most_on_stack) {
    std::array<object, most_on_stack> slots;
    const std::span<object> used(slots.data(), count);
    signature_.bind(self, arguments, used);
    return run(used);
  }
  std::vector<object> slots(count);
  signature_.bind(self, arguments, slots);
  return run(slots);
}

const type& Function::py_type() const { return signature_.builtin ? classes::builtin_function() : classes::function(); }

str Function::py_repr() const {
  if (signature_.builtin) {
    return detail::message("<built-in function ", name_, ">");
  }
  return detail::message("<function ", signature_.name, " at ", detail::address_of(this), ">");
}

dict<str, object>* Function::py_boxed_dict() {
  if (signature_.builtin) {
    return nullptr;
  }
  if (attributes_ == nullptr) {
    attributes_ = new dict<str, object>();
  }
  return attributes_;
}

namespace {

object defaults_of(const signature& parameters) {
  std::vector<object> values;
  for (const parameter& p : parameters.parameters) {
    if (p.kind != parameter_kind::keyword_only && !p.default_value.is_unbound()) {
      values.push_back(p.default_value);
    }
  }
  return values.empty() ? object(None) : detail::box_tuple(values);
}

object keyword_defaults_of(const signature& parameters) {
  dict<str, object> values;
  for (const parameter& p : parameters.parameters) {
    if (p.kind == parameter_kind::keyword_only && !p.default_value.is_unbound()) {
      values.set_item(p.name, p.default_value);
    }
  }
  return len(values) == 0 ? object(None) : object(values);
}

}  // namespace

object Function::py_boxed_findattr(const str& name) {
  if (attributes_ != nullptr) {
    if (const object* const own = attributes_->find(name)) {
      return *own;
    }
  }
  if (name == "__name__") {
    return name_;
  }
  if (name == "__qualname__") {
    return signature_.name;
  }
  if (name == "__doc__") {
    return signature_.documentation;
  }
  if (name == "__module__") {
    return signature_.builtin ? "builtins" : "__main__";
  }
  if (name == "__defaults__") {
    return defaults_of(signature_);
  }
  if (name == "__kwdefaults__") {
    return keyword_defaults_of(signature_);
  }
  if (name == "__call__") {
    return object::from_pointer(this);
  }
  return Object::py_boxed_findattr(name);
}

void Function::py_boxed_setattr(const str& name, const object& value) {
  if (signature_.builtin) {
    Object::py_boxed_setattr(name, value);
  } else if (name == "__name__") {
    name_ = cast<str>(value);
  } else if (name == "__qualname__") {
    signature_.name = cast<str>(value);
  } else if (name == "__doc__") {
    signature_.documentation = value;
  } else {
    py_boxed_dict()->set_item(name, value);
  }
}

// --- BoundMethod ---

str BoundMethod::py_repr() const {
  auto* const target = function_.try_as<Function>();
  if (target != nullptr && target->parameters().builtin) {
    return detail::message("<built-in method ", target->name(), " of ", self_.py_type().name(), " object at ", detail::address_of(this), ">");
  }
  const object name = detail::find_attribute(function_, "__qualname__");
  return detail::message("<bound method ", name.is_unbound() ? str("?") : str(name), " of ", self_.py_repr(), ">");
}

const type& BoundMethod::py_type() const {
  auto* const target = function_.try_as<Function>();
  return target != nullptr && target->parameters().builtin ? classes::builtin_function() : classes::method();
}

std::int64_t BoundMethod::py_hash() const { return id(self_).py_hash() ^ function_.py_hash(); }

object BoundMethod::py_boxed_call(const call_arguments& arguments) {
  const ref<BoundMethod> running(this);
  if (auto* const target = function_.try_as<Function>()) {
    return target->call(&self_, arguments);
  }
  std::vector<object> positional;
  positional.reserve(arguments.positional.size() + 1);
  positional.push_back(self_);
  positional.insert(positional.end(), arguments.positional.begin(), arguments.positional.end());
  return function_.py_call({positional, arguments.keywords});
}

object BoundMethod::py_boxed_findattr(const str& name) {
  if (name == "__self__") {
    return self_;
  }
  if (name == "__func__") {
    return function_;
  }
  object found = detail::find_attribute(function_, name);
  return found.is_unbound() ? Object::py_boxed_findattr(name) : found;
}

object BoundMethod::py_boxed_compare(comparison op, const object& other) {
  const auto* const method = other.try_as<BoundMethod>();
  if (method == nullptr || (op != comparison::equal && op != comparison::not_equal)) {
    return NotImplemented;
  }
  const bool equal = object::same(self_, method->self_) && function_ == method->function_;
  return equal == (op == comparison::equal);
}

}  // namespace py
