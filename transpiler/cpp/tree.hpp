/// The C++ tree: what `print` turns into text. It knows nothing of Python.
///
/// Nodes live in an `Arena`, refer to each other by plain pointers and are freed with it. A subtree may stand in two
/// places. Everything that can stand in a block, a class or a file is a `Stmt`; declarations are statements, too.
/// Comments are data of the statement or block they belong to and are printed exactly once each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace krait::cpp {

enum class Kind : std::uint8_t {
#define TYPE(name) name,
#define EXPR(name) name,
#define STMT(name) name,
#define DECL(name) name,
#include "cpp/nodes.def"
};

/// Whatever the maker of a node wants to find again beside its line in the output; 0 is "nothing".
using Origin = std::uint64_t;

struct Node {
  explicit Node(Kind node_kind) : kind(node_kind) {}
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  virtual ~Node() = default;

  Kind kind;
  Origin origin = 0;      ///< see `Printed::marks`
  Node* older = nullptr;  ///< the arena's own list
};

/// Owns nodes: allocation is a pointer bump, all are destroyed together.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena();

  template <typename T>
  [[nodiscard]] T* make() {
    T* node = new (memory_.allocate(sizeof(T), alignof(T))) T();
    node->older = newest_;
    newest_ = node;
    return node;
  }

  /// The arena in which the builder functions of build.hpp make nodes on this thread; one must be active.
  [[nodiscard]] static Arena& current();

 private:
  friend class ArenaScope;
  std::pmr::monotonic_buffer_resource memory_{1 << 16};
  Node* newest_ = nullptr;
};

/// Makes an arena the current one of this thread until the end of the scope.
class ArenaScope {
 public:
  explicit ArenaScope(Arena& arena);
  ArenaScope(const ArenaScope&) = delete;
  ArenaScope& operator=(const ArenaScope&) = delete;
  ~ArenaScope();

 private:
  Arena* previous_;
};

/// Gives a node struct its kind.
template <Kind kind_, typename Base>
struct NodeOf : Base {
  static constexpr Kind node_kind = kind_;
  NodeOf() : Base(kind_) {}
};

struct Type : Node {
  using Node::Node;
};
struct Expr : Node {
  using Node::Node;
};

enum class CommentStyle : std::uint8_t { Line, Doc };

/// One comment without its marker; a text of several lines prints as several comment lines.
struct Comment {
  std::string text;
  CommentStyle style = CommentStyle::Line;
  bool blank_before = false;  ///< an empty line above, unless it is the first thing of its block
};

struct Stmt : Node {
  using Node::Node;
  std::vector<Comment> leading;   ///< on lines of their own above
  std::vector<Comment> trailing;  ///< one: behind the statement's last token; more: above it, below `leading`
  bool blank_before = false;      ///< an empty line above (and above `leading`), unless first in its block
};
struct Decl : Stmt {
  using Stmt::Stmt;
};

/// Statements between braces. Not a node: `Block` is the statement that is nothing but one.
struct Body {
  std::vector<Stmt*> statements;
  std::vector<Comment> opening;   ///< one: behind the opening brace; more: as the first lines inside
  std::vector<Comment> dangling;  ///< on lines of their own below the last statement
  [[nodiscard]] bool empty() const { return statements.empty() && opening.empty() && dangling.empty(); }
  void add(Stmt* statement) { statements.push_back(statement); }
};

// ---- types --------------------------------------------------------------------------------------------

