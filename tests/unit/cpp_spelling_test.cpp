// Spelling of numbers, strings and comments.
#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "cpp/spelling.hpp"

namespace {

using namespace krait::cpp;
using Pairs = std::vector<std::pair<std::string, std::string>>;

TEST_CASE("numbers keep their spelling") {
  const Pairs rows = {
      {"0", "0"},         {"1", "1"},           {"1_000_000", "1'000'000"},
      {"0xFF", "0xFF"},   {"0XfF", "0XfF"},     {"0xFF_FF", "0xFF'FF"},
      {"0x_ff", "0xff"},  {"0b1010", "0b1010"}, {"0b_1010_1010", "0b1010'1010"},
      {"0B1", "0B1"},     {"0o17", "017"},      {"0O17", "017"},
      {"0o_1_7", "01'7"}, {"00", "0"},          {"0_0", "0"},
      {"1.5", "1.5"},     {"1.", "1."},         {".5", ".5"},
      {"1e5", "1e5"},     {"1E-5", "1E-5"},     {"1_0.5e3", "1'0.5e3"},
      {"0.0", "0.0"},     {"0e0", "0e0"},       {"00.5", "00.5"},
  };
  for (const auto& [python, cpp] : rows) {
    CHECK(number_spelling(python) == cpp);
  }
}

TEST_CASE("strings") {
  using namespace std::string_literals;
  const Pairs rows = {
      {"", R"("")"},
      {"abc", R"("abc")"},
      {"say \"hi\"", R"("say \"hi\"")"},
      {"it's", R"("it's")"},
      {"back\\slash", R"("back\\slash")"},
      {"a\nb\tc\rd", R"("a\nb\tc\rd")"},
      {"\a\b\f\v", R"("\a\b\f\v")"},
      {"\0"s, R"("\0")"},
      {"a\0b"s, R"("a\0b")"},
      {"a\0"
       "1"s,
       R"("a\0001")"},
      {"a\0"
       "9"s,
       R"("a\09")"},
      {"\x1b[0m", R"("\x1b[0m")"},
      {"\x1b"
       "f",
       R"("\033f")"},
      {"\x7f", R"("\x7f")"},
      {"\x01"
       "2",
       R"("\0012")"},
      {"\x01g", R"("\x01g")"},
      {"déjà vu", R"("déjà vu")"},
      {"日本語", R"("日本語")"},
      {"😀", R"("😀")"},
      {"what?", R"("what?")"},
      {"what?\?", R"("what?\?")"},
      {"?\?=", R"("?\?=")"},
      {"?\?\?", R"("?\?\?")"},
      {"\xed\xa0\x80", R"("\xed\xa0\x80")"},  // a lone surrogate in generalised UTF-8
      {"\xff", R"("\xff")"},
      {"\xff"
       "a",
       R"("\377a")"},
      {"\xc3", R"("\xc3")"},                          // cut short
      {"\xc0\x80", R"("\xc0\x80")"},                  // overlong
      {"\xf4\x90\x80\x80", R"("\xf4\x90\x80\x80")"},  // past U+10FFFF
      {"\xc2\xa0", R"("\u00a0")"},
      {"\xc2\x85", R"("\xc2\x85")"},
      {"\xc2\x85"
       "a",
       R"("\xc2\205a")"},
      {"\xe2\x80\xae", R"("\u202e")"},
      {"\xe2\x80\x8b", R"("\u200b")"},
      {"\xef\xbb\xbf", R"("\ufeff")"},
      {"\xf3\xa0\x80\xa0", R"("\U000e0020")"},
      {"% {} %s", R"("% {} %s")"},
      {"// not a comment", R"("// not a comment")"},
  };
  for (const auto& [value, cpp] : rows) {
    CHECK(string_literal(value) == cpp);
  }
}

TEST_CASE("characters") {
  CHECK(character_literal('x') == "'x'");
  CHECK(character_literal('\'') == R"('\'')");
  CHECK(character_literal('"') == R"('"')");
  CHECK(character_literal('\t') == R"('\t')");
  CHECK(character_literal('\x01') == R"('\x01')");
  CHECK(character_literal('?') == "'?'");
}

TEST_CASE("comments are safe") {
  using Lines = std::vector<std::string>;
  CHECK(comment_lines("") == Lines{""});
  CHECK(comment_lines("plain") == Lines{"plain"});
  CHECK(comment_lines("trailing blanks  \t") == Lines{"trailing blanks"});
  CHECK(comment_lines("  indented") == Lines{"  indented"});
  CHECK(comment_lines("one\ntwo") == Lines{"one", "two"});
  CHECK(comment_lines("one\n\nthree") == Lines{"one", "", "three"});
  CHECK(comment_lines("one\r\ntwo") == Lines{"one", "two"});
  CHECK(comment_lines("C:\\") == Lines{"C:\\ ."});
  CHECK(comment_lines("C:\\  ") == Lines{"C:\\ ."});
  CHECK(comment_lines("C:\\\nnext") == Lines{"C:\\ .", "next"});
  CHECK(comment_lines("what?\?/") == Lines{"what?\?/ ."});
  CHECK(comment_lines("a\tb") == Lines{"a  b"});
  CHECK(comment_lines("bell\a") == Lines{"bell\\x07"});
  CHECK(comment_lines("déjà 日本語") == Lines{"déjà 日本語"});
  CHECK(comment_lines("\xe2\x80\xae"
                      "evil") == Lines{"U+202eevil"});
  CHECK(comment_lines("\xff") == Lines{"\\xff"});
}

}  // namespace
