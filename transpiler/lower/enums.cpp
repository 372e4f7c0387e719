/// Enumerations.
///
///   class Color(Enum):     →  class Color : public py::Enum<Color, py::Int> {
///       RED = 1                inline static py::ref<Color> RED;
///                          and, where the class statement runs:  Color::RED = Color::define("RED", 1);
#include <algorithm>
#include <cctype>

#include "lower/lowering.hpp"

namespace krait::lower {

using syntax::as;
using types::ClassInfo;
using types::FieldInfo;

namespace {

bool is_auto(const syntax::Expr& value) {
  const auto* call = as<syntax::Call>(&value);
  const auto* name = call != nullptr ? as<syntax::Name>(call->function) : nullptr;
  const auto* member = call != nullptr ? as<syntax::Attribute>(call->function) : nullptr;
  return (name != nullptr && name->name == "auto") || (member != nullptr && member->attribute == "auto");
}

/// The pylib class among the bases: "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"; of an Enum that is an int or str besides, "MixedIntEnum", "MixedStrEnum".
std::string enum_kind(const ClassInfo& cls, const types::Facts& facts) {
  bool is_str = false;
  bool is_int = false;
  std::string kind = "Enum";
  for (const ClassId base : cls.mro) {
    const ClassInfo& info = facts.classes[base];
    if (!info.is_stub) {
      continue;
    }
    is_str = is_str || base == facts.str_type;
    is_int = is_int || base == facts.int_type;
    for (const char* known : {"IntEnum", "StrEnum", "IntFlag", "Flag"}) {
      if (info.name == known && kind == "Enum") {
        kind = known;
      }
    }
  }
  if (kind == "Enum" && is_str) {
    return "MixedStrEnum";
  }
  return kind == "Enum" && is_int ? "MixedIntEnum" : kind;
}

}  // namespace

Repr Lowering::enum_value(const ClassInfo& cls) const {
  const std::string kind = enum_kind(cls, facts_);
  if (kind == "IntEnum" || kind == "MixedIntEnum" || kind == "Flag" || kind == "IntFlag" || cls.node == nullptr) {
    return make(Kind::Int);
  }
  if (kind == "StrEnum" || kind == "MixedStrEnum") {
    return str();
  }
  Repr joined = make(Kind::Never);
  for (const syntax::Stmt* statement : cls.node->body) {
    const auto* assign = as<syntax::Assign>(statement);
    if (assign == nullptr || as<syntax::Name>(assign->targets.front()) == nullptr) {
      continue;
    }
    Repr one = is_auto(*assign->value) ? make(Kind::Int) : reprs_.of_node(*assign->value);
    if (one.is_machine_int()) {
      one = make(Kind::Int);
    }
    joined = joined.is(Kind::Never) || joined == one ? one : object();
  }
  return joined.is(Kind::Never) ? object() : joined;
}

ClassId Lowering::enumeration(const syntax::Expr& node) const {
  const types::Atom* only = facts_.type(node).single();
  const bool names_class = only != nullptr && only->kind == types::AtomKind::Class && facts_.classes[only->id].kind == types::ClassKind::Enum;
  return names_class && !facts_.classes[only->id].is_stub ? only->id : types::none;
}

cpp::Variable* Lowering::declare_member(const ClassInfo& cls, const std::string& name, cpp::Class& into) {
  cpp::Variable* member = nullptr;
  in_header([&] {
    need("py/ref.hpp");
    member = cpp::variable(type({.kind = Kind::Ref, .cls = cls.id, .arguments = {}}), member_name(name));
    member->specifiers.is_inline = true;
    member->specifiers.is_static = true;
    cpp::section(into, cpp::Access::Public).add(member);
  });
  return member;
}

/// The members of `Enum("Animal", "CAT DOG")`: numbered from 1, or bits.
void Lowering::numbered_members(const ClassInfo& cls, cpp::Class& into) {
  const std::string scope = class_spelling(cls.id) + "::";
  for (const std::string& name : cls.field_order) {
    static_cast<void>(declare_member(cls, name, into));
    emit(cpp::expr_stmt(cpp::assign(cpp::name(scope + member_name(name)), cpp::call(scope + "define", {cpp::string(name), cpp::call(scope + "next_value", {})}))));
  }
}

void Lowering::enum_member(const ClassInfo& cls, const syntax::Stmt& statement, cpp::Class& into) {
  const auto& assign = static_cast<const syntax::Assign&>(statement);
  const auto* name = as<syntax::Name>(assign.targets.front());
  attach_comments(declare_member(cls, name->name, into), statement);
  const std::string scope = class_spelling(cls.id) + "::";
  const Repr value_repr = enum_value(cls);
  std::vector<cpp::Expr*> arguments = {cpp::string(name->name)};
  if (is_auto(*assign.value) && enum_kind(cls, facts_) == "StrEnum") {
    std::string lower = name->name;
    std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    arguments.push_back(cpp::string(lower));
  } else if (is_auto(*assign.value)) {
    arguments.push_back(cpp::call(scope + "next_value", {}));
  } else {
    arguments.push_back(lower_as(*assign.value, value_repr));
  }
  // A tuple is spread over the parameters of `__init__`.
  const FunctionId init = facts_.find_method(cls.id, "__init__");
  if (init != types::none && !facts_.functions[init].is_stub) {
    const types::FunctionInfo& function = facts_.functions[init];
    const auto* tuple = as<syntax::Tuple>(assign.value);
    for (std::size_t i = 1; i < function.parameters.size(); ++i) {
      const Repr& wanted = reprs_.of_parameter(function, i);
      if (tuple != nullptr && i - 1 < tuple->elements.size()) {
        arguments.push_back(lower_as(*tuple->elements[i - 1], wanted));
      } else if (tuple == nullptr && i == 1) {
        arguments.push_back(lower_as(*assign.value, wanted));
      }
    }
  }
  emit(cpp::expr_stmt(cpp::assign(cpp::name(scope + member_name(name->name)), cpp::call(scope + "define", arguments))));
}

void Lowering::lower_enum(const ClassInfo& cls) {
  const std::string name = reprs_.cpp_name(cls.name);
  cpp::Class* made = cpp::class_(name);
  auto initialisers = std::exchange(default_initialisers_, {});
  auto listed = std::exchange(listed_fields_, {});
  declared_classes_.insert(cls.id);
  in_header([&] {
    need("py/enum.hpp");
    const std::string kind = enum_kind(cls, facts_);
    std::vector<cpp::Type*> arguments = {cpp::raw_type(name)};
    if (kind == "Enum") {
      arguments.push_back(type(enum_value(cls)));
    }
    // An enumeration may extend one without members.
    const auto bases = user_bases(cls, facts_);
    if (!bases.empty()) {
      diagnostics_.report(source::Code::K0401, cls.node != nullptr ? cls.node->name_span : cls.call->span,
                          "an enumeration derived from another class of the program is not supported yet", "repeat the methods in this class");
    }
    made->bases.push_back(cpp::base(cpp::type("py::" + kind, arguments)));
  });
  say_class_name(cls);
  if (cls.node == nullptr) {
    numbered_members(cls, *made);
  }
  for (const syntax::Stmt* statement : cls.node != nullptr ? cls.node->body : syntax::Body{}) {
    const auto* assign = as<syntax::Assign>(statement);
    const auto* target = assign != nullptr ? as<syntax::Name>(assign->targets.front()) : nullptr;
    if (target != nullptr && !target->name.starts_with("__")) {
      enum_member(cls, *statement, *made);
    } else {
      class_statement(cls, *statement, *made);
    }
  }
  in_header([&] { instance_fields(cls, *made); });
  if (whole_.described.contains(cls.id)) {
    add_descriptor(cls, *made);
  }
  if (cls.node != nullptr) {
    made->leading = comments(cls.node->leading);
    for (cpp::Comment& comment : documentation(cls.node->body)) {
      made->leading.push_back(std::move(comment));
    }
    made->trailing = comments(cls.node->trailing);
  }
  made->blank_before = true;
  header_declarations_.push_back(made);
  default_initialisers_ = std::move(initialisers);
  listed_fields_ = std::move(listed);
  if (cls.node != nullptr) {
    class_decorators(cls);
  }
}

}  // namespace krait::lower
