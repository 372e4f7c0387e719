#include "cpp/layout.hpp"

#include <algorithm>
#include <cassert>

namespace krait::cpp {

namespace {

constexpr std::uint32_t never_fits = 1'000'000;

bool is_wide(std::uint32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) ||
         (c >= 0xFF00 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

}  // namespace

std::uint32_t display_width(std::string_view text) {
  std::uint32_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    std::size_t length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    std::uint32_t code_point = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
      code_point = (code_point << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    }
    width += is_wide(code_point) ? 2 : 1;
    i += length;
  }
  return width;
}

// ---- collecting ---------------------------------------------------------------------------------------

Layout::Token& Layout::add(TokenKind kind) {
  Token& token = tokens_.emplace_back();
  token.kind = kind;
  return token;
}

std::uint32_t Layout::store(std::string_view text) {
  buffer_ += text;
  return static_cast<std::uint32_t>(buffer_.size());
}

std::string_view Layout::stored(std::uint32_t begin, std::uint32_t end) const { return std::string_view(buffer_).substr(begin, end - begin); }

void Layout::text(std::string_view text) {
  if (text.empty()) {
    return;
  }
  const auto begin = static_cast<std::uint32_t>(buffer_.size());
  const std::uint32_t end = store(text);
  if (!tokens_.empty() && tokens_.back().kind == TokenKind::Text) {
    tokens_.back().end = end;
    tokens_.back().width += display_width(text);
    return;
  }
  Token& token = add(TokenKind::Text);
  token.begin = begin;
  token.end = end;
  token.width = display_width(text);
}

void Layout::comment(std::string_view text) {
  const auto begin = static_cast<std::uint32_t>(buffer_.size());
  const std::uint32_t end = store(text);
  Token& token = add(TokenKind::Comment);
  token.begin = begin;
  token.end = end;
}

void Layout::open(GroupKind kind, GroupBase base, int shift) {
  Token& token = add(TokenKind::Open);
  token.group = kind;
  token.base = base;
  token.offset = static_cast<std::int16_t>(shift);
  ++open_groups_;
}

void Layout::close() {
  add(TokenKind::Close);
  --open_groups_;
}

void Layout::line_break(int spaces, int offset, std::string_view before, std::string_view after) {
  const auto begin = static_cast<std::uint32_t>(buffer_.size());
  const std::uint32_t end = store(before);
  const std::uint32_t after_end = store(after);
  Token& token = add(TokenKind::Break);
  token.begin = begin;
  token.end = end;
  token.after_end = after_end;
  token.spaces = static_cast<std::int16_t>(spaces);
  token.offset = static_cast<std::int16_t>(offset);
}

void Layout::open_bracket() { add(TokenKind::OpenBracket); }
void Layout::close_bracket() { add(TokenKind::CloseBracket); }
void Layout::hug_point() { add(TokenKind::HugPoint); }
void Layout::anchor() { add(TokenKind::Anchor); }
void Layout::mark() { add(TokenKind::Mark); }
void Layout::unmark() { add(TokenKind::Unmark); }
void Layout::newline(int offset) { add(TokenKind::Newline).offset = static_cast<std::int16_t>(offset); }
void Layout::blank_line() { add(TokenKind::Blank); }
void Layout::origin(Origin origin) { add(TokenKind::Origin).origin = origin; }

// ---- measuring ----------------------------------------------------------------------------------------

void Layout::measure_trails() {
  std::uint32_t trail = 0;
  for (auto token = tokens_.rbegin(); token != tokens_.rend(); ++token) {
    token->trail = trail;
    if (token->kind == TokenKind::Text) {
      trail += token->width;
    } else if (token->kind == TokenKind::Break || token->kind == TokenKind::Newline) {
      trail = 0;
    }
  }
}

void Layout::measure() {
  struct Opened {
    std::size_t index;
    std::uint32_t start;
    bool is_measured;
    bool has_newline;
    std::size_t last_break;  ///< the group's own, whose element is being measured
  };
  constexpr std::size_t no_break = ~std::size_t{0};
  const auto end_element = [&](Opened& group, std::uint32_t position) {
    if (group.last_break != no_break) {
      Token& before = tokens_[group.last_break];
      before.width = group.has_newline ? never_fits : position - before.width;
    }
  };
  measure_trails();
  std::vector<Opened> opened;
  std::uint32_t position = 0;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    Token& token = tokens_[i];
    switch (token.kind) {
      case TokenKind::Text: position += token.width; break;
      case TokenKind::Break:
        if (!opened.empty()) {
          end_element(opened.back(), position);
          opened.back().last_break = i;
        }
        position += static_cast<std::uint32_t>(token.spaces);
        token.width = position;
        break;
      case TokenKind::Newline:
        if (!opened.empty()) {
          opened.back().has_newline = true;
        }
        break;
      case TokenKind::HugPoint:
        for (auto& group : opened) {
          if (!group.is_measured && tokens_[group.index].group == GroupKind::Hug) {
            group.is_measured = true;
            tokens_[group.index].width = position - group.start;
          }
        }
        break;
      case TokenKind::Open: opened.push_back({i, position, false, false, no_break}); break;
      case TokenKind::Close: {
        Opened group = opened.back();
        opened.pop_back();
        end_element(group, position + token.trail);
        if (!group.is_measured) {
          tokens_[group.index].width = group.has_newline ? never_fits : position - group.start + token.trail;
        }
        if (group.has_newline && !opened.empty()) {
          opened.back().has_newline = true;
        }
        break;
      }
      default: break;
    }
  }
  assert(opened.empty());
}

