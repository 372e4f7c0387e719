#!/usr/bin/env python3
"""CPython, PyPy, hand-written C++ and krait side by side on the programs of bench/programs.

First every contender runs once and its standard output is compared with CPython's: what prints something else, or fails, is
named and not timed. Then the contenders take turns, so that a slow moment of the machine meets all of them, and the table
shows the median CPU time (user and system) of whole processes, start-up included.

    bench/run.py                    every program, full size, five runs
    bench/run.py nbody sieve        programs whose name contains one of these
    bench/run.py --sizes small      the small sizes of tests/run.py
    bench/run.py --json             the same numbers for a program to read
"""
import argparse
import importlib.util
import json
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CACHE = ROOT / "build/bench"
REFERENCE_FLAGS = ["-std=c++20", "-O2"]
CONTENDERS = ["cpython", "pypy", "cpp", "krait"]
TITLES = {"cpython": "CPython", "pypy": "PyPy", "cpp": "C++", "krait": "krait"}

# Design, section 9.
BAR_SUITE_SPEEDUP = 20.0
BAR_AGAINST_CPP = 1.25
BAR_MEMORY = 0.5
BAR_START_UP = 0.002


class Failure(Exception):
    """A contender that could not be built, crashed, or printed something else; the text says which."""


def note(text):
    print(text, file=sys.stderr, flush=True)


def small_sizes():
    """The larger of the two sizes at which tests/run.py runs each program."""
    spec = importlib.util.spec_from_file_location("test_runner", ROOT / "tests/run.py")
    runner = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(runner)
    return {name: sizes[-1] for name, sizes in runner.BENCH_SIZES.items()}


def newer(made, *sources):
    return made.exists() and all(made.stat().st_mtime >= source.stat().st_mtime for source in sources)


