"""What stands at the end of proceedings, in booklet and Word: a programme of three days, 300
participants, and a statistical annex of 30 columns and 200 rows, as a publications office has them.

The publications are `programme`, `participants` and `annex` in tests/publications.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdfium2 import PdfDocument

from architecture import ROOT
from booklet.faults import find_fault
from booklet.making import make, read_folder
from judges.checkers import list_faults
from judges.openxml import validate
from judges.verapdf import run as run_verapdf
from octavo.build.steps import review
from octavo.commands.cli import run
from octavo.docx.inspection import inspect_file
from word.expected import drop_fillers, expect_lines
from word.making import make as make_word
from word.marked import read_marked

pytestmark = pytest.mark.slow
NAMES = ("programme", "participants", "annex")
CONTINUED = "(continued)"
DAY = r"\w+day, 1\d September 2026.*"
DAY_AGAIN = rf"{DAY} \(continued\)"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The folder with the files of each of the publications."""
    folder = tmp_path_factory.mktemp("annexes")
    for name in NAMES:
        assert run(["build", str(find(name)), "--output", str(folder)]) == 0
    return {name: folder / name for name in NAMES}


def find(name: str) -> Path:
    return ROOT / "tests" / "publications" / name


def read_pages(folder: Path) -> list[list[str]]:
    """The lines of each page of the booklet in a folder."""
    with closing(PdfDocument(folder / f"{folder.name}.pdf")) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    return [[" ".join(line.split()) for line in text.splitlines()] for text in texts]


def read_document(folder: Path) -> str:
    with ZipFile(folder / f"{folder.name}.docx") as package:
        return package.read("word/document.xml").decode()


# ------------------------------------------------------------------------------ all of them


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_reported(name: str) -> None:
    assert review(find(name))[1] == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_in_both_files(name: str) -> None:
    document, library = read_folder(find(name))
    written = read_marked(make_word(document, library))

    assert find_fault(make(document, library)) is None
    assert drop_fillers(written) == drop_fillers(expect_lines(document))


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_the_booklets_conform(verapdf: Path, built: Mapping[str, Path], flavour: str) -> None:
    files = [folder / f"{name}.pdf" for name, folder in built.items()]
    lines = run_verapdf(verapdf, flavour, files).stdout.splitlines()

    assert [line[:4] for line in lines] == ["PASS"] * len(NAMES), lines


def test_no_checker_finds_anything_wrong_with_the_word_files(built: Mapping[str, Path]) -> None:
    files = [(folder / f"{name}.docx").read_bytes() for name, folder in built.items()]

    assert [fault for data in files for fault in list_faults(data)] == []
    assert [fault for data in files for fault in inspect_file(data)] == []


def test_the_validator_finds_nothing_wrong_with_them(
    openxml: Path, built: Mapping[str, Path]
) -> None:
    files = {name: (folder / f"{name}.docx").read_bytes() for name, folder in built.items()}

    assert validate(openxml, files) == {name: [] for name in NAMES}


# ------------------------------------------------------------------------------ programme


def test_a_day_that_goes_on_is_named_again_below_the_head(built: Mapping[str, Path]) -> None:
    pages = [page for page in read_pages(built["programme"]) if "Time Session" in page]
    later = [page[page.index("Time Session") + 1] for page in pages[1:]]

    assert len(pages) == 4
    assert [
        day for day in later if not re.fullmatch(rf"\w+day, 1\d Sep.* \{CONTINUED[:-1]}\)", day)
    ] == []


def test_no_page_ends_with_the_name_of_a_day(built: Mapping[str, Path]) -> None:
    for page in read_pages(built["programme"]):
        at = [
            place for place, line in enumerate(page) if "September 2026" in line and "day," in line
        ]
        below = [page[place + 1] for place in at]
        assert [line for line in below if not re.match(r"\d\d:\d\d", line)] == []


def test_a_programme_in_word_is_a_table_with_a_head_and_a_style_for_days(
    built: Mapping[str, Path],
) -> None:
    document = read_document(built["programme"])

    assert document.count("<w:tblHeader/>") == 1
    assert document.count('w:val="TableGroup"') == 3


# ------------------------------------------------------------------------------ participants


def test_initials_stand_above_names_and_are_named_again(built: Mapping[str, Path]) -> None:
    pages = read_pages(built["participants"])
    heads = [line for page in pages for line in page if re.fullmatch(r"[A-Z]", line)]
    again = [line for page in pages for line in page if line.endswith(CONTINUED)]

    assert heads == [chr(letter) for letter in range(ord("A"), ord("Z") + 1)]
    assert again
    assert [
        line for line in again if not re.fullmatch(rf"[A-Z] {re.escape(CONTINUED)}", line)
    ] == []


def test_participants_are_in_the_order_of_their_names(built: Mapping[str, Path]) -> None:
    lines = [line for page in read_pages(built["participants"]) for line in page]
    names = re.findall(r"^Participant (\d+) ([A-Z-]+)", "\n".join(lines), re.MULTILINE)
    keys = [(name.replace("-", ""), int(number)) for number, name in names]

    assert len(keys) == 300
    assert keys == sorted(keys)


# ------------------------------------------------------------------------------ annex


def test_each_further_page_of_the_annex_says_that_its_table_goes_on(
    built: Mapping[str, Path],
) -> None:
    pages = [page for page in read_pages(built["annex"]) if "Harbour 1997" in "\n".join(page)]
    labels = [next(line for line in page if line.startswith("Table 1")) for page in pages]

    assert labels[0] == "Table 1 Goods by harbour and year, in thousands of tonnes"
    assert labels[1:] == [f"Table 1 {CONTINUED}"] * (len(pages) - 1)


def test_notes_of_the_annex_stand_on_the_page_of_their_number(built: Mapping[str, Path]) -> None:
    pages = ["\n".join(page) for page in read_pages(built["annex"])]
    (page,) = (page for page in pages if "Harbour 58 " in page)

    assert "With the harbour beside it from this year on." in page


def test_the_annex_in_word_stands_on_pages_across(built: Mapping[str, Path]) -> None:
    document = read_document(built["annex"])

    assert 'w:orient="landscape"' in document
    assert document.count("<w:tr>") == 201
