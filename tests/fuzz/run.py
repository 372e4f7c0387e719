#!/usr/bin/env python3
"""Fuzzes the parser and the whole pipeline (without the C++ compiler).

    tests/fuzz/run.py                      both libFuzzer targets, a minute together
    tests/fuzz/run.py 600 --target parser  one target, ten minutes
    tests/fuzz/run.py 600 --plain          assertions only, no sanitizers: several times the executions
    tests/fuzz/run.py 60 --planted         a bug planted into the parser's target must be found
    tests/fuzz/run.py 60 --mutate          tests/fuzz/mutate.py instead; also where clang-19 is missing

The corpus is made of the repository's own Python files and grows in build/fuzz/corpus. Inputs in tests/fuzz/corpus are earlier
findings; they run first. Prints executions and coverage; the exit code is 1 if an input crashed, hung, or broke a promise, and
that input is kept in build/fuzz/findings.
"""
import argparse
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build/fuzz"
TARGETS = {"parser": 8192, "pipeline": 4096}  # the longest input, in bytes
COVERAGE = "-fsanitize=fuzzer-no-link"
SANITIZERS = "-fsanitize=address,undefined -fno-sanitize-recover=undefined"


def build(targets, plain=False):
    # Plain is for numbers: no sanitizers, no calls at comparisons, and libc's allocator replaced as in a release.
    flags = "-g1 -DKRAIT_VERIFY " + (f"-O2 {COVERAGE} -fno-sanitize-coverage=trace-cmp" if plain else f"-O1 {COVERAGE} {SANITIZERS}")
    kind = "Release" if plain else "Debug"
    c_flags = flags + " -fno-sanitize=function"  # tree-sitter calls the grammar's scanner through pointers declared without parameters
    configure = ["cmake", "-S", str(ROOT), "-B", str(BUILD), "-G", "Ninja", f"-DCMAKE_BUILD_TYPE={kind}", "-DCMAKE_C_COMPILER=clang-19",
                 "-DCMAKE_CXX_COMPILER=clang++-19", "-DKRAIT_FUZZ=ON", "-DKRAIT_TESTS=OFF", f"-DCMAKE_CXX_FLAGS_{kind.upper()}={flags}", f"-DCMAKE_C_FLAGS_{kind.upper()}={c_flags}"]
    for command in (configure, ["cmake", "--build", str(BUILD), "-j", os.environ.get("KRAIT_JOBS", "2"), "--target", *["fuzz_" + name for name in targets]]):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            print((done.stdout + done.stderr)[-4000:], file=sys.stderr)
            raise SystemExit("the fuzz targets cannot be built")


def python_files():
    for folder in ("tests", "examples", "bench/programs", "pylib/python", "pylib/stubs", "tools"):
        for pattern in ("*.py", "*.pyi"):
            yield from sorted((ROOT / folder).rglob(pattern))


def make_corpus(target, longest):
    """Copies the files that are short enough, and the parts of the others that begin at a line without indentation."""
    folder = BUILD / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    for file in python_files():
        data = file.read_bytes()
        pieces = [data] if len(data) <= longest else [piece for piece in re.split(rb"\n(?=\S)", data) if 20 < len(piece) <= longest]
        for piece in pieces:
            (folder / hashlib.sha1(piece).hexdigest()).write_bytes(piece)
    return folder


def replay(target):
    """Runs the earlier findings; those that fail again."""
    failing = []
    for file in sorted((ROOT / "tests/fuzz/corpus").iterdir()):
        if file.is_file() and file.suffix == ".py":
            done = subprocess.run([str(BUILD / "bin" / ("fuzz_" + target)), "-timeout=20", str(file)], capture_output=True, text=True)
            if done.returncode != 0:
                failing.append(file.name)
    return failing


