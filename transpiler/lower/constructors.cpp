/// Constructors (docs/runtime.md, A6).
///
///   self.owner = owner    →  : owner(std::move(owner))       first statements of `__init__`
///   self.count = 0        →  std::int64_t count = 0;         where the field is declared
///   anything else         →  statements of the constructor's body
///
/// Where `self` may be seen half-made, `__init__` becomes an ordinary member, `py_init`.
#include <algorithm>
#include <functional>

#include "cpp/print.hpp"
#include "lower/lowering.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using representation::Passing;
using syntax::as;
using types::ClassInfo;
using types::FieldInfo;
using types::FunctionInfo;

namespace {

const syntax::Call* super_init(const syntax::Stmt& statement) {
  const auto* expression = as<syntax::ExprStmt>(&statement);
  const auto* call = expression != nullptr ? as<syntax::Call>(expression->value) : nullptr;
  const auto* member = call != nullptr ? as<syntax::Attribute>(call->function) : nullptr;
  const auto* inner = member != nullptr ? as<syntax::Call>(member->value) : nullptr;
  const auto* name = inner != nullptr ? as<syntax::Name>(inner->function) : nullptr;
  return name != nullptr && name->name == "super" && member->attribute == "__init__" ? call : nullptr;
}

/// The node of the attribute that a statement stores.
syntax::NodeId store_target(const syntax::Stmt& statement) {
  const auto* assign = as<syntax::Assign>(&statement);
  return assign != nullptr ? assign->targets[0]->id : static_cast<const syntax::AnnAssign&>(statement).target->id;
}

/// `[]`, `{}`, `set()`, …: what a container is without an initializer.
bool is_empty_container(const syntax::Expr& value, const types::Facts& facts) {
  const auto* list = as<syntax::List>(&value);
  const auto* dict = as<syntax::Dict>(&value);
  const auto* call = as<syntax::Call>(&value);
  const types::CallFact* fact = call != nullptr && call->arguments.empty() && call->keywords.empty() ? facts.call(call->id) : nullptr;
  const bool made = fact != nullptr && fact->kind == types::CallKind::Construct && (fact->cls == facts.list_type || fact->cls == facts.set_type || fact->cls == facts.dict_type);
  return made || (list != nullptr && list->elements.empty()) || (dict != nullptr && dict->items.empty());
}

/// Could the constructor be called with one argument?
bool takes_one(const cpp::Function& made) {
  if (made.parameters.empty()) {
    return false;
  }
  return made.parameters.size() == 1 || made.parameters[1].default_value != nullptr;
}

}  // namespace

/// `self.name = value` that makes a plain field of the class: the value, else null.
const syntax::Expr* Lowering::field_store(const ClassInfo& cls, const FunctionInfo& init, const syntax::Stmt& statement, std::string& name) const {
  const auto* assign = as<syntax::Assign>(&statement);
  const auto* annotated = as<syntax::AnnAssign>(&statement);
  const syntax::Expr* target = assign != nullptr && assign->targets.size() == 1 ? assign->targets[0] : annotated != nullptr ? annotated->target : nullptr;
  const syntax::Expr* value = assign != nullptr ? assign->value : annotated != nullptr ? annotated->value : nullptr;
  const auto* attribute = as<syntax::Attribute>(target);
  if (attribute == nullptr || value == nullptr || !is_self_of(init, *attribute->value, names_)) {
    return nullptr;
  }
  const types::AttributeFact* fact = facts_.attribute(attribute->id);
  if (fact == nullptr || fact->kind != types::AttributeKind::Field || fact->owner != cls.id) {
    return nullptr;
  }
  const FieldInfo* field = facts_.find_field(cls.id, attribute->attribute);
  if (field == nullptr || field->maybe_unset || field->is_class_attribute || is_dynamic_field(*field)) {
    return nullptr;
  }
  name = attribute->attribute;
  return value;
}

/// Does `__init__`, or one that it calls, come to that of the library's exceptions, which sets `args`?
static bool reaches_library(const types::Facts& facts, const FunctionInfo& init) {
  const std::function<bool(const syntax::Node&)> found_in = [&](const syntax::Node& node) {
    const auto* call = as<syntax::Call>(&node);
    const auto* member = call != nullptr ? as<syntax::Attribute>(call->function) : nullptr;
    if (member != nullptr && member->attribute == "__init__") {
      const types::CallFact* fact = facts.call(call->id);
      const FunctionInfo* target = fact != nullptr && fact->function != types::none ? &facts.functions[fact->function] : nullptr;
      if (target == nullptr || target->node == nullptr || target->is_stub || target->id == init.id || reaches_library(facts, *target)) {
        return true;
      }
    }
    bool found = false;
    syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || found_in(child); });
    return found;
  };
  return std::any_of(init.node->body.begin(), init.node->body.end(), [&](const syntax::Stmt* statement) { return found_in(*statement); });
}

