#include <string>
#include <string_view>

#include <fmt/format.h>

#include "syntax/names_of.hpp"
#include "syntax/parse.hpp"

namespace krait::syntax {

namespace {

constexpr std::string_view binary_names[] = {"Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"};
constexpr std::string_view unary_names[] = {"Invert", "Not", "UAdd", "USub"};
constexpr std::string_view bool_names[] = {"And", "Or"};
constexpr std::string_view compare_names[] = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"};
constexpr std::string_view context_names[] = {"Load", "Store", "Del"};
constexpr std::string_view constant_names[] = {"None", "True", "False", "Int", "Float", "Complex", "Str", "Bytes", "Ellipsis"};
constexpr std::string_view type_parameter_names[] = {"TypeVar", "TypeVarTuple", "ParamSpec"};

template <typename Enum, std::size_t Size>
std::string_view name_of(Enum value, const std::string_view (&names)[Size]) {
  return names[static_cast<std::size_t>(value)];
}

std::string in_quotes(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || c == '\'' || c == '\\') {
      result += fmt::format("\\x{:02x}", byte);
    } else {
      result.push_back(c);
    }
  }
  return result + "'";
}

class Dumper {
 public:
  explicit Dumper(DumpOptions options) : options_(options) {}

  std::string run(const Module& module) {
    text_ = "Module\n";
    body("body", module.body, 1);
    return std::move(text_);
  }

 private:
  void line(int indent, std::string_view field, std::string_view what) {
    text_.append(static_cast<std::size_t>(indent), ' ');
    if (!field.empty()) {
      text_ += field;
      text_ += ": ";
    }
    text_ += what;
    text_ += '\n';
  }
  [[nodiscard]] std::string place(Span span) const { return options_.spans ? fmt::format(" [{}:{}]", span.begin, span.end) : ""; }

  void comments(std::string_view field, const std::vector<Comment>& list, int indent) {
    for (const Comment& comment : list) {
      if (options_.comments) {
        line(indent, field, comment.text);
      }
    }
  }
  void expr(std::string_view field, const Expr* node, int indent) {
    if (node != nullptr) {
      line(indent, field, fmt::format("{}{}{}", kind_name(node->kind), attributes(*node), place(node->span)));
      children(*node, indent + 1);
    }
  }
  void exprs(std::string_view field, const std::vector<Expr*>& nodes, int indent) {
    for (const Expr* node : nodes) {
      expr(field, node, indent);
    }
  }
  void body(std::string_view field, const Body& nodes, int indent) {
    comments("above " + std::string(field), nodes.leading, indent);
    comments("beside " + std::string(field), nodes.trailing, indent);
    for (const Stmt* node : nodes) {
      stmt(field, *node, indent);
    }
    comments("after " + std::string(field), nodes.dangling, indent);
  }
  void stmt(std::string_view field, const Stmt& node, int indent) {
    comments("above", node.leading, indent);
    line(indent, field, fmt::format("{}{}{}", kind_name(node.kind), attributes(node), place(node.span)));
    comments("beside", node.trailing, indent + 1);
    children(node, indent + 1);
  }
  void pattern(std::string_view field, const Pattern* node, int indent) {
    if (node != nullptr) {
      line(indent, field, fmt::format("{}{}{}", kind_name(node->kind), attributes(*node), place(node->span)));
      children(*node, indent + 1);
    }
  }
  void patterns(std::string_view field, const std::vector<Pattern*>& nodes, int indent) {
    for (const Pattern* node : nodes) {
      pattern(field, node, indent);
    }
  }

  static std::string attributes(const Expr& node);
  static std::string attributes(const Stmt& node);
  static std::string attributes(const Pattern& node);
  void children(const Expr& node, int indent);
  void children(const Stmt& node, int indent);
  void children(const Pattern& node, int indent);
  void parameters(const Parameters& all, int indent);
  void parameter(std::string_view field, const Parameter& one, int indent);
  void generators(const std::vector<Comprehension>& parts, int indent);
  void keywords(const std::vector<Keyword>& list, int indent);
  void type_parameters(const std::vector<TypeParameter>& list, int indent);
  void match_case(const MatchCase& part, int indent);
  void handler(const ExceptHandler& part, int indent);

  DumpOptions options_;
  std::string text_;
};