struct NamedType : NodeOf<Kind::NamedType, Type> {
  std::string name;              ///< may be qualified: `py::vector`
  std::vector<Type*> arguments;  ///< template arguments; values are `ValueArgument`
};
/// `outer::name`, with `typename` in front where a template needs it.
struct NestedType : NodeOf<Kind::NestedType, Type> {
  Type* outer = nullptr;
  std::string name;
  std::vector<Type*> arguments;
  bool is_dependent = false;
};
struct ConstType : NodeOf<Kind::ConstType, Type> {
  Type* inner = nullptr;
};
struct ReferenceType : NodeOf<Kind::ReferenceType, Type> {
  Type* inner = nullptr;
  bool is_rvalue = false;
};
struct PointerType : NodeOf<Kind::PointerType, Type> {
  Type* inner = nullptr;
};
/// `auto`, `std::integral auto`, or `decltype(auto)`.
struct AutoType : NodeOf<Kind::AutoType, Type> {
  std::string constraint;
  bool is_decltype = false;
};
/// `result(parameters...)`, as in `py::function<R(A)>`.
struct FunctionType : NodeOf<Kind::FunctionType, Type> {
  Type* result = nullptr;
  std::vector<Type*> parameters;
};
struct DecltypeType : NodeOf<Kind::DecltypeType, Type> {
  Expr* operand = nullptr;
};
/// A template argument that is a value.
struct ValueArgument : NodeOf<Kind::ValueArgument, Type> {
  Expr* value = nullptr;
};
struct PackType : NodeOf<Kind::PackType, Type> {
  Type* inner = nullptr;
};
/// Text as it is: the last resort.
struct RawType : NodeOf<Kind::RawType, Type> {
  std::string text;
};

// ---- expressions --------------------------------------------------------------------------------------

enum class Op : std::uint8_t {
  Mul,
  Div,
  Mod,
  Add,
  Sub,
  Shl,
  Shr,
  ThreeWay,
  Less,
  Greater,
  LessEqual,
  GreaterEqual,
  Equal,
  NotEqual,
  BitAnd,
  BitXor,
  BitOr,
  And,
  Or,
  Comma,  ///< always in parentheses
};
enum class UnaryOp : std::uint8_t { Minus, Plus, Not, Complement, Dereference, AddressOf, Increment, Decrement };
enum class AssignOp : std::uint8_t { Assign, Add, Sub, Mul, Div, Mod, Shl, Shr, BitAnd, BitXor, BitOr };
enum class CastKind : std::uint8_t { Static, Const, Dynamic, Reinterpret };

/// A number, `true`, `nullptr`, a character literal …, spelled as it shall print; never negative.
struct Literal : NodeOf<Kind::Literal, Expr> {
  std::string spelling;
};
/// A narrow string literal. `value` is bytes: valid UTF-8 prints as it is, the rest is escaped.
struct StringLiteral : NodeOf<Kind::StringLiteral, Expr> {
  std::string value;
  std::string suffix;  ///< of a user-defined literal: `_s`
};
struct Name : NodeOf<Kind::Name, Expr> {
  std::string text;  ///< may be qualified: `py::len`
  std::vector<Type*> template_arguments;
};
/// `scope::text`, where the scope is a type with template arguments.
struct ScopedName : NodeOf<Kind::ScopedName, Expr> {
  Type* scope = nullptr;
  std::string text;
  std::vector<Type*> template_arguments;
};
struct Unary : NodeOf<Kind::Unary, Expr> {
  UnaryOp op{};
  Expr* operand = nullptr;
};
/// `x++` or `x--`.
struct Postfix : NodeOf<Kind::Postfix, Expr> {
  UnaryOp op = UnaryOp::Increment;
  Expr* operand = nullptr;
};
struct Binary : NodeOf<Kind::Binary, Expr> {
  Expr* left = nullptr;
  Op op{};
  Expr* right = nullptr;
};
struct Assign : NodeOf<Kind::Assign, Expr> {
  Expr* target = nullptr;
  AssignOp op{};
  Expr* value = nullptr;
};
struct Conditional : NodeOf<Kind::Conditional, Expr> {
  Expr* test = nullptr;
  Expr* when_true = nullptr;
  Expr* when_false = nullptr;
};
struct Call : NodeOf<Kind::Call, Expr> {
  Expr* callee = nullptr;
  std::vector<Expr*> arguments;
};
/// `T(arguments)`. Not to be built as a `Call` of a name: as a statement, `T(x);` would declare `x`.
struct Construct : NodeOf<Kind::Construct, Expr> {
  Type* type = nullptr;
  std::vector<Expr*> arguments;
};
struct Member : NodeOf<Kind::Member, Expr> {
  Expr* object = nullptr;
  std::string name;
  std::vector<Type*> template_arguments;
  bool is_arrow = false;
  bool is_dependent = false;  ///< prints `template` before the name
};
struct Subscript : NodeOf<Kind::Subscript, Expr> {
  Expr* object = nullptr;
  Expr* index = nullptr;
};

