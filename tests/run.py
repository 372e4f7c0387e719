#!/usr/bin/env python3
"""The test runner: unit tests, rejected programs, runtime programs against CPython, stability of the output, goldens.

A runtime test is a Python program: krait builds it, both run, and stdout and the exit code must be the same. Its arguments,
if it needs any, stand in its first line: `# arguments: 5000`.
"""
import argparse
import concurrent.futures
import difflib
import hashlib
import importlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import stability

ROOT = pathlib.Path(__file__).resolve().parent.parent
KRAIT = ROOT / "build/release/bin/krait"
ENVIRONMENT = dict(os.environ, PYTHONHASHSEED="0", LC_ALL="C.UTF-8")

# `--sanitize COMPILER`: every program is compiled with these, and linked with a pylib compiled so. What a sanitizer reports fails the test.
SANITIZERS = ["-O1", "-g1", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined", "-fno-omit-frame-pointer", "-DKRAIT_VERIFY"]
SANITIZED_FLAGS = ["-std=c++20", "-w", "-pthread", "-ffp-contract=off", *SANITIZERS, "-isystem", str(ROOT / "pylib/include")]
SANITIZER_OPTIONS = {"ASAN_OPTIONS": "detect_leaks=1:exitcode=99", "UBSAN_OPTIONS": "print_stacktrace=1:exitcode=99"}
sanitizer = None  # (compiler, folder of libraries)

# Small sizes at which the benchmark programs run as tests.
BENCH_SIZES = {
    "async_tasks": ["2000", "6000"], "bigint": ["300", "600"], "binary_trees": ["6", "9"], "class_sim": ["500", "3000"],
    "collatz": ["3000", "20000"], "dict_heavy": ["30", "90"], "exceptions": ["2000", "10000"], "fannkuch": ["5", "7"],
    "fib_recursive": ["17", "20"], "generators": ["3000", "20000"], "json_like": ["30", "200"], "mandelbrot": ["60", "120"],
    "matmul": ["10", "40"], "nbody": ["100", "2000"], "nqueens": ["5", "7"], "sieve": ["1000", "50000"],
    "sort_key": ["300", "3000"], "spectral_norm": ["20", "60"], "str_build": ["300", "2000"], "word_count": ["100", "1000"],
}


GATES = ["tidy", "warnings"]  # of the output, each minutes long: `--tidy`, `--warnings`
GOLDEN_CHECKS = ["--names", "--invented", "--comments", "--order", "--literals", "--format"]


class Results:
    def __init__(self):
        lines = (ROOT / "tests/pending.txt").read_text(encoding="utf-8").splitlines()
        self.pending = {line for line in lines if line and not line.startswith("#")}
        self.passed = 0
        self.failed = 0
        self.skipped = 0

    def add(self, name, problem):
        if problem is None:
            self.passed += 1
            if name in self.pending:
                print(f"passes now, take it off tests/pending.txt: {name}", flush=True)
            return
        if name in self.pending:
            self.skipped += 1
            print(f"pending {name}: {problem.strip().splitlines()[0] if problem.strip() else 'failed'}", flush=True)
            return
        self.failed += 1
        print(f"FAILED {name}\n{problem}\n", flush=True)


def run(command, timeout=120, environment=None, **options):
    return subprocess.run(command, capture_output=True, timeout=timeout, env=environment or ENVIRONMENT, **options)


def text_of(data):
    return data.decode("utf-8", "replace")


def difference(expected, actual, what):
    lines = difflib.unified_diff(text_of(expected).splitlines(), text_of(actual).splitlines(), "CPython", "krait", lineterm="", n=2)
    return f"{what} differs:\n" + "\n".join(list(lines)[:40])


def unit_tests(selected):
    """Every phase with tests, whether its executable was built or not."""
    phases = {file.name.split("_")[0] for file in (ROOT / "tests/unit").glob("*_*.cpp")}
    for phase in sorted(phases):
        executable = ROOT / "build/release/bin" / f"unit_{phase}"
        if selected(executable.name):
            yield executable.name, lambda e=executable: check_unit(e)


def check_unit(executable):
    if not executable.exists():
        return "it was not built"
    done = run([str(executable)], timeout=900, cwd=ROOT)
    return None if done.returncode == 0 else text_of(done.stdout)[-4000:] + text_of(done.stderr)[-2000:]


def arguments_of(program):
    """What its first line, `# arguments: …`, says that it is run with."""
    first = program.read_text(encoding="utf-8").split("\n", 1)[0]
    match = re.match(r"# arguments: (.*)", first)
    return match.group(1).split() if match else []


def runtime_tests(selected):
    programs = sorted((ROOT / "tests/runtime").rglob("*.py")) + sorted((ROOT / "tests/acceptance").glob("*.py"))
    for program in programs:
        if program.name.startswith("_") or (program.parent / "__init__.py").exists() or program.parent.name.endswith("_package"):
            continue
        name = str(program.relative_to(ROOT))
        if selected(name):
            yield name, lambda p=program: check_runtime(p, [arguments_of(p)])
    for program in sorted((ROOT / "bench/programs").glob("*.py")):
        name = str(program.relative_to(ROOT))
        if selected(name):
            yield name, lambda p=program: check_runtime(p, [[size] for size in BENCH_SIZES.get(p.stem, [])], "2")


def check_runtime(program, argument_lists, optimisation="0"):
    """Behaves as under CPython. The benchmark programs are built as they are measured, the many others as fast as can be."""
    with tempfile.TemporaryDirectory() as folder:
        binary = pathlib.Path(folder) / "program"
        built = build_sanitized(program, folder, binary) if sanitizer else run([str(KRAIT), "build", "-O" + optimisation, str(program), "-o", str(binary)], timeout=600)
        if built.returncode != 0:
            return "krait build failed:\n" + text_of(built.stderr)[-4000:]
        for arguments in argument_lists:
            expected = run([sys.executable, str(program), *arguments])
            actual = run([str(binary), *arguments], environment=without_leaks(program) if sanitizer else None)
            if sanitizer and any(mark in actual.stderr for mark in (b"Sanitizer", b"runtime error:")):
                return f"a sanitizer's report with {arguments}:\n" + text_of(actual.stderr)[:4000]
            if expected.stdout != actual.stdout:
                return difference(expected.stdout, actual.stdout, f"stdout with {arguments}") + "\n" + text_of(actual.stderr)[-2000:]
            if expected.returncode != actual.returncode:
                return f"exit code {actual.returncode}, CPython's is {expected.returncode}\n" + text_of(actual.stderr)[-2000:]
    return None


def without_leaks(program):
    """The environment for a program of tests/cyclic.txt; None for the others."""
    cyclic = (ROOT / "tests/cyclic.txt").read_text(encoding="utf-8").splitlines()
    if str(program.relative_to(ROOT)) not in cyclic:
        return None
    return dict(ENVIRONMENT, ASAN_OPTIONS=SANITIZER_OPTIONS["ASAN_OPTIONS"].replace("detect_leaks=1", "detect_leaks=0"))


def sanitized_library(compiler):
    """The folder of pylib's libraries and precompiled header, compiled with the sanitizers by `compiler`."""
    folder = ROOT / "build" / f"sanitize-{compiler}"
    flags = " ".join(SANITIZERS)
    subprocess.run(["cmake", "-S", str(ROOT), "-B", str(folder), "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={compiler}", "-DCMAKE_BUILD_TYPE=None",
                    f"-DCMAKE_CXX_FLAGS={flags}", "-DKRAIT_TESTS=OFF"], check=True, stdout=subprocess.DEVNULL)
    jobs = os.environ.get("KRAIT_JOBS", "2")
    subprocess.run(["cmake", "--build", str(folder), "-j", jobs, "--target", "pylib", "pylib_asyncio"], check=True, stdout=subprocess.DEVNULL)
    precompiled = folder / "precompiled" / ("prelude.pch" if "clang" in compiler else "py/prelude.hpp.gch")
    precompiled.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([compiler, *SANITIZED_FLAGS, "-x", "c++-header", str(ROOT / "pylib/include/py/prelude.hpp"), "-o", str(precompiled)], check=True)
    return folder


def build_sanitized(program, folder, binary):
    source = pathlib.Path(folder) / "source"
    emitted = run([str(KRAIT), "emit", str(program), "-o", str(source)])
    if emitted.returncode != 0:
        return emitted
    compiler, libraries = sanitizer
    files = sorted(str(file) for file in source.rglob("*.cpp"))
    precompiled = libraries / "precompiled"
    prelude = ["-include-pch", str(precompiled / "prelude.pch")] if "clang" in compiler else ["-isystem", str(precompiled), "-include", "py/prelude.hpp"]
    return run([compiler, *prelude, *SANITIZED_FLAGS, f"-I{source}", *files,
                f"-L{libraries}/lib", "-lpylib_asyncio", "-lpylib", "-lgmp", "-o", str(binary)], timeout=1200)


def reject_tests(selected):
    if selected("tests/reject: every code"):
        yield "tests/reject: every code", check_codes
    for program in sorted((ROOT / "tests/reject").rglob("*.py")):
        name = str(program.relative_to(ROOT))
        if selected(name) and not program.name.startswith("_"):
            yield name, lambda p=program: check_reject(p)


EXPECTATION = re.compile(rb"(?:\xef\xbb\xbf)?# expect: (K\d{4}) (\d+):(\d+)")


def codes():
    """All diagnostic codes and their severity."""
    return dict(re.findall(r"^DIAGNOSTIC\((K\d+), (\w+)", (ROOT / "transpiler/source/diagnostics.def").read_text(encoding="utf-8"), re.MULTILINE))


def check_codes():
    """Every code has a test: a rejected program, or one in tests/driver where no program alone provokes it."""
    tested = set(re.findall(r"\bK\d{4}\b", "".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests/driver").glob("*.py"))))
    for program in (ROOT / "tests/reject").rglob("*.py"):
        if match := EXPECTATION.match(program.read_bytes()):
            tested.add(match.group(1).decode())
    untested = sorted(set(codes()) - tested)
    return "no test provokes " + ", ".join(untested) if untested else None


def driver_tests(selected):
    sys.path.insert(0, str(ROOT / "tests/driver"))
    for file in sorted((ROOT / "tests/driver").glob("*.py")):
        module = importlib.import_module(file.stem)
        for test in sorted(name for name in vars(module) if name.startswith("test_")):
            name = f"tests/driver/{file.name}: {test}"
            if selected(name):
                yield name, lambda t=getattr(module, test): check_driver(t)


def check_driver(test):
    with tempfile.TemporaryDirectory() as folder:
        try:
            test(KRAIT, pathlib.Path(folder))
        except AssertionError as error:
            return str(error) or "an assertion failed"
    return None


def check_reject(program):
    data = program.read_bytes()
    match = EXPECTATION.match(data)
    if match is None:
        return "the first line must be `# expect: K0123 line:column`"
    code, line, column = (part.decode() for part in match.groups())
    done = run([str(KRAIT), "check", str(program)])
    output = text_of(done.stderr)
    if done.returncode != (0 if codes()[code] == "Warning" else 2):
        return f"exit code {done.returncode}\n" + output
    if re.search(rf"^[^\n]*{re.escape(program.name)}:{line}:{column}: [a-z]+\[{code}\]", output, re.MULTILINE) is None:
        return f"expected {code} at {line}:{column}, got:\n{output}"
    if "help:" not in output:
        return "no remedy in:\n" + output
    return None


def golden_programs():
    """Programs with their C++ beside them: the goldens, and the examples for newcomers. Modules of their packages are not programs."""
    programs = sorted((ROOT / "tests/golden").glob("*.py")) + sorted((ROOT / "examples").glob("*.py"))
    return [program for program in programs if not program.name.startswith("_")]


def golden_tests(selected, update):
    for program in golden_programs():
        name = str(program.relative_to(ROOT))
        if selected(name):
            yield name, lambda p=program: check_golden(p, update)


def emitted_files(folder):
    """What was made of the program itself, by its place."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in (".hpp", ".cpp") and path.relative_to(folder) != pathlib.Path("main.cpp")]
    return {path.relative_to(folder): path.read_bytes() for path in files if ".krait" not in path.parts}


def emit(program, folder):
    """Writes the program's C++ into the folder; gives what is wrong, or None."""
    done = run([str(KRAIT), "emit", str(program), "-o", str(folder)])
    return None if done.returncode == 0 else "krait emit failed:\n" + text_of(done.stderr)[-4000:]


def check_golden(program, update):
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / "out"
        if problem := emit(program, folder):
            return problem
        for place, actual in emitted_files(folder).items():
            kept = program.parent / place
            if update:
                kept.parent.mkdir(exist_ok=True)
                kept.write_bytes(actual)
            elif not kept.exists() or kept.read_bytes() != actual:
                return difference(kept.read_bytes() if kept.exists() else b"", actual, str(place))
        # The frame of a module outweighs programs this short, so their size is not checked.
        checked = run([sys.executable, str(ROOT / "tools/check_output.py"), *GOLDEN_CHECKS, str(program), str(folder)])
        if checked.returncode != 0:
            return text_of(checked.stdout)[-4000:]
    return None if update else check_runtime(program, [arguments_of(program)])


def gate_tests(selected, gates):
    """The slow gates of the output (`--tidy`, `--warnings`), for the goldens, the examples and the benchmark programs."""
    for program in [*golden_programs(), *sorted((ROOT / "bench/programs").glob("*.py"))]:
        for gate in gates:
            name = f"{program.relative_to(ROOT)}: {gate}"
            if selected(name):
                yield name, lambda p=program, g=gate: check_gate(p, g)


def check_gate(program, gate):
    """A gate that a program's C++ has passed is not tried again until that, the gate's rules or pylib's headers change."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary) / "out"
        if problem := emit(program, folder):
            return problem
        digest = hashlib.sha256(gate.encode())
        rules = [ROOT / ".clang-tidy", ROOT / "tools/check_output.py"] if gate == "tidy" else [ROOT / "tools/check_output.py", *sorted((ROOT / "pylib/include").rglob("*.hpp"))]
        for data in [*emitted_files(folder).values(), *(file.read_bytes() for file in rules)]:
            digest.update(data + b"\0")
        passed = ROOT / "build/gates" / digest.hexdigest()
        if passed.exists():
            return None
        checked = run([sys.executable, str(ROOT / "tools/check_output.py"), "--" + gate, str(program), str(folder)], timeout=3600)
        if checked.returncode != 0:
            return text_of(checked.stdout)[-4000:]
        passed.parent.mkdir(parents=True, exist_ok=True)
        passed.touch()
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", nargs="?", const="", default=None, metavar="FILTER")
    parser.add_argument("--update-golden", action="store_true")
    for gate in GATES:
        parser.add_argument("--" + gate, nargs="?", const="", metavar="FILTER", help=f"the gate `{gate}` of the output alone")
    parser.add_argument("--sanitize", metavar="COMPILER", nargs="?", const="g++", help="run the runtime and benchmark programs under sanitizers")
    options = parser.parse_args()
    gates = [gate for gate in GATES if getattr(options, gate) is not None]
    filter_text = options.quick or next((getattr(options, gate) for gate in gates if getattr(options, gate)), "")

    def selected(name):
        return filter_text in name

    if options.sanitize:
        global sanitizer
        sanitizer = (options.sanitize, sanitized_library(options.sanitize))
        ENVIRONMENT.update(SANITIZER_OPTIONS)
    results = Results()
    families = [golden_tests(selected, options.update_golden)]
    if not options.update_golden:
        families = [unit_tests(selected), reject_tests(selected), driver_tests(selected), runtime_tests(selected), stability.tests(KRAIT, selected), *families]
    if options.sanitize:
        families = [runtime_tests(selected)]
    if gates:
        families = [gate_tests(selected, gates)]
    tests = [test for family in families for test in family]
    if len(tests) > 20:  # pays from about ten programs on
        run([str(KRAIT), "--prepare"], timeout=600)
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("KRAIT_JOBS", "2"))) as pool:
        running = [(name, pool.submit(check)) for name, check in tests]
        for name, future in running:
            try:
                problem = future.result()
            except subprocess.TimeoutExpired as error:
                problem = f"timed out: {error}"
            except Exception as error:  # a test that breaks the runner is a failed test
                problem = f"{type(error).__name__}: {error}"
            results.add(name, problem)
    print(f"{results.passed} passed, {results.failed} failed, {results.skipped} skipped")
    return 1 if results.failed else 0


if __name__ == "__main__":
    sys.exit(main())
