/// krait's own Python tree. Node kinds and field names follow CPython's `ast` module, so its documentation
/// applies; differences: async forms carry `is_async`, comments and blank lines are data, constants keep
/// their spelling. Nodes live in their module's arena, are immutable after parsing and never own each other;
/// facts about them stand in side tables keyed by `Node::id`.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "source/source.hpp"

namespace krait::syntax {

using source::Span;

/// Dense number of a node, unique in the whole program (modules are parsed with consecutive ranges).
using NodeId = std::uint32_t;

enum class Kind : std::uint8_t {
#define EXPR(name) name,
#define STMT(name) name,
#define PATTERN(name) name,
#include "syntax/nodes.def"
};

struct Node {
  Kind kind{};
  NodeId id = 0;
  Span span;
};

struct Expr : Node {};
struct Pattern : Node {};

/// A comment with its place relative to code. Text includes the `#`.
struct Comment {
  Span span;
  std::string text;
  std::uint32_t blank_lines_before = 0;  ///< of a comment on a line of its own: blank lines directly above it
};

struct Stmt : Node {
  std::vector<Comment> leading;          ///< own-line comments directly above the statement, in order
  std::vector<Comment> trailing;         ///< comments on the statement's own (last) line or inside its brackets
  std::uint32_t blank_lines_before = 0;  ///< blank lines directly above: since the previous statement or leading comment
};

/// A suite of statements; `dangling` are comments after its last statement that are indented like it.
struct Body {
  std::vector<Stmt*> statements;
  std::vector<Comment> dangling;
  std::vector<Comment> leading;   ///< of an `else`, `finally` suite: own-line comments directly above its keyword
  std::vector<Comment> trailing;  ///< of an `else`, `finally` suite: comments on the line of its keyword
  [[nodiscard]] bool empty() const { return statements.empty(); }
  [[nodiscard]] auto begin() const { return statements.begin(); }
  [[nodiscard]] auto end() const { return statements.end(); }
};

enum class BinaryOperator : std::uint8_t { Add, Sub, Mult, MatMult, Div, Mod, Pow, LShift, RShift, BitOr, BitXor, BitAnd, FloorDiv };
enum class UnaryOperator : std::uint8_t { Invert, Not, UAdd, USub };
enum class BoolOperator : std::uint8_t { And, Or };
enum class CompareOperator : std::uint8_t { Eq, NotEq, Lt, LtE, Gt, GtE, Is, IsNot, In, NotIn };
enum class ExprContext : std::uint8_t { Load, Store, Del };

// ---- expressions ------------------------------------------------------------------------------------

struct BoolOp : Expr {
  BoolOperator op{};
  std::vector<Expr*> values;  ///< at least two; `a and b and c` is one node
};
struct NamedExpr : Expr {
  Expr* target = nullptr;  ///< always a Name
  Expr* value = nullptr;
};
struct BinOp : Expr {
  Expr* left = nullptr;
  BinaryOperator op{};
  Expr* right = nullptr;
};
struct UnaryOp : Expr {
  UnaryOperator op{};
  Expr* operand = nullptr;
};

struct Parameter {
  std::string name;
  Expr* annotation = nullptr;
  Expr* default_value = nullptr;
  Span span;      ///< of the name
  NodeId id = 0;  ///< parameters have facts of their own
};
struct Parameters {
  std::vector<Parameter> positional_only;
  std::vector<Parameter> positional_or_keyword;
  Parameter* vararg = nullptr;  ///< `*args`
  std::vector<Parameter> keyword_only;
  Parameter* kwarg = nullptr;  ///< `**kwargs`
  /// All parameters in the order of their C++ signature: positional-only, ordinary, `*args`, keyword-only, `**kwargs`.
  [[nodiscard]] std::vector<const Parameter*> all() const;
  /// Calls `visit` with each of them.
  template <class Visitor>
  void for_each(const Visitor& visit) const {
    std::for_each(positional_only.begin(), positional_only.end(), visit);
    std::for_each(positional_or_keyword.begin(), positional_or_keyword.end(), visit);
    if (vararg != nullptr) {
      visit(*vararg);
    }
    std::for_each(keyword_only.begin(), keyword_only.end(), visit);
    if (kwarg != nullptr) {
      visit(*kwarg);
    }
  }
};
struct Lambda : Expr {
  Parameters parameters;
  Expr* body = nullptr;
};
struct IfExp : Expr {
  Expr* test = nullptr;
  Expr* body = nullptr;
  Expr* orelse = nullptr;
};
struct Dict : Expr {
  struct Item {
    Expr* key = nullptr;  ///< null for `**value`
    Expr* value = nullptr;
  };
  std::vector<Item> items;
};
struct Set : Expr {
  std::vector<Expr*> elements;
};
struct Comprehension {
  Expr* target = nullptr;
  Expr* iter = nullptr;
  std::vector<Expr*> ifs;
  bool is_async = false;
};
struct ListComp : Expr {
  Expr* element = nullptr;
  std::vector<Comprehension> generators;
};
struct SetComp : Expr {
  Expr* element = nullptr;
  std::vector<Comprehension> generators;
};
struct DictComp : Expr {
  Expr* key = nullptr;
  Expr* value = nullptr;
  std::vector<Comprehension> generators;
};
struct GeneratorExp : Expr {
  Expr* element = nullptr;
  std::vector<Comprehension> generators;
};
struct Await : Expr {
  Expr* value = nullptr;
};
struct Yield : Expr {
  Expr* value = nullptr;  ///< may be null
};
struct YieldFrom : Expr {
  Expr* value = nullptr;
};
struct Compare : Expr {
  Expr* left = nullptr;
  std::vector<CompareOperator> ops;
  std::vector<Expr*> comparators;  ///< as many as ops
};
struct Keyword {
  std::string name;  ///< empty for `**value`
  Expr* value = nullptr;
  Span span;  ///< of the name
};
struct Call : Expr {
  Expr* function = nullptr;
  std::vector<Expr*> arguments;  ///< may hold Starred
  std::vector<Keyword> keywords;
};
struct FormattedValue : Expr {
  Expr* value = nullptr;
  char conversion = 0;          ///< 's', 'r', 'a' or 0
  Expr* format_spec = nullptr;  ///< JoinedStr or null
  std::string debug_text;       ///< for `{x=}`: the text before the value, else empty
};
struct JoinedStr : Expr {
  std::vector<Expr*> values;  ///< Constant (str) and FormattedValue, no two constants in a row
};
enum class ConstantKind : std::uint8_t { None, True, False, Int, Float, Complex, Str, Bytes, Ellipsis };
struct Constant : Expr {
  ConstantKind constant{};
  std::string text;      ///< Str: UTF-8 (lone surrogates as generalised UTF-8); Bytes: raw bytes;
                         ///< Int: decimal digits; Float, Complex: Python source without underscores and `j`
  std::string spelling;  ///< as written, for numbers: `1_000_000`, `0xFF`; for strings the whole token(s)
  double number = 0;     ///< Float and Complex (imaginary part)
};
struct Attribute : Expr {
  Expr* value = nullptr;
  std::string attribute;
  Span name_span;
  ExprContext context{};
};
struct Subscript : Expr {
  Expr* value = nullptr;
  Expr* slice = nullptr;  ///< an expression, Slice, or Tuple holding Slices
  ExprContext context{};
};
struct Starred : Expr {
  Expr* value = nullptr;
  ExprContext context{};
};
struct Name : Expr {
  std::string name;
  ExprContext context{};
};
struct List : Expr {
  std::vector<Expr*> elements;
  ExprContext context{};
};
struct Tuple : Expr {
  std::vector<Expr*> elements;
  ExprContext context{};
  bool parenthesised = false;
};
struct Slice : Expr {
  Expr* lower = nullptr;
  Expr* upper = nullptr;
  Expr* step = nullptr;
};

// ---- statements -------------------------------------------------------------------------------------

enum class TypeParameterKind : std::uint8_t { TypeVar, TypeVarTuple, ParamSpec };
struct TypeParameter {
  TypeParameterKind kind{};
  std::string name;
  Expr* bound = nullptr;
  Expr* default_value = nullptr;
  Span span;
};
/// A statement that evaluates its parts in order, binds no name and has no block: walkers know it by `parts`, which calls
/// `each(label, part)` with every `Expr*` (it may be null) and `std::vector<Expr*>`.
struct SimpleStmt : Stmt {};

struct FunctionDef : Stmt {
  std::string name;
  Span name_span;
  Parameters parameters;
  Body body;
  std::vector<Expr*> decorators;
  Expr* returns = nullptr;
  std::vector<TypeParameter> type_parameters;
  bool is_async = false;
};
struct ClassDef : Stmt {
  std::string name;
  Span name_span;
  std::vector<Expr*> bases;
  std::vector<Keyword> keywords;
  Body body;
  std::vector<Expr*> decorators;
  std::vector<TypeParameter> type_parameters;
};
struct Return : SimpleStmt {
  Expr* value = nullptr;
  void parts(auto&& each) const { each("value", value); }
};
struct Delete : SimpleStmt {
  std::vector<Expr*> targets;
  void parts(auto&& each) const { each("target", targets); }
};
struct Assign : Stmt {
  std::vector<Expr*> targets;  ///< `a = b = v` has two
  Expr* value = nullptr;
};
struct TypeAlias : Stmt {
  Expr* name = nullptr;
  std::vector<TypeParameter> type_parameters;
  Expr* value = nullptr;
};
struct AugAssign : Stmt {
  Expr* target = nullptr;  ///< Name, Attribute or Subscript with Store context
  BinaryOperator op{};
  Expr* value = nullptr;
};
struct AnnAssign : Stmt {
  Expr* target = nullptr;
  Expr* annotation = nullptr;
  Expr* value = nullptr;  ///< may be null
  bool simple = false;
};
struct For : Stmt {
  Expr* target = nullptr;
  Expr* iter = nullptr;
  Body body;
  Body orelse;
  bool is_async = false;
};
struct While : Stmt {
  Expr* test = nullptr;
  Body body;
  Body orelse;
};
struct If : Stmt {
  Expr* test = nullptr;
  Body body;
  Body orelse;  ///< for `elif` one If statement with `is_elif`
  bool is_elif = false;
};
struct WithItem {
  Expr* context = nullptr;
  Expr* target = nullptr;  ///< may be null
};
struct With : Stmt {
  std::vector<WithItem> items;
  Body body;
  bool is_async = false;
};
struct MatchCase {
  Pattern* pattern = nullptr;
  Expr* guard = nullptr;
  Body body;
  std::vector<Comment> leading;
  std::vector<Comment> trailing;
};
struct Match : Stmt {
  Expr* subject = nullptr;
  std::vector<MatchCase> cases;
};
struct Raise : SimpleStmt {
  Expr* exception = nullptr;
  Expr* cause = nullptr;
  void parts(auto&& each) const { each("exc", exception), each("cause", cause); }
};
struct ExceptHandler {
  Expr* type = nullptr;  ///< null for a bare `except:`
  std::string name;      ///< empty without `as`
  Span name_span;
  Body body;
  std::vector<Comment> leading;
  std::vector<Comment> trailing;
  NodeId id = 0;  ///< the binding of `name` has facts of its own
  Span span;
};
struct Try : Stmt {
  Body body;
  std::vector<ExceptHandler> handlers;
  Body orelse;
  Body finalbody;
  bool is_star = false;  ///< `except*`
};
struct Assert : SimpleStmt {
  Expr* test = nullptr;
  Expr* message = nullptr;
  void parts(auto&& each) const { each("test", test), each("msg", message); }
};
struct ImportAlias {
  std::string name;    ///< dotted
  std::string asname;  ///< empty without `as`
  Span span;
  NodeId id = 0;
};
struct Import : Stmt {
  std::vector<ImportAlias> names;
};
struct ImportFrom : Stmt {
  std::string module;              ///< dotted, may be empty with level > 0
  std::vector<ImportAlias> names;  ///< one named `*` for a star import
  std::uint32_t level = 0;
};
struct Global : Stmt {
  std::vector<std::string> names;
};
struct Nonlocal : Stmt {
  std::vector<std::string> names;
};
struct ExprStmt : SimpleStmt {
  Expr* value = nullptr;
  void parts(auto&& each) const { each("value", value); }
};
struct Pass : SimpleStmt {
  void parts(auto&&) const {}
};
struct Break : SimpleStmt {
  void parts(auto&&) const {}
};
struct Continue : SimpleStmt {
  void parts(auto&&) const {}
};

// ---- patterns ---------------------------------------------------------------------------------------

struct MatchValue : Pattern {
  Expr* value = nullptr;
};
struct MatchSingleton : Pattern {
  ConstantKind constant{};
};
struct MatchSequence : Pattern {
  std::vector<Pattern*> patterns;
};
struct MatchMapping : Pattern {
  std::vector<Expr*> keys;
  std::vector<Pattern*> patterns;
  std::string rest;  ///< empty without `**rest`
};
struct MatchClass : Pattern {
  Expr* cls = nullptr;
  std::vector<Pattern*> patterns;
  std::vector<std::string> keyword_names;
  std::vector<Pattern*> keyword_patterns;
};
struct MatchStar : Pattern {
  std::string name;  ///< empty for `*_`
};
struct MatchAs : Pattern {
  Pattern* pattern = nullptr;  ///< null: a plain capture, or the wildcard if `name` is empty too
  std::string name;
};
struct MatchOr : Pattern {
  std::vector<Pattern*> patterns;
};

// ---- modules ----------------------------------------------------------------------------------------

template <typename T>
struct kind_of;
#define EXPR(name) \
  template <>      \
  struct kind_of<name> : std::integral_constant<Kind, Kind::name> {};
#define STMT(name) \
  template <>      \
  struct kind_of<name> : std::integral_constant<Kind, Kind::name> {};
#define PATTERN(name) \
  template <>         \
  struct kind_of<name> : std::integral_constant<Kind, Kind::name> {};
#include "syntax/nodes.def"

/// Owns the nodes of one module. Nodes are allocated once, side by side, and freed with the module.
class Arena {
 public:
  explicit Arena(NodeId first_id) : next_id_(first_id) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() {
    for (auto entry = nodes_.rbegin(); entry != nodes_.rend(); ++entry) {
      entry->destroy(entry->object);
    }
  }