// ---- rendering ----------------------------------------------------------------------------------------

void Layout::write(std::string_view text, std::uint32_t columns) {
  if (at_line_start_) {
    printed_.text.append(static_cast<std::size_t>(column_), ' ');
    at_line_start_ = false;
  }
  printed_.text += text;
  column_ += static_cast<int>(columns);
}

void Layout::end_line(int indentation) {
  printed_.text += '\n';
  ++line_;
  if (wants_blank_) {
    printed_.text += '\n';
    ++line_;
    wants_blank_ = false;
  }
  at_line_start_ = true;
  column_ = indentation;
  line_indentation_ = indentation;
  base_ = indentation;
}

void Layout::render_open(const Token& token) {
  Group group;
  const std::uint32_t room = column_ >= line_width ? 0 : static_cast<std::uint32_t>(line_width - column_);
  group.is_broken = token.width > room;
  group.is_fill = token.group == GroupKind::Fill;
  const int bracket = (brackets_.empty() ? 0 : brackets_.back()) + token.offset;
  switch (token.base) {
    case GroupBase::Anchor: group.base = base_; break;
    case GroupBase::Column: group.base = column_; break;
    case GroupBase::Bracket: group.base = bracket; break;
    case GroupBase::Fluent: group.base = std::max(base_, bracket); break;
    case GroupBase::FluentColumn: group.base = std::max({base_, bracket, column_}); break;
  }
  groups_.push_back(group);
}

void Layout::render_break(const Token& token) {
  const Group group = groups_.empty() ? Group{} : groups_.back();
  const auto room = static_cast<std::uint32_t>(std::max(0, line_width - column_ - token.spaces));
  const bool overflows = token.width > room;
  const bool breaks = group.is_broken && (!group.is_fill || overflows || token.spaces == 0);
  if (!breaks) {
    constexpr std::string_view blanks = "  ";
    write(blanks.substr(0, static_cast<std::size_t>(token.spaces)), static_cast<std::uint32_t>(token.spaces));
    return;
  }
  write(stored(token.begin, token.end), 0);
  end_line(group.base + token.offset);
  const auto after = stored(token.end, token.after_end);
  if (!after.empty()) {
    write(after, display_width(after));
  }
}

void Layout::render(const Token& token) {
  switch (token.kind) {
    case TokenKind::Text:
    case TokenKind::Comment: write(stored(token.begin, token.end), token.width); break;
    case TokenKind::Open: render_open(token); break;
    case TokenKind::Close: groups_.pop_back(); break;
    case TokenKind::Break: render_break(token); break;
    case TokenKind::HugPoint: break;
    case TokenKind::Anchor:
      if (groups_.size() == (marks_.empty() ? 0 : marks_.back().groups) || groups_.back().is_broken) {
        base_ = column_;
      }
      break;
    case TokenKind::OpenBracket: brackets_.push_back(base_ + 4); break;
    case TokenKind::CloseBracket: brackets_.pop_back(); break;
    case TokenKind::Mark:
      marks_.push_back({base_, groups_.size()});
      brackets_.push_back(base_);
      break;
    case TokenKind::Unmark:
      marks_.pop_back();
      brackets_.pop_back();
      break;
    case TokenKind::Newline: end_line((marks_.empty() ? 0 : marks_.back().indentation) + token.offset); break;
    case TokenKind::Blank: wants_blank_ = true; break;
    case TokenKind::Origin: printed_.marks.push_back({line_, static_cast<std::uint32_t>(column_) + 1, token.origin}); break;
  }
}

void Layout::flush() {
  assert(open_groups_ == 0);
  measure();
  for (const Token& token : tokens_) {
    render(token);
  }
  tokens_.clear();
  buffer_.clear();
}

Printed Layout::take() {
  flush();
  return std::move(printed_);
}

}  // namespace krait::cpp
