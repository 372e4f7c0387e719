"""`krait check --summary` counts what tools/check_output.py counts."""
import pathlib
import re
import subprocess
import sys

from bad_input import expect_refused, krait_with, program

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def counted_by_checker(paths, krait):
    done = subprocess.run([sys.executable, str(ROOT / "tools/check_output.py"), "--krait", str(krait), "--dynamic", *map(str, paths)],
                          capture_output=True, text=True, timeout=300)
    return [(int(total), int(dynamic)) for dynamic, total in re.findall(r"(\d+) of (\d+)$", done.stdout, re.MULTILINE)]


def test_summary_agrees_with_the_checker(krait, folder):
    paths = sorted((ROOT / "examples").glob("*.py")) + [ROOT / "bench/programs/json_like.py"]
    done = krait_with(krait, folder, "check", "--summary", *paths)
    assert done.returncode == 0, done.stderr
    lines = re.findall(r"^(.*): (\d+) declarations, (\d+) dynamic$", done.stdout, re.MULTILINE)
    assert [name for name, _, _ in lines] == [str(path) for path in paths], done.stdout
    counts = [(int(total), int(dynamic)) for _, total, dynamic in lines]
    assert counts == counted_by_checker(paths, krait), f"{counts} is not what the checker counts"
    assert any(dynamic > 0 for _, dynamic in counts)


def test_summary_of_a_wrong_program(krait, folder):
    program(folder, "x = (\n", "wrong.py")
    program(folder, "x = 1\n", "right.py")
    done = krait_with(krait, folder, "check", "--summary", "wrong.py", "right.py")
    assert done.returncode == 2 and "error[" in done.stderr, done.stderr
    assert "right.py: " in done.stdout and "wrong.py" not in done.stdout, done.stdout


def test_several_files_are_checked(krait, folder):
    program(folder, "for price in prices\n    pass\n", "one.py")
    program(folder, "print(1)\n", "two.py")
    expect_refused(krait_with(krait, folder, "check", "two.py", "one.py"), "K0183", "one.py:1:20")
