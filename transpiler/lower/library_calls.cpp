/// Calls of pylib's functions, methods and classes, printed as their stubs say.
#include <algorithm>

#include "lower/lowering.hpp"
#include "syntax/children.hpp"

namespace krait::lower {

using syntax::as;
using types::ParameterKind;

namespace {
/// `os.path` → `os::path`; a module that is named like a keyword has an underscore behind, as everywhere.
std::string module_path(const std::string& module) {
  std::string path;
  for (std::size_t begin = 0; begin <= module.size();) {
    const std::size_t end = std::min(module.find('.', begin), module.size());
    path += (path.empty() ? "" : "::") + representation::cpp_name(module.substr(begin, end - begin));
    begin = end + 1;
  }
  return path;
}
}  // namespace

std::string Lowering::library_function_name(const types::FunctionInfo& row) const {
  const std::string given = types::decorator_text(row.stub_decorators, "cpp");
  if (!given.empty()) {
    return given;
  }
  if (row.owner != types::none) {
    return member_name(row.name);
  }
  const std::string& module = program_.modules[row.module]->name;
  return (module == "builtins" ? "py::" : "py::" + module_path(module) + "::") + representation::cpp_name(row.name);
}

std::string Lowering::library_function_header(const types::FunctionInfo& row) const {
  const std::string given = types::decorator_text(row.stub_decorators, "cpp", "header");
  if (!given.empty()) {
    return given;
  }
  if (row.owner != types::none) {
    return reprs_.library_header(facts_.classes[row.owner]);
  }
  std::string module = program_.modules[row.module]->name;
  std::replace(module.begin(), module.end(), '.', '_');
  return "py/" + module + ".hpp";
}

namespace {
/// Where argument `index` (positional, then keywords) goes in a stub's parameter list; npos if nowhere.
std::size_t stub_parameter(const types::FunctionInfo& row, std::size_t first, const syntax::Call& node, std::size_t index) {
  if (index >= node.arguments.size()) {
    const std::string& name = node.keywords[index - node.arguments.size()].name;
    std::size_t rest = std::string::npos;
    for (std::size_t i = first; i < row.parameters.size(); ++i) {
      if (row.parameters[i].kind == ParameterKind::VarKeywords) {
        rest = i;
      } else if (row.parameters[i].name == name && row.parameters[i].kind != ParameterKind::PositionalOnly) {
        return i;
      }
    }
    return rest;
  }
  std::size_t position = first;
  for (; position < row.parameters.size(); ++position) {
    if (row.parameters[position].kind == ParameterKind::VarArgs) {
      return position;
    }
    if (row.parameters[position].kind == ParameterKind::KeywordOnly || row.parameters[position].kind == ParameterKind::VarKeywords) {
      return std::string::npos;
    }
    if (position - first == index) {
      return position;
    }
  }
  return std::string::npos;
}

bool is_callable_annotation(const syntax::Expr* annotation) {
  const auto* subscript = as<syntax::Subscript>(annotation);
  const auto* name = as<syntax::Name>(subscript != nullptr ? subscript->value : annotation);
  if (const auto* either = as<syntax::BinOp>(annotation)) {
    return is_callable_annotation(either->left) || is_callable_annotation(either->right);
  }
  return name != nullptr && name->name == "Callable";
}

/// The member of a union that is `Callable[…]`.
const syntax::Expr* callable_part(const syntax::Expr* annotation) {
  if (const auto* either = as<syntax::BinOp>(annotation)) {
    return is_callable_annotation(either->left) ? callable_part(either->left) : callable_part(either->right);
  }
  return annotation;
}

bool is_iterable_annotation(const syntax::Expr* annotation) {
  const auto* subscript = as<syntax::Subscript>(annotation);
  const auto* name = subscript != nullptr ? as<syntax::Name>(subscript->value) : nullptr;
  return name != nullptr && name->name == "Iterable";
}

bool mentions_int(const Repr& repr) { return repr.is(Kind::Int) || std::any_of(repr.arguments.begin(), repr.arguments.end(), mentions_int); }

bool calls_later(const types::FunctionInfo& row, const std::string& parameter, bool keeps_too = true) {
  for (const auto& decorator : row.stub_decorators) {
    if (decorator.name == "calls_later" || (keeps_too && decorator.name == "keeps")) {
      for (const syntax::Expr* argument : decorator.arguments) {
        const auto* text = as<syntax::Constant>(argument);
        if (text != nullptr && text->text == parameter) {
          return true;
        }
      }
    }
  }
  return false;
}
}  // namespace

namespace {
/// The parameters in `Callable[[A, B], R]`; null for `Callable[..., R]` and all else.
const syntax::List* listed_parameters(const syntax::Expr* callable) {
  const auto* subscript = as<syntax::Subscript>(callable);
  const auto* signature = subscript != nullptr ? as<syntax::Tuple>(subscript->slice) : nullptr;
  return signature != nullptr && !signature->elements.empty() ? as<syntax::List>(signature->elements.front()) : nullptr;
}

/// `object`, `Any`, `Callable[..., Any]`: a parameter that takes Python objects as they are.
bool takes_any(const syntax::Expr* annotation) {
  const auto* name = as<syntax::Name>(annotation);
  const auto* subscript = as<syntax::Subscript>(annotation);
  const auto* callable = subscript != nullptr ? as<syntax::Name>(subscript->value) : nullptr;
  const auto* signature = subscript != nullptr ? as<syntax::Tuple>(subscript->slice) : nullptr;
  const auto* parameters = signature != nullptr && !signature->elements.empty() ? as<syntax::Constant>(signature->elements.front()) : nullptr;
  return (name != nullptr && (name->name == "object" || name->name == "Any")) || (callable != nullptr && callable->name == "Callable" && parameters != nullptr);
}
}  // namespace

/// A function that is called with fewer arguments than it has parameters, the rest being its defaults: `[](const auto& x) { return f(x); }`.
cpp::Expr* Lowering::callable_by_position(const types::FunctionInfo& function, cpp::Expr* target, const syntax::Expr* callable) {
  const syntax::List* given = listed_parameters(callable);
  if (given == nullptr || given->elements.size() >= function.parameters.size()) {
    return target;
  }
  cpp::Params parameters;
  std::vector<cpp::Expr*> arguments;
  for (std::size_t i = 0; i < given->elements.size(); ++i) {
    const types::ParameterInfo& parameter = function.parameters[i];
    if (parameter.kind != ParameterKind::Ordinary && parameter.kind != ParameterKind::PositionalOnly) {
      return target;
    }
    parameters.push_back(cpp::param(cpp::const_auto_ref(), representation::cpp_name(parameter.name)));
    arguments.push_back(cpp::name(representation::cpp_name(parameter.name)));
  }
  return cpp::lambda({}, parameters, {cpp::return_(cpp::call(target, arguments))});
}

/// `sorted(x)` where `x` is an object that is only known to give ints: the representation of the elements, as the result has it, for a
/// parameter `Iterable[T]` of a function whose result is a T or holds Ts. Never where the result does not tell.
Repr Lowering::elements_by_result(const types::FunctionInfo& row, const types::ParameterInfo& parameter, const Repr& made) {
  const auto* iterable = is_iterable_annotation(parameter.annotation) ? as<syntax::Subscript>(parameter.annotation) : nullptr;
  const auto* element = iterable != nullptr ? as<syntax::Name>(iterable->slice) : nullptr;
  if (element == nullptr || row.node == nullptr || row.name == "__init__") {  // constructors convert by themselves
    return make(Kind::Never);
  }
  const auto is_element = [&](const syntax::Expr* part) {
    const auto* name = as<syntax::Name>(part);
    return name != nullptr && name->name == element->name;
  };
  if (is_element(row.node->returns)) {
    return made;
  }
  const auto* result = as<syntax::Subscript>(row.node->returns);
  const auto* several = result != nullptr ? as<syntax::Tuple>(result->slice) : nullptr;
  const std::vector<syntax::Expr*> parts = several != nullptr ? several->elements : result != nullptr ? std::vector<syntax::Expr*>{result->slice} : std::vector<syntax::Expr*>{};
  for (std::size_t i = 0; i < parts.size() && i < made.arguments.size(); ++i) {
    if (is_element(parts[i])) {
      return made.arguments[i];
    }
  }
  return make(Kind::Never);
}

/// Does the function walk over the generator expression before it returns, and keep at most its elements? Not if it changes meanwhile what
/// that goes over, which a generator notices.
bool Lowering::uses_up(const types::FunctionInfo& row, const types::ParameterInfo* parameter, const syntax::GeneratorExp& generator, const syntax::Expr* receiver) const {
  if (unpacked_generators_.contains(generator.id) || returns_iterator(row)) {
    return false;
  }
  if (parameter == nullptr || !is_iterable_annotation(parameter->annotation)) {
    return parameter == nullptr || !calls_later(row, parameter->name);
  }
  if (calls_later(row, parameter->name, false) || (row.owner != types::none && row.name == "__init__" && facts_.find_method(row.owner, "__next__") != types::none)) {
    return false;
  }
  const auto own = receiver != nullptr ? effects_.element_storage(facts_.type(*receiver)) : std::vector<effects::Key>{};
  const effects::Effects& walked = effects_.of(generator);
  return std::none_of(own.begin(), own.end(), [&](effects::Key key) { return walked.reads.contains(key); });
}

/// One argument of a library function: generator expressions stay lazy views, lambdas capture by reference when they are only called now.
cpp::Expr* Lowering::library_argument(const types::FunctionInfo& row, const types::ParameterInfo* parameter, const syntax::Expr& argument, bool holds_functions, const Repr& made,
                                      const syntax::Expr* receiver) {
  const bool later = parameter != nullptr && calls_later(row, parameter->name);
  if (const auto* generator = as<syntax::GeneratorExp>(&argument)) {
    if (uses_up(row, parameter, *generator, receiver)) {
      return lazy_view(*generator).expr;
    }
  }
  if (const auto* lambda = as<syntax::Lambda>(&argument)) {
    const types::FunctionInfo& function = facts_.functions[facts_.function_of(lambda->id)];
    const bool simple = std::all_of(function.parameters.begin(), function.parameters.end(),
                                    [](const auto& one) { return (one.kind == ParameterKind::Ordinary || one.kind == ParameterKind::PositionalOnly) && !one.has_default; });
    if (simple && parameter != nullptr && is_callable_annotation(parameter->annotation) && !function.is_exposed) {
      return closure(function, !later && !returns_iterator(row));
    }
  }
  if (parameter != nullptr && is_callable_annotation(parameter->annotation)) {
    // A class that is called without arguments, as `defaultdict(list)` does.
    const syntax::List* none_taken = listed_parameters(callable_part(parameter->annotation));
    const types::Atom* only = facts_.type(argument).single();
    if (none_taken != nullptr && none_taken->elements.empty() && only != nullptr && only->kind == types::AtomKind::Class) {
      need("py/defaultdict.hpp");
      if (!facts_.classes[only->id].is_stub) {
        return cpp::name("py::default_of", {type({.kind = Kind::Ref, .cls = only->id, .arguments = {}})});
      }
      const bool narrow = only->id == facts_.int_type && made.arguments.size() == 2 && made.arguments.back().is_machine_int();
      return cpp::name("py::default_of", {narrow ? type(made.arguments.back()) : class_type(only->id, argument)});
    }
    // `map(list, rows)`: the class's own object would make lists of objects.
    const Repr each = made.arguments.size() == 1 ? made.arguments.front() : Repr{};
    if (only != nullptr && only->kind == types::AtomKind::Class && each.is(Kind::Library) && each.cls == only->id && !each.arguments.empty()) {
      const std::size_t outside = context_->taken.mark();
      const std::string item = fresh_name("item");
      context_->taken.restore(outside);
      return cpp::lambda({}, {cpp::param(cpp::const_auto_ref(), item)}, {cpp::return_(cpp::construct(type(each), {cpp::name(item)}))});
    }
  }
  if (parameter != nullptr && is_iterable_annotation(parameter->annotation) && enumeration(argument) != types::none) {
    return iteration_source(argument).expr;
  }
  if (const types::Atom* only = facts_.type(argument).single(); only != nullptr && only->kind == types::AtomKind::Function && argument.kind == syntax::Kind::Name &&
                                                                parameter != nullptr && is_callable_annotation(parameter->annotation) && !takes_any(parameter->annotation)) {
    // The function itself is in sight: called as what it is, also where it is an object elsewhere.
    const types::FunctionInfo& function = facts_.functions[only->id];
    if (!function.is_stub && is_plain_function(function)) {
      return callable_by_position(function, function_target(function, argument), callable_part(parameter->annotation));
    }
  }
  const Value value = value_of(argument);
  if (parameter != nullptr && takes_any(parameter->annotation)) {
    return convert(value, object());
  }
  if (parameter != nullptr && value.repr.is(Kind::Object)) {
    if (const Repr element = elements_by_result(row, *parameter, made); !element.is(Kind::Never) && !element.is(Kind::Object) && !element.is(Kind::None)) {
      need("py/iter.hpp");
      return cpp::construct(type(library(facts_.iterator_type, {element})), {value.expr});
    }
  }
  if (value.repr.is(Kind::Tuple) && returns_iterator(row)) {
    return tuple_to_walk(argument, value, joined_element(value.repr.arguments));
  }
  const bool wants_function = parameter != nullptr && (is_callable_annotation(parameter->annotation) || holds_functions);
  if (value.callable != nullptr && wants_function) {
    return value.callable;
  }
  if (value.library_function != types::none && wants_function) {
    return overload_set(facts_.functions[value.library_function], value.expr, callable_part(parameter->annotation));
  }
  return value.repr.is(Kind::Function) && !wants_function ? boxed_callable(argument, value) : value.expr;
}

/// `map(math.floor, xs)`  →  `py::map([](const auto& each) { return py::math::floor(each); }, xs)`: several functions of one name are no value in C++.
/// The builtins are one each, as `py::abs` is.
cpp::Expr* Lowering::overload_set(const types::FunctionInfo& row, cpp::Expr* name, const syntax::Expr* callable) {
  const bool takes_several = std::any_of(row.parameters.begin(), row.parameters.end(), [](const auto& one) { return one.kind == ParameterKind::VarArgs; });
  const syntax::List* given = listed_parameters(callable);
  if (given == nullptr || (row.next == types::none && !takes_several) || program_.modules[row.module]->name == "builtins") {
    return name;
  }
  const std::size_t outside = context_->taken.mark();
  cpp::Params parameters;
  std::vector<cpp::Expr*> arguments;
  for (std::size_t i = 0; i < given->elements.size(); ++i) {
    const std::string each = fresh_name("each");
    parameters.push_back(cpp::param(cpp::const_auto_ref(), each));
    arguments.push_back(cpp::name(each));
  }
  context_->taken.restore(outside);
  return cpp::lambda({}, parameters, {cpp::return_(cpp::call(name, arguments))});
}

Repr Lowering::joined_element(const std::vector<Repr>& parts) {
  const auto all = [&](auto predicate) { return std::all_of(parts.begin(), parts.end(), predicate); };
  if (!parts.empty() && all([&](const Repr& part) { return part == parts.front(); })) {
    return parts.front();
  }
  if (!parts.empty() && all([](const Repr& part) { return part.is_integer(); })) {
    return make(Kind::Int);
  }
  const bool numbers = !parts.empty() && all([](const Repr& part) { return part.is_integer() || part.is(Kind::Double) || part.is(Kind::Number); });
  return numbers ? make(Kind::Number) : Repr{};
}

/// A tuple of known length as one that a lazy view can keep and walk over.
cpp::Expr* Lowering::tuple_to_walk(const syntax::Expr& argument, const Value& value, const Repr& element) {
  cpp::Type* whole = type(library(facts_.tuple_type, {element}));
  const auto* display = as<syntax::Tuple>(&argument);
  if (display == nullptr || syntax::has_starred(display->elements)) {
    need("py/convert.hpp");
    return cpp::call(cpp::name("py::convert", {whole}), {value.expr});
  }
  std::vector<cpp::Expr*> elements;
  for (const syntax::Expr* one : display->elements) {
    elements.push_back(lower_as(*one, element));
  }
  return cpp::brace(whole, elements);
}

/// The arguments in order of the parameters. A positional parameter that was skipped before one of them takes its default.
std::vector<cpp::Expr*> Lowering::with_skipped_defaults(const types::FunctionInfo& row, std::size_t first, const std::vector<PlacedArgument>& placed) {
  std::vector<cpp::Expr*> arguments;
  std::size_t next = first;
  for (const PlacedArgument& one : placed) {
    for (; next < one.parameter && next < row.parameters.size(); ++next) {
      const types::ParameterInfo& skipped = row.parameters[next];
      const ParameterKind behind = row.parameters[std::min(one.parameter, row.parameters.size() - 1)].kind;
      const bool filled = std::any_of(placed.begin(), placed.end(), [&](const PlacedArgument& other) { return other.parameter == next; });
      const bool positional = skipped.kind == ParameterKind::Ordinary || skipped.kind == ParameterKind::PositionalOnly;
      if (!filled && positional && skipped.default_value != nullptr && behind != ParameterKind::KeywordOnly && behind != ParameterKind::VarArgs) {
        const auto* constant = as<syntax::Constant>(skipped.default_value);
        arguments.push_back(constant != nullptr && constant->constant == syntax::ConstantKind::Ellipsis ? none() : lower(*skipped.default_value).expr);
      }
    }
    arguments.push_back(one.expr);
  }
  return arguments;
}

std::vector<cpp::Expr*> Lowering::library_arguments(const types::FunctionInfo& row, bool has_receiver, const syntax::Call& node) {
  const std::size_t first = has_receiver && row.owner != types::none && row.method != types::MethodKind::Static ? 1 : 0;
  std::vector<PlacedArgument> placed;
  std::vector<const syntax::Expr*> operands;
  for (const syntax::Expr* argument : node.arguments) {
    operands.push_back(argument->kind == syntax::Kind::Starred ? static_cast<const syntax::Starred*>(argument)->value : argument);
  }
  for (const syntax::Keyword& keyword : node.keywords) {
    operands.push_back(keyword.value);
  }
  const auto* member = as<syntax::Attribute>(node.function);
  const Repr receiver = has_receiver && member != nullptr ? repr(*member->value) : object();
  const bool holds_functions = std::any_of(receiver.arguments.begin(), receiver.arguments.end(), [](const Repr& argument) { return argument.is(Kind::Function); });
  const bool is_mapping = (has_receiver && member != nullptr && receiver.arguments.size() == 2) || (row.name == "__init__" && repr(node).arguments.size() == 2);
  cpp::BraceInit* entries = nullptr;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const std::size_t target = stub_parameter(row, first, node, i);
    const types::ParameterInfo* parameter = target == std::string::npos ? nullptr : &row.parameters[target];
    cpp::Expr* expr = library_argument(row, parameter, *operands[i], holds_functions, repr(node), has_receiver && member != nullptr ? member->value : nullptr);
    bool must_come_first = false;
    for (std::size_t later = i + 1; later < operands.size(); ++later) {
      must_come_first = must_come_first || contains_suspension(*operands[later]) || effects_.conflict(effects_.of(*operands[i]), effects_.of(*operands[later]));
    }
    if (must_come_first && operands[i]->kind != syntax::Kind::Constant && operands[i]->kind != syntax::Kind::Lambda &&
        (operands[i]->kind != syntax::Kind::GeneratorExp || unpacked_generators_.contains(operands[i]->id))) {
      expr = hoist({expr, repr(*operands[i])}, parameter != nullptr && parameter->kind != ParameterKind::VarArgs ? parameter->name
                                               : operand_name(*operands[i]).empty()                              ? "argument"
                                                                                                                 : operand_name(*operands[i]))
                 .expr;
    }
    if (i < node.arguments.size() && node.arguments[i]->kind == syntax::Kind::Starred) {
      need("py/tags.hpp");
      expr = cpp::call("py::spread", {expr});
    } else if (parameter != nullptr && parameter->kind == ParameterKind::KeywordOnly) {
      need("py/tags.hpp");
      expr = cpp::assign(cpp::name("py::" + representation::cpp_name(parameter->name)), expr);
    } else if (is_mapping && parameter != nullptr && parameter->kind == ParameterKind::VarKeywords && !node.keywords[i - node.arguments.size()].name.empty()) {
      // `dict(a=1)`: the entries as they are.
      cpp::Expr* entry = cpp::brace(nullptr, {cpp::string(node.keywords[i - node.arguments.size()].name), expr});
      if (entries != nullptr) {
        entries->elements.push_back({"", entry});
        continue;
      }
      // Behind a `**` of the call they are spread, too.
      const bool spread = std::any_of(node.keywords.begin(), node.keywords.begin() + static_cast<std::ptrdiff_t>(i - node.arguments.size()),
                                      [](const syntax::Keyword& before) { return before.name.empty(); });
      entries = static_cast<cpp::BraceInit*>(cpp::brace(spread ? type(repr(node)) : nullptr, {entry}));
      expr = spread ? cpp::call("py::spread_kwargs", {entries}) : static_cast<cpp::Expr*>(entries);
    } else if (parameter != nullptr && parameter->kind == ParameterKind::VarKeywords && i >= node.arguments.size()) {
      const syntax::Keyword& keyword = node.keywords[i - node.arguments.size()];
      need("py/attr.hpp");
      expr = keyword.name.empty() ? cpp::call("py::spread_kwargs", {expr}) : cpp::assign(cpp::call("py::arg", {cpp::string(keyword.name)}), expr);
    }
    const std::size_t place = target == std::string::npos ? row.parameters.size() : target;
    const auto behind = std::upper_bound(placed.begin(), placed.end(), place, [](std::size_t wanted, const PlacedArgument& one) { return wanted < one.parameter; });
    placed.insert(behind, {place, expr});  // in order of the parameters
  }
  return with_skipped_defaults(row, first, placed);
}