/// An exception that has in `args` what it was made from.
static bool has_own_arguments(const types::Facts& facts, const ClassInfo& cls, const FunctionInfo& init) {
  return facts.is_subclass(cls.id, facts.base_exception) && !reaches_library(facts, init);
}

static bool is_positional(const types::ParameterInfo& parameter) {
  return parameter.kind == types::ParameterKind::Ordinary || parameter.kind == types::ParameterKind::PositionalOnly;
}

/// `set_args(a, b);` with the first parameters.
static std::vector<cpp::Stmt*> set_arguments(const cpp::Function& made, std::size_t count) {
  std::vector<cpp::Expr*> arguments;
  for (std::size_t i = 0; i < count; ++i) {
    arguments.push_back(cpp::name(made.parameters[i].name));
  }
  return arguments.empty() ? std::vector<cpp::Stmt*>{} : std::vector<cpp::Stmt*>{cpp::expr_stmt(cpp::call("set_args", arguments))};
}

/// `args` of an exception that does not call `super().__init__`: what it is called with. One constructor for each number of arguments that the
/// defaults allow, as `args` has no defaults in it:
///   Missing() : Missing("nothing") { set_args(); }
void Lowering::set_own_arguments(const ClassInfo& cls, const FunctionInfo& init, cpp::Function& made, cpp::Class& into) {
  if (!has_own_arguments(facts_, cls, init)) {
    return;
  }
  const auto first = init.parameters.begin() + 1;
  const auto end = std::find_if(first, init.parameters.end(), [](const types::ParameterInfo& one) { return !is_positional(one); });
  const auto optional = std::find_if(first, end, [](const types::ParameterInfo& one) { return one.default_value != nullptr; });
  const auto count = static_cast<std::size_t>(end - first);
  auto set = set_arguments(made, count);
  made.body.statements.insert(made.body.statements.begin(), set.begin(), set.end());
  for (auto given = static_cast<std::size_t>(optional - first); given < count; ++given) {
    std::vector<cpp::Expr*> arguments;
    cpp::Params parameters(made.parameters.begin(), made.parameters.begin() + static_cast<std::ptrdiff_t>(given));
    for (cpp::Parameter& parameter : parameters) {
      parameter.default_value = nullptr;
      arguments.push_back(cpp::name(parameter.name));
    }
    for (std::size_t i = given; i < count; ++i) {
      arguments.push_back(made.parameters[i].default_value);
    }
    const std::string name = reprs_.cpp_name(cls.name);
    cpp::Function* shorter = cpp::function(nullptr, name, std::move(parameters));
    shorter->specifiers.is_explicit = given == 1;
    shorter->member_inits = {cpp::member_init(name, arguments)};
    shorter->body.statements = given == 0 ? std::vector<cpp::Stmt*>{cpp::expr_stmt(cpp::call("set_args"))} : set_arguments(*shorter, given);
    shorter->definition = cpp::Definition::Defined;
    cpp::section(into, cpp::Access::Public).add(shorter);
  }
  // Behind a parameter that must be given no other one has a default, unless it goes by keyword only.
  const bool all = count == made.parameters.size();
  for (std::size_t i = 0; i < count && all; ++i) {
    made.parameters[i].default_value = nullptr;
  }
}

/// Of such an exception, where some arguments go by keyword: only those before them are in `args`.
Value Lowering::given_arguments(const syntax::Call& node, const ClassInfo& cls, cpp::Expr* made) {
  const Repr result{.kind = Kind::Ref, .cls = cls.id, .arguments = {}};
  const FunctionId init = facts_.find_method(cls.id, "__init__");
  if (node.keywords.empty() || init == types::none || facts_.functions[init].is_stub || facts_.functions[init].node == nullptr ||
      !has_own_arguments(facts_, cls, facts_.functions[init])) {
    return {made, result};
  }
  need("py/exceptions.hpp");
  return {cpp::call("py::keep_args", {made, cpp::number(static_cast<long long>(node.arguments.size()))}), result};
}

