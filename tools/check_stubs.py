#!/usr/bin/env python3
"""Checks every row of pylib/stubs against pylib's headers: one C++ probe per row, which must compile.

A probe calls the function, constructor, method, operator or attribute that the row promises, as krait would print the call, with values
of the declared types, and asks that the result converts to the declared type. Rows that the transpiler computes itself (`@special`,
`@hook`) have no C++ counterpart and are not probed; those whose probe cannot be written stand in tools/stub_exceptions.txt, with the reason.

usage: tools/check_stubs.py [--cxx g++] [--list] [module ...]
"""

import argparse
import ast
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
STUBS = ROOT / "pylib" / "stubs"
INCLUDE = ROOT / "pylib" / "include"

KEYWORDS = {"and", "or", "not", "xor", "new", "delete", "default", "template", "operator", "union", "register", "throw", "signed", "enum", "export", "int", "float", "bool", "char",
            "errno", "stdin", "stdout", "stderr", "SEEK_SET", "SEEK_CUR", "SEEK_END"}
BINARY = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "mod": "%", "and": "&", "or": "|", "xor": "^", "lshift": "<<", "rshift": ">>",
          "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}
UNARY = {"neg": "-", "pos": "+", "invert": "~"}
# values for the type parameters of a probe, by name
PARAMETERS = {"K": "py::str", "V": "py::Int", "R": "py::Int", "D": "py::Int", "T": "std::int64_t"}
PROTOCOL_VALUES = {"Iterable", "Collection", "Container", "Sequence", "MutableSequence", "Reversible"}


def load(path):
    """The tree of a stub. Python 3.11 cannot parse type parameters: they are cut out and kept by line."""
    source = path.read_text()
    parameters = {}
    lines = source.split("\n")
    for number, line in enumerate(lines, 1):
        match = re.match(r"(\s*(?:async )?(?:def|class) \w+)\[([^\]]*)\](.*)", line)
        if match:
            parameters[number] = [name.strip() for name in match.group(2).split(",")]
            lines[number - 1] = match.group(1) + match.group(3)
    return ast.parse("\n".join(lines), str(path)), parameters


class Row:
    def __init__(self, module, owner, node, parameters):
        self.module, self.owner, self.node, self.parameters = module, owner, node, parameters
        self.name = node.name if hasattr(node, "name") else node.target.id
        self.decorators = {}
        for decorator in getattr(node, "decorator_list", []):
            if isinstance(decorator, ast.Call):
                arguments = [argument.id if isinstance(argument, ast.Name) else ast.literal_eval(argument) for argument in decorator.args]
                arguments += [{keyword.arg: ast.literal_eval(keyword.value)} for keyword in decorator.keywords]
                self.decorators.setdefault(decorator.func.id, []).append(arguments)
            else:
                self.decorators.setdefault(decorator.id, []).append([])

    @property
    def cpp(self):
        given = self.decorators.get("cpp")
        return given[0][0] if given and isinstance(given[0][0], str) else None

    @property
    def header(self):
        for part in (self.decorators.get("cpp") or [[]])[0]:
            if isinstance(part, dict) and "header" in part:
                return part["header"]
        return None

    @property
    def is_special(self):
        return "special" in self.decorators or "hook" in self.decorators

    def title(self):
        return f"{self.module}.{self.owner.name + '.' if self.owner else ''}{self.name} (line {self.node.lineno})"


