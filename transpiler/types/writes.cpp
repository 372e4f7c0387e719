/// The name-based pass before types: which attribute names may calling something of a given name write, and which may it read?
#include <functional>
#include <utility>
#include <vector>

#include "syntax/children.hpp"
#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

namespace {

constexpr std::string_view anything_called_by_the_library = "<library>";

/// Names are views into the tree.
struct Row {
  std::set<std::string_view> writes;
  std::set<std::string_view> reads;
  std::set<std::string_view> calls;
  bool grew = true;  ///< in the round before, which is when what calls it has something to take
  bool grows = false;
};
using Rows = std::map<std::string_view, Row>;

void take(Row& into, const Row& from) {
  into.writes.insert(from.writes.begin(), from.writes.end());
  into.reads.insert(from.reads.begin(), from.reads.end());
}

/// `hasattr(x, "name")`, `getattr(x, name)`: the name it looks for; "*" for one that is computed.
std::string_view attribute_looked_up(const syntax::Node& node) {
  const auto* call = as<syntax::Call>(&node);
  const auto* name = call != nullptr ? as<syntax::Name>(call->function) : nullptr;
  if (name == nullptr || (name->name != "hasattr" && name->name != "getattr") || call->arguments.size() < 2) {
    return "";
  }
  const auto* text = as<syntax::Constant>(call->arguments[1]);
  return text != nullptr ? std::string_view(text->text) : "*";
}

/// `setattr(x, "name", value)`, `object.__setattr__(x, "name", value)`: the name that it stores; empty for one that is computed.
std::string_view attribute_stored(const syntax::Node& node) {
  const auto* call = as<syntax::Call>(&node);
  const auto* name = call != nullptr ? as<syntax::Name>(call->function) : nullptr;
  const auto* member = call != nullptr ? as<syntax::Attribute>(call->function) : nullptr;
  const bool stores = (name != nullptr && name->name == "setattr") || (member != nullptr && member->attribute == "__setattr__");
  const auto* text = stores && call->arguments.size() == 3 ? as<syntax::Constant>(call->arguments[1]) : nullptr;
  return text != nullptr ? std::string_view(text->text) : "";
}

/// The key of `record["key"] = …`; such places are narrowed like attributes, and go by one set of names with them.
const std::string* stored_key(const syntax::Node& node) {
  const auto* item = as<syntax::Subscript>(&node);
  const auto* key = item != nullptr && item->context != syntax::ExprContext::Load ? as<syntax::Constant>(item->slice) : nullptr;
  return key != nullptr && key->constant == syntax::ConstantKind::Str ? &key->text : nullptr;
}

/// Adds what one function's own code writes, reads and calls; nested functions have rows of their own.
void scan(const syntax::Node& node, Row& row, Rows& rows) {
  syntax::for_each_child(node, [&](const syntax::Node& child) {
    if (const auto* function = as<syntax::FunctionDef>(&child)) {
      Row& inner = rows[function->name];
      Row found;
      scan(child, found, rows);
      take(inner, found);
      inner.calls.insert(found.calls.begin(), found.calls.end());
      if (function->name.starts_with("__") && function->name != "__init__") {
        rows[anything_called_by_the_library].calls.insert(function->name);
      }
      return;
    }
    if (child.kind == syntax::Kind::Lambda) {
      Row found;
      scan(child, found, rows);
      Row& library = rows[anything_called_by_the_library];
      take(library, found);
      library.calls.insert(found.calls.begin(), found.calls.end());
      return;
    }
    if (const auto* cls = as<syntax::ClassDef>(&child)) {
      rows[cls->name].calls.insert({"__init__", "__post_init__", "__new__"});
    }
    if (const auto* attribute = as<syntax::Attribute>(&child)) {
      (attribute->context != syntax::ExprContext::Load ? row.writes : row.reads).insert(attribute->attribute);
      row.calls.insert(attribute->attribute);  // a call, a property, or a function taken as a value
    } else if (const std::string* key = stored_key(child)) {
      row.writes.insert(*key);
      row.calls.insert(anything_called_by_the_library);
    } else if (const auto* name = as<syntax::Name>(&child)) {
      row.calls.insert(name->name);
    } else if (child.kind == syntax::Kind::BinOp || child.kind == syntax::Kind::AugAssign || child.kind == syntax::Kind::Compare || child.kind == syntax::Kind::Subscript ||
               child.kind == syntax::Kind::For || child.kind == syntax::Kind::With) {
      row.calls.insert(anything_called_by_the_library);
    }
    if (const std::string_view looked_up = attribute_looked_up(child); !looked_up.empty()) {
      row.reads.insert(looked_up);
    }
    if (const std::string_view stored = attribute_stored(child); !stored.empty()) {
      row.writes.insert(stored);
    }
    scan(child, row, rows);
  });
}

/// A name that no function of the program has is the library's.
void close_over_calls(Rows& rows) {
  std::vector<std::pair<Row*, std::vector<const Row*>>> callees;
  for (auto& [name, row] : rows) {
    auto& [caller, called] = callees.emplace_back(&row, std::vector<const Row*>());
    for (const std::string_view callee : row.calls) {
      const auto it = rows.find(callee);
      if (it != rows.end() && it->first != name) {
        called.push_back(&it->second);
      }
    }
  }
  bool grew = true;
  while (grew) {
    grew = false;
    for (auto& [caller, called] : callees) {
      const std::size_t before = caller->writes.size() + caller->reads.size();
      for (const Row* callee : called) {
        if (callee->grew || callee->grows) {
          take(*caller, *callee);
        }
      }
      caller->grows = caller->writes.size() + caller->reads.size() != before;
      grew = grew || caller->grows;
    }
    for (auto& [caller, called] : callees) {
      caller->grew = std::exchange(caller->grows, false);
    }
  }
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
  close_over_calls(rows);
  for (auto& [name, row] : rows) {
    writes_[std::string(name)].insert(row.writes.begin(), row.writes.end());
    reads_[std::string(name)].insert(row.reads.begin(), row.reads.end());
  }
}

bool WriteSets::may_write(std::string_view callee, const std::string& attribute) const {
  auto it = writes_.find(callee);
  if (it == writes_.end()) {
    it = writes_.find(anything_called_by_the_library);
  }
  return it != writes_.end() && it->second.contains(attribute);
}

bool WriteSets::may_read(std::string_view callee, const std::string& attribute) const {
  auto it = reads_.find(callee);
  if (it == reads_.end()) {
    it = reads_.find(anything_called_by_the_library);
  }
  return it != reads_.end() && (it->second.contains(attribute) || it->second.contains("*"));
}

}  // namespace krait::types
