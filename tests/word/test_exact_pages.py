"""Page numbers that LibreOffice counts, when a publication asks for them."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from judges.libreoffice import convert, find_pages
from octavo.document import Section
from octavo.document.problem import SourceError
from octavo.word import WordOptions, generator
from word.readback import fields, part, read_lines
from word.sample import DOCUMENT, LIBRARY, say

EXACT = WordOptions(embed_fonts=False, page_numbers="libreoffice")
LONG = "A sentence of a dozen words is said again and again until pages fill. "
BOOK = replace(
    DOCUMENT,
    sections=(
        *DOCUMENT.sections,
        Section("long", "Long", "annex", tuple(say(LONG * n, f"long-{n}") for n in range(1, 30))),
    ),
)


def list_pages(data: bytes) -> list[tuple[str, str]]:
    """The bookmarks that pages are shown for, each with its page as written."""
    return re.findall(
        r"PAGEREF (\w+) \\h </w:instrText></w:r><w:r><w:fldChar [^>]*></w:r>"
        r'<w:r><w:t xml:space="preserve">(\d+)<',
        part(data, "word/document.xml"),
    )


@pytest.mark.slow
def test_every_page_is_the_one_that_libreoffice_finds(libreoffice: str, tmp_path: Path) -> None:
    data = generator.generate(BOOK, replace(EXACT, review=True), LIBRARY).data
    file = tmp_path / "exact.docx"
    file.write_bytes(data)
    pages, count = find_pages(convert(libreoffice, file, "pdf", tmp_path))
    written = list_pages(data)

    assert len(written) == 16
    assert [(name, int(page)) for name, page in written] == [
        (name, pages[name]) for name, _ in written
    ]
    assert dict(fields(data, "word/header4.xml"))["NUMPAGES"] == str(count)
    entries = [line.text for line in read_lines(data) if line.style == "index 1"]
    assert entries == [f"Ébauche: a “first” one, {pages[named_by(data)]}"]
    assert "_Entry" not in part(data, "word/document.xml")


def named_by(data: bytes) -> str:
    """The bookmark of the block in which the sample's one entry of the index stands."""
    before = part(data, "word/document.xml").split(' XE "')[0]
    return str(re.findall(r'w:name="(blk_\w+)"', before)[-1])


def test_without_libreoffice_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_nothing(name: str) -> None:
        return None

    monkeypatch.setattr(shutil, "which", find_nothing)
    with pytest.raises(SourceError) as caught:
        generator.generate(DOCUMENT, EXACT, LIBRARY)

    assert [(p.code, p.hint) for p in caught.value.problems] == [
        ("WRD006", "install it, or leave out the option `page_numbers`")
    ]


@pytest.mark.slow
def test_a_libreoffice_that_fails_is_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_another(name: str) -> str:
        return "false"

    monkeypatch.setattr(shutil, "which", find_another)
    with pytest.raises(SourceError) as caught:
        generator.generate(DOCUMENT, EXACT, LIBRARY)

    assert [problem.code for problem in caught.value.problems] == ["WRD007"]
