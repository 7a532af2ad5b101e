"""What `make mutants` does to one module, in processes of its own."""

from __future__ import annotations

import pytest

from mutants.__main__ import run
from mutants.trial import NOT_IMPORTED

pytestmark = pytest.mark.slow
TESTS = ("test_length.py",)


def test_tests_pass_without_a_fault() -> None:
    assert run("document.length", -1, TESTS) == pytest.ExitCode.OK


def test_tests_fail_with_a_fault() -> None:
    assert run("document.length", 0, TESTS) == pytest.ExitCode.TESTS_FAILED


def test_tests_that_do_not_import_the_module_say_nothing_of_it() -> None:
    assert run("typeset.flow", -1, TESTS) == NOT_IMPORTED