struct TemplateParameter {
  std::string kind = "typename";  ///< `typename`, a concept, or the type of a value
  std::string name;
  bool is_pack = false;
  std::string default_argument;
};
struct Parameter {
  Type* type = nullptr;
  std::string name;  ///< empty if unused
  Expr* default_value = nullptr;
  bool is_pack = false;
  std::string attribute;  ///< `maybe_unused`
};
/// `[&]`, `[=]`, `[x]`, `[&x]`, `[this]`, `[*this]`, `[x = value]`.
struct Capture {
  std::string name;       ///< with its `&`; `&` or `=` alone is the default
  Expr* value = nullptr;  ///< init capture
};
struct Lambda : NodeOf<Kind::Lambda, Expr> {
  std::vector<Capture> captures;
  std::vector<TemplateParameter> template_parameters;
  std::vector<Parameter> parameters;
  bool has_parameter_list = false;  ///< print `()` though there are no parameters
  bool is_mutable = false;
  bool is_noexcept = false;
  Type* result = nullptr;
  Body body;
};
/// `T{a, b}`, `{a, b}` without a type, `T{.x = a}`.
struct BraceInit : NodeOf<Kind::BraceInit, Expr> {
  struct Element {
    std::string designator;  ///< `x` for `.x = value`
    Expr* value = nullptr;
  };
  Type* type = nullptr;
  std::vector<Element> elements;
};
struct Cast : NodeOf<Kind::Cast, Expr> {
  CastKind cast = CastKind::Static;
  Type* type = nullptr;
  Expr* operand = nullptr;
};
struct New : NodeOf<Kind::New, Expr> {
  Type* type = nullptr;
  std::vector<Expr*> arguments;
};
struct CoAwait : NodeOf<Kind::CoAwait, Expr> {
  Expr* operand = nullptr;
};
struct CoYield : NodeOf<Kind::CoYield, Expr> {
  Expr* operand = nullptr;
};
struct Throw : NodeOf<Kind::Throw, Expr> {
  Expr* operand = nullptr;  ///< null: `throw` of what is being handled
};
struct PackExpansion : NodeOf<Kind::PackExpansion, Expr> {
  Expr* pattern = nullptr;
};
/// `(... op pack)`, `(pack op ...)`, `(init op ... op pack)` or `(pack op ... op init)`.
struct Fold : NodeOf<Kind::Fold, Expr> {
  Expr* pack = nullptr;
  Op op{};
  Expr* init = nullptr;
  bool is_left = false;
};
struct SizeofPack : NodeOf<Kind::SizeofPack, Expr> {
  std::string name;
};

// ---- statements ---------------------------------------------------------------------------------------

struct Variable;

/// What stands between the parentheses of `if`, `while` and `switch`.
struct Condition {
  Stmt* init = nullptr;             ///< `if (init; …)`; not for `while`; without comments
  Variable* declaration = nullptr;  ///< `if (auto x = f())`
  Expr* test = nullptr;             ///< exactly one of `declaration` and `test` is set
};

struct ExprStmt : NodeOf<Kind::ExprStmt, Stmt> {
  Expr* expr = nullptr;
};
struct Block : NodeOf<Kind::Block, Stmt> {
  Body body;
};
struct If : NodeOf<Kind::If, Stmt> {
  bool is_constexpr = false;
  Condition condition;
  Body then;
  If* else_if = nullptr;  ///< its own comments print as first lines of its body
  bool has_else = false;
  Body otherwise;
};
struct RangeFor : NodeOf<Kind::RangeFor, Stmt> {
  Stmt* init = nullptr;
  Type* type = nullptr;
  std::vector<std::string> names;  ///< more than one, or `is_binding`: a structured binding
  bool is_binding = false;
  std::string attribute;  ///< `maybe_unused`
  Expr* range = nullptr;
  Body body;
};
struct For : NodeOf<Kind::For, Stmt> {
  Stmt* init = nullptr;
  Expr* test = nullptr;
  std::vector<Expr*> steps;
  Body body;
};
struct While : NodeOf<Kind::While, Stmt> {
  Condition condition;
  Body body;
};
struct DoWhile : NodeOf<Kind::DoWhile, Stmt> {
  Body body;
  Expr* test = nullptr;
};
struct Switch : NodeOf<Kind::Switch, Stmt> {
  struct Case {
    std::vector<Comment> leading;
    std::vector<Expr*> labels;
    bool is_default = false;  ///< `default:` after the labels
    bool has_braces = false;
    Body body;  ///< ends with its own `break`, `return` or `[[fallthrough]]`
  };
  Condition condition;
  std::vector<Case> cases;
};
struct Return : NodeOf<Kind::Return, Stmt> {
  Expr* value = nullptr;
};
struct CoReturn : NodeOf<Kind::CoReturn, Stmt> {
  Expr* value = nullptr;
};
struct Break : NodeOf<Kind::Break, Stmt> {};
struct Continue : NodeOf<Kind::Continue, Stmt> {};
struct Goto : NodeOf<Kind::Goto, Stmt> {
  std::string label;
};
/// `label:;`
struct Label : NodeOf<Kind::Label, Stmt> {
  std::string name;
};
struct Try : NodeOf<Kind::Try, Stmt> {
  struct Handler {
    Type* type = nullptr;  ///< null: `catch (...)`
    std::string name;
    Body body;
  };
  Body body;
  std::vector<Handler> handlers;
};
/// Comments (in `leading`) that stand alone.
struct CommentLine : NodeOf<Kind::CommentLine, Stmt> {};