namespace {
/// `Iterable[float]`: a parameter whose elements are numbers.
bool takes_numbers(const syntax::Expr* annotation) {
  const auto* subscript = as<syntax::Subscript>(annotation);
  const auto* element = subscript != nullptr ? as<syntax::Name>(subscript->slice) : nullptr;
  return element != nullptr && (element->name == "int" || element->name == "float");
}

bool is_any(const syntax::Expr* annotation) {
  const auto* name = as<syntax::Name>(annotation);
  return name != nullptr && name->name == "Any";
}

/// `SupportsAbs[R]`: what has a method that gives R.
bool has_method_for(const syntax::Expr* annotation, const syntax::Expr* result) {
  const auto* protocol = as<syntax::Subscript>(annotation);
  const auto* head = protocol != nullptr ? as<syntax::Name>(protocol->value) : nullptr;
  const auto* given = protocol != nullptr ? as<syntax::Name>(protocol->slice) : nullptr;
  const auto* wanted = as<syntax::Name>(result);
  return head != nullptr && head->name.starts_with("Supports") && given != nullptr && wanted != nullptr && given->name == wanted->name;
}

/// Does an overload of the function take anything there, and give anything? Then an object gives an object, though its type may be known to be a number's.
bool hands_on_objects(const types::Facts& facts, const types::FunctionInfo& row, std::size_t parameter) {
  const syntax::Expr* result = row.node != nullptr ? row.node->returns : nullptr;
  const syntax::Expr* taken = parameter < row.parameters.size() ? row.parameters[parameter].annotation : nullptr;
  const bool here = result != nullptr && taken != nullptr && ((is_any(result) && is_any(taken)) || has_method_for(taken, result));
  return here || (row.next != types::none && hands_on_objects(facts, facts.functions[row.next], parameter));
}
}  // namespace

