#include "program/imports.hpp"

#include <algorithm>
#include <string_view>

namespace krait::program {
namespace {

using namespace syntax;

bool names_import_error(const Expr* type) {
  if (type == nullptr) {
    return true;
  }
  if (const auto* tuple = as<Tuple>(type)) {
    return std::any_of(tuple->elements.begin(), tuple->elements.end(), names_import_error);
  }
  const auto* name = as<Name>(type);
  return name != nullptr && (name->name == "ImportError" || name->name == "ModuleNotFoundError" || name->name == "Exception" || name->name == "BaseException");
}

bool is_type_checking(const Expr* test) {
  if (const auto* name = as<Name>(test)) {
    return name->name == "TYPE_CHECKING";
  }
  const auto* attribute = as<Attribute>(test);
  return attribute != nullptr && attribute->attribute == "TYPE_CHECKING";
}

class Collector {
 public:
  explicit Collector(std::vector<ImportStatement>& found) : found_(found) {}

  void body(const Body& body, bool guarded) {
    for (const Stmt* statement : body) {
      this->statement(*statement, guarded);
    }
  }

 private:
  void statement(const Stmt& statement, bool guarded) {
    visit(statement, overloaded{
                         [&](const Import& n) { found_.push_back({&n, nullptr, guarded}); },
                         [&](const ImportFrom& n) { found_.push_back({nullptr, &n, guarded}); },
                         [&](const FunctionDef& n) { body(n.body, guarded); },
                         [&](const ClassDef& n) { body(n.body, guarded); },
                         [&](const For& n) { two(n.body, n.orelse, guarded); },
                         [&](const While& n) { two(n.body, n.orelse, guarded); },
                         [&](const If& n) { branch(n, guarded); },
                         [&](const With& n) { body(n.body, guarded); },
                         [&](const Match& n) {
                           for (const MatchCase& match_case : n.cases) {
                             body(match_case.body, guarded);
                           }
                         },
                         [&](const Try& n) { attempt(n, guarded); },
                         [](const Stmt&) {},
                     });
  }

  void two(const Body& first, const Body& second, bool guarded) {
    body(first, guarded);
    body(second, guarded);
  }

  void branch(const If& first, bool guarded) {
    for (const If* node = &first; node != nullptr;) {
      body(node->body, guarded || is_type_checking(node->test));
      const auto& rest = node->orelse.statements;
      const If* next = rest.size() == 1 ? as<If>(rest.front()) : nullptr;
      if (next == nullptr) {
        body(node->orelse, guarded);
      }
      node = next;
    }
  }

  void attempt(const Try& node, bool guarded) {
    const bool caught = std::any_of(node.handlers.begin(), node.handlers.end(), [](const ExceptHandler& handler) { return names_import_error(handler.type); });
    body(node.body, guarded || caught);
    for (const ExceptHandler& handler : node.handlers) {
      body(handler.body, guarded);
    }
    two(node.orelse, node.finalbody, guarded);
  }

  std::vector<ImportStatement>& found_;
};

}  // namespace

std::vector<ImportStatement> import_statements(const Body& body) {
  std::vector<ImportStatement> found;
  Collector(found).body(body, false);
  return found;
}

}  // namespace krait::program
