#include "syntax/private_names.hpp"

#include "syntax/children.hpp"

namespace krait::syntax {

std::string mangle(std::string_view class_name, std::string_view name) {
  const auto first = class_name.find_first_not_of('_');
  const bool is_private = name.size() > 2 && name.substr(0, 2) == "__" && name.substr(name.size() - 2) != "__" && name.find('.') == std::string_view::npos;
  if (!is_private || first == std::string_view::npos) {
    return std::string(name);
  }
  return "_" + std::string(class_name.substr(first)) + std::string(name);
}

namespace {

/// The nodes are the module's own; children are enumerated as constants, as all later phases see them.
class Mangler {
 public:
  void visit(const Node& node, const std::string& class_name, bool in_class_body) {
    bool inner_body = in_class_body;
    switch (node.kind) {
      case Kind::Attribute: rename(static_cast<const Attribute&>(node).attribute, class_name); break;
      case Kind::Name:
        if (in_class_body) {
          rename(static_cast<const Name&>(node).name, class_name);
        }
        break;
      case Kind::FunctionDef: function(static_cast<const FunctionDef&>(node), class_name, in_class_body); return;
      case Kind::ClassDef: class_definition(static_cast<const ClassDef&>(node), class_name, in_class_body); return;
      case Kind::Lambda: inner_body = false; break;
      default: break;
    }
    for_each_child(node, [&](const Node& child) { visit(child, class_name, inner_body); });
  }

 private:
  void function(const FunctionDef& node, const std::string& class_name, bool in_class_body) {
    if (in_class_body) {
      rename(node.name, class_name);
    }
    for (const Expr* decorator : node.decorators) {
      visit(*decorator, class_name, in_class_body);
    }
    for (const Parameter* parameter : node.parameters.all()) {
      if (parameter->annotation != nullptr) {
        visit(*parameter->annotation, class_name, in_class_body);
      }
      if (parameter->default_value != nullptr) {
        visit(*parameter->default_value, class_name, in_class_body);
      }
    }
    if (node.returns != nullptr) {
      visit(*node.returns, class_name, in_class_body);
    }
    for (const Stmt* statement : node.body) {
      visit(*statement, class_name, false);
    }
  }

  void class_definition(const ClassDef& node, const std::string& class_name, bool in_class_body) {
    for (const Expr* decorator : node.decorators) {
      visit(*decorator, class_name, in_class_body);
    }
    for (const Expr* base : node.bases) {
      visit(*base, class_name, in_class_body);
    }
    for (const Keyword& keyword : node.keywords) {
      visit(*keyword.value, class_name, in_class_body);
    }
    for (const Stmt* statement : node.body) {
      visit(*statement, node.name, true);
    }
  }

  static void rename(const std::string& name, const std::string& class_name) {
    if (!class_name.empty() && name.starts_with("__")) {
      const_cast<std::string&>(name) = mangle(class_name, name);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    }
  }
};

/// Is there anywhere `__x`, not followed by `__`?
bool mentions_private_name(std::string_view text) {
  const auto is_part = [](char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; };
  for (std::size_t at = text.find("__"); at != std::string_view::npos; at = text.find("__", at)) {
    std::size_t end = at;
    while (end < text.size() && is_part(text[end])) {
      ++end;
    }
    const bool begins_here = at == 0 || !is_part(text[at - 1]);
    if (begins_here && !text.substr(at, end - at).ends_with("__")) {
      return true;
    }
    at = end;
  }
  return false;
}

}  // namespace

void mangle_private_names(Module& module, std::string_view text) {
  if (!mentions_private_name(text)) {
    return;
  }
  for (const Stmt* statement : module.body) {
    Mangler().visit(*statement, "", false);
  }
}

}  // namespace krait::syntax
