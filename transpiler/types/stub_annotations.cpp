#include "types/stub_annotations.hpp"

#include <array>

namespace krait::types {

using syntax::as;

const std::string& head_of(const syntax::Expr* annotation) {
  static const std::string nameless;
  const auto* subscript = as<syntax::Subscript>(annotation);
  const syntax::Expr* head = subscript != nullptr ? subscript->value : annotation;
  if (const auto* name = as<syntax::Name>(head)) {
    return name->name;
  }
  const auto* member = as<syntax::Attribute>(head);
  return member != nullptr ? member->attribute : nameless;
}

AnnotationList arguments_of(const syntax::Subscript& annotation) {
  if (const auto* several = as<syntax::Tuple>(annotation.slice)) {
    return {several->elements.begin(), several->elements.end()};
  }
  return {annotation.slice};
}

static void flatten(const syntax::Expr* annotation, UnionMembers& into) {
  const auto* constant = as<syntax::Constant>(annotation);
  if (const auto* either = as<syntax::BinOp>(annotation)) {
    flatten(either->left, into);
    flatten(either->right, into);
  } else if (constant != nullptr && constant->constant == syntax::ConstantKind::None) {
    into.has_none = true;
  } else if (head_of(annotation) == "Optional") {
    into.has_none = true;
    flatten(static_cast<const syntax::Subscript*>(annotation)->slice, into);
  } else if (annotation != nullptr) {
    into.members.push_back(annotation);
  }
}

UnionMembers members_of(const syntax::Expr* annotation) {
  UnionMembers result;
  flatten(annotation, result);
  return result;
}

bool is_iteration_protocol(std::string_view name) {
  static constexpr std::array<std::string_view, 7> protocols = {"Iterable", "Iterator", "Sequence", "Collection", "Reversible", "AsyncIterable", "AsyncIterator"};
  for (const std::string_view protocol : protocols) {
    if (name == protocol) {
      return true;
    }
  }
  return false;
}

bool is_ellipsis(const syntax::Expr* annotation) {
  const auto* constant = as<syntax::Constant>(annotation);
  return constant != nullptr && constant->constant == syntax::ConstantKind::Ellipsis;
}

}  // namespace krait::types
