/// Which functions and variables of a module its header declares.
///
/// Other modules may use all that a module has. Nobody imports the program's first one, though: what only its source file uses is declared
/// there, and where the definition comes before every use that is all the declaration there is.
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cpp/walk.hpp"
#include "lower/lowering.hpp"

namespace krait::lower {

namespace {

using Stmts = std::vector<cpp::Stmt*>;

/// Of a function or variable; empty for others.
std::string declared_name(const cpp::Stmt& statement) {
  if (const auto* function = cpp::as<cpp::Function>(&statement)) {
    return function->name;
  }
  const auto* variable = cpp::as<cpp::Variable>(&statement);
  return variable != nullptr && variable->names.size() == 1 ? variable->names[0] : "";
}

/// The names that a statement uses, without the scope of the module itself.
std::set<std::string> mentioned_names(const cpp::Stmt& statement, const std::string& scope) {
  std::set<std::string> result;
  cpp::walk(statement, [&](const cpp::Node& node) {
    if (const auto* name = cpp::as<cpp::Name>(&node)) {
      std::string text = name->text.starts_with("::") ? name->text.substr(2) : name->text;
      result.insert(text.starts_with(scope) ? text.substr(scope.size()) : text);
    }
  });
  return result;
}

bool is_constant(const cpp::Stmt& declaration) {
  const auto* variable = cpp::as<cpp::Variable>(&declaration);
  return variable != nullptr && variable->specifiers.is_constexpr;
}

/// Decides for one module.
class Settling {
 public:
  Settling(std::string scope, Stmts& header, Stmts& source) : scope_(std::move(scope)), header_(header), source_(source) {}

  /// The header's declarations among `candidates` that the source file alone needs leave the header; returned.
  std::set<const cpp::Stmt*> run(const std::set<const cpp::Stmt*>& candidates) {
    index_source();
    const std::set<const cpp::Stmt*> leaving = unneeded(candidates);
    Stmts staying;
    Stmts functions;
    Stmts variables;
    for (cpp::Stmt* statement : header_) {
      (!leaving.contains(statement) ? staying : statement->kind == cpp::Kind::Function ? functions : variables).push_back(statement);
    }
    header_ = std::move(staying);
    settle(functions, variables);
    return leaving;
  }

 private:
  void index_source() {
    for (std::size_t place = 0; place < source_.size(); ++place) {
      const cpp::Stmt& statement = *source_[place];
      const std::string name = declared_name(statement);
      for (const std::string& mentioned : mentioned_names(statement, scope_)) {
        if (mentioned != name) {
          first_use_.try_emplace(mentioned, place);
        }
      }
      if (name.empty()) {
        continue;
      }
      first_declaration_.try_emplace(name, place);
      const auto* function = cpp::as<cpp::Function>(&statement);
      if (function == nullptr || (function->definition == cpp::Definition::Defined && function->template_parameters.empty())) {
        definition_.try_emplace({statement.kind, name}, place);
      }
    }
  }

  /// Does the source file, outside of what defines it, use the name before statement `end`?
  [[nodiscard]] bool is_used_before(const std::string& name, std::size_t end) const {
    const auto found = first_use_.find(name);
    return found != first_use_.end() && found->second < end;
  }

  [[nodiscard]] std::size_t place_of_definition(const cpp::Stmt& declaration) const {
    const auto found = definition_.find({declaration.kind, declared_name(declaration)});
    return found == definition_.end() ? source_.size() : found->second;
  }

  [[nodiscard]] std::set<const cpp::Stmt*> unneeded(const std::set<const cpp::Stmt*>& candidates) const {
    std::set<std::string> needed;
    std::set<const cpp::Stmt*> leaving;
    for (const cpp::Stmt* statement : header_) {
      if (candidates.contains(statement) && is_used_before(declared_name(*statement), source_.size()) &&
          (is_constant(*statement) || place_of_definition(*statement) < source_.size())) {
        leaving.insert(statement);
      } else {
        needed.merge(mentioned_names(*statement, scope_));
      }
    }
    for (bool grows = true; grows;) {
      grows = false;
      for (auto it = leaving.begin(); it != leaving.end();) {
        const bool stays = needed.contains(declared_name(**it));
        if (stays) {
          needed.merge(mentioned_names(**it, scope_));
          grows = true;
        }
        it = stays ? leaving.erase(it) : std::next(it);
      }
    }
    return leaving;
  }

