/// Short functions that make nodes in the current arena, so that code which builds trees reads like the C++ it makes:
///
///   Arena arena;
///   ArenaScope scope(arena);
///   Stmt* s = expr_stmt(call(member(name("xs"), "append"), {binary(name("a"), Op::Add, number("1"))}));
///
/// Functions whose result is usually completed afterwards return the node's own struct.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "cpp/spelling.hpp"
#include "cpp/tree.hpp"

namespace krait::cpp {

using Exprs = std::vector<Expr*>;
using Types = std::vector<Type*>;
using Stmts = std::vector<Stmt*>;
using Params = std::vector<Parameter>;

/// A new node of any kind, with its fields at their defaults.
template <typename T>
[[nodiscard]] T* make() {
  return Arena::current().make<T>();
}

// ---- types --------------------------------------------------------------------------------------------

[[nodiscard]] Type* type(std::string name, Types arguments = {});
[[nodiscard]] Type* nested_type(Type* outer, std::string name, bool is_dependent = false);
/// `const T`, or `T* const`; a type that is `const` already, or a reference, is returned as it is.
[[nodiscard]] Type* const_(Type* inner);
[[nodiscard]] Type* ref(Type* inner);         ///< `T&`
[[nodiscard]] Type* rvalue_ref(Type* inner);  ///< `T&&`
[[nodiscard]] Type* const_ref(Type* inner);   ///< `const T&`
[[nodiscard]] Type* pointer(Type* inner);
[[nodiscard]] Type* auto_type(std::string constraint = {});
[[nodiscard]] Type* decltype_auto();
[[nodiscard]] Type* const_auto();      ///< `const auto`
[[nodiscard]] Type* auto_ref();        ///< `auto&`
[[nodiscard]] Type* const_auto_ref();  ///< `const auto&`
[[nodiscard]] Type* forwarding_ref();  ///< `auto&&`
[[nodiscard]] Type* void_type();
[[nodiscard]] Type* function_type(Type* result, Types parameters);
[[nodiscard]] Type* decltype_of(Expr* operand);
[[nodiscard]] Type* value_argument(Expr* value);
[[nodiscard]] Type* value_argument(int value);
[[nodiscard]] Type* pack(Type* inner);
[[nodiscard]] Type* raw_type(std::string text);

// ---- expressions --------------------------------------------------------------------------------------

/// A number as it shall be spelled; a leading `-` becomes a `Unary`.
[[nodiscard]] Expr* number(std::string_view spelling);
[[nodiscard]] Expr* number(long long value);
[[nodiscard]] Expr* boolean(bool value);
[[nodiscard]] Expr* null_pointer();
[[nodiscard]] Expr* string(std::string value, std::string suffix = {});
/// `'c'`, escaped where needed; ASCII only.
[[nodiscard]] Expr* character(char value);
[[nodiscard]] Expr* name(std::string text, Types template_arguments = {});
[[nodiscard]] Expr* this_();        ///< `this`
[[nodiscard]] Expr* this_object();  ///< `*this`
[[nodiscard]] Expr* scoped(Type* scope, std::string text, Types template_arguments = {});
[[nodiscard]] Expr* unary(UnaryOp op, Expr* operand);
[[nodiscard]] Expr* not_(Expr* operand);
[[nodiscard]] Expr* minus(Expr* operand);
[[nodiscard]] Expr* dereference(Expr* operand);
[[nodiscard]] Expr* address_of(Expr* operand);
[[nodiscard]] Expr* increment(Expr* operand);       ///< `++x`
[[nodiscard]] Expr* decrement(Expr* operand);       ///< `--x`
[[nodiscard]] Expr* post_increment(Expr* operand);  ///< `x++`
[[nodiscard]] Expr* binary(Expr* left, Op op, Expr* right);
/// Folds to the left: `a && b && c`; one operand is returned as it is. At least one operand.
[[nodiscard]] Expr* chain(Op op, const Exprs& operands);
[[nodiscard]] Expr* assign(Expr* target, Expr* value);
[[nodiscard]] Expr* assign(Expr* target, AssignOp op, Expr* value);
[[nodiscard]] Expr* conditional(Expr* test, Expr* when_true, Expr* when_false);
[[nodiscard]] Expr* call(Expr* callee, Exprs arguments = {});
[[nodiscard]] Expr* call(std::string function, Exprs arguments = {});
/// `object.method(arguments)`.
[[nodiscard]] Expr* method_call(Expr* object, std::string method, Exprs arguments = {});
[[nodiscard]] Expr* move(Expr* operand);  ///< `std::move(x)`
[[nodiscard]] Expr* construct(Type* of, Exprs arguments = {});
[[nodiscard]] Expr* member(Expr* object, std::string name, Types template_arguments = {});
[[nodiscard]] Expr* arrow(Expr* object, std::string name, Types template_arguments = {});
[[nodiscard]] Expr* subscript(Expr* object, Expr* index);
[[nodiscard]] Lambda* lambda(std::vector<Capture> captures, Params parameters, Stmts statements, Type* result = nullptr);
/// `T{a, b}`; `{a, b}` if the type is null.
[[nodiscard]] Expr* brace(Type* of, const Exprs& elements);
/// `T{.x = a, .y = b}`.
[[nodiscard]] Expr* designated(Type* of, std::vector<BraceInit::Element> elements);
[[nodiscard]] Expr* static_cast_(Type* to, Expr* operand);
[[nodiscard]] Expr* cast(CastKind kind, Type* to, Expr* operand);
[[nodiscard]] Expr* new_(Type* of, Exprs arguments = {});
[[nodiscard]] Expr* co_await_(Expr* operand);
[[nodiscard]] Expr* co_yield_(Expr* operand);
[[nodiscard]] Expr* throw_(Expr* operand = nullptr);
[[nodiscard]] Expr* expand(Expr* pattern);  ///< `pattern...`
[[nodiscard]] Expr* fold_left(Op op, Expr* pack, Expr* init = nullptr);
[[nodiscard]] Expr* fold_right(Op op, Expr* pack, Expr* init = nullptr);
[[nodiscard]] Expr* sizeof_pack(std::string name);

// ---- parts --------------------------------------------------------------------------------------------

[[nodiscard]] Parameter param(Type* of, std::string name, Expr* default_value = nullptr);
[[nodiscard]] TemplateParameter type_param(std::string name, std::string kind = "typename");
[[nodiscard]] Capture capture(std::string name, Expr* value = nullptr);
[[nodiscard]] Condition condition(Expr* test);
[[nodiscard]] Condition condition(Stmt* init, Expr* test);
[[nodiscard]] Condition condition(Variable* declaration);
[[nodiscard]] Body body(Stmts statements);
[[nodiscard]] Comment comment(std::string text);
[[nodiscard]] Comment doc_comment(std::string text);

// ---- statements ---------------------------------------------------------------------------------------

[[nodiscard]] Stmt* expr_stmt(Expr* expr);
[[nodiscard]] Block* block(Stmts statements);
[[nodiscard]] If* if_(Expr* test, Stmts then);
[[nodiscard]] If* if_(Condition condition, Stmts then);
[[nodiscard]] If* if_else(Expr* test, Stmts then, Stmts otherwise);
[[nodiscard]] RangeFor* range_for(Type* of, std::string name, Expr* range, Stmts statements);
/// `for (const auto& [a, b] : range)`.
[[nodiscard]] RangeFor* range_for_each(Type* of, std::vector<std::string> names, Expr* range, Stmts statements);
[[nodiscard]] For* for_(Stmt* init, Expr* test, Exprs steps, Stmts statements);
[[nodiscard]] While* while_(Expr* test, Stmts statements);
[[nodiscard]] DoWhile* do_while(Stmts statements, Expr* test);
[[nodiscard]] Switch* switch_(Expr* test, std::vector<Switch::Case> cases);
[[nodiscard]] Return* return_(Expr* value = nullptr);
[[nodiscard]] CoReturn* co_return_(Expr* value = nullptr);
[[nodiscard]] Stmt* break_();
[[nodiscard]] Stmt* continue_();
[[nodiscard]] Stmt* fallthrough();  ///< `[[fallthrough]];`
[[nodiscard]] Stmt* throw_stmt(Expr* operand = nullptr);
[[nodiscard]] Try* try_(Stmts statements, std::vector<Try::Handler> handlers);
/// `catch (const T& name)`; a null type catches everything.
[[nodiscard]] Try::Handler handler(Type* of, std::string name, Stmts statements);
[[nodiscard]] CommentLine* comment_line(std::string text);

// ---- declarations -------------------------------------------------------------------------------------

[[nodiscard]] Variable* variable(Type* of, std::string name);
/// `T name = value;`
[[nodiscard]] Variable* variable(Type* of, std::string name, Expr* value);
/// `T name(arguments);` or `T name{arguments};`
[[nodiscard]] Variable* variable(Type* of, std::string name, InitStyle style, Exprs arguments);
/// `auto [a, b] = value;`
[[nodiscard]] Variable* binding(Type* of, std::vector<std::string> names, Expr* value);
[[nodiscard]] Function* function(Type* result, std::string name, Params parameters);
[[nodiscard]] Function* function(Type* result, std::string name, Params parameters, Stmts statements);
[[nodiscard]] Function::MemberInit member_init(std::string name, Exprs arguments);
[[nodiscard]] Class* class_(std::string name, std::vector<Class::Base> bases = {});
[[nodiscard]] Class* struct_(std::string name, std::vector<Class::Base> bases = {});
[[nodiscard]] Class* forward_class(std::string name);
[[nodiscard]] Class::Base base(Type* of, bool is_virtual = false, Access access = Access::Public);
/// The class's section for this access: its last one if that has it, else a new one.
[[nodiscard]] Body& section(Class& of, Access access);
[[nodiscard]] Enum* enum_class(std::string name, const std::vector<std::string>& enumerators);
[[nodiscard]] Alias* alias(std::string name, Type* of);
[[nodiscard]] UsingName* using_name(std::string name);
[[nodiscard]] StaticAssert* static_assert_(Expr* test, std::string message = {});
[[nodiscard]] Namespace* namespace_(std::string name, Stmts declarations);
[[nodiscard]] Include* include(std::string path);         ///< `#include "path"`
[[nodiscard]] Include* system_include(std::string path);  ///< `#include <path>`
[[nodiscard]] Stmt* pragma_once();
/// The includes of a file, sorted and without repetitions, a blank line between its groups: its own header (may be
/// empty), those in angle brackets, those in quotes.
[[nodiscard]] Stmts include_list(const std::string& own_header, std::vector<std::string> system, std::vector<std::string> project = {});

/// Sets the flag and gives the statement back: `blank(return_(x))` has an empty line above.
template <typename S>
S* blank(S* statement) {
  statement->blank_before = true;
  return statement;
}

/// Appends a comment above the statement and gives it back.
template <typename S>
S* above(S* statement, Comment comment) {
  statement->leading.push_back(std::move(comment));
  return statement;
}

/// Appends a comment behind the statement and gives it back.
template <typename S>
S* behind(S* statement, std::string text) {
  statement->trailing.push_back(comment(std::move(text)));
  return statement;
}

/// Remembers where a node comes from and gives it back.
template <typename N>
N* from(Origin origin, N* node) {
  node->origin = origin;
  return node;
}

}  // namespace krait::cpp
