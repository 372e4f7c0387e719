#include "syntax/concrete.hpp"

#include <array>
#include <cassert>
#include <future>
#include <unordered_map>
#include <utility>

#include <tree_sitter/api.h>

extern "C" const TSLanguage* tree_sitter_python();

namespace krait::syntax {

namespace {

/// Our form of every symbol number of the grammar.
const std::vector<Form>& forms_by_symbol() {
  static const auto table = [] {
    const std::unordered_map<std::string_view, Form> rules = {
#define FORM(name, text) {text, Form::name},
#include "syntax/concrete.def"
    };
    const std::unordered_map<std::string_view, Form> words = {
#define WORD(name, text) {text, Form::name},
#include "syntax/concrete.def"
    };
    const TSLanguage* language = tree_sitter_python();
    std::vector<Form> forms(ts_language_symbol_count(language), Form::Other);
    for (std::uint32_t symbol = 0; symbol < forms.size(); ++symbol) {
      const auto type = ts_language_symbol_type(language, static_cast<TSSymbol>(symbol));
      const auto& names = type == TSSymbolTypeRegular ? rules : words;
      if (const auto entry = names.find(ts_language_symbol_name(language, static_cast<TSSymbol>(symbol))); entry != names.end()) {
        forms[symbol] = entry->second;
      }
    }
    return forms;
  }();
  return table;
}

constexpr TSSymbol error_symbol = 0xFFFF;

Concrete describe(const TSNode& node) {
  Concrete result;
  const TSSymbol symbol = ts_node_symbol(node);
  result.form = symbol == error_symbol ? Form::Error : forms_by_symbol().at(symbol);
  result.is_rule = ts_node_is_named(node);
  result.is_missing = ts_node_is_missing(node);
  result.begin = ts_node_start_byte(node);
  result.end = ts_node_end_byte(node);
  return result;
}

bool is_kept(const TSNode& node, const Concrete& described) {
  return described.form != Form::Comment && described.form != Form::LineContinuation && (!ts_node_is_extra(node) || described.form == Form::Error);
}

struct ParserDeleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
struct TreeDeleter {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

struct Links {
  std::uint32_t first = 0;
  std::uint32_t next = 0;
};

/// The tree of a part of the text in preorder; links between nodes are indices, places count from where the part begins.
struct Part {
  std::vector<Concrete> nodes;
  std::vector<Links> links;
  std::uint32_t last_child = 0;  ///< of the root
  bool has_error = false;
};

/// Copies tree-sitter's tree.
class Copier {
 public:
  Copier(const TSNode& root, Part& part) : cursor_(ts_tree_cursor_new(root)), part_(part) {}
  Copier(const Copier&) = delete;
  Copier& operator=(const Copier&) = delete;
  ~Copier() { ts_tree_cursor_delete(&cursor_); }

  void run() {
    add_current();
    open_.push_back({0, 0});
    bool more = ts_tree_cursor_goto_first_child(&cursor_);
    if (!more) {
      return;
    }
    while (!open_.empty()) {
      const bool kept = add_current();
      if (kept && has_children_ && ts_tree_cursor_goto_first_child(&cursor_)) {
        open_.push_back({static_cast<std::uint32_t>(part_.nodes.size() - 1), 0});
        continue;
      }
      while (!ts_tree_cursor_goto_next_sibling(&cursor_)) {
        open_.pop_back();
        ts_tree_cursor_goto_parent(&cursor_);
        if (open_.empty()) {
          break;
        }
      }
    }
  }

 private:
  struct Open {
    std::uint32_t parent;
    std::uint32_t last_child;
  };

  bool add_current() {
    const TSNode node = ts_tree_cursor_current_node(&cursor_);
    const Concrete described = describe(node);
    if (!is_kept(node, described)) {
      return false;
    }
    has_children_ = ts_node_child_count(node) != 0;
    const auto index = static_cast<std::uint32_t>(part_.nodes.size());
    part_.nodes.push_back(described);
    part_.links.emplace_back();
    if (!open_.empty()) {
      Open& open = open_.back();
      (open.last_child == 0 ? part_.links[open.parent].first : part_.links[open.last_child].next) = index;
      open.last_child = index;
      part_.last_child = open_.size() == 1 ? index : part_.last_child;
    }
    return true;
  }

  TSTreeCursor cursor_;
  Part& part_;
  bool has_children_ = false;  ///< the node that was added last
  std::vector<Open> open_;
};

Part parse_part(std::string_view text) {
  const std::unique_ptr<TSParser, ParserDeleter> parser(ts_parser_new());
  [[maybe_unused]] const bool fits = ts_parser_set_language(parser.get(), tree_sitter_python());
  assert(fits && "the grammar and the tree-sitter library have different versions");
  const std::unique_ptr<TSTree, TreeDeleter> tree(ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
  const TSNode root = ts_tree_root_node(tree.get());
  Part part;
  part.has_error = ts_node_has_error(root);
  part.nodes.reserve(ts_node_descendant_count(root));
  part.links.reserve(part.nodes.capacity());
  Copier(root, part).run();
  return part;
}

/// Adds the children of the other's root, which begins at `offset` of the text.
void append(Part& part, const Part& other, std::uint32_t offset) {
  const auto base = static_cast<std::uint32_t>(part.nodes.size()) - 1;  // the other's root is left out
  const auto moved = [&](std::uint32_t index) { return index == 0 ? 0 : index + base; };
  (part.last_child == 0 ? part.links.front().first : part.links[part.last_child].next) = moved(other.links.front().first);
  for (std::size_t i = 1; i < other.nodes.size(); ++i) {
    Concrete node = other.nodes[i];
    node.begin += offset;
    node.end += offset;
    part.nodes.push_back(node);
    part.links.push_back({moved(other.links[i].first), moved(other.links[i].next)});
  }
  part.last_child = other.last_child == 0 ? part.last_child : moved(other.last_child);
  part.nodes.front().end = other.nodes.front().end + offset;
  part.has_error = part.has_error || other.has_error;
}

Part parse_parts(std::string_view text, const std::vector<std::uint32_t>& cuts) {
  std::vector<std::future<Part>> others;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const std::string_view part = text.substr(cuts[i], (i + 1 < cuts.size() ? cuts[i + 1] : text.size()) - cuts[i]);
    others.push_back(std::async(std::launch::async, [part] { return parse_part(part); }));
  }
  Part whole = parse_part(cuts.empty() ? text : text.substr(0, cuts.front()));
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    append(whole, others[i].get(), cuts[i]);
  }
  return whole;
}

}  // namespace

const Concrete* Concrete::child(Form wanted) const {
  for (const Concrete* node = first; node != nullptr; node = node->next) {
    if (node->form == wanted) {
      return node;
    }
  }
  return nullptr;
}

const Concrete* Concrete::first_rule() const {
  for (const Concrete* node = first; node != nullptr; node = node->next) {
    if (node->is_rule) {
      return node;
    }
  }
  return nullptr;
}

ConcreteTree::ConcreteTree(std::string_view text, const std::vector<std::uint32_t>& cuts) {
  static_cast<void>(forms_by_symbol());
  Part part = parse_parts(text, cuts);
  if (part.has_error && !cuts.empty()) {
    part = parse_part(text);  // errors are told from the whole
  }
  has_error_ = part.has_error;
  nodes_ = std::move(part.nodes);
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    nodes_[i].first = part.links[i].first == 0 ? nullptr : &nodes_[part.links[i].first];
    nodes_[i].next = part.links[i].next == 0 ? nullptr : &nodes_[part.links[i].next];
  }
}

}  // namespace krait::syntax
