"""What krait keeps between runs, and that it never uses what is out of date."""
import pathlib
import stat

from bad_input import krait_with, program

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

# Stands in for a C++ compiler: notes how it is called and makes empty files.
COMPILER = """#!/usr/bin/env python3
import pathlib, sys
words = sys.argv[1:]
if words == ["--version"]:
    print("test compiler 1.0")
else:
    with open(pathlib.Path(__file__).parent / "calls", "a") as calls:
        print(*words, file=calls)
    out = pathlib.Path(words[words.index("-o") + 1])
    out.write_text("")
    if "-MF" in words:
        headers = pathlib.Path(words[words.index("-isystem") + 1])
        files = sorted(headers.rglob("*.hpp"))
        pathlib.Path(words[words.index("-MF") + 1]).write_text("x: \\\\\\n " + " ".join(map(str, files)) + "\\n")
"""


def output_of(krait, folder, *arguments, **variables):
    done = krait_with(krait, folder, *arguments, **variables)
    assert done.returncode == 0, done.stderr
    assert done.stderr == "", f"krait was not quiet:\n{done.stderr}"
    return done.stdout


def with_compiler(folder):
    compiler = folder / "compiler"
    compiler.write_text(COMPILER)
    compiler.chmod(compiler.stat().st_mode | stat.S_IXUSR)
    return compiler


def calls(folder):
    log = folder / "calls"
    lines = log.read_text().splitlines() if log.exists() else []
    log.unlink(missing_ok=True)
    return lines


def test_exit_code_arguments_and_changes(krait, folder):
    program(folder, "import sys\nprint(sys.argv[1:])\nsys.exit(7)\n")
    for _ in range(2):
        done = krait_with(krait, folder, "run", "-O0", "app.py", "--top", "-O2")
        assert (done.returncode, done.stdout, done.stderr) == (7, "['--top', '-O2']\n", ""), done
    program(folder, "print('changed')\n")
    assert output_of(krait, folder, "run", "-O0", "app.py") == "changed\n"


def test_unchanged_program_is_not_compiled(krait, folder):
    compiler = with_compiler(folder)
    program(folder, "import helper\nhelper.f()\n")
    program(folder, "def f():\n    print(1)\n", "helper.py")
    output_of(krait, folder, "build", "app.py", "-o", "made", CXX=str(compiler))
    assert sum(" -c " in line for line in calls(folder)) == 3
    output_of(krait, folder, "build", "app.py", "-o", "made", CXX=str(compiler))
    assert calls(folder) == []
    program(folder, "def f():\n    print(2)\n", "helper.py")
    output_of(krait, folder, "build", "app.py", "-o", "made", CXX=str(compiler))
    compiled = [line for line in calls(folder) if " -c " in line]
    assert len(compiled) == 1 and "helper.cpp" in compiled[0], compiled


def test_new_file_changes_what_an_import_means(krait, folder):
    program(folder, "try:\n    import helper\n    print('found')\nexcept ImportError:\n    print('missing')\n")
    assert output_of(krait, folder, "run", "-O0", "app.py") == "missing\n"
    program(folder, "x = 1\n", "helper.py")
    assert output_of(krait, folder, "run", "-O0", "app.py") == "found\n"


def test_stale_precompiled_header_is_not_used(krait, folder):
    compiler = with_compiler(folder)
    home = folder / "home"
    (home / "pylib/include/py").mkdir(parents=True)
    (home / "templates").symlink_to(ROOT / "templates")
    (home / "pylib/stubs").symlink_to(ROOT / "pylib/stubs")
    header = home / "pylib/include/py/prelude.hpp"
    header.write_text("// one\n")
    variables = {"CXX": str(compiler), "KRAIT_HOME": str(home)}
    assert krait_with(krait, folder, "--prepare", **variables).returncode == 0
    calls(folder)

    def uses_precompiled(text):
        program(folder, text)
        output_of(krait, folder, "build", "app.py", "-o", "made", **variables)
        compiled = [line for line in calls(folder) if " -c " in line]
        assert compiled
        return any("-include py/prelude.hpp" in line for line in compiled)

    assert uses_precompiled("print(1)\n")
    header.write_text("// two\n")
    assert not uses_precompiled("print(2)\n")
    header.write_text("// one\n")
    assert uses_precompiled("print(3)\n")
