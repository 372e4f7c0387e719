/// What the stubs and the program's own definitions say about an expression that names a function or class.
#pragma once

#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_set>

#include "names/analysis.hpp"

namespace krait::names {

/// A definition, or a module, that an expression means.
struct Meaning {
  const syntax::Node* definition = nullptr;  ///< FunctionDef or ClassDef
  const program::Module* module = nullptr;   ///< where the definition stands, or the module meant if there is no definition
  [[nodiscard]] explicit operator bool() const { return module != nullptr; }
};

class Library {
 public:
  explicit Library(const Analysis& analysis) : a_(analysis) {}

  /// What a name or dotted name means if that is the same throughout the program; an empty meaning otherwise.
  [[nodiscard]] Meaning meaning(const syntax::Expr& expression) const;
  /// A call of a library function that is declared `-> NoReturn`, such as `sys.exit()`.
  [[nodiscard]] bool never_returns(const syntax::Expr& expression) const;
  /// A context manager that may end an exception raised in the body. Library classes say so by `__exit__(…) -> bool`; of the
  /// program's own, the bodies of `__exit__` and of `@contextmanager` generators are read; for a manager that is not made in place,
  /// whether the program has any that swallows.
  [[nodiscard]] bool may_swallow(const syntax::Expr& manager);
  /// A decorator that neither calls what it decorates nor gives it to code that could: hooks and pure functions of the library,
  /// property setters, and functions of the program that only wrap or register it.
  [[nodiscard]] bool is_inert_decorator(const syntax::Expr& decorator) const;
  /// A base or metaclass computed by the library when the class statement runs, such as `Enum`.
  [[nodiscard]] bool is_hook_class(const syntax::Expr& base) const;
  /// Whether a generator expression is used up where it stands, so that it may see variables as they are there: a loop goes through it, or a
  /// function of the library that takes an iterable and gives no iterator. A function of the program's own may keep it.
  [[nodiscard]] bool is_used_up(const syntax::GeneratorExp& generator);
  /// Whether a lambda given by keyword is called by the library during that call and then dropped: `sorted(xs, key=lambda x: …)`.
  [[nodiscard]] bool is_called_at_once(const syntax::Lambda& lambda);

 private:
  [[nodiscard]] bool uses_up(const syntax::Call& call, const syntax::Expr& argument);
  void find_consuming_methods();
  [[nodiscard]] bool only_calls_keyword(const program::Module* module, std::string_view name, std::string_view keyword) const;
  [[nodiscard]] Meaning member(const program::Module& module, std::string_view name, int depth) const;
  [[nodiscard]] Meaning imported(const ImportTarget& target, int depth) const;
  [[nodiscard]] Meaning of_symbol(SymbolId symbol, const program::Module& module, int depth) const;
  [[nodiscard]] bool class_swallows(const Meaning& meaning, int depth = 0) const;
  [[nodiscard]] bool call_swallows(const Meaning& callee) const;
  [[nodiscard]] bool program_swallows();
  [[nodiscard]] Meaning stub_class(const syntax::Expr* annotation, const program::Module& module) const;
  [[nodiscard]] bool is_library_hook(const syntax::Expr& decorator) const;
  [[nodiscard]] bool only_stores_argument(const syntax::FunctionDef& function, bool is_factory) const;

  const Analysis& a_;
  enum class Answer : std::uint8_t { Unknown, No, Yes } program_swallows_{};
  /// Names of methods that use up the iterable they are given, whatever the object.
  std::optional<std::unordered_set<std::string_view>> consuming_methods_;
  /// By function of the library (by method where the module is null), name and keyword.
  std::map<std::tuple<const program::Module*, std::string_view, std::string_view>, bool> only_called_;
};

}  // namespace krait::names