/// The representation that a library call has in C++: what its node has, but a function over numbers gives an object for numbers in objects.
Repr Lowering::library_result(const types::FunctionInfo& row, const syntax::Call& node) const {
  for (std::size_t i = 0; i < node.arguments.size(); ++i) {
    const std::size_t target = stub_parameter(row, 0, node, i);
    const Repr& given = reprs_.of_node(*node.arguments[i]);
    const bool in_objects = given.is(Kind::Object) || (given.is(Kind::Library) && !given.arguments.empty() && given.arguments[0].is(Kind::Object));
    if (target == std::string::npos || row.owner != types::none) {
      continue;
    }
    if ((in_objects && takes_numbers(row.parameters[target].annotation)) || (given.is(Kind::Object) && hands_on_objects(facts_, row, target))) {
      return object();
    }
  }
  return reprs_.of_node(node);
}

/// `list(xs)` of a list, `dict(counter)`: C++ construction from a handle of the class would share, Python copies. Null for other arguments.
cpp::Expr* Lowering::copied_container(const syntax::Call& node, const Repr& result, const std::vector<cpp::Expr*>& arguments) {
  if (!result.is(Kind::Library) || arguments.size() != 1 || node.arguments.size() != 1 || facts_.find_method(result.cls, "copy") == types::none) {
    return nullptr;
  }
  const syntax::Expr& source = *node.arguments.front();
  const Repr& given = repr(source);
  const bool fresh = source.kind == syntax::Kind::List || source.kind == syntax::Kind::ListComp || source.kind == syntax::Kind::Dict || source.kind == syntax::Kind::DictComp ||
                     source.kind == syntax::Kind::Set || source.kind == syntax::Kind::SetComp || source.kind == syntax::Kind::Starred;
  if (fresh || !given.is(Kind::Library)) {
    return nullptr;
  }
  if (given.cls == result.cls) {
    return given == result ? cpp::method_call(arguments.front(), "copy") : nullptr;
  }
  // A class that fixes its values' type: `Counter[K]` is a `dict[K, int]`.
  for (std::size_t i = 0; i < result.arguments.size(); ++i) {
    if (i < given.arguments.size() ? !(given.arguments[i] == result.arguments[i]) : !result.arguments[i].is(Kind::Int)) {
      return nullptr;
    }
  }
  return facts_.is_subclass(given.cls, result.cls) ? cpp::construct(type(result), {cpp::method_call(arguments.front(), "borrow")}) : nullptr;
}
namespace {
/// The keyword arguments of a mapping's constructor or method, as `library_arguments` lists them; null if there are none.
cpp::BraceInit* named_entries(const std::vector<cpp::Expr*>& arguments) {
  auto* const last = arguments.empty() || arguments.back()->kind != cpp::Kind::BraceInit ? nullptr : static_cast<cpp::BraceInit*>(arguments.back());
  return last != nullptr && last->type == nullptr ? last : nullptr;
}

/// `update(a=1, **more)`: puts the keywords into one mapping of the type where `**` is among them.
bool gather_keywords(std::vector<cpp::Expr*>& arguments, cpp::Type* mapping) {
  const auto spread = [](const cpp::Expr* argument) {
    const auto* call = cpp::as<cpp::Call>(argument);
    const auto* callee = call != nullptr ? cpp::as<cpp::Name>(call->callee) : nullptr;
    return callee != nullptr && callee->text == "py::spread_kwargs" ? call : nullptr;
  };
  const auto first = std::find_if(arguments.begin(), arguments.end(), [&](const cpp::Expr* one) {
    const auto* entries = cpp::as<cpp::BraceInit>(one);
    return spread(one) != nullptr || (entries != nullptr && entries->type == nullptr);
  });
  if (std::none_of(first, arguments.end(), spread)) {
    return false;
  }
  const std::vector<cpp::Expr*> keywords(first, arguments.end());
  arguments.erase(first, arguments.end());
  arguments.push_back(keywords.size() == 1 ? spread(keywords.front())->arguments.front() : cpp::construct(mapping, keywords));
  return true;
}
}  // namespace