class Library:
    """All stubs, and how their types are spelled in C++."""

    def __init__(self):
        self.modules = {}
        self.classes = {}
        for path in sorted(STUBS.rglob("*.pyi")):
            name = ".".join(path.relative_to(STUBS).with_suffix("").parts).removesuffix(".__init__")
            tree, parameters = load(path)
            self.modules[name] = (tree, parameters)
            for node in tree.body:
                if isinstance(node, ast.ClassDef):
                    self.classes.setdefault(node.name, []).append(Row(name, None, node, parameters.get(node.lineno, [])))

    def rows(self, module):
        tree, parameters = self.modules[module]
        for node in tree.body:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                row = Row(module, None, node, parameters.get(node.lineno, []))
                yield row
                if isinstance(node, ast.ClassDef):
                    for member in node.body:
                        if isinstance(member, (ast.FunctionDef, ast.AsyncFunctionDef, ast.AnnAssign)):
                            yield Row(module, row, member, parameters.get(member.lineno, []))
            elif isinstance(node, ast.AnnAssign):
                yield Row(module, None, node, [])

    def class_name(self, row):
        if row.cpp:
            return row.cpp
        if row.module in ("builtins", "collections", "enum", "typing"):
            return f"py::{row.name}"
        return f"py::{namespace(row.module)}::{row.name}"

    def type(self, node, scope):
        """The C++ type of an annotation; `scope` maps type parameters to C++ types."""
        if node is None or (isinstance(node, ast.Constant) and node.value is None):
            return "py::none_t"
        if isinstance(node, ast.BinOp):
            left, right = node.left, node.right
            if isinstance(right, ast.Constant) and right.value is None:
                inner = self.type(left, scope)
                return inner if inner == "py::object" else f"py::optional_t<{inner}>"
            return self.type(left, scope)
        if isinstance(node, ast.Subscript):
            return self.generic(node, scope)
        name = node.id if isinstance(node, ast.Name) else node.attr
        if name in scope:
            return scope[name]
        simple = {"int": "std::int64_t", "float": "double", "bool": "bool", "complex": "std::complex<double>", "str": "py::str", "bytes": "py::bytes", "object": "py::object",
                  "Any": "py::object", "NoReturn": "py::none_t", "BaseException": "py::ref<py::BaseException>", "Sized": "py::list<std::int64_t>", "SupportsIndex": "py::Int",
                  "SupportsInt": "py::object", "SupportsFloat": "py::object", "SupportsComplex": "py::object", "SupportsBytes": "py::object", "type": "py::type_ref", "None": "py::none_t"}
        if name in simple:
            return simple[name]
        if name in self.classes:
            row = self.classes[name][0]
            return self.class_name(row) + self.arguments([PARAMETERS.get(p, "std::int64_t") for p in row.parameters])
        raise LookupError(f"no C++ type for {name}")

    @staticmethod
    def arguments(types):
        return f"<{', '.join(types)}>" if types else ""

    def generic(self, node, scope):
        name = node.value.id
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if name == "Literal":
            return "py::str" if isinstance(parts[0].value, str) else "bool"
        if name == "tuple":
            if len(parts) == 2 and isinstance(parts[1], ast.Constant) and parts[1].value is Ellipsis:
                return f"py::tuple<{self.type(parts[0], scope)}>"
            if len(parts) == 1 and isinstance(parts[0], ast.Tuple):
                return "std::tuple<>"
            return f"std::tuple<{', '.join(self.type(part, scope) for part in parts)}>"
        if name == "Callable":
            result = self.type(parts[1], scope)
            if isinstance(parts[0], ast.Constant):
                return f"py::function<{result}()>"
            return f"py::function<{result}({', '.join(self.type(part, scope) for part in parts[0].elts)})>"
        if name in ("Final", "Optional"):
            return self.type(parts[0], scope)
        if name == "type":
            return "py::type_ref"
        if name in ("SupportsAbs", "SupportsRound"):
            return "double"
        types = [self.type(part, scope) for part in parts]
        if name in PROTOCOL_VALUES:
            return f"py::list<{types[0]}>"
        if name in ("Mapping", "MutableMapping"):
            return f"py::dict<{', '.join(types)}>"
        if name in ("Awaitable", "Coroutine"):
            return f"py::task<{types[-1]}>"  # how a coroutine is held
        if name in ("ContextManager", "AsyncContextManager"):
            return "py::object"
        row = self.classes[name][0]
        return f"{self.class_name(row)}<{', '.join(types)}>"


def namespace(module):
    return "::".join(part + "_" if part in KEYWORDS else part for part in module.split("."))


