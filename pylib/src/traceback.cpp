// The text of uncaught exceptions.
#include "dynamic.hpp"

#include <cstdio>
#include <unordered_set>

namespace py {
namespace {

constexpr const char* cause_text = "\nThe above exception was the direct cause of the following exception:\n\n";
constexpr const char* context_text = "\nDuring handling of the above exception, another exception occurred:\n\n";

class exception_printer {
 public:
  str text(const BaseException& exception) {
    print(exception, 0);
    return out_.finish();
  }

 private:
  void print(const BaseException& exception, int depth);
  void print_chain(const BaseException& exception, int depth);
  void print_group(const BaseExceptionGroup& group, int depth);
  void print_last_line(const BaseException& exception, int depth);
  /// A line of the block at `depth` of nested groups.
  void line(const str& content, int depth) {
    if (depth > 0) {
      indent(depth);
      out_.append_ascii("| ");
    }
    out_.append(content);
    out_.append_char('\n');
  }
  void indent(int depth) { out_.append_fill(U' ', 2 * depth); }

  str::builder out_;
  std::unordered_set<const BaseException*> seen_;
};

/// "module.Class", without the module for the entry module and builtins.
str class_text(const type& kind) {
  return kind.module() == "__main__" || kind.module() == "builtins" ? kind.qualified_name() : detail::message(kind.module(), ".", kind.qualified_name());
}

str exception_text(const BaseException& exception) {
  try {
    return exception.py_str();
  } catch (const BaseException&) {
    return "<exception str() failed>";
  }
}

void exception_printer::print_last_line(const BaseException& exception, int depth) {
  const str text = exception_text(exception);
  const str name = class_text(exception.py_type());
  line(text.empty() ? name : detail::message(name, ": ", text), depth);
  const object notes = detail::find_attribute(object::from_pointer(&exception), "__notes__");
  if (notes.is_unbound()) {
    return;
  }
  for (const object& note : notes) {
    for (const str& part : note.py_str().splitlines()) {
      line(part, depth);
    }
  }
}

void exception_printer::print_chain(const BaseException& exception, int depth) {
  const maybe<BaseException> cause = exception.py_cause();
  const maybe<BaseException> context = exception.py_context();
  const bool direct = !cause.is_none();
  const maybe<BaseException>& before = direct ? cause : context;
  if (before.is_none() || (!direct && exception.py_suppress_context()) || seen_.count(before.get()) != 0) {
    return;
  }
  print(*before, depth);
  const str between = str::from_utf8(direct ? cause_text : context_text);
  for (const str& part : between.splitlines()) {
    line(part, depth);
  }
}

void exception_printer::print_group(const BaseExceptionGroup& group, int depth) {
  const bool outermost = depth == 0;
  const int inner = outermost ? 1 : depth;
  if (outermost) {
    out_.append_ascii("  + Exception Group Traceback (most recent call last):\n");
  } else if (group.py_was_raised()) {
    line("Exception Group Traceback (most recent call last):", depth);
  }
  print_last_line(group, inner);
  std::size_t number = 0;
  for (const object& member : group.members()) {
    ++number;
    indent(inner);
    out_.append_ascii(number == 1 ? "+-" : "  ");
    out_.append(detail::message("+---------------- ", Int(static_cast<std::uint64_t>(number)), " ----------------\n"));
    print(*member.try_as<BaseException>(), inner + 1);
  }
  const auto* const last = group.members().back().try_as<BaseExceptionGroup>();
  if (last == nullptr) {
    indent(inner + 1);
    out_.append_ascii("+------------------------------------\n");
  }
}

void exception_printer::print(const BaseException& exception, int depth) {
  seen_.insert(&exception);
  print_chain(exception, depth);
  if (const auto* const group = dynamic_cast<const BaseExceptionGroup*>(&exception)) {
    print_group(*group, depth);
    return;
  }
  if (exception.py_was_raised()) {
    line("Traceback (most recent call last):", depth);
  }
  print_last_line(exception, depth);
}

}  // namespace

str format_exception(const BaseException& exception) { return exception_printer().text(exception); }

void report_unraisable(const str& where) noexcept {
  try {
    const BaseException* const exception = detail::handled_exception();
    str text = detail::message("Exception ignored in: ", where, "\n");
    text += exception != nullptr ? format_exception(*exception) : str("an unknown C++ exception\n");
    detail::write_stderr(text);
  } catch (...) {
    std::fputs("Exception ignored\n", stderr);
  }
}

}  // namespace py