/// A function whose model is `**` of its two parameters, where ints may give a float.
std::optional<Value> Lowering::power_by_model(const types::FunctionInfo& row, const syntax::Call& node, const Repr& result) {
  const bool one_statement = row.node != nullptr && row.node->body.statements.size() == 1;
  const auto* returned = one_statement ? as<syntax::Return>(row.node->body.statements.front()) : nullptr;
  const auto* model = returned != nullptr ? as<syntax::BinOp>(returned->value) : nullptr;
  const bool plain = node.arguments.size() == 2 && node.keywords.empty() && node.arguments[0]->kind != syntax::Kind::Starred && node.arguments[1]->kind != syntax::Kind::Starred &&
                     (result.is(Kind::Double) || result.is(Kind::Number));
  if (model == nullptr || model->op != syntax::BinaryOperator::Pow || !plain) {
    return std::nullopt;
  }
  const auto is_int = [](const Repr& repr) { return repr.is_integer() || repr.is(Kind::Bool); };
  if (!is_int(repr(*node.arguments[0])) || !is_int(repr(*node.arguments[1]))) {
    return std::nullopt;
  }
  const auto values = lower_operands({node.arguments[0], node.arguments[1]}, {"base", "exponent"});
  return power(values[0], values[1], result);
}

/// `range(*part.indices(n))`: the elements of a tuple are the arguments.
Value Lowering::spread_construction(const syntax::Call& node, const Repr& result) {
  const auto* only = node.arguments.size() == 1 && node.keywords.empty() ? as<syntax::Starred>(node.arguments.front()) : nullptr;
  if (only == nullptr || !result.is(Kind::Library) || !repr(*only->value).is(Kind::Tuple)) {
    return call_dynamic(node);
  }
  need("tuple");
  return {cpp::call(cpp::name("std::make_from_tuple", {type(result)}), {value_of(*only->value).expr}), result};
}

