/// `@functools.total_ordering`: the comparisons that a class leaves out, made of the one it has.
///
///   @total_ordering
///   class Version: … def __lt__(self, other): …
///     →  bool operator<=(const py::ref<Version>& other) const { return *this < other || *this == other; }
#include <algorithm>
#include <array>
#include <optional>

#include "lower/lowering.hpp"

namespace krait::lower {

using types::ClassInfo;
using types::FunctionInfo;

namespace {

struct Ordering {
  const char* method;
  cpp::Op op;
  bool is_strict;
  bool is_less;
};

/// In the order in which functools prefers them as the root.
constexpr std::array<Ordering, 4> orderings = {{{"__lt__", cpp::Op::Less, true, true},
                                                {"__le__", cpp::Op::LessEqual, false, true},
                                                {"__gt__", cpp::Op::Greater, true, false},
                                                {"__ge__", cpp::Op::GreaterEqual, false, false}}};

}  // namespace

bool Lowering::is_totally_ordered(const ClassInfo& cls) const {
  return cls.node != nullptr && std::any_of(cls.node->decorators.begin(), cls.node->decorators.end(), [&](const syntax::Expr* decorator) {
           const types::Atom* only = facts_.type(*decorator).single();
           return only != nullptr && only->kind == types::AtomKind::Function && facts_.functions[only->id].is_stub &&
                  types::decorator_text(facts_.functions[only->id].stub_decorators, "hook") == "total_ordering";
         });
}

/// The class's own method of the name, or that of a base which the program wrote.
const FunctionInfo* Lowering::written_method(const ClassInfo& cls, const std::string& name) const {
  const FunctionId found = facts_.find_method(cls.id, name);
  return found != types::none && !facts_.functions[found].is_stub && facts_.functions[found].node != nullptr ? &facts_.functions[found] : nullptr;
}

/// A comparison without a parameter for the other operand: Python raises TypeError when it calls it.
bool Lowering::takes_no_operand(const FunctionInfo& function) {
  static constexpr std::array names = {"__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"};
  return std::find(names.begin(), names.end(), function.name) != names.end() && function.method == types::MethodKind::Instance && function.parameters.size() < 2 &&
         std::none_of(function.parameters.begin(), function.parameters.end(), [](const types::ParameterInfo& one) { return one.kind == types::ParameterKind::VarArgs; });
}

void Lowering::comparison_without_operand(const ClassInfo& cls, const FunctionInfo& function, cpp::Class& into) {
  in_header([&] {
    need("py/exceptions.hpp");
    const std::size_t taken = function.parameters.size();
    const std::string text = cls.name + "." + function.name + "() takes " + std::to_string(taken) + " positional argument" + (taken == 1 ? "" : "s") + " but 2 were given";
    cpp::Parameter other = cpp::param(cpp::const_ref(cpp::auto_type()), "");
    cpp::Function* made =
        cpp::function(cpp::type("bool"), member_name(function.name), {other}, {cpp::throw_stmt(cpp::construct(cpp::raw_type("py::TypeError"), {cpp::string(text)}))});
    made->definition = cpp::Definition::Defined;
    made->is_const = true;
    attach_comments(made, *function.node);
    cpp::section(into, cpp::Access::Public).add(made);
  });
}

void Lowering::total_ordering(const ClassInfo& cls, cpp::Class& into) {
  const auto root = std::find_if(orderings.begin(), orderings.end(), [&](const Ordering& one) { return written_method(cls, one.method) != nullptr; });
  if (root == orderings.end()) {
    diagnostics_.report(source::Code::K0401, cls.node->name_span, "`total_ordering` of a class without an order is not supported yet",
                        "define at least one of `__lt__`, `__le__`, `__gt__`, `__ge__`");
    return;
  }
  const FunctionInfo& written = *written_method(cls, root->method);
  if (written.parameters.size() != 2) {
    diagnostics_.report(source::Code::K0401, written.node->name_span, "`total_ordering` over a comparison with other parameters than `self` and `other` is not supported yet",
                        "give the method two parameters");
    return;
  }
  for (const Ordering& one : orderings) {
    if (written_method(cls, one.method) == nullptr) {
      in_header([&] {
        cpp::section(into, cpp::Access::Public)
            .add(derived_comparison(cls, written, one.method, root->op, {root->is_less == one.is_less, root->is_strict == one.is_strict, one.is_strict}));
      });
    }
  }
}

/// One comparison by the written one and equality: `a <= b` is `a < b or a == b`, `a > b` is `not a < b and a != b`, `a >= b` is `not a < b`.
cpp::Function* Lowering::derived_comparison(const ClassInfo& cls, const FunctionInfo& written, const std::string& method, cpp::Op root, const Derivation& derivation) {
  const FunctionInfo* equal = written_method(cls, "__eq__");
  cpp::Function* function = function_signature(written, true);
  function->name = member_name(method);
  function->parameters.front().attribute.clear();
  if (effects_.function(written.id).is_pure() && (equal == nullptr || effects_.function(equal->id).is_pure())) {
    function->attributes.emplace_back("nodiscard");
  }
  const auto other = [&] { return cpp::name(representation::cpp_name(written.parameters[1].name)); };
  const bool declines = !reprs_.of_result(written).is(representation::Kind::Bool);
  const bool compares = derivation.same_direction || derivation.same_strictness;
  const bool directly = equal != nullptr && !declines && reprs_.of_result(*equal).is(representation::Kind::Bool);
  function->is_const = whole_.const_methods.contains(written.id) && (!compares || (directly && whole_.const_methods.contains(equal->id)));
  const auto equality = [&] {
    if (directly) {
      return cpp::binary(cpp::this_object(), cpp::Op::Equal, other());
    }
    need("py/arithmetic.hpp");
    return cpp::call("py::eq", {cpp::construct(type({.kind = representation::Kind::Ref, .cls = cls.id, .arguments = {}}), {cpp::this_()}), other()});
  };
  cpp::Expr* const answer = cpp::binary(cpp::this_object(), root, other());
  cpp::Expr* result = declines ? cpp::name("answer") : answer;
  if (!derivation.same_direction) {
    result = cpp::not_(result);
  }
  if (compares) {
    result = derivation.is_strict ? cpp::binary(result, cpp::Op::And, cpp::not_(equality())) : cpp::binary(result, cpp::Op::Or, equality());
  }
  if (declines) {
    need("py/functools.hpp");
    cpp::Params parameters;
    parameters.push_back(cpp::param(type(make(representation::Kind::Bool)), "answer"));
    cpp::Expr* derive = compares ? cpp::lambda({cpp::capture("&")}, parameters, {cpp::return_(result)}) : cpp::lambda({}, parameters, {cpp::return_(result)});
    result = cpp::call("py::functools::unless_declined", {answer, derive});
  }
  function->body.statements = {cpp::return_(result)};
  function->definition = cpp::Definition::Defined;
  function->blank_before = true;
  return function;
}

}  // namespace krait::lower