std::string constant_text(const Constant& node) {
  switch (node.constant) {
    case ConstantKind::Int: return " " + node.text;
    case ConstantKind::Float:
    case ConstantKind::Complex: return fmt::format(" {:.17g}", node.number);
    case ConstantKind::Str:
    case ConstantKind::Bytes: return " " + in_quotes(node.text);
    default: return "";
  }
}

std::string Dumper::attributes(const Expr& node) {
  const auto with_context = [](const auto& n) { return fmt::format(" {}", name_of(n.context, context_names)); };
  return visit(node, overloaded{
                         [](const BoolOp& n) { return fmt::format(" {}", name_of(n.op, bool_names)); },
                         [](const BinOp& n) { return fmt::format(" {}", name_of(n.op, binary_names)); },
                         [](const UnaryOp& n) { return fmt::format(" {}", name_of(n.op, unary_names)); },
                         [](const Compare& n) {
                           std::string ops;
                           for (const CompareOperator op : n.ops) {
                             ops += fmt::format(" {}", name_of(op, compare_names));
                           }
                           return ops;
                         },
                         [](const FormattedValue& n) {
                           return (n.conversion == 0 ? "" : fmt::format(" !{}", n.conversion)) + (n.debug_text.empty() ? "" : " debug=" + in_quotes(n.debug_text));
                         },
                         [](const Constant& n) { return fmt::format(" {}{}", name_of(n.constant, constant_names), constant_text(n)); },
                         [&](const Attribute& n) { return fmt::format(" {}{}", n.attribute, with_context(n)); },
                         [&](const Subscript& n) { return with_context(n); },
                         [&](const Starred& n) { return with_context(n); },
                         [&](const Name& n) { return fmt::format(" {}{}", n.name, with_context(n)); },
                         [&](const List& n) { return with_context(n); },
                         [&](const Tuple& n) { return with_context(n); },
                         [](const Expr&) { return std::string(); },
                     });
}

std::string joined(const std::vector<std::string>& names) {
  std::string result;
  for (const std::string& name : names) {
    result += " " + name;
  }
  return result;
}

std::string import_names(const std::vector<ImportAlias>& aliases) {
  std::string result;
  for (const ImportAlias& alias : aliases) {
    result += fmt::format(" {}{}", alias.name, alias.asname.empty() ? "" : " as " + alias.asname);
  }
  return result;
}

std::string Dumper::attributes(const Stmt& node) {
  const auto async_mark = [](bool is_async) { return std::string(is_async ? " async" : ""); };
  return visit(node, overloaded{
                         [&](const FunctionDef& n) { return fmt::format(" {}{}", n.name, async_mark(n.is_async)); },
                         [](const ClassDef& n) { return " " + n.name; },
                         [](const AugAssign& n) { return fmt::format(" {}", name_of(n.op, binary_names)); },
                         [](const AnnAssign& n) { return std::string(n.simple ? " simple" : ""); },
                         [&](const For& n) { return async_mark(n.is_async); },
                         [&](const With& n) { return async_mark(n.is_async); },
                         [](const Try& n) { return std::string(n.is_star ? " star" : ""); },
                         [](const Import& n) { return import_names(n.names); },
                         [](const ImportFrom& n) { return fmt::format(" {}{}{}", std::string(n.level, '.'), n.module, import_names(n.names)); },
                         [](const Global& n) { return joined(n.names); },
                         [](const Nonlocal& n) { return joined(n.names); },
                         [](const Stmt&) { return std::string(); },
                     });
}

std::string Dumper::attributes(const Pattern& node) {
  return visit(node, overloaded{
                         [](const MatchSingleton& n) { return fmt::format(" {}", name_of(n.constant, constant_names)); },
                         [](const MatchMapping& n) { return n.rest.empty() ? std::string() : " **" + n.rest; },
                         [](const MatchClass& n) { return joined(n.keyword_names); },
                         [](const MatchStar& n) { return n.name.empty() ? std::string() : " " + n.name; },
                         [](const MatchAs& n) { return n.name.empty() ? std::string() : " " + n.name; },
                         [](const Pattern&) { return std::string(); },
                     });
}

void Dumper::generators(const std::vector<Comprehension>& parts, int indent) {
  for (const Comprehension& part : parts) {
    line(indent, "generator", part.is_async ? "async" : "");
    expr("target", part.target, indent + 1);
    expr("iter", part.iter, indent + 1);
    exprs("if", part.ifs, indent + 1);
  }
}

