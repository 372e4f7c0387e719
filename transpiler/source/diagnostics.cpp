#include "source/diagnostics.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

#include "source/utf8.hpp"

namespace krait::source {

namespace {

constexpr auto code_table = std::to_array<CodeInfo>({
    {"", Severity::Note, "", ""},
#define DIAGNOSTIC(code, severity, name, explanation) {#code, Severity::severity, name, explanation},
#include "source/diagnostics.def"
#undef DIAGNOSTIC
});

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Note: return "note";
  }
  return "";
}

constexpr std::string_view reset = "\x1b[0m";
constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view red = "\x1b[1;31m";
constexpr std::string_view yellow = "\x1b[1;33m";
constexpr std::string_view blue = "\x1b[1;34m";
constexpr std::string_view cyan = "\x1b[1;36m";

std::string_view severity_colour(Severity severity) {
  switch (severity) {
    case Severity::Error: return red;
    case Severity::Warning: return yellow;
    case Severity::Note: return cyan;
  }
  return "";
}

/// Text wrapped in a colour, or plain.
std::string painted(std::string_view text, std::string_view colour, bool use_colour) { return use_colour ? fmt::format("{}{}{}", colour, text, reset) : std::string(text); }

constexpr std::uint32_t tab_width = 4;

/// One line of source with the markers under it.
class Snippet {
 public:
  Snippet(const File& file, std::uint32_t line, std::size_t gutter, bool colour) : file_(file), line_(line), gutter_(gutter), colour_(colour) {}

  [[nodiscard]] std::string source_line() const {
    std::string shown;
    for (const char c : file_.line(line_)) {
      if (c == '\t') {
        shown.append(tab_width, ' ');
      } else if (static_cast<unsigned char>(c) < 0x20 || c == '\x7f') {
        shown.push_back('?');
      } else {
        shown.push_back(c);
      }
    }
    return painted(fmt::format("{:>{}} |", line_, gutter_), blue, colour_) + (shown.empty() ? "" : " " + shown) + "\n";
  }

  [[nodiscard]] std::string marker_line(Span span, char marker, std::string_view text, std::string_view paint) const {
    const auto [from, to] = columns(span);
    std::string markers(std::max<std::uint32_t>(to - from, 1), marker);
    if (!text.empty()) {
      markers += fmt::format(" {}", text);
    }
    return painted(fmt::format("{:>{}} |", "", gutter_), blue, colour_) + std::string(from + 1, ' ') + painted(markers, paint, colour_) + "\n";
  }

 private:
  /// Screen columns (from 0) that the part of the span on this line covers.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> columns(Span span) const {
    const std::uint32_t first = file_.place(span.begin).column - 1;
    const Place last = file_.place(std::max(span.begin, span.end));
    const std::string_view text = file_.line(line_);
    const bool ends_here = last.line == line_;
    std::uint32_t column = 0;
    std::uint32_t screen = 0;
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (i < text.size() && !starts_code_point(text[i])) {
        continue;
      }
      from = column == first ? screen : from;
      to = ends_here && column == last.column - 1 ? screen : to;
      if (i == text.size()) {
        break;
      }
      screen += text[i] == '\t' ? tab_width : 1;
      ++column;
    }
    from = first > column ? screen : from;
    to = ends_here ? to : screen;
    return {from, std::max(from, to)};
  }

  const File& file_;
  std::uint32_t line_;
  std::size_t gutter_;
  bool colour_;
};

/// Width of the line-number column: wide enough for every line shown.
std::size_t gutter_width(const Diagnostic& diagnostic, const FileTable& files) {
  std::uint32_t highest = diagnostic.span.file == 0 ? 1 : files.place(diagnostic.span).line;
  for (const Label& label : diagnostic.labels) {
    highest = std::max(highest, label.span.file == 0 ? 1 : files.place(label.span).line);
  }
  return std::to_string(highest).size() + 1;
}

std::string escape_json(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '"': escaped += "\\\""; break;
      case '\\': escaped += "\\\\"; break;
      case '\n': escaped += "\\n"; break;
      case '\r': escaped += "\\r"; break;
      case '\t': escaped += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          escaped += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          escaped.push_back(c);
        }
    }
  }
  return escaped;
}

/// The members that describe a place, without braces.
std::string json_place(Span span, const FileTable& files) {
  if (span.file == 0) {
    return "\"file\":null";
  }
  const File& file = files.get(span.file);
  const Place begin = file.place(span.begin);
  const Place end = file.place(span.end);
  return fmt::format(R"("file":"{}","line":{},"column":{},"endLine":{},"endColumn":{})", escape_json(file.path().string()), begin.line, begin.column, end.line, end.column);
}