class Prober:
    """Writes the probe of one row."""

    def __init__(self, library):
        self.library = library

    def scope(self, row, receiver_annotation=None):
        scope = {}
        if row.owner:
            for name in row.owner.parameters:
                scope[name] = PARAMETERS.get(name, "std::int64_t")
            if row.owner.module == "builtins" and row.owner.name in ("set", "frozenset", "tuple"):
                scope["T"] = "std::int64_t"
            if isinstance(receiver_annotation, ast.Subscript):
                parts = receiver_annotation.slice.elts if isinstance(receiver_annotation.slice, ast.Tuple) else [receiver_annotation.slice]
                for name, part in zip(row.owner.parameters, parts):
                    scope[name] = self.library.type(part, scope)
            scope["Self"] = self.receiver(row.owner, scope)
        for name in row.parameters:
            scope.setdefault(name, PARAMETERS.get(name, "std::int64_t"))
        if row.module == "asyncio":
            scope.setdefault("R", "std::int64_t")
        return scope

    def receiver(self, owner, scope):
        simple = {"int": "py::Int", "bool": "bool", "float": "double", "complex": "std::complex<double>", "object": "py::object", "type": "py::type_ref"}
        if owner.name in simple and owner.module == "builtins":
            return simple[owner.name]
        if self.is_exception(owner):
            return f"py::ref<{self.library.class_name(owner)}>"
        return self.library.class_name(owner) + self.library.arguments([scope[name] for name in owner.parameters])

    def is_exception(self, owner):
        seen = owner
        while seen is not None:
            if seen.name == "BaseException":
                return True
            bases = [base.id for base in seen.node.bases if isinstance(base, ast.Name)]
            seen = self.library.classes[bases[0]][0] if bases and bases[0] in self.library.classes else None
        return False

    def value(self, annotation, scope):
        return f"value<{self.library.type(annotation, scope)}>()"

    def calls(self, row, scope):
        """Argument lists to probe: the required ones, and all."""
        arguments = row.node.args
        positional = arguments.posonlyargs + arguments.args
        if row.owner and "staticmethod" not in row.decorators:
            positional = positional[1:]
        defaults = [None] * (len(positional) - len(arguments.defaults)) + arguments.defaults if len(arguments.defaults) <= len(positional) else arguments.defaults[-len(positional):]
        required = [self.value(p.annotation, scope) for p, default in zip(positional, defaults) if default is None]
        everything = [self.value(p.annotation, scope) for p, default in zip(positional, defaults) if not (isinstance(default, ast.Constant) and default.value is Ellipsis)]
        required_tags, all_tags = [], []
        for parameter, default in zip(arguments.kwonlyargs, arguments.kw_defaults):
            name = parameter.arg + "_" if parameter.arg in KEYWORDS else parameter.arg
            text = f"py::{name} = {self.value(parameter.annotation, scope)}"
            if default is None:
                required_tags.append(text)
            all_tags.append(text)
        more = []
        if arguments.vararg and isinstance(arguments.vararg.annotation, ast.Subscript) and not required:
            required = [self.value(arguments.vararg.annotation, scope)]  # the element type comes from the first one
        if arguments.vararg:
            more += [self.value(arguments.vararg.annotation, scope)] * 2
        if arguments.kwarg:
            more.append(f'py::arg("name") = {self.value(arguments.kwarg.annotation, scope)}')
        result = [required + required_tags, everything + (more if len(everything) == len(positional) else []) + all_tags]
        return result if result[0] != result[1] else result[:1]

    def expressions(self, row):
        """(expression, C++ type of the result or None) pairs."""
        node = row.node
        if isinstance(node, ast.AnnAssign):
            return self.attribute(row)
        receiver = node.args.posonlyargs + node.args.args
        scope = self.scope(row, receiver[0].annotation if row.owner and receiver else None)
        result = None
        if node.returns is not None and not (isinstance(node.returns, ast.Constant) and node.returns.value is None):
            joined = isinstance(node.returns, ast.BinOp) and not (isinstance(node.returns.right, ast.Constant) and node.returns.right.value is None)
            never = isinstance(node.returns, ast.Name) and node.returns.id in ("NoReturn", "Any")
            result = None if joined or never else self.library.type(node.returns, scope)
            if result in ("std::int64_t",) and not self.fits_int64(row):
                result = "py::Int"
        if isinstance(node, ast.AsyncFunctionDef):
            result = None  # what is awaited is known to the awaiting code only
        if row.owner is None:
            name = row.cpp or ("py::" + ("" if row.module == "builtins" else namespace(row.module) + "::") + self.member(row.name))
            return [(f"{name}({', '.join(call)})", result) for call in self.calls(row, scope)]
        return self.method(row, scope, result)

    @staticmethod
    def fits_int64(row):
        for given in row.decorators.get("range", []):
            if given[0] in ("len", "index", "element", "join", "self") or (isinstance(given[0], int) and abs(given[0]) < 2**63 and abs(given[1]) < 2**63):
                return given[0] not in ("self", "element", "join")
        return False

    @staticmethod
    def member(name):
        return name + "_" if name in KEYWORDS else name

    def attribute(self, row):
        if row.name.startswith("__") or isinstance(row.node.annotation, ast.Constant):
            return []
        if row.owner is None:
            return [("py::" + ("" if row.module == "builtins" else namespace(row.module) + "::") + self.member(row.name), self.library.type(row.node.annotation, {}))]
        scope = self.scope(row)
        dot = "->" if self.is_exception(row.owner) else "."
        return [(f"value<{scope['Self']}>(){dot}{self.member(row.name)}()", None)]

    def method(self, row, scope, result):
        name, self_value = row.name, f"value<{scope['Self']}>()"
        dot = "->" if self.is_exception(row.owner) else "."
        calls = self.calls(row, scope)
        if name == "__init__":
            made = row.cpp or self.library.class_name(row.owner)
            if self.is_exception(row.owner):
                return [(f"{made}({', '.join(call)})", None) for call in calls]
            if row.owner.parameters:
                made += self.library.arguments([scope[p] for p in row.owner.parameters])
            return [(f"{made}({', '.join(call)})", None) for call in calls]
        if "property" in row.decorators:
            return [(f"{row.cpp}({self_value})" if row.cpp and "::" in row.cpp else f"{self_value}{dot}{row.cpp or self.member(name)}()", None)]
        if "staticmethod" in row.decorators or "classmethod" in row.decorators:
            target = row.cpp or f"{scope['Self']}::{self.member(name)}"
            return [(f"{target}({', '.join(call)})", result) for call in calls]
        if row.cpp and "::" in row.cpp:
            order = (lambda call: [*call, self_value]) if name.startswith("__r") and name[3:-2] in [*BINARY, "floordiv", "divmod", "pow", "matmul"] else (lambda call: [self_value, *call])
            return [(f"{row.cpp}({', '.join(order(call))})", result) for call in calls]
        if name.startswith("__"):
            return self.operator(row, scope, self_value, dot, calls, result)
        return [(f"{self_value}{dot}{row.cpp or self.member(name)}({', '.join(call)})", result) for call in calls]

    def operator(self, row, scope, self_value, dot, calls, result):
        name = row.name[2:-2]
        call = calls[0]
        parameter = (row.node.args.posonlyargs + row.node.args.args)[1:]
        is_slice = bool(parameter) and isinstance(parameter[0].annotation, ast.Name) and parameter[0].annotation.id == "slice"
        if is_slice:
            bounds = ["std::int64_t{0}", "std::int64_t{1}"]
            variants = [bounds + call[1:], bounds + ["std::int64_t{2}"] + call[1:]]
            return [(f"{self_value}{dot}{row.cpp}({', '.join(v)})", result) for v in variants]
        if name == "setitem" and row.cpp in (None, "at"):
            return [(f"{self_value}{dot}at({call[0]}) = {call[1]}" if row.cpp else f"{self_value}[{call[0]}] = {call[1]}", None)]
        if row.cpp:
            return [(f"{self_value}{dot}{row.cpp}({', '.join(c)})", result) for c in calls]
        if name in BINARY:
            return [(f"{self_value} {BINARY[name]} {call[0]}", result)]
        if name[:1] == "r" and name[1:] in BINARY:
            return [(f"{call[0]} {BINARY[name[1:]]} {self_value}", result)]
        if name[:1] == "i" and name[1:] in BINARY:
            return [(f"({self_value} {BINARY[name[1:]]}= {call[0]})", None)]
        if name in UNARY:
            return [(f"{UNARY[name]}{self_value}", result)]
        function = {"len": "py::len", "iter": "py::iter", "hash": "py::hash", "repr": "py::repr", "str": "py::str_of", "bool": "py::truth", "next": "py::next"}.get(name)
        if function:
            return [(f"{function}({self_value})", result)]
        if name == "call":
            return [(f"{self_value}({', '.join(call)})", result)]
        return [(f"{self_value}{dot}py_{name}({', '.join(call)})", None)]


