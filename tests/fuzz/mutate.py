#!/usr/bin/env python3
"""Mutates the repository's Python files and gives them to krait; needs no special compiler.

    tests/fuzz/mutate.py 60                 a minute of `krait emit`
    tests/fuzz/mutate.py 60 --seed 7        other mutants
    tests/fuzz/mutate.py 60 --check         `krait check` only, whose verdict is compared with CPython's compile()
    tests/fuzz/mutate.py 60 --compile       mutants that krait accepts must also be valid C++ (`krait build -O0`)

A mutant is a finding if krait crashes, hangs, ends with another code than 0 or 2, fails without a diagnostic, or (with --check)
accepts as syntax what CPython rejects or the other way round. Findings are written to build/fuzz/findings/mutants.
"""
import argparse
import ast
import io
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
import tokenize
import warnings

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FINDINGS = ROOT / "build/fuzz/findings/mutants"
NUMBERS = ["0", "-1", "2**31", "2**63", "10**30", "1.5", "1e400", "0x_ff", "True", "None", "''", "[]"]
LINES = ["pass", "return", "break", "continue", "yield", "raise", "del x", "global x", "nonlocal x", "x: int", "import os", "@x", "else:", "finally:", "async def f(): pass"]


def sources():
    for folder in ("tests/runtime", "tests/acceptance", "examples", "bench/programs"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            text = file.read_text(encoding="utf-8")
            if len(text) < 20000:
                yield text


def tokens_of(text):
    try:
        return [token for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type != tokenize.ENDMARKER]
    except (tokenize.TokenError, IndentationError, SyntaxError):
        return []


def with_span(lines, start, end, new):
    """The text with what stands between two (line, column) places replaced."""
    (first, left), (last, right) = start, end
    return "".join(lines[:first - 1]) + lines[first - 1][:left] + new + lines[last - 1][right:] + "".join(lines[last:])


def mutate_token(text, other, rng):
    tokens, lines = tokens_of(text), text.splitlines(keepends=True)
    if not tokens:
        return text
    token = rng.choice(tokens)
    donors = tokens_of(other) or tokens
    new = rng.choice(["", token.string * 2, rng.choice(donors).string, rng.choice(tokens).string, rng.choice(NUMBERS)])
    return with_span(lines, token.start, token.end, new) if token.start[0] <= len(lines) and token.end[0] <= len(lines) else text


def mutate_line(text, other, rng):
    lines = text.splitlines(keepends=True)
    at = rng.randrange(len(lines))
    indent = lines[at][:len(lines[at]) - len(lines[at].lstrip())]
    kind = rng.randrange(6)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, lines[at])
    elif kind == 2:
        lines.insert(at, indent + rng.choice(LINES) + "\n")
    elif kind == 3:
        lines[at] = rng.choice(["    ", "\t", " "]) + lines[at]
    elif kind == 4:
        there = rng.randrange(len(lines))
        lines[at], lines[there] = lines[there], lines[at]
    else:
        lines.insert(at, indent + rng.choice(other.splitlines()).strip() + "\n")
    return "".join(lines)


class Swap(ast.NodeTransformer):
    """Replaces one expression by another."""

    def __init__(self, old, new):
        self.old, self.new = old, new

    def visit(self, node):
        return self.new if node is self.old else self.generic_visit(node)


def mutate_tree(text, other, rng):
    """Exchanges an expression for one of this or another file: valid syntax almost always, sense hardly ever."""
    tree = ast.parse(text)
    expressions = [node for node in ast.walk(tree) if isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load)]
    donors = [node for node in ast.walk(ast.parse(rng.choice([text, other]))) if isinstance(node, ast.expr) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load)]
    if not expressions or not donors:
        return text
    changed = Swap(rng.choice(expressions), rng.choice(donors)).visit(tree)
    return ast.unparse(ast.fix_missing_locations(changed))


def mutant(texts, rng):
    text = rng.choice(texts)
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        other = rng.choice(texts)
        kind = rng.choice([mutate_token, mutate_line, mutate_tree, mutate_tree])
        try:
            text = kind(text, other, rng) or text
        except (SyntaxError, ValueError, RecursionError, IndexError, AttributeError, TypeError):
            continue  # the text was no longer Python, or not in this way
    return text


def python_rejects(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "mutant.py", "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            return str(error)
        except (RecursionError, MemoryError, OverflowError):
            return None
    return None


def judge(krait, file, text, mode):
    """What is wrong with krait's answer, or None."""
    check_only = mode == "check"
    command = {"check": ["check", str(file)], "emit": ["emit", str(file), "-o", "-"], "compile": ["build", "-O0", str(file), "-o", str(file.with_suffix(".bin"))]}[mode]
    environment = dict(os.environ, XDG_CACHE_HOME=str(file.parent))
    try:
        done = subprocess.run([str(krait), *command], capture_output=True, timeout=300, env=environment)
    except subprocess.TimeoutExpired:
        return "hangs"
    errors = done.stderr.decode("utf-8", "replace")
    if done.returncode < 0:
        return f"killed by signal {-done.returncode}: " + last_line(errors)
    if mode == "compile" and done.returncode == 70:
        first = re.search(r"error: .*", errors)
        return "invalid C++: " + (first.group(0) if first else last_line(errors))
    if done.returncode not in (0, 2):
        return f"exit code {done.returncode}: " + last_line(errors)
    if done.returncode == 2 and "error[K" not in re.sub("\x1b\\[[0-9;]*m", "", errors):
        return "fails without a diagnostic: " + last_line(errors)
    if check_only:
        refused = re.search(r"error\[(K01\d\d)\]", errors)
        reason = python_rejects(text)
        if reason and not refused:
            return f"accepts what CPython rejects: {reason}"
        if refused and not reason:
            return f"rejects ({refused.group(1)}) what CPython accepts"
    return None


def last_line(text):
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1][:200] if lines else ""


def signature(problem):
    """Problems with the same signature count as one."""
    return re.sub(r"\d+|'[^']*'|`[^`]*`|/\S+", "#", problem)[:120]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", nargs="?", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    kinds = parser.add_mutually_exclusive_group()
    kinds.add_argument("--check", dest="mode", action="store_const", const="check", default="emit")
    kinds.add_argument("--compile", dest="mode", action="store_const", const="compile")
    parser.add_argument("--krait", type=pathlib.Path, default=ROOT / "build/release/bin/krait")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    texts = list(sources())
    FINDINGS.mkdir(parents=True, exist_ok=True)
    found, count, end = {}, 0, time.monotonic() + options.seconds
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "mutant.py"
        while time.monotonic() < end:
            text = mutant(texts, rng)
            file.write_text(text, encoding="utf-8", errors="surrogatepass")
            count += 1
            problem = judge(options.krait, file, text, options.mode)
            if problem and signature(problem) not in found:
                kept = FINDINGS / f"seed{options.seed}_{count}.py"
                kept.write_text(text, encoding="utf-8", errors="surrogatepass")
                found[signature(problem)] = kept
                print(f"{kept.relative_to(ROOT)}: {problem}", flush=True)
    print(f"{count} mutants, {len(found)} kinds of findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
