#include "syntax/comments.hpp"

#include <algorithm>
#include <cassert>

namespace krait::syntax {

namespace {

/// A place that comments can belong to, in the order of the text: a statement, or a clause with a keyword of its own.
struct Owner {
  std::uint32_t begin;
  std::uint32_t body_index;  ///< index of the innermost body around it
  std::vector<Comment>* leading;
  std::vector<Comment>* trailing;
  Stmt* statement;  ///< null for clauses
};

struct KnownBody {
  Body* body;
  std::uint32_t parent;
  std::uint32_t column;  ///< indentation; bodies on the line of their header have none
  bool indented;
};

class Attacher {
 public:
  Attacher(const Lexical& lexical, std::string_view text, source::FileId file) : lexical_(lexical), text_(text), file_(file) {}

  void run(Body& module) {
    bodies_.push_back({&module, 0, 0, true});
    collect(module, 0);
    for (Owner& owner : owners_) {
      note_blank_lines(owner);
    }
    for (const ScannedComment& comment : lexical_.comments) {
      attach(comment);
    }
  }

 private:
  void collect(Body& body, std::uint32_t index);
  void collect_statement(Stmt& statement, std::uint32_t index);
  void collect_body(Body& body, std::uint32_t parent);
  void collect_clause(Body& body, std::uint32_t parent, std::string_view keyword, std::uint32_t after);
  void add_clause(std::uint32_t begin, std::uint32_t index, std::vector<Comment>& leading, std::vector<Comment>& trailing) {
    owners_.push_back({begin, index, &leading, &trailing, nullptr});
  }
  [[nodiscard]] std::uint32_t column_of(std::uint32_t offset) const;
  [[nodiscard]] std::uint32_t keyword_before(std::string_view keyword, std::uint32_t limit, std::uint32_t after) const;
  [[nodiscard]] std::uint32_t last_line_begin(const Body& body) const { return lexical_.line_at(body.statements.back()->span.end - 1).begin; }
  void note_blank_lines(Owner& owner);
  void attach(const ScannedComment& comment);
  void attach_between(const ScannedComment& comment, Comment made);

