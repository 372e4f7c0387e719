/// Named tuples: what `namedtuple("P", "x y")` makes, as a class of its own or as the base of a class statement.
#include <algorithm>

#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

/// The names in `"x y"`, `"x, y"` or `["x", "y"]`.
std::vector<std::string> listed_names(const syntax::Expr& expression) {
  std::vector<std::string> names;
  if (const auto* text = as<syntax::Constant>(&expression)) {
    std::string word;
    for (const char c : text->text + " ") {
      if (c == ' ' || c == ',' || c == '\n' || c == '\t') {
        if (!word.empty()) {
          names.push_back(std::exchange(word, ""));
        }
      } else {
        word += c;
      }
    }
    return names;
  }
  const auto* list = as<syntax::List>(&expression);
  const auto* several = as<syntax::Tuple>(&expression);
  for (const syntax::Expr* element : list != nullptr ? list->elements : several != nullptr ? several->elements : std::vector<syntax::Expr*>{}) {
    if (const auto* one = as<syntax::Constant>(element)) {
      names.push_back(one->text);
    }
  }
  return names;
}

void Engine::synthesise_namedtuple(ClassId id) {
  std::vector<std::string> fields;
  for (const std::string& name : facts_.classes[id].field_order) {
    if (facts_.classes[id].fields.find(name)->second.is_instance_attribute) {
      fields.push_back(name);
    }
  }
  synthesise_init(id, fields);
}

/// `defaults=(0, None)`, `defaults=[0]`, `defaults=(None,) * 3`: of the last fields.
static std::vector<const syntax::Expr*> listed_defaults(const syntax::Expr* value) {
  std::vector<const syntax::Expr*> result;
  if (const auto* tuple = as<syntax::Tuple>(value)) {
    result.assign(tuple->elements.begin(), tuple->elements.end());
  } else if (const auto* list = as<syntax::List>(value)) {
    result.assign(list->elements.begin(), list->elements.end());
  } else if (const auto* repeated = as<syntax::BinOp>(value); repeated != nullptr && repeated->op == syntax::BinaryOperator::Mult) {
    const auto* times = as<syntax::Constant>(repeated->right);
    const auto once = listed_defaults(repeated->left);
    const std::size_t count = times != nullptr && times->constant == syntax::ConstantKind::Int && times->text.size() < 4 ? std::stoul(times->text) : 0;
    for (std::size_t i = 0; i < count; ++i) {
      result.insert(result.end(), once.begin(), once.end());
    }
  }
  return result;
}

/// The fields that a call of `namedtuple` lists, with the defaults of the last ones.
void Engine::declare_listed_fields(ClassId id, const syntax::Call& call, const std::vector<std::string>& fields) {
  for (const std::string& field : fields) {
    make_field(id, field, call.id).is_instance_attribute = true;
  }
  for (const syntax::Keyword& option : call.keywords) {
    const auto defaults = option.name == "defaults" ? listed_defaults(option.value) : std::vector<const syntax::Expr*>{};
    for (std::size_t i = 0; i < defaults.size() && defaults.size() <= fields.size(); ++i) {
      facts_.classes[id].fields.find(fields[fields.size() - defaults.size() + i])->second.default_value = defaults[i];
    }
  }
}

/// Does the expression call `collections.namedtuple`, whatever it is imported as?
bool Engine::calls_namedtuple(const syntax::Expr& expression) const {
  const auto* call = as<syntax::Call>(&expression);
  std::pair<program::ModuleId, std::string> callee{none, ""};
  if (const auto* name = call != nullptr ? as<syntax::Name>(call->function) : nullptr; name != nullptr && names_.symbol[name->id] != names::none) {
    const names::ImportTarget* target = import_of(names_.symbols[names_.symbol[name->id]]);
    callee = target != nullptr ? std::pair(target->module, target->name) : callee;
  } else if (const auto* member = call != nullptr ? as<syntax::Attribute>(call->function) : nullptr) {
    callee = {module_named(member->value), member->attribute};
  }
  const auto found = function_names_.find(callee);
  return found != function_names_.end() && hook_name(found->second) == "namedtuple";
}

/// `class P(namedtuple("P", "x y")):` is a named tuple with those fields.
bool Engine::link_to_namedtuple(ClassId id, const syntax::Expr& base) {
  if (!calls_namedtuple(base)) {
    return false;
  }
  const auto& call = static_cast<const syntax::Call&>(base);
  const std::vector<std::string> fields = call.arguments.size() == 2 ? listed_names(*call.arguments[1]) : std::vector<std::string>{};
  if (fields.empty()) {
    return false;
  }
  facts_.classes[id].kind = ClassKind::NamedTuple;
  facts_.class_ids[call.id] = id;
  declare_listed_fields(id, call, fields);
  return true;
}

ClassId Engine::declare_namedtuple_call(const syntax::Call& call, const std::string& name, const std::vector<std::string>& fields) {
  const ClassId known = facts_.class_of(call.id);
  if (known != none) {
    return known;
  }
  const auto id = static_cast<ClassId>(facts_.classes.size());
  ClassInfo info = made_by_call(id, name, frame_ != nullptr ? frame_->module : 0, ClassKind::NamedTuple, call);
  info.bases = {facts_.object_type};
  info.mro = {id, facts_.object_type};
  facts_.classes.push_back(std::move(info));
  facts_.class_ids[call.id] = id;
  declare_listed_fields(id, call, fields);
  synthesise_init(id, fields);
  return id;
}

}  // namespace krait::types