/// Parameters whose only use is to become a field: they come by value and are moved in.
std::set<names::VariableId> Lowering::moved_parameters(const ClassInfo& cls, const FunctionInfo& init) const {
  std::set<names::VariableId> moved;
  if (has_own_arguments(facts_, cls, init)) {
    return moved;
  }
  const auto& statements = init.node->body.statements;
  for (std::size_t i = syntax::docstring(init.node->body) != nullptr ? 1 : 0; i < statements.size(); ++i) {
    std::string name;
    const syntax::Expr* value = field_store(cls, init, *statements[i], name);
    const auto* parameter = as<syntax::Name>(value);
    if (parameter == nullptr || names_.variable[parameter->id] == names::none) {
      continue;
    }
    const names::Variable& variable = names_.variables[names_.variable[parameter->id]];
    const Repr& repr = reprs_.of_variable(variable.id);
    if (names_.symbols[variable.symbol].is_parameter && variable.uses.size() == 1 && variable.definition_ids.size() == 1 && !repr.is_trivial()) {
      moved.insert(variable.id);
    }
  }
  return moved;
}

/// Does a method of the object itself run in the statement?
bool Lowering::calls_self(const FunctionInfo& init, const syntax::Node& node) const {
  if (const auto* member = as<syntax::Attribute>(&node); member != nullptr && is_self_of(init, *member->value, names_)) {
    const types::AttributeFact* fact = facts_.attribute(member->id);
    return fact == nullptr || fact->kind != types::AttributeKind::Field;
  }
  if (const auto* name = as<syntax::Name>(&node); name != nullptr && name->name == "super") {
    return true;
  }
  bool found = false;
  syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || calls_self(init, child); });
  return found;
}

/// `self.count = 0`, the first store of the field: its initialiser, wherever in `__init__` it stands, since nothing can read the field earlier.
bool Lowering::constant_field(const ClassInfo& cls, const FunctionInfo& init, const syntax::Stmt& statement) {
  std::string name;
  const syntax::Expr* value = field_store(cls, init, statement, name);
  if (value == nullptr || listed_fields_.contains(name) || default_initialisers_.contains(name) || facts_.find_field(cls.id, name)->first_definition != store_target(statement)) {
    return false;
  }
  const Repr& repr = reprs_.of_field(*facts_.find_field(cls.id, name));
  const auto* constant = as<syntax::Constant>(value);
  const bool fits = is_constant_value(*value, repr) || (is_empty_container(*value, facts_) && repr.is(Kind::Library)) ||
                    (constant != nullptr && (constant->constant == syntax::ConstantKind::None || repr.is(Kind::Int) || repr.is(Kind::Object) || repr.is(Kind::Number) ||
                                             repr.is(Kind::Optional) || repr.is(Kind::Double)));
  if (!fits || (constant != nullptr && constant->constant == syntax::ConstantKind::None && repr.is(Kind::Ref))) {
    return false;
  }
  default_initialisers_.emplace(name, &statement);
  moved_statements_.insert(&statement);
  return true;
}

/// `self.born = born`, the first store of the field, of a parameter that never changes: it may happen as early as can be, too.
bool Lowering::stores_parameter(const ClassInfo& cls, const FunctionInfo& init, const syntax::Stmt& statement) const {
  std::string field;
  const auto* value = as<syntax::Name>(field_store(cls, init, statement, field));
  const names::VariableId variable = value != nullptr ? names_.variable[value->id] : names::none;
  return variable != names::none && names_.symbols[names_.variables[variable].symbol].is_parameter && names_.variables[variable].definition_ids.size() == 1 &&
         names_.variables[variable].index == 0 && facts_.find_field(cls.id, field)->first_definition == store_target(statement);
}

