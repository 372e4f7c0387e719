#include <doctest/doctest.h>

#include "syntax/unicode.hpp"
#include "syntax_table.hpp"

namespace krait::syntax {

namespace {

TEST_CASE("string literals have Python's values") {
  struct Row {
    std::string_view literal;
    std::string value;
  };
  const Row rows[] = {
      {R"('')", ""},
      {R"('a' "b" '''c''')", "abc"},
      {R"('\n\t\\\'\"\a\b\f\v\r')", "\n\t\\'\"\a\b\f\v\r"},
      {R"('\x41\101\0')", std::string("AA\0", 3)},
      {R"('\u00e9\U0001F600')", "\xC3\xA9\xF0\x9F\x98\x80"},
      {R"('\ud800')", "\xED\xA0\x80"},
      {R"('\N{LATIN SMALL LETTER A WITH ACUTE}\N{hangul syllable gag}\N{CJK UNIFIED IDEOGRAPH-4E00}\N{NBSP}')", "\xC3\xA1\xEA\xB0\x81\xE4\xB8\x80\xC2\xA0"},
      {R"('\q\d')", "\\q\\d"},
      {"'a\\\nb'", "ab"},
      {R"(r'\n\'')", "\\n\\'"},
      {R"(r'\\')", "\\\\"},
      {"'''a\r\nb'''", "a\nb"},
      {R"(b'\xff\N{x}\u0041\777')", "\xff\\N{x}\\u0041\xff"},
      {R"(u'x')", "x"},
  };
  for (const Row& row : rows) {
    const Parsed parsed("x = " + std::string(row.literal) + "\n");
    REQUIRE_MESSAGE(parsed.module != nullptr, row.literal << "\n" << parsed.shown());
    const auto* value = as<Constant>(static_cast<const Assign*>(parsed.module->body.statements.front())->value);
    REQUIRE(value != nullptr);
    CHECK_MESSAGE(value->text == row.value, row.literal);
    CHECK(value->spelling == row.literal);
  }
}

TEST_CASE("numbers keep their spelling and know their value") {
  struct Row {
    std::string_view literal;
    ConstantKind kind;
    std::string_view text;
    double number;
  };
  const Row rows[] = {
      {"0", ConstantKind::Int, "0", 0},
      {"00_0", ConstantKind::Int, "0", 0},
      {"1_000_000", ConstantKind::Int, "1000000", 0},
      {"0xFF", ConstantKind::Int, "255", 0},
      {"0B1_01", ConstantKind::Int, "5", 0},
      {"0o17", ConstantKind::Int, "15", 0},
      {"0xFFFFFFFFFFFFFFFFFFFFFFFF", ConstantKind::Int, "79228162514264337593543950335", 0},
      {"1.5", ConstantKind::Float, "1.5", 1.5},
      {".5e1_0", ConstantKind::Float, ".5e10", 0.5e10},
      {"1e-400", ConstantKind::Float, "1e-400", 0},
      {"5e-324", ConstantKind::Float, "5e-324", 5e-324},
      {"1_0j", ConstantKind::Complex, "10", 10},
      {"007j", ConstantKind::Complex, "007", 7},
      {"077.5", ConstantKind::Float, "077.5", 77.5},
  };
  for (const Row& row : rows) {
    const Parsed parsed(std::string(row.literal) + "\n");
    const auto* value = as<Constant>(parsed.expression());
    REQUIRE_MESSAGE(value != nullptr, row.literal);
    CHECK_MESSAGE(value->constant == row.kind, row.literal);
    CHECK_MESSAGE(value->text == row.text, row.literal);
    CHECK_MESSAGE(value->number == row.number, row.literal);
    CHECK(value->spelling == row.literal);
  }
}

TEST_CASE("f-strings are text and fields") {
  CHECK(Parsed(R"(f"a{b!r:>{c}}{{d}}" 'e' f"{g}")"
               "\n")
            .shown() ==
        " body: ExprStmt\n  value: JoinedStr\n   value: Constant Str 'a'\n   value: FormattedValue !r\n    value: Name b Load\n    format_spec: JoinedStr\n     value: Constant "
        "Str '>'\n"
        "     value: FormattedValue\n      value: Name c Load\n   value: Constant Str '{d}e'\n   value: FormattedValue\n    value: Name g Load\n");
  CHECK(Parsed("f'{ x = }{y=:3}'\n").shown() ==
        " body: ExprStmt\n  value: JoinedStr\n   value: FormattedValue !r debug=' x = '\n    value: Name x Load\n   value: FormattedValue debug='y='\n    value: Name y Load\n    "
        "format_spec: JoinedStr\n"
        "     value: Constant Str '3'\n");
  CHECK(Parsed("f'{x:=^5}'\n").shown() ==
        " body: ExprStmt\n  value: JoinedStr\n   value: FormattedValue\n    value: Name x Load\n    format_spec: JoinedStr\n     value: Constant Str '=^5'\n");
  // Python 3.12: the quotes of the string may stand in its fields.
  CHECK(Parsed("f'{a['b']}'\n").shown() ==
        " body: ExprStmt\n  value: JoinedStr\n   value: FormattedValue\n    value: Subscript Load\n     value: Name a Load\n     slice: Constant Str 'b'\n");
  CHECK(Parsed("f'{x!=y}'\n").shown() ==
        " body: ExprStmt\n  value: JoinedStr\n   value: FormattedValue\n    value: Compare NotEq\n     left: Name x Load\n     comparator: Name y Load\n");
}

TEST_CASE("identifiers are compared in normal form") {
  CHECK(normalise_identifier("plain") == "plain");
  CHECK(normalise_identifier("\xEF\xAC\x81") == "fi");                                    // the ligature
  CHECK(normalise_identifier("e\xCC\x81") == "\xC3\xA9");                                 // e and combining acute
  CHECK(normalise_identifier("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8") == "\xEA\xB0\x81");  // conjoining Hangul
  CHECK(normalise_identifier("\xF0\x9D\x95\x8F") == "X");
  CHECK(Parsed("\xEF\xAC\x81x = 1\n").shown() == " body: Assign\n  target: Name fix Store\n  value: Constant Int 1\n");
}

TEST_CASE("characters have names") {
  CHECK(character_named("space") == U' ');
  CHECK(character_named("LINE FEED") == U'\n');
  CHECK(character_named("HANGUL SYLLABLE HIH") == U'\xD7A3');
  CHECK(character_named("CJK UNIFIED IDEOGRAPH-20000") == U'\x20000');
  CHECK_FALSE(character_named("CJK UNIFIED IDEOGRAPH-0041").has_value());
  CHECK_FALSE(character_named("NO SUCH NAME").has_value());
  CHECK_FALSE(character_named("").has_value());
}

}  // namespace

}  // namespace krait::syntax