  void settle(const Stmts& functions, const Stmts& variables) {
    Stmts front;
    std::set<std::string> used_in_front;
    for (cpp::Stmt* declaration : functions) {
      const std::size_t place = place_of_definition(*declaration);
      if (is_used_before(declared_name(*declaration), place)) {
        used_in_front.merge(mentioned_names(*declaration, scope_));
        front.push_back(declaration);
      } else {
        take_over(static_cast<cpp::Function&>(*declaration), static_cast<cpp::Function&>(*source_[place]));
      }
    }
    Stmts moved;
    for (cpp::Stmt* declaration : variables) {
      if (is_constant(*declaration)) {
        static_cast<cpp::Variable&>(*declaration).specifiers.is_inline = false;
        moved.push_back(declaration);
        continue;
      }
      const std::size_t place = place_of_definition(*declaration);
      if (used_in_front.contains(declared_name(*declaration)) || is_used_before(declared_name(*declaration), place)) {
        moved.push_back(source_[place]);
      }
    }
    const std::set<const cpp::Stmt*> gone(moved.begin(), moved.end());
    std::erase_if(source_, [&](const cpp::Stmt* statement) { return gone.contains(statement); });
    moved.insert(moved.end(), front.begin(), front.end());
    source_.insert(source_.begin(), moved.begin(), moved.end());
  }

  /// The definition is the declaration too.
  void take_over(const cpp::Function& declaration, cpp::Function& definition) {
    for (std::size_t i = 0; i < definition.parameters.size(); ++i) {
      definition.parameters[i].default_value = declaration.parameters[i].default_value;
    }
    for (const std::string& attribute : declaration.attributes) {
      if (attribute == "noreturn") {
        definition.attributes.push_back(attribute);
      }
    }
    cpp::Stmt& first = *source_[first_declaration_.at(declaration.name)];
    first.leading.insert(first.leading.end(), declaration.leading.begin(), declaration.leading.end());
  }

  std::string scope_;
  Stmts& header_;
  Stmts& source_;
  std::map<std::string, std::size_t> first_use_;  ///< the first statement of the source that uses a name and does not define it
  std::map<std::string, std::size_t> first_declaration_;
  std::map<std::pair<cpp::Kind, std::string>, std::size_t> definition_;
};

}  // namespace

void Lowering::declare_in_header(const std::function<cpp::Stmt*()>& make) {
  in_header([&] {
    std::set<std::string> headers = std::exchange(source_headers_, {});  // the header's: `in_header` has swapped them
    std::set<ClassId> forward = std::exchange(forward_classes_, {});
    cpp::Stmt* const declaration = make();
    header_declarations_.push_back(declaration);
    declaration_needs_[declaration] = {std::exchange(source_headers_, std::move(headers)), std::exchange(forward_classes_, std::move(forward))};
  });
}

void Lowering::settle_declarations(bool has_body) {
  std::set<const cpp::Stmt*> leaving;
  if (module_.is_entry && has_body) {  // one without is a library, whose users we do not see
    std::set<const cpp::Stmt*> candidates;
    for (const auto& [declaration, needs] : declaration_needs_) {
      candidates.insert(declaration);
    }
    leaving = Settling(module_scope(module_), header_declarations_, source_declarations_).run(candidates);
  }
  for (auto& [declaration, needs] : declaration_needs_) {
    const bool leaves = leaving.contains(declaration);
    (leaves ? source_headers_ : header_headers_).merge(needs.headers);
    if (!leaves) {
      forward_classes_.merge(needs.forward);
    }
  }
}

}  // namespace krait::lower