PRELUDE = """
template <typename T>
T& value();
template <typename Expected, typename Got>
void result_is(Got&&) {
  static_assert(std::is_constructible_v<Expected, Got>, "the result has another type than the stub says");
}
"""


def probe_source(library, module, rows):
    prober = Prober(library)
    headers, body = set(), []
    for number, row in enumerate(rows):
        for source in (row, row.owner):
            if source is not None and source.header:
                headers.add(source.header)
        if row.owner is None or row.owner.cpp is None:
            headers.add("py/builtins.hpp" if module == "builtins" else f"py/{module.split('.')[0]}.hpp")
        try:
            expressions = prober.expressions(row)
        except LookupError as error:
            body.append(f'#line {number + 1} "rows"\nstatic_assert(false, "{error}");')
            continue
        for part, (expression, result) in enumerate(expressions):
            statement = f"static_cast<void>({expression});" if result is None else f"result_is<{result}>({expression});"
            body.append(f'#line {number + 1} "rows"\n[[maybe_unused]] void probe_{number}_{part}() {{ {statement} }}')
    present = sorted(header for header in headers if (INCLUDE / header).exists())
    missing = sorted(header for header in headers if not (INCLUDE / header).exists())
    common = ["py/builtins.hpp", "py/collections.hpp", "py/arithmetic.hpp", "py/io.hpp", "py/print.hpp", "py/format.hpp", "py/generator.hpp", "py/exceptions.hpp", "py/type.hpp", "py/bytes.hpp"]
    includes = [f"#include <{header}>" for header in dict.fromkeys(present + [h for h in common if (INCLUDE / h).exists()])]
    return "\n".join(includes) + "\n#include <type_traits>\nnamespace {\n" + PRELUDE + "\n".join(body) + "\n}\n", missing