void Dumper::keywords(const std::vector<Keyword>& list, int indent) {
  for (const Keyword& keyword : list) {
    line(indent, "keyword", keyword.name.empty() ? "**" : keyword.name);
    expr("value", keyword.value, indent + 1);
  }
}

void Dumper::parameter(std::string_view field, const Parameter& one, int indent) {
  line(indent, field, one.name);
  expr("annotation", one.annotation, indent + 1);
  expr("default", one.default_value, indent + 1);
}

void Dumper::parameters(const Parameters& all, int indent) {
  for (const Parameter& one : all.positional_only) {
    parameter("posonly", one, indent);
  }
  for (const Parameter& one : all.positional_or_keyword) {
    parameter("arg", one, indent);
  }
  if (all.vararg != nullptr) {
    parameter("vararg", *all.vararg, indent);
  }
  for (const Parameter& one : all.keyword_only) {
    parameter("kwonly", one, indent);
  }
  if (all.kwarg != nullptr) {
    parameter("kwarg", *all.kwarg, indent);
  }
}

void Dumper::type_parameters(const std::vector<TypeParameter>& list, int indent) {
  for (const TypeParameter& one : list) {
    line(indent, "type_param", fmt::format("{} {}", name_of(one.kind, type_parameter_names), one.name));
    expr("bound", one.bound, indent + 1);
    expr("default", one.default_value, indent + 1);
  }
}

void Dumper::children(const Expr& node, int indent) {
  visit(node, overloaded{
                  [&](const BoolOp& n) { exprs("value", n.values, indent); },
                  [&](const NamedExpr& n) { expr("target", n.target, indent), expr("value", n.value, indent); },
                  [&](const BinOp& n) { expr("left", n.left, indent), expr("right", n.right, indent); },
                  [&](const UnaryOp& n) { expr("operand", n.operand, indent); },
                  [&](const Lambda& n) { parameters(n.parameters, indent), expr("body", n.body, indent); },
                  [&](const IfExp& n) { expr("test", n.test, indent), expr("body", n.body, indent), expr("orelse", n.orelse, indent); },
                  [&](const Dict& n) {
                    for (const Dict::Item& item : n.items) {
                      expr("key", item.key, indent);
                      expr(item.key == nullptr ? "unpack" : "value", item.value, indent);
                    }
                  },
                  [&](const Set& n) { exprs("elt", n.elements, indent); },
                  [&](const ListComp& n) { expr("elt", n.element, indent), generators(n.generators, indent); },
                  [&](const SetComp& n) { expr("elt", n.element, indent), generators(n.generators, indent); },
                  [&](const DictComp& n) { expr("key", n.key, indent), expr("value", n.value, indent), generators(n.generators, indent); },
                  [&](const GeneratorExp& n) { expr("elt", n.element, indent), generators(n.generators, indent); },
                  [&](const Await& n) { expr("value", n.value, indent); },
                  [&](const Yield& n) { expr("value", n.value, indent); },
                  [&](const YieldFrom& n) { expr("value", n.value, indent); },
                  [&](const Compare& n) { expr("left", n.left, indent), exprs("comparator", n.comparators, indent); },
                  [&](const Call& n) { expr("func", n.function, indent), exprs("arg", n.arguments, indent), keywords(n.keywords, indent); },
                  [&](const FormattedValue& n) { expr("value", n.value, indent), expr("format_spec", n.format_spec, indent); },
                  [&](const JoinedStr& n) { exprs("value", n.values, indent); },
                  [&](const Constant&) {},
                  [&](const Attribute& n) { expr("value", n.value, indent); },
                  [&](const Subscript& n) { expr("value", n.value, indent), expr("slice", n.slice, indent); },
                  [&](const Starred& n) { expr("value", n.value, indent); },
                  [&](const Name&) {},
                  [&](const List& n) { exprs("elt", n.elements, indent); },
                  [&](const Tuple& n) { exprs("elt", n.elements, indent); },
                  [&](const Slice& n) { expr("lower", n.lower, indent), expr("upper", n.upper, indent), expr("step", n.step, indent); },
              });
}