def compile_cpp(source, target, flags):
    if not newer(target, source):
        CACHE.mkdir(parents=True, exist_ok=True)
        command = ["g++", *flags, str(source), "-o", str(target)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            raise Failure("g++ failed:\n" + done.stderr[-2000:])
    return target


class Cost:
    """What one run took."""

    def __init__(self, seconds, kibibytes, code, output):
        self.seconds = seconds
        self.kibibytes = kibibytes
        self.code = code
        self.output = output


class Machine:
    """Runs commands and measures them."""

    def __init__(self, timeout):
        self.timeout = timeout
        self.measure = compile_cpp(ROOT / "bench/measure.cpp", CACHE / "measure", ["-O2", "-static"])
        self.environment = dict(os.environ, PYTHONHASHSEED="0", LC_ALL="C.UTF-8")

    def run(self, command, **changes):
        with tempfile.TemporaryDirectory() as folder:
            result = pathlib.Path(folder) / "result"
            process = subprocess.Popen([str(self.measure), str(result), *command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, env=dict(self.environment, **changes), start_new_session=True)
            try:
                output, errors = process.communicate(timeout=self.timeout)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                process.communicate()
                raise Failure(f"still running after {self.timeout:.0f} s") from None
            if process.returncode != 0:
                raise Failure("cannot be started: " + errors.decode("utf-8", "replace")[-500:])
            seconds, kibibytes, code = result.read_text().split()
        if int(code) == 127 and not output:
            raise Failure(f"{command[0]} cannot be executed (or ended with 127)")
        if int(code) != 0:
            raise Failure(f"exit code {code}: " + errors.decode("utf-8", "replace")[-1500:].strip())
        return Cost(float(seconds), int(kibibytes), int(code), output)


class Row:
    """One program: the commands of those who run it, what went wrong with the others, and the numbers."""

    def __init__(self, name, size):
        self.name = name
        self.size = size
        self.commands = {}
        self.failures = {}
        self.times = {}
        self.memory = {}
        self.krait_emit = None
        self.krait_build = None

    def seconds(self, contender):
        times = self.times.get(contender)
        return statistics.median(times) if times else None

    def ratio(self, slower, faster):
        """How many times longer `slower` takes than `faster`."""
        a, b = self.seconds(slower), self.seconds(faster)
        return a / b if a is not None and b else None

    def memory_ratio(self):
        ours, theirs = self.memory.get("krait"), self.memory.get("cpython")
        return ours / theirs if ours and theirs else None

    def as_json(self):
        return {
            "program": self.name, "size": self.size, "failures": self.failures,
            "seconds": {name: self.seconds(name) for name in self.times}, "runs": self.times, "peak_kib": self.memory,
            "krait_emit_seconds": self.krait_emit, "krait_build_seconds": self.krait_build,
        }


def build_krait(machine, row, krait, program, folder):
    """Translates and compiles with an empty cache; returns the executable. Times are CPU seconds."""
    environment = {"XDG_CACHE_HOME": str(folder / "cache")}
    emitted = machine.run([str(krait), "emit", str(program), "-o", str(folder / "emitted")], **environment)
    row.krait_emit = emitted.seconds
    binary = folder / row.name
    built = machine.run([str(krait), "build", str(program), "-o", str(binary)], **environment)
    row.krait_build = built.seconds
    return binary


def prepare(machine, row, contenders, krait, folder):
    """Fills in the commands, building what must be built."""
    program = ROOT / "bench/programs" / (row.name + ".py")
    arguments = [row.size] if row.size else []
    for contender in contenders:
        try:
            if contender == "cpython":
                row.commands[contender] = [sys.executable, str(program), *arguments]
            elif contender == "pypy":
                row.commands[contender] = ["pypy3", str(program), *arguments]
            elif contender == "cpp":
                source = ROOT / "bench/reference" / (row.name + ".cpp")
                if source.exists():
                    row.commands[contender] = [str(compile_cpp(source, CACHE / ("reference_" + row.name), REFERENCE_FLAGS)), *arguments]
            else:
                row.commands[contender] = [str(build_krait(machine, row, krait, program, folder)), *arguments]
        except Failure as failure:
            row.failures[contender] = "not built: " + str(failure)


def verify(machine, row):
    """Runs each contender once; drops those whose output is not CPython's."""
    expected = None
    for contender in CONTENDERS:
        if contender not in row.commands:
            continue
        try:
            output = machine.run(row.commands[contender]).output
            if contender == "cpython":
                expected = output
            elif expected is not None and output != expected:
                raise Failure("standard output differs from CPython's")
        except Failure as failure:
            row.failures[contender] = str(failure)
            del row.commands[contender]


def measure(machine, row, runs):
    for _ in range(runs):
        for contender, command in list(row.commands.items()):
            try:
                cost = machine.run(command)
            except Failure as failure:
                row.failures[contender] = str(failure)
                del row.commands[contender]
                row.times.pop(contender, None)
                row.memory.pop(contender, None)
                continue
            row.times.setdefault(contender, []).append(cost.seconds)
            row.memory[contender] = max(row.memory.get(contender, 0), cost.kibibytes)


def start_up(machine, krait, runs, folder):
    """CPU seconds of an empty program, for each contender that can run one; None for krait where it fails."""
    program = folder / "empty.py"
    program.write_text('print("")\n', encoding="utf-8")
    commands = {"cpython": [sys.executable, str(program)]}
    if krait is not None:
        try:
            machine.run([str(krait), "build", str(program), "-o", str(folder / "empty")], XDG_CACHE_HOME=str(folder / "cache"))
            commands["krait"] = [str(folder / "empty")]
        except Failure as failure:
            note(f"start-up: krait: {failure}")
    return {name: statistics.median(machine.run(command).seconds for _ in range(runs)) for name, command in commands.items()}


def geometric_mean(values):
    values = [value for value in values if value]
    return math.exp(sum(map(math.log, values)) / len(values)) if values else None


def text(value, form):
    return "-" if value is None else format(value, form)


def seconds_text(value):
    """Three significant places where that is worth printing, milliseconds at least."""
    return "-" if value is None else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def print_table(rows, contenders):
    heads = ["program", *[TITLES[name] + " s" for name in contenders]]
    if "krait" in contenders:
        heads += ["x CPython", "x PyPy", "of C++", "MiB", "of CPython", "emit s", "build s"]
    lines = [heads]
    for row in rows:
        cells = [row.name, *[seconds_text(row.seconds(name)) if name not in row.failures else "FAILED" for name in contenders]]
        if "krait" in contenders:
            memory = row.memory.get("krait")
            cells += [text(row.ratio("cpython", "krait"), ".1f"), text(row.ratio("pypy", "krait"), ".1f"), text(row.ratio("krait", "cpp"), ".2f"),
                      text(memory / 1024 if memory else None, ".1f"), text(row.memory_ratio(), ".2f"), seconds_text(row.krait_emit),
                      seconds_text(row.krait_build)]
        lines.append(cells)
    widths = [max(len(line[i]) for line in lines) for i in range(len(heads))]
    for line in lines:
        print("  ".join(cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(line, widths))).rstrip())


def print_means(rows, contenders):
    def mean(title, slower, faster):
        ratios = [row.ratio(slower, faster) for row in rows if row.ratio(slower, faster)]
        if ratios:
            print(f"{title}: {geometric_mean(ratios):.2f} (geometric mean of {len(ratios)} of {len(rows)} programs)")

    print()
    if "cpp" in contenders:
        mean("C++ against CPython, times faster", "cpython", "cpp")
    if "pypy" in contenders:
        mean("PyPy against CPython, times faster", "cpython", "pypy")
    if "krait" in contenders:
        mean("krait against CPython, times faster", "cpython", "krait")
        mean("krait's time as a multiple of C++'s", "krait", "cpp")
        mean("krait against PyPy, times faster", "pypy", "krait")


def missed_bars(rows, empty):
    """One line per bar of the design that a program, or the suite, does not reach."""
    for row in rows:
        if "krait" in row.failures:
            yield f"{row.name}: {row.failures['krait'].splitlines()[0]}"
            continue
        for other in ("cpython", "pypy"):
            ratio = row.ratio(other, "krait")
            if ratio is not None and ratio < 1:
                yield f"{row.name}: slower than {TITLES[other]} ({1 / ratio:.2f} times its time)"
        ratio = row.ratio("krait", "cpp")
        if ratio is not None and ratio > BAR_AGAINST_CPP:
            yield f"{row.name}: {ratio:.2f} times the time of C++; the bar is {BAR_AGAINST_CPP}"
        memory = row.memory_ratio()
        if memory is not None and memory > BAR_MEMORY:
            yield f"{row.name}: {memory:.2f} of CPython's peak memory; the bar is {BAR_MEMORY}"
    mean = geometric_mean([row.ratio("cpython", "krait") for row in rows])
    if mean is not None and mean < BAR_SUITE_SPEEDUP:
        yield f"suite: {mean:.1f} times CPython; the bar is {BAR_SUITE_SPEEDUP:.0f}"
    if empty.get("krait", 0) > BAR_START_UP:
        yield f"start-up: {1000 * empty['krait']:.1f} ms; the bar is {1000 * BAR_START_UP:.0f}"


def print_verdicts(rows, contenders, empty):
    print()
    compared = sum(1 for row in rows for name in contenders if name != "cpython" and name in row.times)
    wrong = [(row.name, name, row.failures[name]) for row in rows for name in contenders if name in row.failures]
    print(f"standard output equal to CPython's: {compared} of {compared + len(wrong)} (programs x contenders)")
    for program, contender, problem in wrong:
        print(f"  {program} on {TITLES[contender]}: {problem}")
    if "krait" in contenders:
        bars = list(missed_bars(rows, empty))
        print(f"bars missed: {len(bars)}" + "".join("\n  " + line for line in bars))


def selected_programs(filters):
    names = sorted(path.stem for path in (ROOT / "bench/programs").glob("*.py"))
    return [name for name in names if not filters or any(part in name for part in filters)]


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only programs whose name contains one of these")
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of the table")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", choices=["full", "small"], default="full")
    parser.add_argument("--without", nargs="+", default=[], choices=CONTENDERS[1:], help="contenders to leave out")
    parser.add_argument("--krait", type=pathlib.Path, default=ROOT / "build/release/bin/krait", help="the krait to measure")
    parser.add_argument("--timeout", type=float, default=600, help="seconds after which one run counts as failed")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be at least 1")
    return options


