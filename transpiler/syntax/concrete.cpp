#include "syntax/concrete.hpp"

#include <array>
#include <cassert>
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
  return described.form != Form::Comment && described.form != Form::LineContinuation &&
         (!ts_node_is_extra(node) || described.form == Form::Error);
}

struct ParserDeleter {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};
struct TreeDeleter {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};

/// Copies the tree in preorder; links between nodes are indices until the vector has its final size.
class Copier {
 public:
  struct Links {
    std::uint32_t first = 0;
    std::uint32_t next = 0;
  };

  Copier(const TSNode& root, std::vector<Concrete>& nodes) : cursor_(ts_tree_cursor_new(root)), nodes_(nodes) {}
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
      if (kept && ts_tree_cursor_goto_first_child(&cursor_)) {
        open_.push_back({static_cast<std::uint32_t>(nodes_.size() - 1), 0});
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

  void link() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      nodes_[i].first = links_[i].first == 0 ? nullptr : &nodes_[links_[i].first];
      nodes_[i].next = links_[i].next == 0 ? nullptr : &nodes_[links_[i].next];
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
    const auto index = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back(described);
    links_.emplace_back();
    if (!open_.empty()) {
      Open& open = open_.back();
      (open.last_child == 0 ? links_[open.parent].first : links_[open.last_child].next) = index;
      open.last_child = index;
    }
    return true;
  }

  TSTreeCursor cursor_;
  std::vector<Concrete>& nodes_;
  std::vector<Links> links_;
  std::vector<Open> open_;
};

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

ConcreteTree::ConcreteTree(std::string_view text) {
  const std::unique_ptr<TSParser, ParserDeleter> parser(ts_parser_new());
  [[maybe_unused]] const bool fits = ts_parser_set_language(parser.get(), tree_sitter_python());
  assert(fits && "the grammar and the tree-sitter library have different versions");
  const std::unique_ptr<TSTree, TreeDeleter> tree(
      ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
  const TSNode root = ts_tree_root_node(tree.get());
  has_error_ = ts_node_has_error(root);
  nodes_.reserve(ts_node_descendant_count(root));
  Copier copier(root, nodes_);
  copier.run();
  copier.link();
}

}  // namespace krait::syntax