// ---- declarations -------------------------------------------------------------------------------------

enum class InitStyle : std::uint8_t {
  None,    ///< `T x;`
  Assign,  ///< `T x = a;`
  Call,    ///< `T x(a, b);`, with arguments
  Brace,   ///< `T x{a, b};`
};

struct Specifiers {
  bool is_extern = false;
  bool is_static = false;
  bool is_thread_local = false;
  bool is_inline = false;
  bool is_constexpr = false;
  bool is_constinit = false;
  bool is_mutable = false;
  bool is_explicit = false;
  bool is_virtual = false;
  bool is_friend = false;
  bool is_extern_c = false;  ///< `extern "C"`
};

/// A local, a field, or a constant of a namespace; `const` is part of the type.
struct Variable : NodeOf<Kind::Variable, Decl> {
  std::vector<std::string> attributes;  ///< `maybe_unused`
  std::vector<TemplateParameter> template_parameters;
  Specifiers specifiers;
  Type* type = nullptr;
  std::vector<std::string> names;  ///< more than one, or `is_binding`: a structured binding
  bool is_binding = false;
  InitStyle init = InitStyle::None;
  std::vector<Expr*> values;  ///< one for `Assign`
};

enum class Definition : std::uint8_t { Declared, Defined, Default, Delete, Pure };
enum class RefQualifier : std::uint8_t { None, Lvalue, Rvalue };

/// Functions, member functions, constructors (`result` null), destructors, operators (`operator==`).
struct Function : NodeOf<Kind::Function, Decl> {
  struct MemberInit {
    std::string name;  ///< member or base; empty if `base` is given
    Type* base = nullptr;
    std::vector<Expr*> arguments;
    bool is_brace = false;
  };
  std::vector<std::string> attributes;  ///< `nodiscard`
  std::vector<TemplateParameter> template_parameters;
  Expr* requires_clause = nullptr;
  Specifiers specifiers;
  Type* result = nullptr;
  std::string name;  ///< qualified where the definition stands outside its class
  std::vector<Parameter> parameters;
  bool is_const = false;
  RefQualifier ref_qualifier = RefQualifier::None;
  bool is_noexcept = false;
  bool is_override = false;
  bool is_final = false;
  Definition definition = Definition::Declared;
  std::vector<MemberInit> member_inits;
  Body body;  ///< for `Definition::Defined`
};

enum class Access : std::uint8_t { Public, Protected, Private };
enum class ClassKey : std::uint8_t { Class, Struct };

