/// A module: its header, its source, the function that runs its body.
///
///   LIMIT = 3            →  inline constexpr std::int64_t LIMIT = 3;      (header)
///   table = {}           →  extern py::dict<K, V> table;                  (if functions use it; else a local of py_main)
///   if __name__ == …:    →  its body, in py_main
#include <algorithm>
#include <array>
#include <set>

#include "lower/lowering.hpp"

namespace krait::lower {

using syntax::as;
using types::AtomKind;

namespace {

/// "package::module" -> "package/module".
std::string path_of(std::string name_space) {
  for (std::size_t at = name_space.find("::"); at != std::string::npos; at = name_space.find("::", at)) {
    name_space.replace(at, 2, "/");
  }
  return name_space;
}

/// Functions of namespace std that argument-dependent lookup would find beside the user's (docs/runtime.md, A7).
bool is_std_function(std::string_view name) {
  static constexpr std::array names = {"advance",
                                       "all_of",
                                       "any_of",
                                       "apply",
                                       "begin",
                                       "bind",
                                       "cbegin",
                                       "cend",
                                       "clamp",
                                       "copy",
                                       "count",
                                       "data",
                                       "distance",
                                       "empty",
                                       "end",
                                       "equal",
                                       "exchange",
                                       "fill",
                                       "filter",
                                       "find",
                                       "for_each",
                                       "forward",
                                       "generate",
                                       "get",
                                       "gcd",
                                       "hash",
                                       "includes",
                                       "invoke",
                                       "iota",
                                       "lcm",
                                       "max",
                                       "max_element",
                                       "merge",
                                       "min",
                                       "minmax",
                                       "min_element",
                                       "move",
                                       "next",
                                       "next_permutation",
                                       "none_of",
                                       "partition",
                                       "prev",
                                       "prev_permutation",
                                       "ref",
                                       "remove",
                                       "replace",
                                       "reverse",
                                       "rotate",
                                       "sample",
                                       "search",
                                       "shuffle",
                                       "size",
                                       "sort",
                                       "ssize",
                                       "swap",
                                       "tie",
                                       "transform",
                                       "unique",
                                       "visit",
                                       "accumulate",
                                       "reduce",
                                       "inner_product",
                                       "midpoint",
                                       "lerp",
                                       "abs",
                                       "pow",
                                       "sqrt",
                                       "exp",
                                       "log",
                                       "floor",
                                       "ceil",
                                       "round"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_main_guard(const syntax::Expr& test) {
  const auto* compare = as<syntax::Compare>(&test);
  if (compare == nullptr || compare->ops.size() != 1 || compare->ops[0] != syntax::CompareOperator::Eq) {
    return false;
  }
  const auto* name = as<syntax::Name>(compare->left);
  const auto* text = as<syntax::Constant>(compare->comparators[0]);
  if (name == nullptr) {
    name = as<syntax::Name>(compare->comparators[0]);
    text = as<syntax::Constant>(compare->left);
  }
  return name != nullptr && text != nullptr && name->name == "__name__" && text->text == "__main__";
}

}  // namespace

std::string Lowering::module_header(const program::Module& module) const { return path_of(representation::namespace_of(module)) + ".hpp"; }
std::string Lowering::module_scope(const program::Module& module) const { return representation::namespace_of(module) + "::"; }

std::string Lowering::module_level_name(const std::string& python_name) const {
  const std::string name = reprs_.cpp_name(python_name);
  bool hidden = is_std_function(name);
  if (context_ != nullptr && context_->enclosing_class != types::none) {
    for (const ClassId base : facts_.classes[context_->enclosing_class].mro) {
      hidden = hidden || facts_.classes[base].fields.contains(python_name) || facts_.classes[base].methods.contains(python_name);
    }
  }
  // A class or function that is named like the module hides the namespace.
  const bool same_name = names_.find(names_.scope_of_module[module_.id], module_.name) != nullptr;
  return hidden ? (same_name ? "::" : "") + module_scope(module_) + name : name;
}

void Lowering::in_header(const std::function<void()>& make) {
  if (in_header_) {
    make();
    return;
  }
  std::swap(source_headers_, header_headers_);
  in_header_ = true;
  make();
  in_header_ = false;
  std::swap(source_headers_, header_headers_);
}

std::string Lowering::class_spelling(ClassId cls) const { return reprs_.spelling({.kind = Kind::Struct, .cls = cls, .arguments = {}}, module_.id); }

void Lowering::note_classes(const Repr& repr) {
  if ((repr.is(Kind::Ref) || repr.is(Kind::Maybe) || repr.is(Kind::Struct)) && repr.cls != types::none && !facts_.classes[repr.cls].is_stub) {
    const types::ClassInfo& cls = facts_.classes[repr.cls];
    const program::Module& home = *program_.modules[cls.module];
    if (cls.module == module_.id) {
      if (!declared_classes_.contains(cls.id)) {
        forward_classes_.insert(cls.id);
      }
    } else if (in_header_ && home.component == module_.component) {
      forward_classes_.insert(cls.id);  // modules that import each other: the header names it, and includes the other one at its end
    } else {
      need(module_header(home));
    }
  }
  for (const Repr& argument : repr.arguments) {
    note_classes(argument);
  }
}

/// Of classes of a module that the header names before their definition.
std::vector<cpp::Stmt*> Lowering::forward_declarations(program::ModuleId module) const {
  std::vector<cpp::Stmt*> result;
  for (const ClassId id : forward_classes_) {
    const types::ClassInfo& cls = facts_.classes[id];
    if (cls.module != module) {
      continue;
    }
    cpp::Class* declaration = cpp::forward_class(reprs_.cpp_name(cls.name));
    declaration->key = class_key(cls);
    result.push_back(declaration);
  }
  return result;
}

bool Lowering::is_cell(names::VariableId id) const {
  if (context_ != nullptr && context_->cells.contains(id)) {
    return true;
  }
  const names::Variable& variable = names_.variables[id];
  if (variable.placement != names::Placement::Cell) {
    return false;
  }
  // A local function that only its own function and it itself call is captured by reference.
  if (variable.definitions.size() == 1 && variable.definition_ids.size() == 1 && variable.definitions[0]->kind == syntax::Kind::FunctionDef) {
    return !is_plain_local(facts_.functions[facts_.function_of(variable.definitions[0]->id)]);
  }
  return true;
}

cpp::Type* Lowering::variable_type(names::VariableId id) {
  const Repr& repr = reprs_.of_variable(id);
  cpp::Type* declared = type(repr);
  const ranges::Interval elements = ranges_.slot(facts_, facts_.variable_slots[id]);
  if (repr.is(Kind::Library) && repr.cls == facts_.range_type && elements.low && elements.high && !elements.fits_int64()) {
    need("py/wide_range.hpp");
    declared = cpp::type("py::wide_range");
  }
  if (names_.variables[id].maybe_unbound) {
    need("py/unbound.hpp");
    declared = cpp::type("py::unbound", {declared});
  }
  if (is_cell(id)) {
    need("py/cell.hpp");
    declared = cpp::type("py::cell", {declared});
  }
  return declared;
}

// ---- globals ------------------------------------------------------------------------------------------

bool Lowering::is_constant_value(const syntax::Expr& value, const Repr& repr) const {
  const auto* constant = as<syntax::Constant>(&value);
  if (const auto* sign = as<syntax::UnaryOp>(&value); sign != nullptr && sign->op == syntax::UnaryOperator::USub) {
    constant = as<syntax::Constant>(sign->operand);
  }
  if (constant == nullptr) {
    return false;
  }
  switch (constant->constant) {
    case syntax::ConstantKind::True:
    case syntax::ConstantKind::False: return repr.is(Kind::Bool);
    case syntax::ConstantKind::Int: return repr.is_machine_int();
    case syntax::ConstantKind::Float: return repr.is(Kind::Double);
    case syntax::ConstantKind::Str: return repr.is(Kind::Library) && repr.cls == facts_.str_type && constant->text.find('\0') == std::string::npos;
    default: return false;
  }
}

/// `NAME = 3` of a name that is bound once: a constant.
bool Lowering::constant_declaration(const syntax::Stmt& statement) {
  const auto* assign = as<syntax::Assign>(&statement);
  const auto* annotated = as<syntax::AnnAssign>(&statement);
  const syntax::Expr* target = assign != nullptr && assign->targets.size() == 1 ? assign->targets[0] : annotated != nullptr ? annotated->target : nullptr;
  const syntax::Expr* value = assign != nullptr ? assign->value : annotated != nullptr ? annotated->value : nullptr;
  const auto* name = as<syntax::Name>(target);
  if (name == nullptr || value == nullptr) {
    return false;
  }
  const names::VariableId variable = names_.variable[name->id];
  const names::Variable& info = names_.variables[variable];
  const Repr& repr = reprs_.of_variable(variable);
  if (info.placement != names::Placement::Global || info.definition_ids.size() != 1 || info.is_deleted || !is_constant_value(*value, repr)) {
    return false;
  }
  declare_in_header([&] {
    cpp::Variable* declaration = cpp::variable(type(repr), reprs_.cpp_name(name->name), lower_as(*value, repr));
    declaration->specifiers.is_inline = true;
    declaration->specifiers.is_constexpr = true;
    attach_comments(declaration, statement);
    return declaration;
  });
  return true;
}

void Lowering::declare_global(names::VariableId id) {
  const names::Variable& variable = names_.variables[id];
  if (variable.placement != names::Placement::Global || context_->declared.contains(id)) {
    return;
  }
  context_->declared.insert(id);
  const types::Atom* only = facts_.variable_type(id).single();
  const Repr& repr = reprs_.of_variable(id);
  if (repr.is(Kind::Module) || (only != nullptr && only->kind == AtomKind::Module)) {
    return;
  }
  if (const auto* alias = as<syntax::Assign>(variable.first_statement); alias != nullptr && variable.definition_ids.size() == 1 && is_type_alias(*alias->value)) {
    return;
  }
  const auto& definitions = variable.definition_ids;
  const bool from_library = !definitions.empty() && std::all_of(definitions.begin(), definitions.end(), [&](NodeId definition) {
    const auto import = names_.imports.find(definition);
    return import != names_.imports.end() && (import->second.module == names::none || program_.modules[import->second.module]->kind == program::ModuleKind::Stub);
  });
  if (from_library) {
    return;  // stands for itself
  }
  const std::string name = reprs_.cpp_name(names_.symbols[variable.symbol].name);
  declare_in_header([&] {
    cpp::Variable* declaration = cpp::variable(variable_type(id), name);
    declaration->specifiers.is_extern = true;
    return declaration;
  });
  cpp::Expr* initial = variable.maybe_unbound || is_cell(id) ? nullptr : default_of(repr);
  source_declarations_.push_back(initial == nullptr ? cpp::variable(variable_type(id), name) : cpp::variable(variable_type(id), name, initial));
}

/// Declares the globals that are first defined in a top-level statement, at any depth of it.
void Lowering::declare_globals_of(const syntax::Stmt& statement) {
  for (const names::SymbolId id : names_.scope(names_.scope_of_module[module_.id]).symbols) {
    const names::Symbol& symbol = names_.symbols[id];
    if (symbol.scope != names_.scope_of_module[module_.id]) {
      continue;
    }
    for (const names::VariableId variable : symbol.variables) {
      const names::Variable& info = names_.variables[variable];
      if (info.placement != names::Placement::Global) {
        continue;
      }
      const types::Atom* only = facts_.variable_type(variable).single();
      const bool stands_for_itself =
          only != nullptr && info.definition_ids.size() == 1 &&
          ((only->kind == AtomKind::Function && (facts_.functions[only->id].is_stub || is_plain_function(facts_.functions[only->id])) &&
            (symbol.is_function || symbol.is_imported)) ||
           (only->kind == AtomKind::Class && (symbol.is_class || symbol.is_imported || facts_.classes[only->id].call != nullptr)) || only->kind == AtomKind::Module);
      if (stands_for_itself || info.definition_ids.empty()) {
        continue;
      }
      if (info.first_statement == &statement || (info.first_statement == nullptr && &statement == module_.tree->body.statements.front())) {
        declare_global(variable);
      }
    }
  }
}

// ---- the module ---------------------------------------------------------------------------------------

void Lowering::place_comments(cpp::Stmt* statement, const syntax::Stmt& source) {
  attach_comments(statement, source);
  statement->blank_before = true;
}

void Lowering::lower_top_level(const syntax::Stmt& statement) {
  if (const auto* definition = as<syntax::FunctionDef>(&statement)) {
    const types::FunctionInfo& function = facts_.functions[facts_.function_of(definition->id)];
    if (is_plain_function(function)) {
      emit_function(function);
      return;
    }
  } else if (const auto* cls = as<syntax::ClassDef>(&statement); cls != nullptr && !facts_.run_time_classes.contains(cls->id)) {
    const types::ClassInfo& info = facts_.classes[facts_.class_of(cls->id)];
    lower_class(info);
    if (whole_.lists_subclasses && whole_.described.contains(info.id)) {
      emit(cpp::expr_stmt(cpp::call(reprs_.cpp_name(info.name) + "::py_class", {})));
    }
    return;
  } else if (const auto* test = as<syntax::If>(&statement); test != nullptr && is_main_guard(*test->test)) {
    const syntax::Body& live = module_.is_entry ? test->body : test->orelse;
    auto statements = lower_body(live);
    if (!statements.empty()) {
      attach_comments(statements.front(), statement);
    }
    block_->insert(block_->end(), statements.begin(), statements.end());
    return;
  }
  const std::size_t before = block_->size();
  lower(statement);
  if (block_->size() > before) {
    attach_comments((*block_)[before], statement);
  }
}

/// A body that only runs those of other modules may run again.
std::optional<std::set<program::ModuleId>> Lowering::only_runs() const {
  std::set<program::ModuleId> runs;
  for (const cpp::Stmt* statement : body_) {
    const auto it = module_runs_.find(statement);
    if (it == module_runs_.end() || !statement->leading.empty() || !statement->trailing.empty()) {
      return std::nullopt;
    }
    runs.insert(it->second);
  }
  return runs;
}

void Lowering::declare_body(const std::set<program::ModuleId>& silent) {
  std::erase_if(body_, [&](cpp::Stmt*& statement) {
    const auto it = module_runs_.find(statement);
    if (it == module_runs_.end() || !silent.contains(it->second)) {
      return false;
    }
    if (statement->leading.empty() && statement->trailing.empty()) {
      return true;
    }
    auto* const line = cpp::make<cpp::CommentLine>();
    line->leading = std::move(statement->leading);
    line->leading.insert(line->leading.end(), statement->trailing.begin(), statement->trailing.end());
    statement = line;
    return false;
  });
  const bool in_circle =
      std::any_of(program_.modules.begin(), program_.modules.end(), [&](const auto& other) { return other->id != module_.id && other->component == module_.component; });
  if (!module_.is_entry && (in_circle || !only_runs())) {
    need("utility");
    cpp::Variable* flag = cpp::variable(cpp::type("bool"), "has_run", cpp::boolean(false));
    flag->specifiers.is_static = true;
    body_.insert(body_.begin(), {flag, cpp::if_(cpp::call("std::exchange", {cpp::name("has_run"), cpp::boolean(true)}), {cpp::return_()})});
  }
  if (module_.is_entry) {
    collect_before_end();
  }
  cpp::Function* declaration = cpp::function(cpp::void_type(), "py_main", {});
  declaration->leading.push_back(cpp::doc_comment("Runs the module's body."));
  declaration->blank_before = true;
  header_declarations_.push_back(declaration);
  cpp::Function* definition = cpp::function(cpp::void_type(), "py_main", {}, std::move(body_));
  definition->definition = cpp::Definition::Defined;
  definition->blank_before = true;
  source_declarations_.push_back(definition);
}

void Lowering::module_body() {
  const syntax::Body& body = module_.tree->body;
  FunctionContext context;
  context.result = make(Kind::None);
  context_ = &context;
  // Names of the module that the body may not take for its own.
  for (const names::SymbolId id : names_.scope(names_.scope_of_module[module_.id]).symbols) {
    if (names_.symbols[id].is_function || names_.symbols[id].is_class) {
      context.taken.insert(reprs_.cpp_name(names_.symbols[id].name));
    }
  }
  // Statements that define a global which is not a plain function or class: looking for them at each statement would be quadratic.
  std::set<const syntax::Stmt*> declaring;
  for (const names::SymbolId id : names_.scope(names_.scope_of_module[module_.id]).symbols) {
    for (const names::VariableId variable : names_.symbols[id].variables) {
      const types::Atom* only = facts_.variable_type(variable).single();
      const bool function = only != nullptr && only->kind == AtomKind::Function && names_.symbols[id].is_function && is_plain_function(facts_.functions[only->id]);
      const bool cls = only != nullptr && only->kind == AtomKind::Class && names_.symbols[id].is_class;
      if (names_.variables[variable].placement == names::Placement::Global && !function && !cls) {
        declaring.insert(names_.variables[variable].first_statement != nullptr ? names_.variables[variable].first_statement : body.statements.front());
      }
    }
  }
  auto statements = in_block([&] {
    for (const types::ClassInfo& cls : facts_.classes) {
      if (cls.kind == types::ClassKind::Record && cls.module == module_.id) {
        lower_record(cls);
      }
    }
    declare_watched(watched_variables(names_.scope_of_module[module_.id]), body, false);
    for (const syntax::Stmt* statement : body) {
      const std::size_t printed = block_->size() + header_declarations_.size() + source_declarations_.size();
      const auto* alias = as<syntax::Assign>(statement);
      const ClassId made = alias != nullptr ? facts_.class_of(alias->value->id) : types::none;
      if (made != types::none) {
        lower_class(facts_.classes[made]);  // P = namedtuple("P", …)
        attach_comments(header_declarations_.back(), *statement);
      } else if (facts_.is_reached(statement->id) && constant_declaration(*statement)) {
        context_->declared.insert(names_.variable[(alias != nullptr ? alias->targets[0] : static_cast<const syntax::AnnAssign*>(statement)->target)->id]);
      } else if (facts_.is_reached(statement->id)) {
        if (declaring.contains(statement)) {
          declare_globals_of(*statement);
        }
        declare_variables_before(body, *statement);
        lower_top_level(*statement);
      }
      const bool silent = block_->size() + header_declarations_.size() + source_declarations_.size() == printed;
      if (silent && (!statement->leading.empty() || !statement->trailing.empty())) {
        auto* line = cpp::make<cpp::CommentLine>();
        attach_comments(line, *statement);
        line->leading.insert(line->leading.end(), line->trailing.begin(), line->trailing.end());
        line->trailing.clear();
        header_declarations_.push_back(line);
      }
    }
    if (!body.dangling.empty()) {
      auto* line = cpp::make<cpp::CommentLine>();
      line->leading = comments(body.dangling);
      emit(line);
    }
  });
  context_ = nullptr;
  body_ = std::move(statements);
}

static void space_out(std::vector<cpp::Stmt*>& declarations);

namespace {
void sort_headers(const std::set<std::string>& headers, const std::set<std::string>& known, std::vector<std::string>& angled, std::vector<std::string>& quoted) {
  for (const std::string& header : headers) {
    if (known.contains(header)) {
      continue;
    }
    const bool own = header.ends_with(".hpp") && !header.starts_with("py/");
    (own ? quoted : angled).push_back(header);
  }
}
}  // namespace

/// Empty lines around classes, definitions and documented declarations.
static void space_out(std::vector<cpp::Stmt*>& declarations) {
  const cpp::Stmt* before = nullptr;
  for (cpp::Stmt* declaration : declarations) {
    const auto* function = cpp::as<cpp::Function>(declaration);
    const bool large = declaration->kind == cpp::Kind::Class || (function != nullptr && function->definition == cpp::Definition::Defined);
    const auto* function_before = before != nullptr ? cpp::as<cpp::Function>(before) : nullptr;
    const bool behind_large = before != nullptr && (before->kind == cpp::Kind::Class || (function_before != nullptr && function_before->definition == cpp::Definition::Defined));
    const bool other_kind = before != nullptr && before->kind != declaration->kind;
    declaration->blank_before = declaration->blank_before || large || behind_large || other_kind;
    before = declaration;
  }
}

/// Headers that `py/builtins.hpp` holds: it stands for them where they are three or more, and wherever builtin functions are used. What it
/// uses of the standard library and offers with it needs no naming then.
static void fold_builtins(std::set<std::string>& headers) {
  static const std::set<std::string> family = {"py/arithmetic.hpp", "py/attr.hpp",    "py/builtins.hpp", "py/cast.hpp",  "py/convert.hpp",    "py/dict.hpp",   "py/exceptions.hpp",
                                               "py/float.hpp",      "py/format.hpp",  "py/handling.hpp", "py/int.hpp",   "py/isinstance.hpp", "py/iter.hpp",   "py/list.hpp",
                                               "py/logic.hpp",      "py/machine.hpp", "py/main.hpp",     "py/none.hpp",  "py/number.hpp",     "py/object.hpp", "py/print.hpp",
                                               "py/protocol.hpp",   "py/range.hpp",   "py/ref.hpp",      "py/set.hpp",   "py/slice.hpp",      "py/str.hpp",    "py/tags.hpp",
                                               "py/tuple.hpp",      "py/type.hpp",    "py/unpack.hpp",   "py/vector.hpp"};
  static const std::set<std::string> offered = {"cstdint",       "initializer_list", "optional",     "py/attempts.hpp", "py/cell.hpp", "py/checked.hpp",
                                                "py/cycles.hpp", "py/finally.hpp",   "py/owned.hpp", "tuple",           "utility"};
  constexpr std::ptrdiff_t several = 3;
  const auto is_builtin = [&](const std::string& header) { return family.contains(header); };
  if (headers.contains("py/builtins.hpp") || std::count_if(headers.begin(), headers.end(), is_builtin) >= several) {
    std::erase_if(headers, [&](const std::string& header) { return is_builtin(header) || offered.contains(header); });
    headers.insert("py/builtins.hpp");
  }
}

/// Modules that import this one and are imported by it: the header declares their classes, and includes their headers behind its own text,
/// as what is made of its classes needs them whole.
std::vector<const program::Module*> Lowering::modules_included_later() const {
  std::vector<const program::Module*> result;
  for (const auto& other : program_.modules) {
    const bool named = std::any_of(forward_classes_.begin(), forward_classes_.end(), [&](ClassId id) { return facts_.classes[id].module == other->id; });
    if (named && other->id != module_.id && !header_headers_.contains(module_header(*other))) {
      result.push_back(other.get());
    }
  }
  return result;
}

void Lowering::run() {
  for (const syntax::Stmt* statement : module_.tree->body) {
    find_unpacked_generators(*statement);
  }
  module_body();
}

LoweredModule Lowering::finish(const std::set<program::ModuleId>& silent) {
  LoweredModule result;
  result.module = module_.id;
  result.cpp_namespace = representation::namespace_of(module_);
  result.file_stem = path_of(result.cpp_namespace);
  result.body_function = result.cpp_namespace + "::py_main";
  const bool has_body = !body_.empty();
  if (!silent.contains(module_.id)) {
    declare_body(silent);
  }
  settle_declarations(has_body);
  header_headers_.erase(result.file_stem + ".hpp");
  source_headers_.erase(result.file_stem + ".hpp");

  fold_builtins(header_headers_);
  source_headers_.insert(header_headers_.begin(), header_headers_.end());
  fold_builtins(source_headers_);

  std::vector<std::string> angled;
  std::vector<std::string> quoted;
  cpp::Stmt* once = cpp::pragma_once();
  once->leading = documentation(module_.tree->body);
  result.header.body.add(once);
  sort_headers(header_headers_, {}, angled, quoted);
  bool first_include = true;
  for (cpp::Stmt* include : cpp::include_list("", angled, quoted)) {
    include->blank_before = include->blank_before || first_include;
    first_include = false;
    result.header.body.add(include);
  }
  settle_constants(header_declarations_);
  settle_constants(source_declarations_);
  space_out(header_declarations_);
  space_out(source_declarations_);
  const std::vector<const program::Module*> later = modules_included_later();
  for (const program::Module* other : later) {
    result.header.body.add(cpp::blank(cpp::namespace_(representation::namespace_of(*other), forward_declarations(other->id))));
  }
  std::vector<cpp::Stmt*> declarations = forward_declarations(module_.id);
  if (!declarations.empty()) {
    declarations.front()->blank_before = true;
    if (!header_declarations_.empty()) {
      header_declarations_.front()->blank_before = true;
    }
  }
  declarations.insert(declarations.end(), header_declarations_.begin(), header_declarations_.end());
  if (!declarations.empty()) {
    result.header.body.add(cpp::blank(cpp::namespace_(result.cpp_namespace, std::move(declarations))));
  }
  bool first_later = true;
  for (const program::Module* other : later) {
    cpp::Stmt* include = cpp::include(module_header(*other));
    include->blank_before = std::exchange(first_later, false);
    result.header.body.add(include);
  }

  angled.clear();
  quoted.clear();
  if (!source_declarations_.empty()) {
    sort_headers(source_headers_, header_headers_, angled, quoted);
  }
  for (cpp::Stmt* include : cpp::include_list(result.file_stem + ".hpp", angled, quoted)) {
    result.source.body.add(include);
  }
  if (!source_declarations_.empty()) {
    result.source.body.add(cpp::blank(cpp::namespace_(result.cpp_namespace, std::move(source_declarations_))));
  }
  result.uses_asyncio = uses_asyncio_ || source_headers_.contains("py/asyncio.hpp") || header_headers_.contains("py/asyncio.hpp");
  return result;
}

}  // namespace krait::lower
