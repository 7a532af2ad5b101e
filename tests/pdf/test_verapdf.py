"""veraPDF, which knows the rules of PDF/UA and PDF/A, on a sound document and on broken ones."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from judges.verapdf import judge, run
from octavo.pdf.standards import MODERN, MODERN_WITH_FILES, TAGGED_WITH_FILES, Standard
from pdf.pressed import draw_square, print_pages, with_spot
from pdf.sample import Broken, make_sample

pytestmark = pytest.mark.slow


RULES: dict[Broken, str] = {
    "paint without a tag": "7.1-3",
    "a level left out": "7.4.2-1",
    "a link that says nothing": "7.18.5-2",
}
"""The rule of PDF/UA-1 that each fault breaks."""


@pytest.fixture(scope="module")
def verdicts(verapdf: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What veraPDF says, by the fault that the document has."""
    folder = tmp_path_factory.mktemp("verapdf")
    files = [folder / f"{place}.pdf" for place in range(4)]
    for file, broken in zip(files, ("", *RULES), strict=True):
        file.write_bytes(make_sample(broken))
    reports = re.split(r"^(?=PASS|FAIL|ERROR)", run(verapdf, "ua1", files).stdout, flags=re.M)
    return dict(zip(("", *RULES), reports[1:], strict=True))


def test_a_document_with_everything_is_pdf_ua(verdicts: dict[str, str]) -> None:
    assert verdicts[""].startswith("PASS"), verdicts[""]


def test_a_document_with_everything_is_pdf_a(verapdf: Path, tmp_path: Path) -> None:
    file = tmp_path / "sample.pdf"
    file.write_bytes(make_sample())
    verdict = judge(verapdf, "2a", file)
    assert verdict.conforms, verdict.report


@pytest.mark.parametrize(
    ("standard", "flavour"),
    [
        (TAGGED_WITH_FILES, "ua1"),
        (TAGGED_WITH_FILES, "3a"),
        (MODERN, "ua2"),
        (MODERN, "4"),
        (MODERN_WITH_FILES, "ua2"),
        (MODERN_WITH_FILES, "4f"),
    ],
)
def test_a_document_follows_the_standard_it_is_made_by(
    verapdf: Path, standard: Standard, flavour: str, tmp_path: Path
) -> None:
    file = tmp_path / "sample.pdf"
    file.write_bytes(make_sample("", standard))
    verdict = judge(verapdf, flavour, file)
    assert verdict.conforms, verdict.report


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_a_print_edition_is_tagged_and_archival_too(
    verapdf: Path, flavour: str, tmp_path: Path
) -> None:
    file = tmp_path / "print.pdf"
    data = print_pages(("one", "two"), draw_square(form="JPEG"), with_spot())
    file.write_bytes(data)
    verdict = judge(verapdf, flavour, file)
    assert verdict.conforms, verdict.report


def test_each_fault_has_its_rule() -> None:
    assert {"", *RULES} == set(get_args(Broken))


@pytest.mark.parametrize("broken", RULES)
def test_a_fault_is_seen(broken: Broken, verdicts: dict[str, str]) -> None:
    assert verdicts[broken].startswith("FAIL")
    assert f"{RULES[broken]} " in verdicts[broken]