void Dumper::match_case(const MatchCase& part, int indent) {
  comments("above case", part.leading, indent);
  line(indent, "case", "");
  comments("beside", part.trailing, indent + 1);
  pattern("pattern", part.pattern, indent + 1);
  expr("guard", part.guard, indent + 1);
  body("body", part.body, indent + 1);
}

void Dumper::handler(const ExceptHandler& part, int indent) {
  comments("above handler", part.leading, indent);
  line(indent, "handler", part.name + place(part.span));
  comments("beside", part.trailing, indent + 1);
  expr("type", part.type, indent + 1);
  body("body", part.body, indent + 1);
}

void Dumper::children(const Stmt& node, int indent) {
  visit(node, overloaded{
                  [&](const FunctionDef& n) {
                    exprs("decorator", n.decorators, indent);
                    type_parameters(n.type_parameters, indent);
                    parameters(n.parameters, indent);
                    expr("returns", n.returns, indent);
                    body("body", n.body, indent);
                  },
                  [&](const ClassDef& n) {
                    exprs("decorator", n.decorators, indent);
                    type_parameters(n.type_parameters, indent);
                    exprs("base", n.bases, indent);
                    keywords(n.keywords, indent);
                    body("body", n.body, indent);
                  },
                  [&](const Assign& n) { exprs("target", n.targets, indent), expr("value", n.value, indent); },
                  [&](const TypeAlias& n) { expr("name", n.name, indent), type_parameters(n.type_parameters, indent), expr("value", n.value, indent); },
                  [&](const AugAssign& n) { expr("target", n.target, indent), expr("value", n.value, indent); },
                  [&](const AnnAssign& n) { expr("target", n.target, indent), expr("annotation", n.annotation, indent), expr("value", n.value, indent); },
                  [&](const For& n) { expr("target", n.target, indent), expr("iter", n.iter, indent), body("body", n.body, indent), body("orelse", n.orelse, indent); },
                  [&](const While& n) { expr("test", n.test, indent), body("body", n.body, indent), body("orelse", n.orelse, indent); },
                  [&](const If& n) { expr("test", n.test, indent), body("body", n.body, indent), body("orelse", n.orelse, indent); },
                  [&](const With& n) {
                    for (const WithItem& item : n.items) {
                      expr("context", item.context, indent);
                      expr("as", item.target, indent);
                    }
                    body("body", n.body, indent);
                  },
                  [&](const Match& n) {
                    expr("subject", n.subject, indent);
                    for (const MatchCase& part : n.cases) {
                      match_case(part, indent);
                    }
                  },
                  [&](const Try& n) {
                    body("body", n.body, indent);
                    for (const ExceptHandler& part : n.handlers) {
                      handler(part, indent);
                    }
                    body("orelse", n.orelse, indent);
                    body("finalbody", n.finalbody, indent);
                  },
                  [&](const Import&) {},
                  [&](const ImportFrom&) {},
                  [&](const Global&) {},
                  [&](const Nonlocal&) {},
                  [&]<std::derived_from<SimpleStmt> Simple>(const Simple& n) {
                    n.parts(overloaded{
                        [&](const char* label, const Expr* part) { expr(label, part, indent); },
                        [&](const char* label, const std::vector<Expr*>& parts) { exprs(label, parts, indent); },
                    });
                  },
              });
}

void Dumper::children(const Pattern& node, int indent) {
  visit(node, overloaded{
                  [&](const MatchValue& n) { expr("value", n.value, indent); },
                  [&](const MatchSingleton&) {},
                  [&](const MatchSequence& n) { patterns("pattern", n.patterns, indent); },
                  [&](const MatchMapping& n) { exprs("key", n.keys, indent), patterns("pattern", n.patterns, indent); },
                  [&](const MatchClass& n) { expr("cls", n.cls, indent), patterns("pattern", n.patterns, indent), patterns("keyword", n.keyword_patterns, indent); },
                  [&](const MatchStar&) {},
                  [&](const MatchAs& n) { pattern("pattern", n.pattern, indent); },
                  [&](const MatchOr& n) { patterns("pattern", n.patterns, indent); },
              });
}

}  // namespace

std::string dump(const Module& module, DumpOptions options) { return Dumper(options).run(module); }

std::string dump(const Module& module) { return dump(module, DumpOptions{}); }

}  // namespace krait::syntax