def main():
    options = parse_options()
    contenders = [name for name in CONTENDERS if name not in options.without]
    if "pypy" in contenders and shutil.which("pypy3") is None:
        note("pypy3 is not installed: left out")
        contenders.remove("pypy")
    names = selected_programs(options.names)
    if not names:
        note("no program has such a name")
        return 2
    sizes = small_sizes() if options.sizes == "small" else {}
    machine = Machine(options.timeout)
    rows = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for name in names:
            began = time.monotonic()
            row = Row(name, sizes.get(name))
            prepare(machine, row, contenders, options.krait, folder)
            verify(machine, row)
            measure(machine, row, options.runs)
            rows.append(row)
            note(f"{name}: {time.monotonic() - began:.1f} s" + "".join(f", {TITLES[who]} FAILED" for who in row.failures))
        empty = start_up(machine, options.krait if "krait" in contenders else None, max(options.runs, 5), folder)
    if options.json:
        print(json.dumps({"sizes": options.sizes, "runs": options.runs, "start_up_seconds": empty, "programs": [row.as_json() for row in rows]}, indent=2))
    else:
        print_table(rows, contenders)
        print_means(rows, contenders)
        print("start-up, ms: " + ", ".join(f"{TITLES[name]} {1000 * seconds:.1f}" for name, seconds in empty.items()))
        print_verdicts(rows, contenders, empty)
    return 1 if any(row.failures for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
