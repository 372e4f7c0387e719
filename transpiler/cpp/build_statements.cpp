#include <algorithm>

#include "cpp/build.hpp"

namespace krait::cpp {

// ---- parts --------------------------------------------------------------------------------------------

Parameter param(Type* of, std::string name, Expr* default_value) { return {of, std::move(name), default_value, false, {}}; }

TemplateParameter type_param(std::string name, std::string kind) { return {std::move(kind), std::move(name), false, {}}; }

Capture capture(std::string name, Expr* value) { return {std::move(name), value}; }

Condition condition(Expr* test) { return {nullptr, nullptr, test}; }
Condition condition(Stmt* init, Expr* test) { return {init, nullptr, test}; }
Condition condition(Variable* declaration) { return {nullptr, declaration, nullptr}; }

Body body(Stmts statements) {
  Body result;
  result.statements = std::move(statements);
  return result;
}

Comment comment(std::string text) { return {std::move(text), CommentStyle::Line, false}; }
Comment doc_comment(std::string text) { return {std::move(text), CommentStyle::Doc, false}; }

// ---- statements ---------------------------------------------------------------------------------------

Stmt* expr_stmt(Expr* expr) {
  auto* node = make<ExprStmt>();
  node->expr = expr;
  return node;
}

Block* block(Stmts statements) {
  auto* node = make<Block>();
  node->body = body(std::move(statements));
  return node;
}

If* if_(Expr* test, Stmts then) { return if_(condition(test), std::move(then)); }

If* if_(Condition condition, Stmts then) {
  auto* node = make<If>();
  node->condition = condition;
  node->then = body(std::move(then));
  return node;
}

If* if_else(Expr* test, Stmts then, Stmts otherwise) {
  If* node = if_(test, std::move(then));
  node->has_else = true;
  node->otherwise = body(std::move(otherwise));
  return node;
}

RangeFor* range_for(Type* of, std::string name, Expr* range, Stmts statements) {
  auto* node = make<RangeFor>();
  node->type = of;
  node->names = {std::move(name)};
  node->range = range;
  node->body = body(std::move(statements));
  return node;
}

RangeFor* range_for_each(Type* of, std::vector<std::string> names, Expr* range, Stmts statements) {
  auto* node = make<RangeFor>();
  node->type = of;
  node->names = std::move(names);
  node->is_binding = true;
  node->range = range;
  node->body = body(std::move(statements));
  return node;
}

For* for_(Stmt* init, Expr* test, Exprs steps, Stmts statements) {
  auto* node = make<For>();
  node->init = init;
  node->test = test;
  node->steps = std::move(steps);
  node->body = body(std::move(statements));
  return node;
}

While* while_(Expr* test, Stmts statements) {
  auto* node = make<While>();
  node->condition = condition(test);
  node->body = body(std::move(statements));
  return node;
}

DoWhile* do_while(Stmts statements, Expr* test) {
  auto* node = make<DoWhile>();
  node->body = body(std::move(statements));
  node->test = test;
  return node;
}

Switch* switch_(Expr* test, std::vector<Switch::Case> cases) {
  auto* node = make<Switch>();
  node->condition = condition(test);
  node->cases = std::move(cases);
  return node;
}

Return* return_(Expr* value) {
  auto* node = make<Return>();
  node->value = value;
  return node;
}

CoReturn* co_return_(Expr* value) {
  auto* node = make<CoReturn>();
  node->value = value;
  return node;
}

Stmt* break_() { return make<Break>(); }
Stmt* continue_() { return make<Continue>(); }
Stmt* fallthrough() { return expr_stmt(name("[[fallthrough]]")); }
Stmt* throw_stmt(Expr* operand) { return expr_stmt(throw_(operand)); }

Try* try_(Stmts statements, std::vector<Try::Handler> handlers) {
  auto* node = make<Try>();
  node->body = body(std::move(statements));
  node->handlers = std::move(handlers);
  return node;
}

Try::Handler handler(Type* of, std::string name, Stmts statements) { return {of, std::move(name), body(std::move(statements))}; }

CommentLine* comment_line(std::string text) {
  auto* node = make<CommentLine>();
  node->leading.push_back(comment(std::move(text)));
  return node;
}

// ---- declarations -------------------------------------------------------------------------------------

Variable* variable(Type* of, std::string name) { return variable(of, std::move(name), InitStyle::None, {}); }

Variable* variable(Type* of, std::string name, Expr* value) { return variable(of, std::move(name), InitStyle::Assign, {value}); }

Variable* variable(Type* of, std::string name, InitStyle style, Exprs arguments) {
  auto* node = make<Variable>();
  node->type = of;
  node->names = {std::move(name)};
  node->init = style;
  node->values = std::move(arguments);
  return node;
}

Variable* binding(Type* of, std::vector<std::string> names, Expr* value) {
  auto* node = make<Variable>();
  node->type = of;
  node->names = std::move(names);
  node->is_binding = true;
  node->init = InitStyle::Assign;
  node->values = {value};
  return node;
}

Function* function(Type* result, std::string name, Params parameters) {
  auto* node = make<Function>();
  node->result = result;
  node->name = std::move(name);
  node->parameters = std::move(parameters);
  return node;
}

Function* function(Type* result, std::string name, Params parameters, Stmts statements) {
  Function* node = function(result, std::move(name), std::move(parameters));
  node->definition = Definition::Defined;
  node->body = body(std::move(statements));
  return node;
}

Function::MemberInit member_init(std::string name, Exprs arguments) { return {std::move(name), nullptr, std::move(arguments), false}; }

namespace {

Class* make_class(ClassKey key, std::string name, std::vector<Class::Base> bases) {
  auto* node = make<Class>();
  node->key = key;
  node->name = std::move(name);
  node->bases = std::move(bases);
  return node;
}

}  // namespace

Class* class_(std::string name, std::vector<Class::Base> bases) { return make_class(ClassKey::Class, std::move(name), std::move(bases)); }

Class* struct_(std::string name, std::vector<Class::Base> bases) { return make_class(ClassKey::Struct, std::move(name), std::move(bases)); }

Class* forward_class(std::string name) {
  Class* node = class_(std::move(name));
  node->is_forward = true;
  return node;
}

Class::Base base(Type* of, bool is_virtual, Access access) { return {access, is_virtual, of}; }

Body& section(Class& of, Access access) {
  if (of.sections.empty() || of.sections.back().access != access) {
    of.sections.push_back({access, {}});
  }
  return of.sections.back().body;
}

Enum* enum_class(std::string name, const std::vector<std::string>& enumerators) {
  auto* node = make<Enum>();
  node->name = std::move(name);
  for (const auto& enumerator : enumerators) {
    node->enumerators.push_back({enumerator, nullptr, {}, {}});
  }
  return node;
}

Alias* alias(std::string name, Type* of) {
  auto* node = make<Alias>();
  node->name = std::move(name);
  node->type = of;
  return node;
}

UsingName* using_name(std::string name) {
  auto* node = make<UsingName>();
  node->name = std::move(name);
  return node;
}

StaticAssert* static_assert_(Expr* test, std::string message) {
  auto* node = make<StaticAssert>();
  node->test = test;
  node->message = std::move(message);
  return node;
}

Namespace* namespace_(std::string name, Stmts declarations) {
  auto* node = make<Namespace>();
  node->name = std::move(name);
  node->body = body(std::move(declarations));
  return node;
}

Include* include(std::string path) {
  auto* node = make<Include>();
  node->path = std::move(path);
  return node;
}

Include* system_include(std::string path) {
  Include* node = include(std::move(path));
  node->is_system = true;
  return node;
}

Stmt* pragma_once() { return make<PragmaOnce>(); }

namespace {

void add_group(Stmts& result, std::vector<std::string> paths, bool is_system) {
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  const bool follows_group = !result.empty();
  for (std::size_t i = 0; i < paths.size(); ++i) {
    Include* one = is_system ? system_include(paths[i]) : include(paths[i]);
    one->blank_before = i == 0 && follows_group;
    result.push_back(one);
  }
}

}  // namespace

Stmts include_list(const std::string& own_header, std::vector<std::string> system, std::vector<std::string> project) {
  Stmts result;
  if (!own_header.empty()) {
    result.push_back(include(own_header));
  }
  add_group(result, std::move(system), true);
  add_group(result, std::move(project), false);
  return result;
}

}  // namespace krait::cpp
