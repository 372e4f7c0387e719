"""What a program is called, and what its names are, must not matter: a copy with other names gives the same C++ but for the names.

Every name that the program itself binds is spelled otherwise (as long as before, so that lines break alike), unless a word of a string or
an attribute of some library object is spelled the same. Then the two outputs must agree token by token.
"""
import ast
import builtins
import codecs
import collections
import io
import keyword
import pathlib
import re
import tempfile
import tokenize

import strip_annotations

LIBRARY = {name for kind in (int, float, str, bytes, list, dict, set, tuple, object, type, collections.deque, collections.Counter, BaseException,
                             type(x for x in ())) for name in dir(kind)}
TOKEN = re.compile(r"[A-Za-z_]\w*|\"(?:\\.|[^\"\\])*\"|\S")


def bound_names(tree):
    """What the program's code binds: variables, parameters, functions, classes, attributes that it assigns."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name


def untouchable(tree):
    """Words of strings (fields of named tuples, formats), imported names, keywords of calls to the library."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.findall(r"\w+", node.value)
        elif isinstance(node, ast.JoinedStr):
            yield from (name.id for name in ast.walk(node) if isinstance(name, ast.Name))
            yield from (member.attr for member in ast.walk(node) if isinstance(member, ast.Attribute))
        elif isinstance(node, ast.alias):
            yield from (node.asname or node.name).split(".")
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg


def renamed(text):
    """The program with other names; None where it has none of its own."""
    tree = ast.parse(text)
    kept = set(untouchable(tree)) | LIBRARY | set(dir(builtins)) | set(keyword.kwlist) | {"main", "_"}
    mapping = {}
    for name in bound_names(tree):
        other = codecs.encode(name, "rot13")
        if name not in kept and not name.startswith("_") and other not in kept and len(name) > 1:
            mapping[name] = other
    tokens = [token._replace(string=mapping.get(token.string, token.string)) if token.type == tokenize.NAME else token
              for token in tokenize.generate_tokens(io.StringIO(text).readline)]
    return tokenize.untokenize(tokens) if mapping else None


def is_same(one, other):
    """Is it the same token, or the name (a part of it, in `new_left`) spelled otherwise?"""
    one, other = (text.strip('"').rstrip("_") for text in (one, other))  # `py_`: a name of C++'s or the library's
    parts = list(zip(one.split("_"), other.split("_"), strict=False))
    return len(one) == len(other) and all(a == b or codecs.encode(a, "rot13") == b for a, b in parts)


def first_difference(one, other):
    """Where two texts are not the same up to names, or None."""
    ones, others = TOKEN.findall(one), TOKEN.findall(other)
    for place, (a, b) in enumerate(zip(ones, others)):
        if not is_same(a, b):
            return " ".join(ones[max(0, place - 12):place + 6]) + "\n  and\n" + " ".join(others[max(0, place - 12):place + 6])
    return None if len(ones) == len(others) else "one has more than the other"


def check(krait, program):
    """What is wrong, or None."""
    text = renamed(program.read_text(encoding="utf-8"))
    if text is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / program.name
        copy.write_text(text, encoding="utf-8")
        before = strip_annotations.emitted(krait, program, pathlib.Path(folder) / "before")
        after = strip_annotations.emitted(krait, copy, pathlib.Path(folder) / "after")
    for name in before:
        texts = [code_of(lines, program.stem) for lines in (before[name], after.get(name, []))]
        if problem := first_difference(*texts):
            return f"{name} differs with other names:\n{problem}"
    return None


def code_of(lines, module):
    """The text without comments, and without the module's own scope, which a name needs that std has too."""
    return "\n".join(line.partition("//")[0] for line in lines).replace(module + "::", "")
