#include "syntax/concrete.hpp"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <future>
#include <thread>
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

/// The tree of a part of the text in preorder, below a root of its own. Places count from where the whole text begins.
struct Part {
  std::vector<Concrete> nodes;
  Concrete* last_child = nullptr;  ///< of the root
  bool has_error = false;
};

/// Copies tree-sitter's tree.
class Copier {
 public:
  Copier(const TSNode& root, std::uint32_t offset, Part& part) : cursor_(ts_tree_cursor_new(root)), offset_(offset), part_(part) {}
  Copier(const Copier&) = delete;
  Copier& operator=(const Copier&) = delete;
  ~Copier() { ts_tree_cursor_delete(&cursor_); }

  void run() {
    add_current();
    open_.push_back({&part_.nodes.front(), nullptr});
    bool more = ts_tree_cursor_goto_first_child(&cursor_);
    if (!more) {
      return;
    }
    while (!open_.empty()) {
      const bool kept = add_current();
      if (kept && has_children_ && ts_tree_cursor_goto_first_child(&cursor_)) {
        open_.push_back({&part_.nodes.back(), nullptr});
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
    Concrete* parent;
    Concrete* last_child;
  };

  bool add_current() {
    const TSNode node = ts_tree_cursor_current_node(&cursor_);
    Concrete described = describe(node);
    if (!is_kept(node, described)) {
      return false;
    }
    described.begin += offset_;
    described.end += offset_;
    has_children_ = ts_node_child_count(node) != 0;
    assert(part_.nodes.size() < part_.nodes.capacity() && "links are pointers: the nodes may not move");
    Concrete& added = part_.nodes.emplace_back(described);
    if (!open_.empty()) {
      Open& open = open_.back();
      (open.last_child == nullptr ? open.parent->first : open.last_child->next) = &added;
      open.last_child = &added;
      part_.last_child = open_.size() == 1 ? &added : part_.last_child;
    }
    return true;
  }

  TSTreeCursor cursor_;
  std::uint32_t offset_;
  Part& part_;
  bool has_children_ = false;  ///< the node that was added last
  std::vector<Open> open_;
};

Part parse_part(std::string_view text, std::uint32_t offset) {
  const std::unique_ptr<TSParser, ParserDeleter> parser(ts_parser_new());
  [[maybe_unused]] const bool fits = ts_parser_set_language(parser.get(), tree_sitter_python());
  assert(fits && "the grammar and the tree-sitter library have different versions");
  const std::unique_ptr<TSTree, TreeDeleter> tree(ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
  const TSNode root = ts_tree_root_node(tree.get());
  Part part;
  part.has_error = ts_node_has_error(root);
  part.nodes.reserve(ts_node_descendant_count(root));
  Copier(root, offset, part).run();
  return part;
}

/// Parses what lies between the cuts, as many parts at a time as there are processors; a part's memory serves the next.
std::vector<Part> parse_parts(std::string_view text, const std::vector<std::uint32_t>& cuts) {
  std::vector<Part> parts(cuts.size() + 1);
  std::atomic<std::size_t> following = 0;
  const auto work = [&] {
    for (std::size_t i = following++; i < parts.size(); i = following++) {
      const std::uint32_t begin = i == 0 ? 0 : cuts[i - 1];
      parts[i] = parse_part(text.substr(begin, (i < cuts.size() ? cuts[i] : text.size()) - begin), begin);
    }
  };
  std::vector<std::future<void>> others;
  while (others.size() + 1 < std::min<std::size_t>(std::thread::hardware_concurrency(), parts.size())) {
    others.push_back(std::async(std::launch::async, work));
  }
  work();
  for (std::future<void>& other : others) {
    other.get();
  }
  return parts;
}

/// Hangs the children of all roots below the first.
void join(std::vector<Part>& parts) {
  Concrete& root = parts.front().nodes.front();
  Concrete* last = parts.front().last_child;
  for (auto part = parts.begin() + 1; part != parts.end(); ++part) {
    const Concrete& own_root = part->nodes.front();
    if (own_root.first != nullptr) {
      (last == nullptr ? root.first : last->next) = own_root.first;
      last = part->last_child;
    }
    root.end = own_root.end;
  }
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
  std::vector<Part> parts = parse_parts(text, cuts);
  has_error_ = std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.has_error; });
  if (has_error_ && !cuts.empty()) {
    parts = parse_parts(text, {});  // errors are told from the whole
    has_error_ = parts.front().has_error;
  }
  join(parts);
  for (Part& part : parts) {
    parts_.push_back(std::move(part.nodes));
  }
}

}  // namespace krait::syntax