  /// A new object with default values; a node gets its kind and the next id. Amortised constant time.
  template <typename T>
  T* make() {
    static_assert(sizeof(T) <= chunk_size && alignof(T) <= alignof(std::max_align_t));
    T* object = new (allocate(sizeof(T), alignof(T))) T();
    nodes_.push_back({object, [](void* made) { static_cast<T*>(made)->~T(); }});
    if constexpr (std::is_base_of_v<Node, T>) {
      object->kind = kind_of<T>::value;
      object->id = next_id_++;
    }
    return object;
  }
  [[nodiscard]] NodeId new_id() { return next_id_++; }
  [[nodiscard]] NodeId next_id() const { return next_id_; }

 private:
  struct Entry {
    void* object;
    void (*destroy)(void*);
  };
  static constexpr std::size_t chunk_size = 16384;

  void* allocate(std::size_t size, std::size_t alignment) {
    used_ = (used_ + alignment - 1) / alignment * alignment;
    if (chunks_.empty() || used_ + size > chunk_size) {
      chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(chunk_size));
      used_ = 0;
    }
    void* place = chunks_.back().get() + used_;
    used_ += size;
    return place;
  }

  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::size_t used_ = 0;
  std::deque<Entry> nodes_;
  NodeId next_id_;
};

/// One parsed module. A docstring is the ordinary first ExprStmt of a body (`docstring(body)` finds it).
struct Module {
  std::unique_ptr<Arena> arena;
  source::FileId file = 0;
  NodeId first_id = 0;
  NodeId last_id = 0;  ///< one past the last node's id
  Body body;
};

