"""What krait does with input, folders and compilers that are not as they should be. Each test gets krait's path and an empty folder."""
import os
import pathlib
import subprocess


def krait_with(krait, folder, *arguments, **variables):
    environment = dict(os.environ, XDG_CACHE_HOME=str(folder / "cache"), LC_ALL="C.UTF-8", **variables)
    return subprocess.run([str(krait), *map(str, arguments)], capture_output=True, text=True, cwd=folder, env=environment, timeout=300)


def expect_refused(done, code, *texts, exit_code=2):
    assert done.returncode == exit_code, f"exit code {done.returncode}, not {exit_code}\n{done.stderr}"
    for text in (f"error[{code}]", "help: ", *texts):
        assert text in done.stderr, f"no {text!r} in:\n{done.stderr}"


def program(folder, text='print("hello")\n', name="app.py"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_missing_file(krait, folder):
    expect_refused(krait_with(krait, folder, "run", "nowhere.py"), "K0201", "nowhere.py")


def test_folder_instead_of_file(krait, folder):
    (folder / "app.py").mkdir()
    expect_refused(krait_with(krait, folder, "check", "app.py"), "K0201", "is a directory")


def test_file_that_may_not_be_read(krait, folder):
    path = program(folder)
    path.chmod(0)
    if not os.access(path, os.R_OK):  # root reads everything
        expect_refused(krait_with(krait, folder, "check", "app.py"), "K0201", "Permission denied")


def test_other_encoding(krait, folder):
    (folder / "app.py").write_bytes(b"x = 1\ny = 'gr\xfc\xdfe'\n")
    expect_refused(krait_with(krait, folder, "check", "app.py"), "K0202", "app.py:2:8: ")


def test_installation_without_library(krait, folder):
    program(folder)
    expect_refused(krait_with(krait, folder, "check", "app.py", KRAIT_HOME=str(folder)), "K0206", "install krait")


def test_installation_without_templates(krait, folder):
    program(folder)
    (folder / "home").mkdir()
    (folder / "home/pylib").symlink_to(pathlib.Path(__file__).resolve().parent.parent.parent / "pylib")
    done = krait_with(krait, folder, "emit", "app.py", "-o", "out", KRAIT_HOME=str(folder / "home"))
    expect_refused(done, "K0501", "KRAIT_HOME")
    assert not (folder / "out").exists()


def test_output_folder_cannot_be_made(krait, folder):
    program(folder)
    (folder / "taken").write_text("a file")
    expect_refused(krait_with(krait, folder, "emit", "app.py", "-o", "taken/out"), "K0502", "taken/out", "`-o`")


def test_nothing_is_half_written(krait, folder):
    program(folder)
    (folder / "out/CMakeLists.txt").mkdir(parents=True)
    expect_refused(krait_with(krait, folder, "emit", "app.py", "-o", "out"), "K0502", "in the way")
    assert contents(folder / "out") == {}


def test_executable_cannot_be_written(krait, folder):
    program(folder)
    expect_refused(krait_with(krait, folder, "build", "-O0", "app.py", "-o", "no/such/folder/app"), "K0502", "`-o`")


def test_hand_edits_are_kept(krait, folder):
    program(folder)
    assert krait_with(krait, folder, "emit", "app.py", "-o", "out").returncode == 0
    source = folder / "out/app.cpp"
    source.write_text(source.read_text() + "// mine\n")
    program(folder, 'print("other")\n')
    before = contents(folder / "out")
    expect_refused(krait_with(krait, folder, "emit", "app.py", "-o", "out"), "K0502", "`app.cpp`")
    assert contents(folder / "out") == before


def test_foreign_files_are_kept(krait, folder):
    program(folder)
    (folder / "out").mkdir()
    (folder / "out/CMakeLists.txt").write_text("project(mine)\n")
    expect_refused(krait_with(krait, folder, "emit", "app.py", "-o", "out"), "K0502", "`CMakeLists.txt`")


def test_unedited_folder_follows_the_program(krait, folder):
    program(folder, "import helper\nhelper.f()\n")
    program(folder, "def f():\n    print(1)\n", "helper.py")
    assert krait_with(krait, folder, "emit", "app.py", "-o", "out").returncode == 0
    stamp = (folder / "out/main.cpp").stat().st_mtime_ns
    assert (folder / "out/helper.cpp").exists()
    (folder / "out/notes.txt").write_text("mine")
    program(folder, 'print("alone")\n')
    assert krait_with(krait, folder, "emit", "app.py", "-o", "out").returncode == 0
    assert "alone" in (folder / "out/app.cpp").read_text()
    assert not (folder / "out/helper.cpp").exists(), "the module is gone, its file is not"
    assert (folder / "out/notes.txt").exists()
    assert (folder / "out/main.cpp").stat().st_mtime_ns == stamp, "an unchanged file was written again"


def test_compiler_that_fails(krait, folder):
    program(folder)
    expect_refused(krait_with(krait, folder, "run", "app.py", CXX="false"), "K0503", "internal error", "report", exit_code=70)


def test_compiler_that_is_missing(krait, folder):
    program(folder)
    expect_refused(krait_with(krait, folder, "run", "app.py", CXX="no-such-compiler"), "K0503", "could not be started", exit_code=70)


def test_usage(krait, folder):
    for arguments in ((), ("run",), ("fly", "app.py"), ("run", "-O9", "app.py"), ("emit", "app.py", "--wrong")):
        done = krait_with(krait, folder, *arguments)
        assert done.returncode == 2, f"{arguments}: exit code {done.returncode}"
        assert done.stderr and not done.stdout, f"{arguments}: no message on stderr"
    for arguments in (("--help",), ("run", "--help"), ("emit", "--help"), ("build", "--help"), ("check", "--help")):
        done = krait_with(krait, folder, *arguments)
        assert done.returncode == 0 and "krait" in done.stdout, f"{arguments}: no help"
