"""The toy statement `assert value, expected, message`."""
from bad_input import krait_with, program


def test_expect_statement(krait, folder):
    program(folder, 'def half(n: int) -> int:\n    return n // 2\n\n\nassert half(8), 4, "of eight"\nassert half(9), 5, f"of {9}"\n')
    emitted = krait_with(krait, folder, "emit", "app.py", "-o", "-")
    assert emitted.returncode == 0, emitted.stderr
    assert "if (!py::eq(half(8), 4)) {" in emitted.stdout, emitted.stdout
    run = krait_with(krait, folder, "run", "app.py")
    assert run.returncode == 1 and "AssertionError: of 9" in run.stderr, run.stderr
