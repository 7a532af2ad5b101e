"""That each promise of SECURITY.md has a test that there is."""

from __future__ import annotations

import re

from trust.leaky import DOCX_BYTES, DOCXS, PDF_BYTES, PDFS
from trust.places import ROOT

SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
PROMISED = SECURITY.partition("\n## What it promises")[2].partition("\n## ")[0]
PROMISES = re.findall(r"^\| (?!promise|---)(.+) \| (.+) \|$", PROMISED, re.M)


def test_each_promise_names_a_test_that_there_is() -> None:
    named = {promise: re.findall(r"`(tests/[\w/]+\.py)`", tests) for promise, tests in PROMISES}

    assert len(named) > 12
    assert [promise for promise, tests in named.items() if not tests] == []
    assert [test for tests in named.values() for test in tests if not (ROOT / test).is_file()] == []


def test_each_program_and_module_of_trust_is_named() -> None:
    files = {path.name for path in (ROOT / "tests" / "trust").glob("test_*.py")}
    named = {name for name in files if f"tests/trust/{name}" in SECURITY}

    apart = {"test_attribution_figures.py", "test_corpus.py", "test_security.py"}
    assert files - named == apart


def test_the_page_counts_the_leaky_files_right() -> None:
    pdfs, words = len(PDFS) + len(PDF_BYTES), len(DOCXS) + len(DOCX_BYTES)

    assert f"{pdfs} ways in PDF, {words} in Word" in SECURITY
