/// `__new__`: what makes an object and what fills it are two functions; calling the class runs both.
///
///   class Single:                            →  static py::ref<Single> py_new(py::type_ref cls) { … }
///       def __new__(cls, *args): …              void py_init(std::int64_t value);
///       def __init__(self, value): …            static py::ref<Single> py_make(std::int64_t value);     py::make<Single>(1) calls it
#include <algorithm>

#include "lower/lowering.hpp"

namespace krait::lower {

using types::ClassInfo;
using types::FunctionInfo;
using types::ParameterKind;

namespace {

/// The parameters of `__new__` behind the class, from those of `__init__`; false if they do not go together.
bool go_together(const FunctionInfo& maker, const FunctionInfo& filler) {
  for (std::size_t i = 1; i < maker.parameters.size(); ++i) {
    const types::ParameterInfo& parameter = maker.parameters[i];
    const bool rest = parameter.kind == ParameterKind::VarArgs || parameter.kind == ParameterKind::VarKeywords;
    if (!rest && (i >= filler.parameters.size() || filler.parameters[i].kind != parameter.kind || filler.parameters[i].name != parameter.name)) {
      return false;
    }
  }
  const bool takes_rest = std::any_of(maker.parameters.begin(), maker.parameters.end(), [](const auto& one) { return one.kind == ParameterKind::VarArgs; });
  return takes_rest || maker.parameters.size() == filler.parameters.size();
}

}  // namespace

/// The function whose parameters a call of the class fills: `__init__`, or `__new__` where there is no other.
const FunctionInfo& Lowering::maker_signature(const ClassInfo& cls) const {
  const FunctionId init = facts_.find_method(cls.id, "__init__");
  return facts_.functions[init != types::none && !facts_.functions[init].is_stub ? init : facts_.find_method(cls.id, "__new__")];
}

/// Can the class be made by its `__new__`?
bool Lowering::can_make(const ClassInfo& cls) const {
  const FunctionInfo& maker = facts_.functions[facts_.find_method(cls.id, "__new__")];
  const Repr made = reprs_.of_result(maker);
  const bool gives_own = (made.is(Kind::Ref) || made.is(Kind::Maybe)) && made.cls == cls.id;
  return maker.owner == cls.id && cls.kind == types::ClassKind::Plain && user_bases(cls, facts_).empty() && cls.subclasses.empty() && gives_own &&
         go_together(maker, maker_signature(cls));
}

void Lowering::make_function(const ClassInfo& cls, cpp::Class& into) {
  const auto own = cls.methods.find("__new__");
  if (own == cls.methods.end() || facts_.functions[own->second].is_stub || !can_make(cls)) {
    return;
  }
  const FunctionInfo& maker = facts_.functions[own->second];
  const FunctionInfo& signature = maker_signature(cls);
  const Repr made = reprs_.of_result(maker);
  in_header([&] {
    need("py/type.hpp");
    cpp::Function* function = function_signature(signature, true);
    function->name = "py_make";
    function->result = type({.kind = Kind::Ref, .cls = cls.id, .arguments = {}});
    function->specifiers.is_static = true;
    function->leading.clear();
    function->attributes.clear();
    if (&signature == &maker) {
      function->parameters.erase(function->parameters.begin());
    }
    std::vector<cpp::Expr*> all;
    for (cpp::Parameter& parameter : function->parameters) {
      parameter.attribute.clear();
      parameter.default_value = nullptr;
      all.push_back(cpp::name(parameter.name));
    }
    std::vector<cpp::Expr*> given = {cpp::call(cpp::name("py::class_of", {cpp::raw_type(class_spelling(cls.id))}))};
    for (std::size_t i = 1; i < maker.parameters.size(); ++i) {
      const ParameterKind kind = maker.parameters[i].kind;
      const bool gathers = &signature != &maker;
      if (gathers && kind == ParameterKind::VarArgs) {
        given.push_back(cpp::brace(type(reprs_.of_parameter(maker, i)), {all.begin() + static_cast<std::ptrdiff_t>(i) - 1, all.end()}));
      } else {
        given.push_back(gathers && kind == ParameterKind::VarKeywords ? cpp::brace(nullptr, {}) : all[i - 1]);
      }
    }
    cpp::Expr* call = cpp::call(member_name("__new__"), given);
    if (made.is(Kind::Maybe)) {
      call = cpp::call("py::some", {call});
    }
    if (&signature == &maker) {
      function->body.statements = {cpp::return_(call)};
    } else {
      cpp::Stmt* fill = cpp::expr_stmt(cpp::call(cpp::arrow(cpp::name("self"), "py_init"), all));
      function->body.statements = {cpp::variable(cpp::const_auto(), "self", call), fill, cpp::return_(cpp::name("self"))};
    }
    function->definition = cpp::Definition::Defined;
    function->blank_before = true;
    cpp::section(into, cpp::Access::Public).add(function);
  });
}

/// `object.__new__(cls)`
Value Lowering::new_instance(const syntax::Call& node) {
  const Repr& made = repr(node);
  if (!made.is(Kind::Ref) || node.arguments.empty()) {
    return unsupported(node, "`__new__` for several classes");
  }
  need("py/class.hpp");
  return {cpp::call(cpp::name("py::new_instance", {cpp::raw_type(class_spelling(made.cls))}), {value_of(*node.arguments.front()).expr}), made};
}

}  // namespace krait::lower