def check(library, module, compiler):
    """Rows that do not compile, with the first error of each."""
    rows = [row for row in library.rows(module)
            if not row.is_special and not (row.owner and row.owner.is_special) and not isinstance(row.node, ast.ClassDef) and probed(library, row)]
    source, missing = probe_source(library, module, rows)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "probe.cpp"
        path.write_text(source)
        if os.environ.get("CHECK_STUBS_KEEP"):
            pathlib.Path(os.environ["CHECK_STUBS_KEEP"], f"probe_{module}.cpp").write_text(source)
        run = subprocess.run([*compiler.split(), "-std=c++20", "-fsyntax-only", "-fmax-errors=0", "-w", f"-I{INCLUDE}", str(path)], capture_output=True, text=True, check=False)
    return len(rows), failures(run.stderr, rows, missing), missing


def probed(library, row):
    """Protocols exist for the analysis only; exceptions' attributes are read by name."""
    if row.owner is not None:
        bases = [base.id for base in row.owner.node.bases if isinstance(base, ast.Name)]
        return "Protocol" not in bases and not (row.module == "typing" and (row.owner.cpp is None or row.owner.name == "Coroutine"))
    if isinstance(row.node, ast.AnnAssign) and isinstance(row.node.annotation, ast.Subscript) and row.node.annotation.value.id == "Final":
        kinds = [part.id for part in ast.walk(row.node.annotation.slice) if isinstance(part, ast.Name)]
        if any(kind in library.classes and library.classes[kind][0].is_special for kind in kinds):
            return False
    return row.module not in ("typing", "__future__", "types", "abc")


def failures(errors, rows, missing):
    found, pending = {}, None
    for line in errors.split("\n"):
        match = re.match(r"rows:(\d+):", line)
        error = re.search(r"error: (.*)", line)
        if error and not match:
            pending = error.group(1)
        if match:
            number = int(match.group(1)) - 1
            if error:
                found.setdefault(number, error.group(1))
            elif "required from here" in line or "in instantiation" in line:
                found.setdefault(number, pending or "an error in a template it uses")
    result = [(rows[number], text) for number, text in sorted(found.items())]
    if not result and "error:" in errors:
        result = [(None, errors.split("error:", 1)[1].split("\n")[0])]
    return result


def read_exceptions():
    """The names in tools/stub_exceptions.txt."""
    lines = pathlib.Path(__file__).with_name("stub_exceptions.txt").read_text(encoding="utf-8").splitlines()
    return {name for line in lines if (name := line.split("#")[0].strip())}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--cxx", default="g++")
    parser.add_argument("--list", action="store_true", help="only count the rows")
    parser.add_argument("modules", nargs="*")
    arguments = parser.parse_args()
    library = Library()
    excepted = read_exceptions()
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("KRAIT_JOBS", "2"))) as pool:
        modules = arguments.modules or list(library.modules)
        for module, (count, bad, missing) in zip(modules, pool.map(lambda name: check(library, name, arguments.cxx), modules)):
            holding = count - len(bad)
            bad = [(row, text) for row, text in bad if row is None or row.title().split(" ")[0] not in excepted]
            for header in missing:
                print(f"{module}: header {header} is missing")
            for row, text in bad:
                print(f"{row.title() if row else module}: {text}")
            failed += len(bad) + len(missing)
            print(f"{module}: {holding} of {count} rows hold, {count - holding - len(bad)} are excepted", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