std::string json_object(const Diagnostic& diagnostic, const FileTable& files) {
  const CodeInfo& code = info(diagnostic.code);
  std::string labels;
  for (const Label& label : diagnostic.labels) {
    labels += fmt::format(R"({}{{{},"text":"{}"}})", labels.empty() ? "" : ",", json_place(label.span, files), escape_json(label.text));
  }
  return fmt::format(R"({{"code":"{}","severity":"{}",{},"message":"{}","help":"{}","labels":[{}]}})", code.text, severity_name(code.severity), json_place(diagnostic.span, files),
                     escape_json(diagnostic.message), escape_json(diagnostic.help), labels);
}

/// The labelled places after the primary one.
std::string render_label(const Label& label, Span primary, std::size_t gutter, const FileTable& files, bool colour) {
  const File& file = files.get(label.span.file);
  const std::uint32_t line = file.place(label.span.begin).line;
  const Snippet snippet(file, line, gutter, colour);
  std::string text;
  if (label.span.file != primary.file) {
    text += fmt::format("{:>{}}--> {}:{}\n", "", gutter, file.path().string(), line);
  }
  if (label.span.file != primary.file || line != files.place(primary).line) {
    text += snippet.source_line();
  }
  return text + snippet.marker_line(label.span, '-', label.text, blue);
}

}  // namespace

const CodeInfo& info(Code code) {
  assert(static_cast<std::size_t>(code) < code_table.size());
  return code_table[static_cast<std::size_t>(code)];
}

const std::vector<Code>& all_codes() {
  static const std::vector<Code> codes = {
#define DIAGNOSTIC(code, severity, name, explanation) Code::code,
#include "source/diagnostics.def"
#undef DIAGNOSTIC
  };
  return codes;
}

void Diagnostics::report(Diagnostic diagnostic) {
  errors_ += info(diagnostic.code).severity == Severity::Error ? 1 : 0;
  all_.push_back(std::move(diagnostic));
}

void Diagnostics::report(Code code, Span span, std::string message, std::string help) { report(Diagnostic{code, span, std::move(message), std::move(help), {}}); }

void Diagnostics::sort() {
  std::vector<std::size_t> order(all_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [this](std::size_t a, std::size_t b) { return std::tie(all_[a].span.file, all_[a].span.begin, a) < std::tie(all_[b].span.file, all_[b].span.begin, b); });
  std::vector<Diagnostic> sorted;
  sorted.reserve(all_.size());
  for (const std::size_t index : order) {
    sorted.push_back(std::move(all_[index]));
  }
  all_ = std::move(sorted);
}

std::string render_text(const Diagnostic& diagnostic, const FileTable& files, bool colour) {
  const CodeInfo& code = info(diagnostic.code);
  const std::string title = painted(fmt::format("{}[{}]", severity_name(code.severity), code.text), severity_colour(code.severity), colour);
  const std::size_t gutter = gutter_width(diagnostic, files);
  std::string text;
  if (diagnostic.span.file != 0) {
    const File& file = files.get(diagnostic.span.file);
    const Place place = file.place(diagnostic.span.begin);
    const std::string where = fmt::format("{}:{}:{}:", file.path().string(), place.line, place.column);
    text += painted(where, bold, colour) + " ";
    text += fmt::format("{}: {}\n", title, painted(diagnostic.message, bold, colour));
    const Snippet snippet(file, place.line, gutter, colour);
    text += snippet.source_line();
    text += snippet.marker_line(diagnostic.span, '^', "", severity_colour(code.severity));
  } else {
    text += fmt::format("{}: {}\n", title, painted(diagnostic.message, bold, colour));
  }
  for (const Label& label : diagnostic.labels) {
    text += label.span.file == 0 ? fmt::format("{:>{}} = note: {}\n", "", gutter, label.text) : render_label(label, diagnostic.span, gutter, files, colour);
  }
  if (!diagnostic.help.empty()) {
    text += fmt::format("{:>{}} {} {}\n", "", gutter, painted("= help:", cyan, colour), diagnostic.help);
  }
  return text;
}

std::string render_json(const Diagnostics& diagnostics, const FileTable& files) {
  std::string text = "[";
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    text += text.size() == 1 ? "\n" : ",\n";
    text += json_object(diagnostic, files);
  }
  return text + (text.size() == 1 ? "]\n" : "\n]\n");
}

}  // namespace krait::source