def fuzz(target, seconds):
    """(executions, coverage, findings)."""
    longest = TARGETS[target]
    findings = BUILD / "findings" / target
    findings.mkdir(parents=True, exist_ok=True)
    before = set(findings.iterdir())
    command = [str(BUILD / "bin" / ("fuzz_" + target)), str(make_corpus(target, longest)), f"-max_total_time={seconds}", f"-max_len={longest}", "-timeout=20",
               "-rss_limit_mb=3000", "-print_final_stats=1", "-entropic=0", f"-dict={ROOT / 'tests/fuzz/python.dict'}", f"-artifact_prefix={findings}/", "-verbosity=1"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", env=dict(os.environ, ASAN_OPTIONS="detect_leaks=1:allocator_may_return_null=1"))
    log = done.stdout + done.stderr
    (findings.parent / f"{target}.log").write_text(log, encoding="utf-8")
    executed = re.findall(r"stat::number_of_executed_units:\s*(\d+)", log)
    coverage = re.findall(r"cov: (\d+) ft: (\d+)", log)
    new = sorted(set(findings.iterdir()) - before)
    if done.returncode != 0 and not new:
        print(log[-3000:], file=sys.stderr)
        raise SystemExit(f"fuzz_{target} ended with {done.returncode}")
    return int(executed[-1]) if executed else 0, coverage[-1] if coverage else ("0", "0"), new, log


def finds_planted_bug(seconds, plain):
    """(whether fuzz_planted, whose parser fails on short files with a lambda and a walrus, is caught; executions until then)."""
    build(["planted"], plain)
    findings = BUILD / "findings/planted"
    findings.mkdir(parents=True, exist_ok=True)
    seeds = BUILD / "corpus/planted"
    shutil.rmtree(seeds, ignore_errors=True)
    seeds.mkdir(parents=True)
    for file in make_corpus("parser", TARGETS["parser"]).iterdir():
        data = file.read_bytes()
        if b":=" not in data or b"lambda" not in data:  # nothing that has the bug already
            (seeds / file.name).write_bytes(data)
    command = [str(BUILD / "bin/fuzz_planted"), str(seeds), f"-max_total_time={seconds}", "-max_len=400", f"-dict={ROOT / 'tests/fuzz/python.dict'}",
               f"-artifact_prefix={findings}/"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    log = done.stdout + done.stderr
    executed = re.findall(r"^#(\d+)\s", log, flags=re.MULTILINE)
    return done.returncode != 0 and "deadly signal" in log, int(executed[-1]) if executed else 0


def summary(log):
    """The line of a libFuzzer log that says what went wrong."""
    for line in log.splitlines():
        if re.search(r"SUMMARY:|ERROR: |runtime error:|Assertion", line):
            return line.strip()
    return "see the log"


def main():
    global BUILD
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", nargs="?", type=int, default=60, help="for all targets together")
    parser.add_argument("--target", choices=list(TARGETS), action="append")
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--planted", action="store_true")
    parser.add_argument("--mutate", action="store_true")
    options = parser.parse_args()
    BUILD = BUILD.with_name("fuzz-plain") if options.plain else BUILD
    if options.mutate or shutil.which("clang++-19") is None:
        if not options.mutate:
            print("clang-19 is missing: mutating Python files instead", file=sys.stderr)
        return subprocess.run([sys.executable, str(ROOT / "tests/fuzz/mutate.py"), str(options.seconds)]).returncode
    if options.planted:
        found, executed = finds_planted_bug(options.seconds, options.plain)
        print(f"planted bug: {'found' if found else 'NOT FOUND'} after {executed} executions")
        return 0 if found else 1
    targets = options.target or list(TARGETS)
    build(targets, options.plain)
    failed = False
    for target in targets:
        again = replay(target)
        executed, (edges, features), findings, log = fuzz(target, max(1, options.seconds // len(targets)))
        print(f"{target}: {executed} executions, {edges} edges and {features} features covered, {len(findings)} findings")
        if findings:
            print(f"  {summary(log)}\n  " + "\n  ".join(str(file.relative_to(ROOT)) for file in findings))
        if again:
            print("  earlier findings that fail again: " + ", ".join(again))
        failed = failed or bool(findings) or bool(again)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
