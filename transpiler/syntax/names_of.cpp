#include "syntax/names_of.hpp"

namespace krait::syntax {

namespace {

std::string_view describe_constant(const Constant& constant) {
  switch (constant.constant) {
    case ConstantKind::None: return "None";
    case ConstantKind::True: return "True";
    case ConstantKind::False: return "False";
    case ConstantKind::Ellipsis: return "ellipsis";
    default: return "literal";
  }
}

}  // namespace

std::string_view describe_expression(const Expr& expr) {
  switch (expr.kind) {
    case Kind::Attribute: return "attribute";
    case Kind::Subscript: return "subscript";
    case Kind::Starred: return "starred";
    case Kind::Name: return "name";
    case Kind::List: return "list";
    case Kind::Tuple: return "tuple";
    case Kind::Lambda: return "lambda";
    case Kind::Call: return "function call";
    case Kind::GeneratorExp: return "generator expression";
    case Kind::Yield:
    case Kind::YieldFrom: return "yield expression";
    case Kind::Await: return "await expression";
    case Kind::ListComp: return "list comprehension";
    case Kind::SetComp: return "set comprehension";
    case Kind::DictComp: return "dict comprehension";
    case Kind::Dict: return "dict literal";
    case Kind::Set: return "set display";
    case Kind::JoinedStr:
    case Kind::FormattedValue: return "f-string expression";
    case Kind::Constant: return describe_constant(static_cast<const Constant&>(expr));
    case Kind::Compare: return "comparison";
    case Kind::IfExp: return "conditional expression";
    case Kind::NamedExpr: return "named expression";
    default: return "expression";
  }
}

std::string_view kind_name(Kind kind) {
  switch (kind) {
#define EXPR(name) \
  case Kind::name: return #name;
#define STMT(name) \
  case Kind::name: return #name;
#define PATTERN(name) \
  case Kind::name: return #name;
#include "syntax/nodes.def"
  }
  return "";
}

}  // namespace krait::syntax