/// Takes one leading statement of `__init__` over into the field's initialiser or the constructor's list; false if that cannot be.
bool Lowering::member_initialiser(const ClassInfo& cls, const FunctionInfo& init, const syntax::Stmt& statement, cpp::Function& made, const std::set<names::VariableId>& moved) {
  std::string name;
  const syntax::Expr* value = field_store(cls, init, statement, name);
  if (value == nullptr || listed_fields_.contains(name) || default_initialisers_.contains(name)) {
    return false;
  }
  if (constant_field(cls, init, statement)) {
    return true;
  }
  const Repr& repr = reprs_.of_field(*facts_.find_field(cls.id, name));
  // The list is in order of the fields.
  const auto position = [&](const std::string& field) { return std::find(cls.field_order.begin(), cls.field_order.end(), field) - cls.field_order.begin(); };
  for (const std::string& before : listed_fields_) {
    if (position(before) > position(name)) {
      return false;
    }
  }
  const auto* parameter = as<syntax::Name>(value);
  cpp::Expr* initial = nullptr;
  auto hoisted = in_block([&] {
    initial = lower_as(*value, repr);
    if (parameter != nullptr && moved.contains(names_.variable[parameter->id])) {
      need("utility");
      cpp::Expr* place = cpp::name(variable_name(names_.variable[parameter->id]));
      initial = convert({cpp::move(place), reprs_.of_variable(names_.variable[parameter->id])}, repr);
    }
  });
  if (!hoisted.empty()) {
    return false;
  }
  listed_fields_.insert(name);
  made.member_inits.push_back(cpp::member_init(member_name(name), {initial}));
  for (const auto* source : {&statement.leading, &statement.trailing}) {
    for (cpp::Comment& comment : comments(*source)) {
      made.leading.push_back(std::move(comment));
    }
  }
  return true;
}

/// Does the expression have a name of this spelling, which would hide a member?
static bool names_variable(const syntax::Node& node, const std::string& spelling) {
  const auto* name = as<syntax::Name>(&node);
  bool found = name != nullptr && name->name == spelling;
  syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || names_variable(child, spelling); });
  return found;
}

/// `super().__init__(…)` of an exception whose base is the library's, with arguments that nothing behind it can change: it may run after the fields are stored.
bool Lowering::only_keeps_arguments(const ClassInfo& cls, const FunctionInfo& init, const syntax::Call& call) const {
  const types::CallFact* fact = facts_.call(call.id);
  const bool library = facts_.is_subclass(cls.id, facts_.base_exception) && fact != nullptr && fact->kind == types::CallKind::Stub;
  const std::function<bool(const syntax::Node&)> mentions_self = [&](const syntax::Node& node) {
    bool found = is_self_of(init, node, names_);
    syntax::for_each_child(node, [&](const syntax::Node& child) { found = found || mentions_self(child); });
    return found;
  };
  return library && call.keywords.empty() &&
         std::all_of(call.arguments.begin(), call.arguments.end(), [&](const syntax::Expr* argument) { return effects_.of(*argument).is_pure() && !mentions_self(*argument); });
}

/// Fills the constructor's list from the first statements of `__init__`; how many of them.
std::size_t Lowering::member_initialisers(const ClassInfo& cls, const FunctionInfo& init, cpp::Function& made) {
  const auto& statements = init.node->body.statements;
  const std::set<names::VariableId> moved = moved_parameters(cls, init);
  // `self.rows = [… for … in …]`: the loop fills the field itself, which is empty as it is made.
  const auto build_field = [&](const syntax::Stmt& statement) {
    std::string name;
    const syntax::Expr* value = field_store(cls, init, statement, name);
    const bool comprehension = value != nullptr && (value->kind == syntax::Kind::ListComp || value->kind == syntax::Kind::SetComp || value->kind == syntax::Kind::DictComp);
    if (!comprehension || listed_fields_.contains(name) || default_initialisers_.contains(name) || reprs_.of_field(*facts_.find_field(cls.id, name)) != repr(*value) ||
        contains_suspension(*value) || context_->taken.contains(member_name(name)) || names_variable(*value, name)) {
      return false;
    }
    auto loop = in_block([&] { comprehension_statements(*value, member_name(name)); });
    loop.erase(loop.begin());  // the declaration
    attach_comments(loop.front(), statement);
    made.body.statements.insert(made.body.statements.end(), loop.begin(), loop.end());
    listed_fields_.insert(name);
    return true;
  };
  std::size_t next = syntax::docstring(init.node->body) != nullptr ? 1 : 0;
  bool arguments_wait = false;  // `set_args(…)` comes behind the list
  for (; next < statements.size(); ++next) {
    const syntax::Call* call = super_init(*statements[next]);
    if (call != nullptr && !arguments_wait && only_keeps_arguments(cls, init, *call)) {
      arguments_wait = true;
      const auto kept = in_block([&] { lower(*statements[next]); });
      attach_comments(kept.front(), *statements[next]);
      made.body.statements.insert(made.body.statements.end(), kept.begin(), kept.end());
      continue;
    }
    std::string field;
    const syntax::Expr* stored = arguments_wait ? field_store(cls, init, *statements[next], field) : nullptr;
    if (stored != nullptr && (!effects_.of(*stored).is_pure() || !effects_.of(*stored).raised.empty())) {
      break;
    }
    const types::CallFact* fact = call != nullptr ? facts_.call(call->id) : nullptr;
    const bool of_program = fact != nullptr && fact->function != types::none && !facts_.functions[fact->function].is_stub;
    if (call != nullptr && (of_program || !facts_.is_subclass(cls.id, facts_.base_exception))) {
      if (fact == nullptr || fact->function == types::none || facts_.functions[fact->function].is_stub) {
        continue;  // object.__init__
      }
      const FunctionInfo& target = facts_.functions[fact->function];
      std::vector<cpp::Expr*> arguments;
      const auto hoisted = in_block([&] { arguments = user_arguments(target, 1, *call); });
      if (!hoisted.empty() || spreads(target, 1, *call)) {
        classes_to_defer_.insert(cls.id);
      }
      const auto bases = user_bases(cls, facts_);
      const std::string base = bases.empty() ? class_spelling(target.owner) : class_spelling(bases.front());
      made.member_inits.push_back(cpp::member_init(cls.kind == types::ClassKind::Dataclass ? "Dataclass" : base, arguments));
      continue;
    }
    if (build_field(*statements[next])) {
      return next + 1;  // what comes behind may look at it
    }
    if (!member_initialiser(cls, init, *statements[next], made, moved)) {
      break;
    }
  }
  return next;
}