/// A scalar's constructor:  int(x) → py::int_(x).
Value Lowering::construct_scalar(const Repr& result, std::vector<cpp::Expr*> arguments) {
  const std::string name = result.is(Kind::Complex) ? "py::complex_" : result.is_integer() ? "py::int_" : result.is(Kind::Bool) ? "py::bool_" : "py::float_";
  cpp::Expr* made = cpp::call(name, std::move(arguments));
  return {result.is_machine_int() ? machine_call("py::as_int64", {made}) : made, result};
}

/// A container made of named entries, `dict(a=1)`: those alone are a display, behind others they are added.
Value Lowering::construct_with_entries(const Repr& result, std::vector<cpp::Expr*> arguments, cpp::BraceInit& entries) {
  if (arguments.size() == 1) {
    entries.type = type(result);
    return {&entries, result};
  }
  arguments.pop_back();
  const std::string made = fresh_name("items");
  emit(cpp::variable(result.owned ? type(result) : cpp::const_auto(), made, cpp::construct(type(result), arguments)));
  emit(cpp::expr_stmt(cpp::method_call(cpp::name(made), "update", {&entries})));
  return {cpp::name(made), result, true};
}

/// `itemgetter(1)` → `py::object(py::operator_::itemgetter(1))`: the type in C++ is its own (`@own_type`), so it is kept as an object.
Value Lowering::kept_callable(const types::FunctionInfo& row, Value made) {
  if (!types::has_decorator(row.stub_decorators, "own_type")) {
    return made;
  }
  Value kept{cpp::construct(type(object()), {made.expr}), object()};
  kept.callable = made.expr;
  return kept;
}

