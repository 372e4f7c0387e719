// Patterns of `match`: reachability, captures, duplicate keys.
#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>

#include "syntax/numbers.hpp"
#include "syntax/validator.hpp"

namespace krait::syntax {

using source::Code;

namespace {

/// The part of a pattern that makes it match everything, or null.
const Pattern* irrefutable_part(const Pattern& node) {
  if (const auto* capture = as<MatchAs>(&node)) {
    return capture->pattern == nullptr ? capture : irrefutable_part(*capture->pattern);
  }
  if (const auto* choice = as<MatchOr>(&node)) {
    return irrefutable_part(*choice->patterns.back());
  }
  return nullptr;
}

/// A key of a mapping pattern in a form in which equal keys are equal; empty for dotted names.
std::string key_identity(const Expr& key) {
  const auto number_text = [](double real, double imaginary) { return fmt::format("number {:.17g} {:.17g}", real + 0.0, imaginary + 0.0); };
  if (const auto* constant = as<Constant>(&key)) {
    switch (constant->constant) {
      case ConstantKind::Str: return "str " + constant->text;
      case ConstantKind::Bytes: return "bytes " + constant->text;
      case ConstantKind::None: return "None";
      case ConstantKind::True: return number_text(1, 0);
      case ConstantKind::False: return number_text(0, 0);
      case ConstantKind::Int: return constant->text.size() <= 15 ? number_text(float_value(constant->text), 0) : "int " + constant->text;
      case ConstantKind::Float: return number_text(constant->number, 0);
      case ConstantKind::Complex: return number_text(0, constant->number);
      case ConstantKind::Ellipsis: return "";
    }
  }
  if (const auto* minus = as<UnaryOp>(&key)) {
    const std::string inner = key_identity(*minus->operand);
    return inner == number_text(0, 0) ? inner : "-" + inner;
  }
  if (const auto* sum = as<BinOp>(&key)) {
    return fmt::format("{} {} {}", key_identity(*sum->left), static_cast<int>(sum->op), key_identity(*sum->right));
  }
  return "";
}

}  // namespace

void Validator::match(const Match& node) {
  expr(node.subject);
  for (const MatchCase& part : node.cases) {
    const bool is_last = &part == &node.cases.back();
    const Pattern* everything = irrefutable_part(*part.pattern);
    if (everything != nullptr && part.guard == nullptr && !is_last) {
      fail_unreachable(*everything);
    }
    std::vector<Capture> captures;
    pattern(*part.pattern, captures);
    expr(part.guard);
    body(part.body);
  }
}

void Validator::fail_unreachable(const Pattern& node) {
  const auto& capture = static_cast<const MatchAs&>(node);
  const std::string message =
      capture.name.empty() ? "wildcard makes remaining patterns unreachable" : fmt::format("name capture '{}' makes remaining patterns unreachable", capture.name);
  fail(Code::K0169, node.span, message,
       capture.name.empty() ? "move the wildcard to the end" : "to compare with a constant write a dotted name such as `Colour.RED`; else move it to the end");
}

void Validator::capture(std::string_view captured, Span span, std::vector<Capture>& captures) {
  if (captured.empty()) {
    return;
  }
  const auto earlier = std::find_if(captures.begin(), captures.end(), [&](const Capture& other) { return other.name == captured; });
  if (earlier != captures.end()) {
    diagnostics_.report({Code::K0171,
                         span,
                         fmt::format("multiple assignments to name '{}' in pattern", captured),
                         "choose another name and compare in a guard: `case (x, y) if x == y`",
                         {{earlier->span, "first here"}}});
    return;
  }
  captures.push_back({captured, span});
  bind(captured, span);
}

void Validator::pattern(const Pattern& node, std::vector<Capture>& captures) {
  visit(node, overloaded{
                  [&](const MatchValue& n) { expr(n.value); },
                  [&](const MatchSingleton&) {},
                  [&](const MatchSequence& n) { sequence_pattern(n, captures); },
                  [&](const MatchMapping& n) { mapping_pattern(n, captures); },
                  [&](const MatchClass& n) { class_pattern(n, captures); },
                  [&](const MatchStar& n) { capture(n.name, n.span, captures); },
                  [&](const MatchAs& n) {
                    if (n.pattern != nullptr) {
                      pattern(*n.pattern, captures);
                    }
                    capture(n.name, n.span, captures);
                  },
                  [&](const MatchOr& n) { alternatives(n, captures); },
              });
}

void Validator::sequence_pattern(const MatchSequence& node, std::vector<Capture>& captures) {
  bool seen_star = false;
  for (const Pattern* part : node.patterns) {
    if (part->kind == Kind::MatchStar) {
      if (seen_star) {
        fail(Code::K0172, part->span, "multiple starred names in sequence pattern", "keep one starred name");
      }
      seen_star = true;
    }
    pattern(*part, captures);
  }
}

void Validator::mapping_pattern(const MatchMapping& node, std::vector<Capture>& captures) {
  std::set<std::string> seen;
  for (const Expr* key : node.keys) {
    const std::string identity = key_identity(*key);
    if (!identity.empty() && !seen.insert(identity).second) {
      fail(Code::K0173, key->span, "mapping pattern checks duplicate key", "remove one of the two");
    }
    expr(key);
  }
  for (const Pattern* part : node.patterns) {
    pattern(*part, captures);
  }
  capture(node.rest, node.span, captures);
}

void Validator::class_pattern(const MatchClass& node, std::vector<Capture>& captures) {
  expr(node.cls);
  for (const Pattern* part : node.patterns) {
    pattern(*part, captures);
  }
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < node.keyword_names.size(); ++i) {
    if (!seen.insert(node.keyword_names[i]).second) {
      fail(Code::K0173, node.keyword_patterns[i]->span, fmt::format("attribute name repeated in class pattern: {}", node.keyword_names[i]), "join the two patterns");
    }
    pattern(*node.keyword_patterns[i], captures);
  }
}

void Validator::alternatives(const MatchOr& node, std::vector<Capture>& captures) {
  std::set<std::string_view> expected;
  std::vector<Capture> first_captures;
  for (const Pattern* part : node.patterns) {
    const Pattern* everything = irrefutable_part(*part);
    if (everything != nullptr && part != node.patterns.back()) {
      fail_unreachable(*everything);
    }
    std::vector<Capture> own;
    pattern(*part, own);
    std::set<std::string_view> names;
    for (const Capture& one : own) {
      names.insert(one.name);
    }
    if (part == node.patterns.front()) {
      expected = names;
      first_captures = own;
    } else if (names != expected) {
      fail(Code::K0170, part->span, "alternative patterns bind different names", "bind the same names in every alternative");
      break;
    }
  }
  for (const Capture& one : first_captures) {
    capture(one.name, one.span, captures);
  }
}

}  // namespace krait::syntax