struct Class : NodeOf<Kind::Class, Decl> {
  struct Base {
    Access access = Access::Public;
    bool is_virtual = false;
    Type* type = nullptr;
  };
  /// Members under one access label; the label is left out where the language's default says the same.
  struct Section {
    Access access = Access::Public;
    Body body;
  };
  std::vector<std::string> attributes;
  std::vector<TemplateParameter> template_parameters;
  Expr* requires_clause = nullptr;
  ClassKey key = ClassKey::Class;
  std::string name;
  std::vector<Type*> specialization;  ///< `template <> struct hash<X>`
  bool is_specialization = false;     ///< prints `template <>` where there are no parameters
  bool is_final = false;
  bool is_forward = false;  ///< `class X;`
  std::vector<Base> bases;
  std::vector<Section> sections;
};
struct Enum : NodeOf<Kind::Enum, Decl> {
  struct Enumerator {
    std::string name;
    Expr* value = nullptr;
    std::vector<Comment> leading;
    std::vector<Comment> trailing;
  };
  std::string name;
  Type* underlying = nullptr;
  bool is_class = true;
  bool is_forward = false;
  std::vector<Enumerator> enumerators;
};
/// `using name = type;`
struct Alias : NodeOf<Kind::Alias, Decl> {
  std::vector<TemplateParameter> template_parameters;
  std::string name;
  Type* type = nullptr;
};
/// `using name;`
struct UsingName : NodeOf<Kind::UsingName, Decl> {
  std::string name;
};
struct UsingNamespace : NodeOf<Kind::UsingNamespace, Decl> {
  std::string name;
};
/// `friend class X;` (a friend function is a `Function` with the specifier).
struct Friend : NodeOf<Kind::Friend, Decl> {
  Type* type = nullptr;
  bool has_key = false;  ///< prints `class`
};
struct Concept : NodeOf<Kind::Concept, Decl> {
  std::vector<TemplateParameter> template_parameters;
  std::string name;
  Expr* constraint = nullptr;
};
struct StaticAssert : NodeOf<Kind::StaticAssert, Decl> {
  Expr* test = nullptr;
  std::string message;
};
/// `template class X<int>;` or `extern template class X<int>;`
struct Instantiation : NodeOf<Kind::Instantiation, Decl> {
  bool is_extern = false;
  Type* type = nullptr;
};
/// `namespace name {` …; an empty name is the unnamed namespace.
struct Namespace : NodeOf<Kind::Namespace, Decl> {
  std::string name;
  Body body;
};
struct Include : NodeOf<Kind::Include, Decl> {
  std::string path;
  bool is_system = false;  ///< `<path>`
};
struct PragmaOnce : NodeOf<Kind::PragmaOnce, Decl> {};

/// One header or source file.
struct File {
  Body body;
};

// ---- visiting -----------------------------------------------------------------------------------------

/// nodes.def lists types first, then expressions, statements and declarations.
[[nodiscard]] constexpr bool is_type(Kind kind) { return kind < Kind::Literal; }
[[nodiscard]] constexpr bool is_expr(Kind kind) { return !is_type(kind) && kind < Kind::ExprStmt; }
[[nodiscard]] constexpr bool is_decl(Kind kind) { return kind >= Kind::Variable; }

/// Calls `visitor` with the node as its own struct. A visitor without an overload for a kind does not compile.
template <typename Visitor>
decltype(auto) visit(const Type& node, Visitor&& visitor) {
  switch (node.kind) {
#define TYPE(name) \
  case Kind::name: return visitor(static_cast<const name&>(node));
#include "cpp/nodes.def"
    default: __builtin_unreachable();
  }
}
template <typename Visitor>
decltype(auto) visit(const Expr& node, Visitor&& visitor) {
  switch (node.kind) {
#define EXPR(name) \
  case Kind::name: return visitor(static_cast<const name&>(node));
#include "cpp/nodes.def"
    default: __builtin_unreachable();
  }
}
template <typename Visitor>
decltype(auto) visit(const Stmt& node, Visitor&& visitor) {
  switch (node.kind) {
#define STMT(name) \
  case Kind::name: return visitor(static_cast<const name&>(node));
#define DECL(name) \
  case Kind::name: return visitor(static_cast<const name&>(node));
#include "cpp/nodes.def"
    default: __builtin_unreachable();
  }
}

/// The node as a `T`, or null if it is of another kind (or null itself).
template <typename T>
[[nodiscard]] const T* as(const Node* node) {
  return node != nullptr && node->kind == T::node_kind ? static_cast<const T*>(node) : nullptr;
}
template <typename T>
[[nodiscard]] T* as(Node* node) {
  return node != nullptr && node->kind == T::node_kind ? static_cast<T*>(node) : nullptr;
}

}  // namespace krait::cpp