/// A class of the library that is called:  deque(xs) → py::deque<T>(xs).
Value Lowering::construct_library(const syntax::Call& node, const types::CallFact& fact) {
  const types::ClassInfo& cls = facts_.classes[fact.cls];
  const Repr& result = repr(node);
  static const types::FunctionInfo no_row;
  const types::FunctionInfo& row = fact.function != types::none ? facts_.functions[fact.function] : no_row;
  if (types::spreads_over_row(row, node)) {
    return spread_construction(node, result);
  }
  if (cls.id == facts_.object_type && node.arguments.empty() && node.keywords.empty()) {
    need("py/ref.hpp");
    return {cpp::construct(type(object()), {cpp::call(cpp::name("py::make", {cpp::raw_type("py::Object")}), {})}), object()};
  }
  auto arguments = library_arguments(row, fact.function != types::none, node);
  need(reprs_.library_header(cls));
  if (const std::string maker = types::decorator_text(row.stub_decorators, "cpp"); !maker.empty()) {
    need(library_function_header(row));
    return kept_callable(row, {cpp::call(maker, arguments), result});
  }
  if (result.is_integer() || result.is(Kind::Double) || result.is(Kind::Bool) || result.is(Kind::Complex)) {
    return construct_scalar(result, std::move(arguments));
  }
  if (result.is(Kind::Object) || result.is(Kind::None)) {
    return {cpp::call(reprs_.library_name(cls), arguments), object()};
  }
  if (result.is(Kind::Tuple)) {
    return value_of(*node.arguments.front());
  }
  if (arguments.empty() && result.is(Kind::Library)) {
    return {cpp::brace(type(result), {}), result};
  }
  if (cpp::Expr* copy = copied_container(node, result, arguments)) {
    return {copy, result};
  }
  if (cpp::BraceInit* entries = named_entries(arguments)) {
    return construct_with_entries(result, std::move(arguments), *entries);
  }
  if (is_wide_range(node)) {
    need("py/wide_range.hpp");
    return {cpp::call("py::wide_range", arguments), result};
  }
  return {cpp::construct(type(result), arguments), result};
}

