"""What the repository says of itself holds: its sources keep the house style, each row of a stub is in pylib's headers, the generated pages are
up to date, every listed difference from CPython is there, and the syntax phase makes CPython's trees of CPython's own library."""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def holds(tool, *arguments):
    done = subprocess.run([sys.executable, str(ROOT / "tools" / tool), *arguments], cwd=ROOT, capture_output=True, text=True, timeout=1800)
    assert done.returncode == 0, (done.stdout[-3000:] + done.stderr[-2000:]).strip()


def test_sources_keep_the_house_style(krait, folder):
    holds("lint.py", "--no-tidy")


def test_rows_of_the_stubs_are_in_the_headers(krait, folder):
    holds("check_stubs.py")


def test_library_page_is_up_to_date(krait, folder):
    holds("make_library_page.py", "--check")


def test_differences_exist(krait, folder):
    holds("differences.py", "--check")


def test_trees_are_those_of_cpython(krait, folder):
    holds("compare_with_ast.py", str(krait.parent / "syntax_tool"))