void Lowering::deferred_constructor(const ClassInfo& cls, const FunctionInfo& init, cpp::Class& into) {
  cpp::Function* definition = define_function(init);
  cpp::Function* declaration = nullptr;
  in_header([&] { declaration = function_signature(init, false); });
  definition->name = reprs_.cpp_name(cls.name) + "::py_init";
  declaration->name = "py_init";
  definition->result = cpp::void_type();
  declaration->result = cpp::void_type();
  declaration->attributes.clear();
  declaration->leading = documentation(init.node->body);
  place_comments(definition, *init.node);
  source_declarations_.push_back(definition);
  if (facts_.is_subclass(cls.id, facts_.base_exception)) {  // thrown by `throw E(…)`, so it has constructors as well
    in_header([&] { forwarding_constructor(cls, init, into); });
  }
  add_method(cls, nullptr, declaration, false, into);
}

/// A class without `__init__` of its own takes the constructors of its first base, unless those are `py_init`.
void Lowering::inherited_constructor(const ClassInfo& cls, cpp::Class& into) {
  const FunctionId inherited = facts_.find_method(cls.id, "__init__");
  const bool user_init = inherited != types::none && !facts_.functions[inherited].is_stub;
  const bool exception = facts_.is_subclass(cls.id, facts_.base_exception);
  if (user_init && exception && whole_.deferred.contains(cls.id)) {
    in_header([&] { forwarding_constructor(cls, facts_.functions[inherited], into); });
    return;
  }
  if ((exception || (user_init && !whole_.deferred.contains(cls.id))) && !into.bases.empty()) {
    const std::string base_name = cpp::print(*into.bases.front().type);
    const std::size_t last = base_name.rfind("::");
    cpp::section(into, cpp::Access::Public).add(cpp::using_name(base_name + "::" + (last == std::string::npos ? base_name : base_name.substr(last + 2))));
  }
}

/// The constructor of an exception whose base has `py_init`: it calls that.
void Lowering::forwarding_constructor(const ClassInfo& cls, const FunctionInfo& init, cpp::Class& into) {
  const std::string name = reprs_.cpp_name(cls.name);
  cpp::Function* made = function_signature(init, false);
  std::vector<cpp::Expr*> arguments;
  for (const cpp::Parameter& parameter : made->parameters) {
    arguments.push_back(cpp::name(parameter.name));
  }
  if (!made->parameters.empty() && made->parameters[0].default_value == nullptr) {
    cpp::Function* empty = cpp::function(nullptr, name, {});
    empty->definition = cpp::Definition::Default;
    cpp::section(into, cpp::Access::Public).add(empty);
  }
  made->result = nullptr;
  made->attributes.clear();
  made->name = name;
  made->specifiers.is_explicit = takes_one(*made);
  made->body.statements = {cpp::expr_stmt(cpp::call("py_init", arguments))};
  set_own_arguments(cls, init, *made, into);
  made->definition = cpp::Definition::Defined;
  cpp::section(into, cpp::Access::Public).add(made);
}

