#!/usr/bin/env python3
"""Writes pylib/src/unicode_tables.cpp: what str's methods know of each code point, asked of this Python's own str.

Run with the Python version whose behaviour pylib promises: tools/make_unicode_tables.py > pylib/src/unicode_tables.cpp
"""
import sys
import unicodedata

FLAGS = ["alpha", "decimal", "digit", "numeric", "space", "upper", "lower", "title", "printable", "identifier_start",
         "identifier_continue", "cased", "case_ignorable"]


def flags_of(c):
    before_sigma = ("A" + c + "Σ").lower()[-1] == "ς"
    alone_before_sigma = ("1" + c + "Σ").lower()[-1] == "ς"
    facts = {
        "alpha": c.isalpha(), "decimal": c.isdecimal(), "digit": c.isdigit(), "numeric": c.isnumeric(), "space": c.isspace(),
        "upper": c.isupper(), "lower": c.islower(), "title": unicodedata.category(c) == "Lt", "printable": c.isprintable(),
        "identifier_start": c.isidentifier(), "identifier_continue": ("a" + c).isidentifier(),
        # A letter after a cased character is not capitalised by title().
        "cased": (c + "a").title()[-1] == "a",
        # Case-ignorable characters are looked through when lower() decides whether a sigma ends a word.
        "case_ignorable": before_sigma and not alone_before_sigma,
    }
    return sum(1 << i for i, name in enumerate(FLAGS) if facts[name])


def lower_of(c):
    return "σ" if c == "Σ" else c.lower()


def mappings_of(c):
    return [lower_of(c), c.upper(), c.title(), c.casefold()]


def records():
    """(list of distinct records, record number per code point, {code point: mappings} where one is longer than a character)"""
    numbers, per_code_point, special = {}, [], {}
    for code in range(sys.maxunicode + 1):
        c = chr(code)
        mappings = mappings_of(c)
        if any(len(m) != 1 for m in mappings):
            special[code] = mappings
        deltas = [ord(m) - code if len(m) == 1 else 0 for m in mappings]
        flags = flags_of(c) | (1 << len(FLAGS) if code in special else 0)
        record = (flags, *deltas, unicodedata.decimal(c, 0))
        per_code_point.append(numbers.setdefault(record, len(numbers)))
    return list(numbers), per_code_point, special


def split_table(values, shift):
    size, blocks, first, second = 1 << shift, {}, [], []
    for start in range(0, len(values), size):
        block = tuple(values[start:start + size])
        if block not in blocks:
            blocks[block] = len(blocks)
            second.extend(block)
        first.append(blocks[block])
    return first, second


def cpp_array(kind, name, values):
    lines, line = [], ""
    for value in values:
        text = f"{value},"
        if len(line) + len(text) > 190:
            lines.append(line)
            line = ""
        line += text
    lines.append(line)
    return f"const {kind} {name}[{len(values)}] = {{\n" + "\n".join(lines) + "\n};\n"


def main():
    distinct, per_code_point, special = records()
    last = max(code for code, number in enumerate(per_code_point) if number != per_code_point[-1])
    shift = min(range(4, 9), key=lambda s: sum(map(len, split_table(per_code_point[:last + 1], s))))
    used = per_code_point[:(last >> shift) + 1 << shift]
    first, second = split_table(used, shift)
    strings = [m for code in sorted(special) for m in special[code]]
    out = [
        f"// Made by tools/make_unicode_tables.py from Python {sys.version.split()[0]}, Unicode {unicodedata.unidata_version}. Not to be edited.",
        '#include "unicode_tables.hpp"\n',
        "namespace py::unicode {\n",
        f"const std::uint32_t table_shift = {shift};",
        f"const std::uint32_t table_limit = {len(used)};",
        f"const std::uint32_t default_record = {per_code_point[-1]};\n",
        "// flags; distance to lower, upper, title case and case folding; decimal digit",
        cpp_array("record", "records", ["{" + ",".join(map(str, r)) + "}" for r in distinct]),
        cpp_array("std::uint16_t", "first_stage", first),
        cpp_array("std::uint16_t", "second_stage", second),
        f"const std::uint32_t special_count = {len(special)};",
        cpp_array("std::uint32_t", "special_code_points", sorted(special)),
        "// per code point above: its lower, upper, title case and case folding, three characters each, zero padded",
        cpp_array("std::uint32_t", "special_mappings", [ord(m[i]) if i < len(m) else 0 for m in strings for i in range(3)]),
        "}  // namespace py::unicode",
    ]
    print("\n".join(out))


main()
