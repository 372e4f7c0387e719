/// Diagnostics: what krait tells its users about their Python. Errors inside krait are values of this kind.
///
/// Each code stands once in `diagnostics.def` as
///   DIAGNOSTIC(K0101, Error, "short name", "what it means and what to do, for `krait explain`")
/// and at least one test under tests/reject/ provokes it. Message style: lower case, no full stop, Python
/// code in backticks; say what was seen; the remedy stands in `help`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source/source.hpp"

namespace krait::source {

enum class Severity : std::uint8_t { Error, Warning, Note };

enum class Code : std::uint16_t {
  None,
#define DIAGNOSTIC(code, severity, name, explanation) code,
#include "source/diagnostics.def"
#undef DIAGNOSTIC
};

struct CodeInfo {
  std::string_view text;  ///< "K0101"
  Severity severity;
  std::string_view name;
  std::string_view explanation;
};

[[nodiscard]] const CodeInfo& info(Code code);
[[nodiscard]] const std::vector<Code>& all_codes();

struct Label {
  Span span;
  std::string text;
};

struct Diagnostic {
  Code code;
  Span span;                  ///< the narrowest range; `span.file == 0` if no file is concerned
  std::string message;        ///< what was seen
  std::string help;           ///< what to write instead; never empty for an error
  std::vector<Label> labels;  ///< further places, such as "`x` is `str` here"
};

/// Collects diagnostics of one run.
class Diagnostics {
 public:
  void report(Diagnostic diagnostic);
  void report(Code code, Span span, std::string message, std::string help);
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }
  /// Sorts by file, then place, keeping the order of equals.
  void sort();

 private:
  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
};

/// `file:line:column: error[K0101]: message`, the source line, a caret line, labels, `help: …`.
[[nodiscard]] std::string render_text(const Diagnostic& diagnostic, const FileTable& files, bool colour);
/// All diagnostics as one JSON array, for tools.
[[nodiscard]] std::string render_json(const Diagnostics& diagnostics, const FileTable& files);

}  // namespace krait::source