/// A function of the library, called by its name:  sorted(xs) → py::sorted(xs).
Value Lowering::call_library_function(const syntax::Call& node, const types::CallFact& fact, const Repr& result) {
  const types::FunctionInfo& row = facts_.functions[fact.function];
  if (row.owner != types::none) {
    return call_dynamic(node);  // a bound method kept in a variable
  }
  if (node.function->kind != syntax::Kind::Name && node.function->kind != syntax::Kind::Attribute) {
    return call_value(node, fact);
  }
  const auto* callee = as<syntax::Name>(node.function);
  if (callee != nullptr && names_.variable[callee->id] != names::none && !names_.symbols[names_.symbol[callee->id]].is_imported) {
    return call_dynamic(node);
  }
  if (auto power = power_by_model(row, node, result)) {
    return *power;
  }
  auto arguments = library_arguments(row, false, node);
  if (const std::string start = types::decorator_text(row.stub_decorators, "when_float"); !start.empty() && result.is(Kind::Double)) {
    arguments.push_back(cpp::number(start));
  }
  cpp::Expr* made = cpp::call(library_function_name(row), arguments);
  // An element comes out with the elements' type, even where its own range is known.
  const bool out_of_elements = row.node != nullptr && row.node->returns != nullptr && row.node->returns->kind == syntax::Kind::Name && result.is(Kind::Int64) &&
                               std::any_of(node.arguments.begin(), node.arguments.end(), [&](const syntax::Expr* one) { return mentions_int(repr(*one)); });
  if (out_of_elements && !row.node->type_parameters.empty()) {
    made = machine_call("py::as_int64", {made});
  }
  Value value{made, result};
  value.is_view = result.is(Kind::Library) && result.cls == facts_.iterator_type;
  return kept_callable(row, value);
}

/// A method of a class of the library, called on the class:  str.upper(x) → x.upper(),  dict.fromkeys(xs) → py::dict<K, V>::fromkeys(xs).
Value Lowering::call_library_on_class(const syntax::Call& node, const types::FunctionInfo& row, const Repr& result) {
  if (row.method == types::MethodKind::Instance && !node.arguments.empty()) {
    syntax::Call rest = node;
    const Value receiver = value_of(*rest.arguments.front());
    rest.arguments.erase(rest.arguments.begin());
    return {library_method(row, receiver, library_arguments(row, true, rest)), result};
  }
  const std::string name = library_function_name(row);
  if (name.find("::") != std::string::npos) {
    return {cpp::call(name, library_arguments(row, true, node)), result};
  }
  return {cpp::call(cpp::scoped(type(result), name), library_arguments(row, true, node)), result};
}

/// `f.cache_clear()` of a function whose results are kept: the keeper of one of the module has the method, a local one itself. Nothing for any other receiver.
std::optional<Value> Lowering::call_of_cache(const syntax::Call& node, const types::FunctionInfo& row, const Repr& result) {
  const auto& member = static_cast<const syntax::Attribute&>(*node.function);
  const types::Atom* cached = facts_.type(*member.value).single();
  if (cached == nullptr || cached->kind != types::AtomKind::Function) {
    return std::nullopt;
  }
  const types::FunctionInfo& function = facts_.functions[cached->id];
  if (cache_decorator(function) == nullptr || function.module != module_.id || function.owner != types::none) {
    return std::nullopt;
  }
  if (!is_plain_function(function)) {
    if (!is_plain_local(function) || names_.variables[names_.variable[function.node->id]].first_statement != function.node) {
      return unsupported(node, "the cache of a local function that is a value or may be undefined");
    }
    return Value{cpp::call(cpp::member(function_target(function, *member.value), library_function_name(row)), library_arguments(row, true, node)), result};
  }
  cpp::Expr* keeper = cpp::call(representation::cpp_name(function.name) + "_cached", {});
  return Value{cpp::call(cpp::member(keeper, library_function_name(row)), library_arguments(row, true, node)), result};
}

/// What a method of the library is called on. A member of an enumeration that is a str or an int has the methods of its value.
Value Lowering::library_receiver(const syntax::Attribute& member, const types::FunctionInfo& row) {
  Value receiver = value_of(*member.value);
  const bool is_member = receiver.repr.is(Kind::Ref) && facts_.classes[receiver.repr.cls].kind == types::ClassKind::Enum;
  if (is_member && (row.owner == facts_.str_type || row.owner == facts_.int_type)) {
    cpp::Expr* value = is_self(*member.value) ? cpp::call("value") : cpp::call(cpp::arrow(receiver.expr, "value"));
    return {value, enum_value(facts_.classes[receiver.repr.cls]), true};
  }
  return receiver.repr.is(Kind::Optional) ? held(receiver, *member.value, "py::some", {cpp::string(member.attribute)}) : receiver;
}

