// The class `str` as dynamic code sees it.
#include "dynamic.hpp"

#include <py/bound.hpp>
#include <py/bytes.hpp>
#include <py/format.hpp>
#include <py/maketrans.hpp>

namespace py {
namespace {

/// Dynamic code may put anything into the list it gets.
object list_of(const vector<str>& parts) {
  vector<object> items;
  items.reserve(parts.size());
  for (const str& part : parts) {
    items.append(object(part));
  }
  return object(list<object>(std::move(items)));
}

str text_argument(const object& value, const char* what) {
  if (!value.is_str()) {
    raise_type_error(detail::message(what, value.py_type().name()));
  }
  return value.as_str();
}

std::optional<str> optional_text(const object& value, const char* what) { return value.is_none() ? std::optional<str>() : std::optional<str>(text_argument(value, what)); }

object split(const str& text, const object& separator, const object& most) {
  return list_of(text.split(optional_text(separator, "must be str or None, not "), size_argument(most)));
}
object rsplit(const str& text, const object& separator, const object& most) {
  return list_of(text.rsplit(optional_text(separator, "must be str or None, not "), size_argument(most)));
}

str join(const str& separator, const object& items) {
  if (!items.is_pointer() && !items.is_str()) {
    raise_type_error("can only join an iterable");
  }
  str::builder text;
  std::int64_t position = 0;
  for (const object& item : items) {
    if (position != 0) {
      text.append(separator);
    }
    if (!item.is_str()) {
      raise_type_error(detail::message("sequence item ", Int(position), ": expected str instance, ", item.py_type().name(), " found"));
    }
    text.append(item.as_str());
    ++position;
  }
  return text.finish();
}

template <bool at_start>
bool affix(const str& text, const object& affixes, const object& start, const object& end) {
  const auto fits = [&](const object& choice) {
    if (!choice.is_str()) {
      return false;
    }
    return at_start ? text.startswith(choice.as_str(), bound(start), bound(end)) : text.endswith(choice.as_str(), bound(start), bound(end));
  };
  if (affixes.is_str()) {
    return fits(affixes);
  }
  const std::int64_t choices = detail::tuple_size(affixes);
  const char* const method = at_start ? "startswith" : "endswith";
  if (choices < 0) {
    raise_type_error(detail::message(method, " first arg must be str or a tuple of str, not ", affixes.py_type().name()));
  }
  for (std::int64_t i = 0; i < choices; ++i) {
    const object choice = detail::tuple_item(affixes, i);
    if (!choice.is_str()) {
      raise_type_error(detail::message("tuple for ", method, " must only contain str, not ", choice.py_type().name()));
    }
    if (fits(choice)) {
      return true;
    }
  }
  return false;
}

template <std::int64_t (str::*search)(const str&, const bound&, const bound&) const>
std::int64_t searched(const str& text, const object& part, const object& start, const object& end) {
  return (text.*search)(text_argument(part, "must be str, not "), bound(start), bound(end));
}

template <str (str::*cut)(const std::optional<str>&) const>
str stripped(const str& text, const object& characters) {
  if (!characters.is_none() && !characters.is_str()) {
    raise_type_error("strip arg must be None or str");
  }
  return (text.*cut)(optional_text(characters, "strip arg must be None or str"));
}

template <str (str::*place)(size_argument, const str&) const>
str placed(const str& text, const object& width, const object& fill) {
  return (text.*place)(size_argument(width), text_argument(fill, "The fill character must be a unicode character, not "));
}

str replaced(const str& text, const object& old_text, const object& new_text, const object& count) {
  return text.replace(text_argument(old_text, "replace() argument 1 must be str, not "), text_argument(new_text, "replace() argument 2 must be str, not "), size_argument(count));
}

str translated(const str& text, const object& table) {
  str::builder result;
  for (const char32_t code_point : text.code_points()) {
    object value;
    try {
      value = table.py_getitem(static_cast<std::int64_t>(code_point));
    } catch (const LookupError&) {
      result.append_code_point(code_point);
      continue;
    }
    if (value.is_str()) {
      result.append(value.as_str());
    } else if (value.is_int()) {
      result.append_code_point(static_cast<char32_t>(value.as_int().to_int64()));
    } else if (!value.is_none()) {
      raise_type_error("character mapping must return integer, None or str");
    }
  }
  return result.finish();
}

object maketrans(const object& from, const object& to, const object& removed) {
  if (!to.is_unbound()) {
    return removed.is_unbound() ? object(str::maketrans(cast<str>(from), cast<str>(to))) : object(str::maketrans(cast<str>(from), cast<str>(to), cast<str>(removed)));
  }
  dict<object, object> table;
  for (const object& key : from) {
    table.set_item(object(detail::translated_code_point(key)), from.py_getitem(key));
  }
  return object(table);
}

str formatted(const str& text, const tuple<object>& values, const dict<str, object>& named) {
  std::vector<detail::format_argument> positional;
  for (const object& value : values) {
    positional.push_back(detail::make_format_argument(value));
  }
  std::vector<detail::named_format_argument> keywords;
  for (const auto& [name, value] : named.items()) {
    keywords.push_back({name, detail::make_format_argument(value)});
  }
  return detail::format_dynamic(text, positional, keywords);
}

object item_named(const void* mapping, const str& name) { return static_cast<const object*>(mapping)->py_getitem(name); }

object construct_str(const void*, const type&, const call_arguments& arguments) {
  if (arguments.positional.empty() && arguments.keywords.empty()) {
    return "";
  }
  if (arguments.positional.size() == 1 && arguments.keywords.empty()) {
    return arguments.positional[0].py_str();
  }
  // str(bytes, encoding, errors)
  if (arguments.positional.empty()) {
    raise_type_error("str() needs an object to decode");
  }
  return detail::call_method(arguments.positional[0], "decode", {arguments.positional.subspan(1), arguments.keywords});
}

using description = class_<str>;

void describe_searching(description& d) {
  d.method("find", searched<&str::find>, arg("sub"), arg("start") = None, arg("end") = None, pos_only())
      .method("rfind", searched<&str::rfind>, arg("sub"), arg("start") = None, arg("end") = None, pos_only())
      .method("index", searched<&str::index>, arg("sub"), arg("start") = None, arg("end") = None, pos_only())
      .method("rindex", searched<&str::rindex>, arg("sub"), arg("start") = None, arg("end") = None, pos_only())
      .method("count", searched<&str::count>, arg("sub"), arg("start") = None, arg("end") = None, pos_only())
      .method("startswith", affix<true>, arg("prefix"), arg("start") = None, arg("end") = None, pos_only())
      .method("endswith", affix<false>, arg("suffix"), arg("start") = None, arg("end") = None, pos_only())
      .method("removeprefix", [](const str& s, const str& prefix) { return s.removeprefix(prefix); })
      .method("removesuffix", [](const str& s, const str& suffix) { return s.removesuffix(suffix); })
      .method("replace", replaced, arg("old"), arg("new"), arg("count") = -1, pos_only())
      .method("translate", translated, arg("table"), pos_only());
}

void describe_cutting(description& d) {
  d.method("split", split, arg("sep") = None, arg("maxsplit") = -1)
      .method("rsplit", rsplit, arg("sep") = None, arg("maxsplit") = -1)
      .method(
          "splitlines", [](const str& s, const object& keep) { return list_of(s.splitlines(keep.py_bool())); }, arg("keepends") = false)
      .method("partition", [](const str& s, const str& separator) { return s.partition(separator); })
      .method("rpartition", [](const str& s, const str& separator) { return s.rpartition(separator); })
      .method("join", join, arg("iterable"), pos_only())
      .method("strip", stripped<&str::strip>, arg("chars") = None, pos_only())
      .method("lstrip", stripped<&str::lstrip>, arg("chars") = None, pos_only())
      .method("rstrip", stripped<&str::rstrip>, arg("chars") = None, pos_only())
      .method("center", placed<&str::center>, arg("width"), arg("fillchar") = " ", pos_only())
      .method("ljust", placed<&str::ljust>, arg("width"), arg("fillchar") = " ", pos_only())
      .method("rjust", placed<&str::rjust>, arg("width"), arg("fillchar") = " ", pos_only())
      .method("zfill", [](const str& s, const object& width) { return s.zfill(size_argument(width)); })
      .method("expandtabs", [](const str& s, const object& size) { return s.expandtabs(size_argument(size)); }, arg("tabsize") = 8);
}

void describe_case(description& d) {
  d.method("lower", &str::lower)
      .method("upper", &str::upper)
      .method("title", &str::title)
      .method("capitalize", &str::capitalize)
      .method("swapcase", &str::swapcase)
      .method("casefold", &str::casefold)
      .method("isalpha", &str::isalpha)
      .method("isdigit", &str::isdigit)
      .method("isdecimal", &str::isdecimal)
      .method("isnumeric", &str::isnumeric)
      .method("isalnum", &str::isalnum)
      .method("isspace", &str::isspace)
      .method("isupper", &str::isupper)
      .method("islower", &str::islower)
      .method("istitle", &str::istitle)
      .method("isprintable", &str::isprintable)
      .method("isidentifier", &str::isidentifier)
      .method("isascii", &str::isascii);
}

void describe_conversion(description& d) {
  d.method("encode", [](const str& s, const str& encoding, const str& errors) { return s.encode(encoding, errors); }, arg("encoding") = "utf-8", arg("errors") = "strict");
  d.method("format", formatted, args("args"), kwargs("kwargs"));
  d.method("format_map", [](const str& s, const object& mapping) { return detail::format_mapping(s, &item_named, &mapping); });
  d.add("maketrans", object(make<StaticMethod>(def(
                         "maketrans",
                         [](const tuple<object>& given) {
                           const auto at = [&](std::int64_t i) { return i < given.size() ? given[i] : object::unbound(); };
                           return maketrans(at(0), at(1), at(2));
                         },
                         args("args")))));
}

}  // namespace

const type& classes::str_() {
  static const type& kind = []() -> const type& {
    description d("str");
    d.as_builtin().constructor_from(&construct_str);
    describe_searching(d);
    describe_cutting(d);
    describe_case(d);
    describe_conversion(d);
    return *new type(d);
  }();
  return kind;
}

}  // namespace py