  const Lexical& lexical_;
  std::string_view text_;
  source::FileId file_;
  std::vector<Owner> owners_;
  std::vector<KnownBody> bodies_;
  std::size_t next_ = 0;               // first owner that begins after the current comment
  std::size_t sealed_for_ = SIZE_MAX;  // `next_` for which a comment was already given to that owner
  std::uint32_t dangling_body_ = 0;    // body that took the last dangling comment before `next_`
  std::size_t dangling_for_ = SIZE_MAX;
};

/// Where a statement's text begins, decorators included.
std::uint32_t begin_of(const Stmt& statement, std::string_view text) {
  const std::vector<Expr*>* decorators = nullptr;
  if (const auto* function = as<FunctionDef>(&statement)) {
    decorators = &function->decorators;
  } else if (const auto* made = as<ClassDef>(&statement)) {
    decorators = &made->decorators;
  }
  if (decorators == nullptr || decorators->empty()) {
    return statement.span.begin;
  }
  return static_cast<std::uint32_t>(text.rfind('@', decorators->front()->span.begin));
}

std::uint32_t Attacher::column_of(std::uint32_t offset) const {
  std::uint32_t begin = offset;
  while (begin > 0 && text_[begin - 1] != '\n') {
    --begin;
  }
  std::uint32_t column = 0;
  for (; begin < offset; ++begin) {
    column = text_[begin] == '\t' ? (column / 8 + 1) * 8 : text_[begin] == '\f' ? 0 : column + 1;
  }
  return column;
}

void Attacher::collect(Body& body, std::uint32_t index) {
  for (Stmt* statement : body.statements) {
    collect_statement(*statement, index);
  }
}

void Attacher::collect_body(Body& body, std::uint32_t parent) {
  if (body.empty()) {
    return;
  }
  const std::uint32_t begin = begin_of(*body.statements.front(), text_);
  const bool indented = lexical_.line_at(begin).begin == begin;
  const auto index = static_cast<std::uint32_t>(bodies_.size());
  bodies_.push_back({&body, parent, indented ? column_of(begin) : 0, indented});
  collect(body, index);
}

/// Start of the logical line of a clause's keyword: the last line starting with it before `limit`.
std::uint32_t Attacher::keyword_before(std::string_view keyword, std::uint32_t limit, std::uint32_t after) const {
  auto line = std::upper_bound(lexical_.lines.begin(), lexical_.lines.end(), limit, [](std::uint32_t wanted, const LogicalLine& candidate) { return wanted < candidate.begin; });
  while (line != lexical_.lines.begin() && (line - 1)->begin > after) {
    --line;
    if (text_.substr(line->begin).starts_with(keyword)) {
      return line->begin;
    }
  }
  assert(false && "a suite without its keyword");
  return limit;
}

void Attacher::collect_clause(Body& body, std::uint32_t parent, std::string_view keyword, std::uint32_t after) {
  if (body.empty()) {
    return;
  }
  const std::uint32_t begin = keyword_before(keyword, begin_of(*body.statements.front(), text_), after);
  add_clause(begin, parent, body.leading, body.trailing);
  collect_body(body, parent);
}

void Attacher::collect_statement(Stmt& statement, std::uint32_t index) {
  // `elif` chains are walked here, so that their length costs no stack.
  If* branch = nullptr;
  owners_.push_back({begin_of(statement, text_), index, &statement.leading, &statement.trailing, &statement});
  switch (statement.kind) {
    case Kind::FunctionDef: collect_body(static_cast<FunctionDef&>(statement).body, index); break;
    case Kind::ClassDef: collect_body(static_cast<ClassDef&>(statement).body, index); break;
    case Kind::With: collect_body(static_cast<With&>(statement).body, index); break;
    case Kind::For: {
      auto& loop = static_cast<For&>(statement);
      collect_body(loop.body, index);
      collect_clause(loop.orelse, index, "else", last_line_begin(loop.body));
      break;
    }
    case Kind::While: {
      auto& loop = static_cast<While&>(statement);
      collect_body(loop.body, index);
      collect_clause(loop.orelse, index, "else", last_line_begin(loop.body));
      break;
    }
    case Kind::Match:
      for (MatchCase& match_case : static_cast<Match&>(statement).cases) {
        const LogicalLine& line = lexical_.line_at(match_case.pattern->span.begin);
        add_clause(line.begin, index, match_case.leading, match_case.trailing);
        collect_body(match_case.body, index);
      }
      break;
    case Kind::Try: {
      auto& attempt = static_cast<Try&>(statement);
      collect_body(attempt.body, index);
      const Body* last = &attempt.body;
      for (ExceptHandler& handler : attempt.handlers) {
        add_clause(handler.span.begin, index, handler.leading, handler.trailing);
        collect_body(handler.body, index);
        last = &handler.body;
      }
      collect_clause(attempt.orelse, index, "else", last_line_begin(*last));
      last = attempt.orelse.empty() ? last : &attempt.orelse;
      collect_clause(attempt.finalbody, index, "finally", last_line_begin(*last));
      break;
    }
    case Kind::If: branch = static_cast<If*>(&statement); break;
    default: break;
  }
  while (branch != nullptr) {
    collect_body(branch->body, index);
    auto* next = branch->orelse.statements.size() == 1 && branch->orelse.statements[0]->kind == Kind::If ? static_cast<If*>(branch->orelse.statements[0]) : nullptr;
    if (next == nullptr || !next->is_elif) {
      collect_clause(branch->orelse, index, "else", last_line_begin(branch->body));
      break;
    }
    owners_.push_back({next->span.begin, index, &next->leading, &next->trailing, next});
    branch = next;
  }
}

void Attacher::note_blank_lines(Owner& owner) {
  const LogicalLine& line = lexical_.line_at(owner.begin);
  if (owner.statement != nullptr && line.begin == owner.begin) {
    owner.statement->blank_lines_before = line.blank_before;
  }
}

void Attacher::attach(const ScannedComment& comment) {
  Comment made;
  made.span = {file_, comment.begin, comment.end};
  made.text = text_.substr(comment.begin, comment.end - comment.begin);
  made.blank_lines_before = comment.blank_before;
  while (next_ < owners_.size() && owners_[next_].begin < comment.begin) {
    ++next_;
  }
  if (comment.between_lines) {
    attach_between(comment, std::move(made));
  } else {
    assert(next_ > 0 && "a comment inside a statement that nobody owns");
    owners_[next_ - 1].trailing->push_back(std::move(made));
  }
}

void Attacher::attach_between(const ScannedComment& comment, Comment made) {
  // Between decorators and their definition.
  if (next_ > 0 && owners_[next_ - 1].statement != nullptr && comment.begin < owners_[next_ - 1].statement->span.begin) {
    owners_[next_ - 1].leading->push_back(std::move(made));
    return;
  }
  const bool at_end = next_ == owners_.size();
  const bool is_first_in_block =
      next_ > 0 && !at_end && owners_[next_].body_index > owners_[next_ - 1].body_index && bodies_[owners_[next_].body_index].parent == owners_[next_ - 1].body_index;
  const std::uint32_t next_body = at_end ? 0 : owners_[next_].body_index;
  const std::uint32_t next_column = at_end ? 0 : bodies_[next_body].column;
  if (!at_end && (next_ == 0 || is_first_in_block || comment.column <= next_column || sealed_for_ == next_)) {
    sealed_for_ = next_;
    owners_[next_].leading->push_back(std::move(made));
    return;
  }
  // The comment is indented deeper than what follows: it belongs to the end of a body that closes here.
  std::uint32_t index = dangling_for_ == next_ ? dangling_body_ : next_ == 0 ? 0 : owners_[next_ - 1].body_index;
  if (dangling_for_ != next_ && next_ > 0) {
    // The last owner may be a header whose body holds nothing after it: a clause's body comes later in the list.
    index = owners_[next_ - 1].body_index;
  }
  while (index != next_body && (!bodies_[index].indented || bodies_[index].column > comment.column)) {
    index = bodies_[index].parent;
  }
  if (index == next_body && !at_end) {
    sealed_for_ = next_;
    owners_[next_].leading->push_back(std::move(made));
    return;
  }
  dangling_for_ = next_;
  dangling_body_ = index;
  bodies_[index].body->dangling.push_back(std::move(made));
}

}  // namespace

void attach_comments(Body& module, const Lexical& lexical, std::string_view text, source::FileId file) { Attacher(lexical, text, file).run(module); }

}  // namespace krait::syntax
