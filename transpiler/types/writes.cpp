/// The name-based pass before types: which attribute names may calling something of a given name write?
#include <functional>

#include "syntax/children.hpp"
#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

namespace {

constexpr std::string_view anything_called_by_the_library = "<library>";

struct Row {
  std::set<std::string> writes;
  std::set<std::string> calls;
};
using Rows = std::map<std::string, Row, std::less<>>;

/// Adds what one function's own code writes and calls; nested functions have rows of their own.
void scan(const syntax::Node& node, Row& row, Rows& rows) {
  syntax::for_each_child(node, [&](const syntax::Node& child) {
    if (const auto* function = as<syntax::FunctionDef>(&child)) {
      Row& inner = rows[function->name];
      Row found;
      scan(child, found, rows);
      inner.writes.insert(found.writes.begin(), found.writes.end());
      inner.calls.insert(found.calls.begin(), found.calls.end());
      if (function->name.starts_with("__") && function->name != "__init__") {
        rows[std::string(anything_called_by_the_library)].calls.insert(function->name);
      }
      return;
    }
    if (child.kind == syntax::Kind::Lambda) {
      Row found;
      scan(child, found, rows);
      Row& library = rows[std::string(anything_called_by_the_library)];
      library.writes.insert(found.writes.begin(), found.writes.end());
      library.calls.insert(found.calls.begin(), found.calls.end());
      return;
    }
    if (const auto* cls = as<syntax::ClassDef>(&child)) {
      rows[cls->name].calls.insert({"__init__", "__post_init__", "__new__"});
    }
    if (const auto* attribute = as<syntax::Attribute>(&child)) {
      if (attribute->context != syntax::ExprContext::Load) {
        row.writes.insert(attribute->attribute);
      }
      row.calls.insert(attribute->attribute);  // a call, a property, or a function taken as a value
    } else if (const auto* name = as<syntax::Name>(&child)) {
      row.calls.insert(name->name);
    } else if (child.kind == syntax::Kind::BinOp || child.kind == syntax::Kind::AugAssign || child.kind == syntax::Kind::Compare ||
               child.kind == syntax::Kind::Subscript || child.kind == syntax::Kind::For || child.kind == syntax::Kind::With) {
      row.calls.insert(std::string(anything_called_by_the_library));
    }
    scan(child, row, rows);
  });
}

}  // namespace

void WriteSets::build(const program::Program& program) {
  Rows rows;
  for (const auto& module : program.modules) {
    if (module->kind != program::ModuleKind::User) {
      continue;
    }
    Row top;
    for (const syntax::Stmt* statement : module->tree->body) {
      // A body statement may itself be a definition: scan it as the child of a wrapper.
      syntax::If wrapper;
      wrapper.kind = syntax::Kind::If;
      syntax::Constant test;
      test.kind = syntax::Kind::Constant;
      wrapper.test = &test;
      wrapper.body.statements = {const_cast<syntax::Stmt*>(statement)};
      scan(wrapper, top, rows);
    }
  }
  // Close over calls; a name that no function of the program has is the library's.
  bool grew = true;
  while (grew) {
    grew = false;
    for (auto& [name, row] : rows) {
      const std::size_t before = row.writes.size();
      for (const std::string& callee : row.calls) {
        const auto it = rows.find(callee);
        if (it != rows.end() && it->first != name) {
          row.writes.insert(it->second.writes.begin(), it->second.writes.end());
        }
      }
      grew = grew || row.writes.size() != before;
    }
  }
  for (auto& [name, row] : rows) {
    writes_[name] = std::move(row.writes);
  }
}

bool WriteSets::may_write(std::string_view callee, const std::string& attribute) const {
  auto it = writes_.find(callee);
  if (it == writes_.end()) {
    it = writes_.find(anything_called_by_the_library);
  }
  return it != writes_.end() && it->second.contains(attribute);
}

}  // namespace krait::types
