"""What fields show after LibreOffice has updated them all: what we wrote, and pages within one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from judges.libreoffice import Fields, update_fields
from octavo.docx.archive import pack
from word.readback import Line, fields, part, parts, read_lines

pytestmark = pytest.mark.slow
SECTION, LISTED = {"toc 1"}, {"toc 1", "toc 2"}


@pytest.fixture(scope="module")
def updated(
    libreoffice: str, sample: bytes, proceedings: bytes, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[bytes, Fields]]:
    """The files, each with what its fields show once updated."""
    return [
        (data, update(libreoffice, data, tmp_path_factory.mktemp("updated")))
        for data in (sample, proceedings)
    ]


def update(libreoffice: str, data: bytes, folder: Path) -> Fields:
    """What the fields of the Word file `data` show after an update."""
    file = folder / "updated.docx"
    file.write_bytes(data)
    return update_fields(libreoffice, file, folder)


def list_lines(data: bytes, styles: set[str]) -> list[tuple[str, str]]:
    """The lines in `styles` as we wrote them, each with its page."""
    lines = [line.text.rpartition("|") for line in read_lines(data) if line.style in styles]
    return [(" ".join(words.replace("|", " ").split()), page) for words, _, page in lines]


def list_index(data: bytes) -> list[Line]:
    """The lines of the index as we wrote them."""
    return [line for line in read_lines(data) if line.style == "index 1"]


def test_the_contents_and_the_lists_of_figures_and_tables_stay_as_they_were(
    updated: list[tuple[bytes, Fields]],
) -> None:
    for data, shown in updated:
        contents, captions = (list_lines(data, s) for s in (LISTED, {"table of figures"}))

        assert [words for words, _ in shown.contents] == [words for words, _ in contents]
        assert [words for words, _ in shown.captions] == [words for words, _ in captions]


def test_the_numbers_of_captions_and_the_words_of_references_stay_as_they_were(
    updated: list[tuple[bytes, Fields]],
) -> None:
    for data, shown in updated:
        written = [(code.split(), " ".join(text.split())) for code, text in fields(data)]
        pairs = [(code[0], (code[1], text)) for code, text in written if code[1:]]

        assert list(shown.numbers) == sorted(pair for kind, pair in pairs if kind == "SEQ")
        assert list(shown.references) == sorted(pair for kind, pair in pairs if kind == "REF")


def test_the_entries_of_the_index_stay_as_they_were(updated: list[tuple[bytes, Fields]]) -> None:
    for data, shown in updated:
        entries = [re.sub(r"(, \d+)+$", "", line.text) for line in list_index(data)]

        assert [entry for entry, _ in shown.index] == entries


def test_sections_keep_their_pages(updated: list[tuple[bytes, Fields]]) -> None:
    for data, shown in updated:
        sections = list_lines(data, SECTION)

        assert len(sections) >= 6
        assert [line for line in sections if line not in shown.contents] == []


def test_pages_change_by_one_at_most_and_seldom(updated: list[tuple[bytes, Fields]]) -> None:
    for data, shown in updated:
        written = list_lines(data, {*LISTED, "table of figures"})
        found = (*shown.contents, *shown.captions)
        off = [abs(int(a[1]) - int(b[1])) for a, b in zip(written, found, strict=True)]

        assert max(off) <= 1
        assert sum(off) <= len(off) // 20


def test_the_judge_does_update_what_it_shows(
    libreoffice: str, sample: bytes, updated: list[tuple[bytes, Fields]], tmp_path: Path
) -> None:
    whole = part(sample, "word/document.xml")
    listed = r'<w:pStyle w:val="(?:TOC\d|TableofFigures|Index1)"/>.*?</w:p>'
    stale = re.sub(listed, lambda found: re.sub(r">[^<>]+</w:t>", ">9</w:t>", found[0]), whole)
    stale = re.sub(r"(SEQ|REF) (?:(?!</w:t>).)*</w:t>", _make_stale, stale)
    data = pack({**parts(sample), "word/document.xml": stale.encode()})

    assert stale.count(">9</w:t>") > 30
    assert update(libreoffice, data, tmp_path) == updated[0][1]


def _make_stale(found: re.Match[str]) -> str:
    """A field that shows 9."""
    return re.sub(r">[^<>]+</w:t>$", ">9</w:t>", found[0])
