#include <doctest/doctest.h>

#include "source/diagnostics.hpp"
#include "source/source.hpp"
#include "source/utf8.hpp"

namespace krait::source {

namespace {

TEST_CASE("places count lines and code points") {
  const File file(1, "a.py", "ab\n\xC3\xA9x\r\ny\rz");
  CHECK(file.line_count() == 4);
  CHECK(file.line(1) == "ab");
  CHECK(file.line(2) == "\xC3\xA9x");
  CHECK(file.line(3) == "y");
  CHECK(file.line(4) == "z");
  CHECK(file.line(5).empty());
  CHECK(file.place(0).line == 1);
  CHECK(file.place(5).line == 2);
  CHECK(file.place(5).column == 2);
  CHECK(file.place(8).line == 3);
  CHECK(file.place(10).line == 4);
  CHECK(file.text({1, 3, 5}) == "\xC3\xA9");
}

TEST_CASE("a byte order mark takes no column") {
  const File file(1, "a.py", "\xEF\xBB\xBFx = 1\n");
  CHECK(file.line(1) == "x = 1");
  CHECK(file.place(3).column == 1);
  CHECK(file.line_count() == 1);
}

TEST_CASE("UTF-8 is checked strictly") {
  CHECK_FALSE(check_utf8("plain \xC3\xA9 \xF0\x9F\x98\x80").has_value());
  CHECK(check_utf8("a\xFF") == "'utf-8' codec can't decode byte 0xff in position 1: invalid start byte");
  CHECK(check_utf8("\xC0\x80") == "'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte");
  CHECK(check_utf8("\xED\xA0\x80") == "'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte");
  CHECK(check_utf8("\xE2\x82") == "'utf-8' codec can't decode bytes in position 0-1: unexpected end of data");
  CHECK(check_utf8("\xF5\x80\x80\x80") == "'utf-8' codec can't decode byte 0xf5 in position 0: invalid start byte");
}

TEST_CASE("code points survive encoding") {
  for (const char32_t c : {U'a', U'\xE9', U'\u20AC', U'\U0001F600', static_cast<char32_t>(0xD800)}) {
    std::string text;
    append_utf8(text, c);
    CHECK(decode_utf8(text, 0).value == c);
    CHECK(decode_utf8(text, 0).length == text.size());
  }
}

TEST_CASE("diagnostics show the line, the place, labels and help") {
  FileTable files;
  const File& file = files.add("a.py", "x = 1\n\tdef f(a, a):\n");
  const Diagnostic diagnostic{Code::K0141, {file.id(), 16, 17}, "duplicate argument 'a'", "rename one", {{{file.id(), 13, 14}, "first here"}, {{file.id(), 0, 1}, "elsewhere"}}};
  CHECK(render_text(diagnostic, files, false) ==
        "a.py:2:11: error[K0141]: duplicate argument 'a'\n"
        " 2 |     def f(a, a):\n"
        "   |              ^\n"
        "   |           - first here\n"
        " 1 | x = 1\n"
        "   | - elsewhere\n"
        "   = help: rename one\n");
  CHECK(render_text(diagnostic, files, true).find("\x1b[1;31merror[K0141]\x1b[0m") != std::string::npos);
  CHECK(render_text({Code::K0141, {}, "no place", "none", {}}, files, false) == "error[K0141]: no place\n   = help: none\n");
}

TEST_CASE("a span over several lines is marked to the end of the first") {
  FileTable files;
  const File& file = files.add("a.py", "f(1,\n  2)\n");
  CHECK(render_text({Code::K0101, {file.id(), 1, 9}, "m", "", {}}, files, false) == "a.py:1:2: error[K0101]: m\n 1 | f(1,\n   |  ^^^\n");
}

TEST_CASE("diagnostics are sorted by place and counted") {
  FileTable files;
  const File& file = files.add("a.py", "abc\n");
  Diagnostics diagnostics;
  CHECK_FALSE(diagnostics.has_errors());
  diagnostics.report(Code::K0102, {file.id(), 2, 3}, "second", "h");
  diagnostics.report(Code::K0101, {file.id(), 0, 1}, "first \"quoted\"\n", "h");
  diagnostics.sort();
  CHECK(diagnostics.has_errors());
  CHECK(diagnostics.all().front().code == Code::K0101);
  CHECK(render_json(diagnostics, files) ==
        "[\n{\"code\":\"K0101\",\"severity\":\"error\",\"file\":\"a.py\",\"line\":1,\"column\":1,\"endLine\":1,\"endColumn\":2,\"message\":\"first "
        "\\\"quoted\\\"\\n\",\"help\":\"h\",\"labels\":[]},\n"
        "{\"code\":\"K0102\",\"severity\":\"error\",\"file\":\"a.py\",\"line\":1,\"column\":3,\"endLine\":1,\"endColumn\":4,\"message\":\"second\",\"help\":\"h\",\"labels\":[]}\n]"
        "\n");
  CHECK(render_json(Diagnostics{}, files) == "[]\n");
}

TEST_CASE("codes are documented") {
  for (const Code code : all_codes()) {
    CHECK(info(code).text.starts_with("K0"));
    CHECK(info(code).text.size() == 5);
    CHECK_FALSE(info(code).name.empty());
    CHECK(info(code).explanation.size() > 20);
  }
}

}  // namespace

}  // namespace krait::source