/// The constructor that `__init__` becomes: its parameters, its member initialisers and what is left of its body.
cpp::Function* Lowering::written_constructor(const ClassInfo& cls, const FunctionInfo& init, cpp::Class& into) {
  cpp::Function* made = function_signature(init, false);
  const std::set<names::VariableId> moved = moved_parameters(cls, init);
  for (std::size_t i = 1; i < init.parameters.size(); ++i) {
    if (moved.contains(init.parameters[i].variable)) {
      made->parameters[i - 1].type = type(reprs_.of_parameter(init, i));
    }
  }
  const std::size_t taken = member_initialisers(cls, init, *made);
  const auto& statements = init.node->body.statements;
  for (std::size_t i = taken; i < statements.size() && !calls_self(init, *statements[i]); ++i) {
    const syntax::Stmt& statement = *statements[i];
    if (!constant_field(cls, init, statement) && stores_parameter(cls, init, statement) && member_initialiser(cls, init, statement, *made, moved)) {
      moved_statements_.insert(&statement);
    }
  }
  const std::vector<cpp::Stmt*> rest = lower_body(init.node->body, taken);
  made->body.statements.insert(made->body.statements.end(), rest.begin(), rest.end());
  set_own_arguments(cls, init, *made, into);
  return made;
}

/// A constructor that cannot stand in the class: declared there, defined in the source.
void Lowering::define_constructor(const ClassInfo& cls, const FunctionInfo& init, cpp::Function& made, cpp::Class& into) {
  cpp::Function* declaration = cpp::function(nullptr, made.name, made.parameters);
  declaration->specifiers.is_explicit = made.specifiers.is_explicit;
  declaration->leading = std::move(made.leading);
  made.leading.clear();
  made.specifiers.is_explicit = false;
  for (cpp::Parameter& parameter : made.parameters) {
    parameter.default_value = nullptr;
  }
  made.name = made.name + "::" + made.name;
  in_header([&] {  // the types of the parameters
    for (std::size_t i = 1; i < init.parameters.size(); ++i) {
      (void)type(reprs_.of_parameter(init, i));
    }
  });
  place_comments(&made, *init.node);
  source_declarations_.push_back(&made);
  add_method(cls, nullptr, declaration, false, into);
}

void Lowering::constructor(const ClassInfo& cls, cpp::Class& into) {
  const auto own = cls.methods.find("__init__");
  if (own == cls.methods.end() || facts_.functions[own->second].node == nullptr) {
    if (cls.kind == types::ClassKind::Dataclass) {
      dataclass_constructor(cls, into);
    } else {
      inherited_constructor(cls, into);
    }
    return;
  }
  const FunctionInfo& init = facts_.functions[own->second];
  if (whole_.deferred.contains(cls.id)) {
    deferred_constructor(cls, init, into);
    return;
  }
  const bool may_stay = !uses_later(cls, *init.node);
  FunctionContext context;
  FunctionContext* const outer = std::exchange(context_, &context);
  enter_function(init, context);
  context.result = make(Kind::None);
  cpp::Function* made = nullptr;
  const auto build = [&] { made = written_constructor(cls, init, into); };
  if (may_stay) {  // the list stands in the header with the constructor if all of it can
    in_header(build);
  } else {
    build();
  }
  context_ = outer;
  // Cells and the like are rare here; parameters that nothing uses keep their names.
  if (may_stay) {
    mark_unused_parameters(init, *made);
  }
  made->result = nullptr;
  made->name = reprs_.cpp_name(cls.name);
  made->attributes.clear();
  made->specifiers.is_explicit = takes_one(*made);
  made->definition = cpp::Definition::Defined;
  auto field_comments = std::move(made->leading);
  made->leading = documentation(init.node->body);
  made->leading.insert(made->leading.end(), field_comments.begin(), field_comments.end());
  if (!may_stay) {
    define_constructor(cls, init, *made, into);
    return;
  }
  if (made->parameters.empty() && made->member_inits.empty() && made->body.empty()) {
    // The fields' initialisers are all of it: the constructor that every class has, unless there is a comment to hold.
    if (made->leading.empty() && init.node->leading.empty() && init.node->trailing.empty()) {
      return;
    }
    made->definition = cpp::Definition::Default;
  }
  add_method(cls, init.node, made, true, into);
}

}  // namespace krait::lower