/// The docstring constant at the head of a body, or null.
[[nodiscard]] const Constant* docstring(const Body& body);

// ---- visiting ---------------------------------------------------------------------------------------

/// Calls `visitor(const T&)` with the node's own type; a visitor without an overload for a kind does not compile.
template <typename Visitor>
decltype(auto) visit(const Expr& node, Visitor&& visitor) {
  switch (node.kind) {
#define EXPR(name) \
  case Kind::name: return std::forward<Visitor>(visitor)(static_cast<const name&>(node));
#include "syntax/nodes.def"
    default: break;
  }
  __builtin_unreachable();
}
template <typename Visitor>
decltype(auto) visit(const Stmt& node, Visitor&& visitor) {
  switch (node.kind) {
#define STMT(name) \
  case Kind::name: return std::forward<Visitor>(visitor)(static_cast<const name&>(node));
#include "syntax/nodes.def"
    default: break;
  }
  __builtin_unreachable();
}
template <typename Visitor>
decltype(auto) visit(const Pattern& node, Visitor&& visitor) {
  switch (node.kind) {
#define PATTERN(name) \
  case Kind::name: return std::forward<Visitor>(visitor)(static_cast<const name&>(node));
#include "syntax/nodes.def"
    default: break;
  }
  __builtin_unreachable();
}

/// Lambdas as one visitor: `overloaded{[](const Name&) {…}, …}`.
template <typename... Fs>
struct overloaded : Fs... {
  using Fs::operator()...;
};
template <typename... Fs>
overloaded(Fs...) -> overloaded<Fs...>;

/// The node as a `T`, or null when it is of another kind (or null).
template <typename T>
const T* as(const Node* node) {
  return node != nullptr && node->kind == kind_of<T>::value ? static_cast<const T*>(node) : nullptr;
}

}  // namespace krait::syntax
