/// What classes may not contain: each is reported where it stands, with a remedy.
#include <algorithm>

#include "lower/lowering.hpp"

namespace krait::lower {

using types::ClassInfo;
using types::FunctionInfo;
using types::MethodKind;

/// How many operands Python passes to a special method that pylib's own classes have too, or -1 for others.
static int operands_of(std::string_view name) {
  static const std::set<std::string_view> none = {"__str__", "__repr__", "__hash__"};
  return none.contains(name) ? 0 : name == "__format__" ? 1 : -1;
}

/// Can the method be called with `self` and so many operands?
static bool takes_operands(const FunctionInfo& method, std::size_t operands) {
  std::size_t required = 0;
  std::size_t positional = 0;
  bool any_number = false;
  for (const types::ParameterInfo& parameter : method.parameters) {
    const bool by_position = parameter.kind == types::ParameterKind::Ordinary || parameter.kind == types::ParameterKind::PositionalOnly;
    const bool is_keyword = parameter.kind == types::ParameterKind::KeywordOnly;
    positional += by_position ? 1 : 0;
    required += (by_position || is_keyword) && parameter.default_value == nullptr ? 1 : 0;
    any_number = any_number || parameter.kind == types::ParameterKind::VarArgs;
  }
  return required <= operands + 1 && (any_number || positional >= operands + 1);
}

/// Does `__slots__` of the class and of all above it leave no place for the attribute?
static bool has_no_slot(const types::Facts& facts, const ClassInfo& cls, const std::string& attribute) {
  return std::all_of(cls.mro.begin(), cls.mro.end(), [&](types::ClassId id) {
    const ClassInfo& base = facts.classes[id];
    return base.is_stub ? base.name == "object" : base.slots && !base.slots->contains(attribute) && !base.slots->contains("__dict__");
  });
}

bool Lowering::refuses_store(const syntax::Attribute& target) {
  if (target.attribute == "__class__" && !repr(*target.value).is(Kind::Object)) {
    diagnostics_.report(source::Code::K0401, target.span, "an object that changes its class is not supported yet", "make an object of the other class");
    return true;
  }
  const types::AttributeFact* fact = facts_.attribute(target.id);
  const bool is_field = fact != nullptr && fact->kind == types::AttributeKind::Field && fact->owner != types::none;
  if (is_field && has_no_slot(facts_, facts_.classes[fact->owner], target.attribute)) {
    diagnostics_.report(source::Code::K0401, target.span, "an attribute that `__slots__` does not name is not supported: each assignment would raise AttributeError",
                        "name `" + target.attribute + "` in `__slots__`");
    return true;
  }
  return false;
}

/// What would change how instances, attributes or the class itself behave, and is not carried out yet.
void Lowering::report_unsupported(const ClassInfo& cls) {
  static const std::set<std::string_view> methods = {"__getattribute__", "__class_getitem__", "__set_name__",      "__get__",          "__set__",
                                                     "__delete__",       "__prepare__",       "__instancecheck__", "__subclasscheck__"};
  const auto refuse = [&](source::Span span, const std::string& what) {
    diagnostics_.report(source::Code::K0401, span, what + " is not supported yet", "write it in another way, or leave it out of the program");
  };
  for (const auto& [name, function] : cls.methods) {
    if (methods.contains(name) && facts_.functions[function].node != nullptr) {
      refuse(facts_.functions[function].node->name_span, "`" + name + "` in a class");
    }
    const FunctionInfo& method = facts_.functions[function];
    if (name == "__await__" && method.node != nullptr && method.is_generator) {
      diagnostics_.report(source::Code::K0401, method.node->name_span, "`yield` in `__await__` is not supported yet",
                          "give what a coroutine gives: `return self.work().__await__()`");
    }
    if (const int operands = operands_of(name);
        operands >= 0 && method.node != nullptr && method.method == MethodKind::Instance && !takes_operands(method, static_cast<std::size_t>(operands))) {
      diagnostics_.report(source::Code::K0401, method.node->name_span, "`" + name + "` with other parameters than Python gives it is not supported: each use would raise TypeError",
                          operands == 1 ? "give it `self` and one more parameter" : "give it `self` only");
    }
  }
  const FunctionId text = facts_.find_method(cls.id, "__str__");
  const bool library_first = !cls.bases.empty() && facts_.classes[cls.bases.front()].is_stub && facts_.is_subclass(cls.bases.front(), facts_.base_exception);
  if (library_first && cls.bases.size() > 1 && text != types::none && !facts_.functions[text].is_stub && facts_.functions[text].owner != cls.id) {
    diagnostics_.report(source::Code::K0401, cls.node->name_span, "an exception of the library before one of the program that has a `__str__` is not supported yet",
                        "name the program's class first, or define `__str__` in this class");
  }
  const FunctionId maker = facts_.find_method(cls.id, "__new__");
  if (maker != types::none && !facts_.functions[maker].is_stub && !can_make(cls)) {
    refuse(cls.node->name_span, "`__new__` in a class that has others above or below, or with other parameters than `__init__`");
  }
  for (const syntax::Expr* base : cls.node->bases) {
    if (facts_.unknown_bases.contains(base->id)) {
      diagnostics_.report(source::Code::K0401, base->span, "a base class that is known only when the program runs is not supported yet",
                          "name a class statement or a class of the library");
    }
  }
  for (const types::ClassId base : cls.bases) {
    if (facts_.classes[base].kind == types::ClassKind::NamedTuple) {
      refuse(cls.node->name_span, "a class derived from a named tuple of the program");
    }
  }
  for (const syntax::Keyword& keyword : cls.node->keywords) {
    const types::Atom* only = facts_.type(*keyword.value).single();
    const bool abstract =
        keyword.name == "metaclass" && only != nullptr && only->kind == types::AtomKind::Class && facts_.classes[only->id].is_stub && facts_.classes[only->id].name == "ABCMeta";
    const FunctionId hook = facts_.find_method(cls.id, "__init_subclass__");
    const bool taken = keyword.name != "metaclass" && hook != types::none && !facts_.functions[hook].is_stub;
    if (!abstract && !taken) {
      refuse(keyword.value->span, keyword.name == "metaclass" ? "a metaclass" : "a keyword of a class statement");
    }
  }
  const types::Atom* bound = facts_.type(*cls.node).single();
  const bool stays = bound != nullptr && bound->kind == types::AtomKind::Class && bound->id == cls.id;
  for (const syntax::Expr* decorator : cls.node->decorators) {
    if (is_of_program(*decorator) && !stays) {
      refuse(decorator->span, "a class decorator that gives something else than the class");
    }
  }
}

}  // namespace krait::lower