/// receiver.method(arguments), evaluated in that order.
Value Lowering::call_library_method(const syntax::Call& node, const types::FunctionInfo& row, Value receiver, Repr result) {
  const auto& member = static_cast<const syntax::Attribute&>(*node.function);
  result.owned = receiver.repr.owned && repr(node).owned;  // what a list's methods give is of its own kind
  const std::size_t before = block_->size();
  auto arguments = library_arguments(row, true, node);
  if (const std::size_t after = block_->size(); after > before && !receiver.is_place && !effects_.of(*member.value).is_pure()) {
    // Statements that the arguments need come after the receiver.
    receiver = hoist(receiver, operand_name(*member.value).empty() ? "operand" : operand_name(*member.value));
    const auto at = [&](std::size_t index) { return block_->begin() + static_cast<std::ptrdiff_t>(index); };
    std::rotate(at(before), at(after), block_->end());
  }
  bool named = named_entries(arguments) != nullptr;
  if (receiver.repr.arguments.size() == 2) {
    Repr keywords = library(facts_.dict_type, {str(), receiver.repr.arguments[1]});
    keywords.owned = true;
    named = gather_keywords(arguments, type(keywords)) || named;
  }
  if (named && arguments.size() == 2) {
    emit(cpp::expr_stmt(library_method(row, receiver, {arguments.front()})));  // first what the positional argument holds
    arguments.erase(arguments.begin());
  }
  cpp::Expr* call = library_method(row, receiver, arguments);
  // `counts.get(key, 0.5)` is an int or a float, of which nothing but the value matters here.
  if (result.is(Kind::Double) && receiver.repr.arguments.size() == 2 && receiver.repr.arguments[1].is_integer()) {
    call = cpp::static_cast_(type(result), call);
  }
  return {call, result};
}

Value Lowering::call_library(const syntax::Call& node, const types::CallFact& fact) {
  if (fact.kind == types::CallKind::Construct) {
    return construct_library(node, fact);
  }
  const types::FunctionInfo& row = facts_.functions[fact.function];
  if (types::spreads_over_row(row, node)) {
    return call_dynamic(node);
  }
  uses_asyncio_ = uses_asyncio_ || row.name == "gather" || row.is_async;
  Repr result = library_result(row, node);
  result.owned = false;  // functions of the library make handles
  if (result.is(Kind::Library)) {
    need(reprs_.library_header(facts_.classes[result.cls]));  // used as a temporary, it must be a complete type
  }
  need(library_function_header(row));
  const auto* member = as<syntax::Attribute>(node.function);
  const types::AttributeFact* attribute = member != nullptr ? facts_.attribute(member->id) : nullptr;
  if (row.owner == types::none || attribute == nullptr || attribute->kind != types::AttributeKind::Method) {
    return call_library_function(node, fact, result);
  }
  if (auto kept = call_of_cache(node, row, result)) {
    return *kept;
  }
  const Value receiver = library_receiver(*member, row);
  if (receiver.repr.is(Kind::TypeRef)) {
    return call_library_on_class(node, row, result);
  }
  const std::string spelled = types::decorator_text(row.stub_decorators, "cpp");
  const bool is_view = result.is(Kind::Library) && result.cls != facts_.coroutine_type;                           // `xs.__iter__()`: `py::iter(xs)` is no iterator yet
  const bool has_function = (spelled.find("::") != std::string::npos && !is_view) || spelled.starts_with("py_");  // `xs.__len__()` is `py::len(xs)`
  if (row.name.starts_with("__") && row.name.ends_with("__") && !has_function) {
    return call_dynamic(node);  // `xs.__setitem__(i, x)`: operators have no such spelling in C++
  }
  return call_library_method(node, row, receiver, result);
}

/// `receiver.method(arguments)`, or a free function that takes the receiver first.
cpp::Expr* Lowering::library_method(const types::FunctionInfo& row, Value receiver, std::vector<cpp::Expr*> arguments) {
  const std::string name = library_function_name(row);
  if (receiver.repr.is(Kind::Optional)) {
    receiver.expr = cpp::dereference(receiver.expr);
  }
  if (name.find("::") != std::string::npos) {
    arguments.insert(arguments.begin(), receiver.expr);
    return cpp::call(name, arguments);
  }
  if (receiver.expr->kind == cpp::Kind::StringLiteral) {
    receiver.expr = cpp::construct(type(str()), {receiver.expr});
  }
  if (receiver.repr.is(Kind::Tuple)) {
    // The methods of tuples are those of py::tuple.
    const auto& parts = receiver.repr.arguments;
    const bool same = !parts.empty() && std::all_of(parts.begin(), parts.end(), [&](const Repr& part) { return part == parts.front(); });
    receiver.expr = cpp::construct(type(library(facts_.tuple_type, {same ? parts.front() : object()})), {receiver.expr});
  }
  const bool pointer = receiver.repr.is(Kind::Ref) || receiver.repr.is(Kind::Maybe);
  return cpp::call(pointer ? cpp::arrow(receiver.expr, name) : cpp::member(receiver.expr, name), arguments);
}

}  // namespace krait::lower
